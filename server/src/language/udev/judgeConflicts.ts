import { isMatch } from "./ruleKeys.ts";
import type { RuleOutcome } from "./ruleOutcome.ts";
import type { ReportRule } from "./ruleReport.ts";
import type { RulePair } from "./rulesTree.ts";

/**
 * Finds what stands twice in a rule, and matches that exclude one another (as `udevadm verify` does, but for devices
 * with several tags or links, which can pass both).
 */
export function judgeConflicts({ pairs }: RuleOutcome, report: ReportRule): void {
  const seen = new Map<string, Match[]>();
  const settings = new Set<string>();
  for (const pair of pairs) {
    const subject = `${pair.key.content}{${pair.attribute?.content ?? ""}}`;
    if (!isMatch(pair.operator)) {
      const key = `${subject}${pair.operator}${pair.value.content}`;
      if (pair.key.content !== "LABEL" && settings.has(key)) report("udev-duplicate", pair);
      settings.add(key);
      continue;
    }
    if (!compared.has(pair.key.content)) continue;
    const match = matchOf(pair);
    const earlier = seen.get(subject) ?? [];
    if (earlier.some((one) => one.isPositive === match.isPositive && isSame(one, match))) {
      report("udev-duplicate", pair);
    } else if (earlier.some((one) => excludes(one, match, pair.key.content))) {
      report("udev-never-matches", pair);
    }
    if (earlier.length < comparedAtMost) seen.set(subject, [...earlier, match]);
  }
}

/** Nobody writes more about one thing, and the time must not grow with the square of a line. */
const comparedAtMost = 32;

/** Keys whose matches are compared with one value of the device. */
const compared: ReadonlySet<string> = new Set([
  "ACTION",
  "DEVPATH",
  "KERNEL",
  "NAME",
  "ENV",
  "CONST",
  "TAG",
  "SYMLINK",
  "SUBSYSTEM",
  "DRIVER",
  "ATTR",
  "SYSCTL",
  "KERNELS",
  "SUBSYSTEMS",
  "DRIVERS",
  "ATTRS",
  "TAGS",
  "RESULT",
]);

/** A device has several of these. */
const plural: ReadonlySet<string> = new Set(["TAG", "TAGS", "SYMLINK"]);

interface Match {
  readonly isPositive: boolean;
  readonly form: "empty" | "plain" | "glob";
  /** Whether the empty text is among the alternatives. */
  readonly takesEmpty: boolean;
  readonly alternatives: ReadonlySet<string>;
  readonly ignoresCase: boolean;
}

function matchOf(pair: RulePair): Match {
  // udev takes the three for one another.
  const isOneOfThree =
    pair.key.content === "SUBSYSTEM" && /^(?:subsystem|bus|class)$/.test(pair.value.content);
  const value = isOneOfThree ? "subsystem" : pair.value.content;
  const { ignoresCase } = pair;
  const isPositive = pair.operator === "==";
  const nothing = { form: "empty", takesEmpty: true, alternatives: new Set<string>(), ignoresCase } as const;
  // `?*` is any text but the empty one.
  if (value === "") return { isPositive, ...nothing };
  if (value === "?*") return { isPositive: !isPositive, ...nothing };
  const alternatives = value.split("|");
  return {
    isPositive,
    form: /[*?[]/.test(value) ? "glob" : "plain",
    takesEmpty: alternatives.includes(""),
    alternatives: new Set(alternatives.filter((one) => one !== "")),
    ignoresCase,
  };
}

function isSame(one: Match, other: Match): boolean {
  return (
    one.form === other.form &&
    one.takesEmpty === other.takesEmpty &&
    one.ignoresCase === other.ignoresCase &&
    one.alternatives.size === other.alternatives.size &&
    [...one.alternatives].every((text) => other.alternatives.has(text))
  );
}

function excludes(one: Match, other: Match, key: string): boolean {
  if (isSame(one, other)) return one.isPositive !== other.isPositive && !plural.has(key);
  if (plural.has(key) || !one.isPositive || !other.isPositive) return false;
  if (one.form !== "plain" || other.form !== "plain" || one.takesEmpty || other.takesEmpty) return false;
  if (one.ignoresCase || other.ignoresCase) return false;
  return ![...one.alternatives].some((text) => other.alternatives.has(text));
}
