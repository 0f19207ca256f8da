import { type Span, spanOf } from "../text/text.ts";
import { readMode } from "../values/mode.ts";
import { readNumber } from "../values/number.ts";
import { nearestWord } from "../words/nearest.ts";
import { findRuleKey, isMatch, isSettable, type RuleKey, rightOperators, ruleKeys } from "./ruleKeys.ts";
import type { ReportRule } from "./ruleReport.ts";
import type { RuleOperator, RulePair } from "./rulesTree.ts";
import { substitutionsIn } from "./substitutions.ts";
import {
  builtins,
  constants,
  findWord,
  importSources,
  isKnownTo,
  options,
  runKinds,
  type UdevWord,
} from "./udevWords.ts";

/** What udev does with a pair: a dropped one takes the whole rule with it. */
export type PairVerdict = "taken" | "left-out" | "dropped";

/** Judges one pair by itself, as that release of udev does when it reads the file. */
export function judgePair(pair: RulePair, version: number, report: ReportRule): PairVerdict {
  const key = findRuleKey(pair.key.content);
  if (key === undefined) {
    const near =
      nearestWord(
        pair.key.content,
        ruleKeys.map((one) => one.key),
      ) ?? "";
    report("udev-unknown-key", keySpan(pair), pair.key.content, near);
    return "dropped";
  }
  const isTaken =
    judgeCase(pair, key, report) &&
    judgeBraces(pair, key, version, report) &&
    judgeOperator(pair, key, version, report);
  if (!isTaken) return "dropped";
  return judgeValue(pair, key, version, report);
}

function keySpan({ key }: RulePair): Span {
  return spanOf(key, 0, key.content.length);
}

function valueSpan({ value, quoted }: RulePair): Span {
  return value.content === "" ? quoted : spanOf(value, 0, value.content.length);
}

const caseless: ReadonlySet<string> = new Set(["TEST", "PROGRAM", "IMPORT"]);

function judgeCase(pair: RulePair, { key }: RuleKey, report: ReportRule): boolean {
  if (!pair.ignoresCase || (isMatch(pair.operator) && !caseless.has(key))) return true;
  report("udev-case-prefix", { from: pair.quoted.from, to: pair.quoted.from + 1 }, key);
  return false;
}

function judgeBraces(pair: RulePair, rule: RuleKey, version: number, report: ReportRule): boolean {
  const { key, attribute: use } = rule;
  const written = pair.attribute;
  if (written === undefined) {
    if (use !== "needed") return true;
    report("udev-wrong-braces", keySpan(pair), key, "missing");
    return false;
  }
  const span = bracesOf(pair);
  if (use === "none") {
    report("udev-wrong-braces", span, key, "unwanted");
    return false;
  }
  if (written.content === "" && use === "needed") {
    report("udev-wrong-braces", span, key, "missing");
    return false;
  }
  if (key === "CONST") return judgeBraceWord(pair, constants, version, report);
  if (key === "IMPORT") return judgeBraceWord(pair, importSources, version, report);
  if (key === "RUN") return judgeBraceWord(pair, runKinds, version, report);
  if (key === "TEST") return written.content === "" || judgeMode(pair, report);
  if (key === "ENV") return judgeProperty(pair, version, report);
  if (key === "ATTR" || key === "ATTRS" || key === "SYSCTL") judgeSubstitutions(written, report);
  if (key === "ATTRS") judgeParentPath(pair, report);
  return true;
}

/** The braces with what stands in them. */
function bracesOf({ attribute, key, operatorSpan }: RulePair): Span {
  if (attribute === undefined) return spanOf(key, 0, key.content.length);
  const { from, to } = spanOf(attribute, 0, attribute.content.length);
  return { from: from - 1, to: Math.min(to + 1, operatorSpan.from) };
}

function judgeBraceWord(
  pair: RulePair,
  words: readonly UdevWord[],
  version: number,
  report: ReportRule,
): boolean {
  const word = pair.attribute?.content ?? "";
  const known = findWord(words, word);
  if (known !== undefined && isKnownTo(version, known)) return true;
  const span = bracesOf(pair);
  const { content: key } = pair.key;
  if (known !== undefined)
    report("udev-too-new", span, `${key}{${word}}`, String(known.since), String(version));
  else report("udev-wrong-braces", span, key, "unknown", listed(words.map((one) => one.word)));
  return false;
}

function judgeMode(pair: RulePair, report: ReportRule): boolean {
  const mode = pair.attribute?.content ?? "";
  if (readMode(mode) !== undefined) return true;
  report("udev-wrong-value", bracesOf(pair), mode, "mode");
  return false;
}

function judgeProperty(pair: RulePair, version: number, report: ReportRule): boolean {
  const name = pair.attribute?.content ?? "";
  // The operator is looked at first, and a wrong one is what is told.
  if (isMatch(pair.operator) || pair.operator === "-=" || isSettable(name, version)) return true;
  report("udev-wrong-value", bracesOf(pair), name, "fixed-property");
  return false;
}

function judgeParentPath(pair: RulePair, report: ReportRule): void {
  const path = pair.attribute?.content ?? "";
  if (!isMatch(pair.operator)) return;
  if (path.startsWith("device/") || path.includes("../"))
    report("udev-old-name", bracesOf(pair), path, "path");
}

function judgeOperator(pair: RulePair, rule: RuleKey, version: number, report: ReportRule): boolean {
  const { key } = rule;
  const { operator, operatorSpan } = pair;
  if (key === "SYMLINK" && operator === "-=" && version < 253) {
    report("udev-too-new", operatorSpan, "SYMLINK-=", "253", String(version));
    return false;
  }
  if (rule.assumed.includes(operator)) report("udev-operator-taken", operatorSpan, key, operator);
  else if (!rule.operators.includes(operator)) {
    const right = listed(rightOperators(rule).map((one) => one));
    report("udev-wrong-operator", operatorSpan, key, operator, right);
    return false;
  }
  return true;
}

function listed(words: readonly string[]): string {
  const marked = words.map((word) => `\`${word}\``);
  return marked.length < 2 ? marked.join("") : `${marked.slice(0, -1).join(", ")} or ${marked.at(-1)}`;
}

/** Keys whose value udev looks through for substitutions where it is set, and whether it must not be empty. */
const substituted: Readonly<Record<string, "may-be-empty" | "needed">> = {
  SYMLINK: "may-be-empty",
  NAME: "may-be-empty",
  ENV: "may-be-empty",
  TAG: "needed",
  ATTR: "may-be-empty",
  SYSCTL: "may-be-empty",
  OWNER: "needed",
  GROUP: "needed",
  MODE: "needed",
  SECLABEL: "needed",
  RUN: "needed",
  TEST: "needed",
  PROGRAM: "needed",
  IMPORT: "needed",
};

/** Whether udev puts text in for `$name` and `%letter` in the values of this key behind this operator. */
export function takesSubstitutionsOf(key: string, operator: RuleOperator): boolean {
  return substituted[key] !== undefined && (!isMatch(operator) || caseless.has(key));
}

function judgeValue(pair: RulePair, { key }: RuleKey, version: number, report: ReportRule): PairVerdict {
  const value = pair.value.content;
  const wrong = (why: string, text = value): PairVerdict => {
    report("udev-wrong-value", valueSpan(pair), text, why);
    return "dropped";
  };
  if (key === "OPTIONS") return judgeOption(pair, version, report);
  if (key === "NAME" && !isMatch(pair.operator)) {
    if (value === "%k") return wrong("own-name");
    if (value === "") return wrong("no-name");
  }
  if (key === "SUBSYSTEM" && (value === "bus" || value === "class")) {
    report("udev-old-name", valueSpan(pair), value, "subsystem");
  }
  if ((key === "OWNER" || key === "GROUP") && !/[%$]/.test(value)) return judgeAccount(pair, version, report);
  if (key === "MODE" && readMode(value) !== undefined) return "taken";
  if (takesSubstitutionsOf(key, pair.operator)) {
    if (substituted[key] === "needed" && value === "") report("udev-empty-value", pair.quoted, key);
    judgeSubstitutions(pair.value, report);
  }
  if ((key === "IMPORT" || key === "RUN") && pair.attribute?.content === "builtin") {
    return judgeBuiltin(pair, version, report);
  }
  return "taken";
}

/** Names are up to the machine. Since 258 udev drops the rule, before that it leaves out the owner. */
function judgeAccount(pair: RulePair, version: number, report: ReportRule): PairVerdict {
  const value = pair.value.content;
  if (value !== "" && (!/^[0-9]+$/.test(value) || isAccountNumber(value))) return "taken";
  const ignores = version >= 258 ? "rule" : "part";
  report("udev-wrong-value", valueSpan(pair), value, "account", { ignores });
  return version >= 258 ? "dropped" : "taken";
}

/** Above these numbers, and with these two, nobody can be meant. */
function isAccountNumber(digits: string): boolean {
  const number = Number(digits);
  return number < 0xffffffff && number !== 0xffff;
}

function judgeBuiltin(pair: RulePair, version: number, report: ReportRule): PairVerdict {
  const [, blanks = "", word = ""] = /^(\s*)(\S*)/.exec(pair.value.content) ?? [];
  // Before 262 udev takes the beginning of a name for the name, and nothing at all for the first of them.
  const meant = builtins.filter((one) => (version < 262 ? one.word.startsWith(word) : one.word === word));
  if (meant.some((one) => isKnownTo(version, one))) return "taken";
  const [known] = meant;
  const span = word === "" ? pair.quoted : spanOf(pair.value, blanks.length, blanks.length + word.length);
  if (known === undefined) report("udev-wrong-value", span, word, "builtin");
  else report("udev-too-new", span, word, String(known.since), String(version));
  return "dropped";
}

const logLevels: ReadonlySet<string> = new Set([
  "emerg",
  "alert",
  "crit",
  "err",
  "warning",
  "notice",
  "info",
  "debug",
  "reset",
]);

function judgeOption(pair: RulePair, version: number, report: ReportRule): PairVerdict {
  const value = pair.value.content;
  const equals = value.indexOf("=") + 1;
  const named =
    findWord(options, value) ?? (equals > 0 ? findWord(options, value.slice(0, equals)) : undefined);
  if (named === undefined || (named.word.endsWith("=") && equals === 0)) {
    const near =
      nearestWord(
        value,
        options.map((one) => one.word),
      ) ?? "";
    report("udev-unknown-option", valueSpan(pair), value, near);
    return "left-out";
  }
  if (!isKnownTo(version, named)) {
    const { word, since } = named;
    report("udev-too-new", valueSpan(pair), word, String(since), String(version), { ignores: "part" });
    return "left-out";
  }
  const argument = value.slice(equals);
  const isWrong =
    (named.word === "link_priority=" && !isInteger(argument)) ||
    (named.word === "log_level=" && !logLevels.has(argument) && !/^\s*\+?[0-7]$/.test(argument));
  if (!isWrong) return "taken";
  const why = named.word === "log_level=" ? "log-level" : "number";
  const place = argument === "" ? valueSpan(pair) : spanOf(pair.value, equals, value.length);
  report("udev-wrong-value", place, argument, why);
  return "dropped";
}

function isInteger(text: string): boolean {
  const reading = readNumber(text);
  return reading.kind === "number" && reading.value >= -0x80000000n && reading.value <= 0x7fffffffn;
}

/** What udev says of the first bad substitution when it reads the file, and of those behind that stay as they are. */
function judgeSubstitutions(value: RulePair["value"], report: ReportRule): void {
  for (const use of substitutionsIn(value.content)) {
    if (use.kind === "sign" || use.defect === undefined) continue;
    const { from, to, defect } = use;
    const written = value.content.slice(from, defect === "unknown" ? to + 1 : to);
    const place = spanOf(value, from, to);
    if (defect === "unknown") report("udev-substitution", place, value.content.slice(from, to), defect);
    else {
      report(
        "udev-substitution",
        place,
        written.replace(/\{.*/s, defect === "no-brace" ? "" : "{…}"),
        defect,
        {
          consequence: "line-ignored",
          ignores: "value-end",
        },
      );
      return;
    }
  }
}
