import type { Edit, Fix } from "../features/codeActions.ts";
import { ignoredCodes } from "../ignoreComment.ts";
import { unitTypes } from "../names/unitName.ts";
import { type Problem, type ProblemCode, problemCodes } from "../problems/catalogue.ts";
import { lineEndFor } from "../syntax/lineEnd.ts";
import { offsetOf, type Span, spanOf } from "../text/text.ts";
import { nearestWord } from "../words/nearest.ts";
import type { AnalysedRules } from "./analysedRules.ts";
import { backgroundCommand, startedUnit } from "./judgeRun.ts";
import { setsSystemdTag } from "./judgeSystemdSide.ts";
import { findRuleKey, rightOperators } from "./ruleKeys.ts";
import type { RuleLine, RulePair, RulesTree } from "./rulesTree.ts";
import { builtins } from "./udevWords.ts";

/** Where a problem was found. */
interface Place {
  readonly rules: AnalysedRules;
  readonly rule: RuleLine;
  /** The pair that the problem begins in. */
  readonly pair: RulePair | undefined;
}

type Fixer = (problem: Problem, place: Place) => readonly Fix[];

/** The ways to mend a problem of udev's rules, the likeliest first; none where nobody can tell what was meant. */
export function fixesForRules(rules: AnalysedRules, problem: Problem): readonly Fix[] {
  if (problem.code === "unknown-code") return fixCode(problem);
  const rule = ruleOf(rules, problem);
  if (rule === undefined) return [];
  const pair = rule.pairs.find(({ from, to }) => from <= problem.from && problem.from < to);
  return fixers[problem.code]?.(problem, { rules, rule, pair }) ?? [];
}

/** A comment that leaves the problem out: of its rule, or above the first rule of the whole file. */
export function ignoreInRules(rules: AnalysedRules, problem: Problem): readonly Fix[] {
  const rule = ruleOf(rules, problem);
  return rule === undefined ? [] : [ignoring(rules.tree, rule, problem.code)];
}

function ruleOf({ tree }: AnalysedRules, { from: at }: Problem): RuleLine | undefined {
  for (const node of tree.nodes) {
    if (node.kind === "rule" && node.from <= at && at < node.to) return node;
  }
  return undefined;
}

const fixers: Readonly<Partial<Record<ProblemCode, Fixer>>> = {
  "udev-broken-rule": fixBroken,
  "udev-unknown-key": (problem) => toNear(problem, problem.args[1] ?? ""),
  "udev-wrong-operator": fixOperator,
  "udev-operator-taken": (problem) => [change(problem, "=")],
  "udev-wrong-value": fixBuiltin,
  "udev-unknown-option": (problem) => toNear(problem, problem.args[1] ?? ""),
  "udev-unknown-label": (problem) => toNear(problem, problem.args[1] ?? ""),
  "udev-unknown-property": fixProperty,
  "udev-substitution": fixSubstitution,
  "udev-second-label": removePair,
  "udev-duplicate": removePair,
  "udev-no-effect": fixNoEffect,
  "udev-commas": fixComma,
  "udev-old-name": ({ from, to, args }) =>
    args[1] === "subsystem" ? [change({ from, to }, "subsystem")] : [],
  "udev-no-systemd-tag": addTag,
  "udev-odd-unit-name": fixUnitName,
  "udev-run-service": fixRunService,
  "udev-run-background": fixRunBackground,
};

function change({ from, to }: Span, newText: string): Fix {
  return { title: `Change to \`${newText}\``, isPreferred: true, edits: [{ from, to, newText }] };
}

function toNear(span: Span, near: string): readonly Fix[] {
  return near === "" ? [] : [change(span, near)];
}

function fixBroken({ from, to }: Problem, { rules, rule }: Place): readonly Fix[] {
  const { document } = rules.tree;
  if (rule.defect?.kind === "late-continuation") {
    const end = /^\\[ \t]+/.exec(document.slice(from))?.[0].length ?? 0;
    if (end === 0) return [];
    const edits = [{ from: from + 1, to: from + end, newText: "" }];
    return [{ title: "Remove the blanks behind the backslash", isPreferred: true, edits }];
  }
  const word = document.slice(from, to);
  if (rule.defect?.kind !== "no-quote" || !/^[^"'=\s]+$/.test(word)) return [];
  return [change({ from, to }, `"${word}"`)];
}

function fixOperator(problem: Problem, { pair }: Place): readonly Fix[] {
  const key = pair === undefined ? undefined : findRuleKey(pair.key.content);
  const right = key === undefined ? undefined : rightOperators(key)[0];
  return right === undefined ? [] : [change(problem, right)];
}

function fixBuiltin(problem: Problem): readonly Fix[] {
  const [word = "", why] = problem.args;
  if (why !== "builtin") return [];
  return toNear(
    problem,
    nearestWord(
      word,
      builtins.map((one) => one.word),
    ) ?? "",
  );
}

function fixProperty({ args }: Problem, { pair }: Place): readonly Fix[] {
  if (pair?.attribute === undefined) return [];
  return toNear(spanOf(pair.attribute, 0, pair.attribute.content.length), args[1] ?? "");
}

function fixSubstitution({ from, args }: Problem): readonly Fix[] {
  const [sign = "", why] = args;
  if (why !== "unknown") return [];
  const edits = [{ from, to: from, newText: sign }];
  return [{ title: `Write \`${sign}${sign}\` for the sign itself`, isPreferred: true, edits }];
}

function removePair(_problem: Problem, { rule, pair }: Place): readonly Fix[] {
  if (pair === undefined) return [];
  const index = rule.pairs.indexOf(pair);
  const next = rule.pairs[index + 1];
  const span =
    index === 0
      ? { from: pair.from, to: next?.from ?? pair.to }
      : { from: rule.pairs[index - 1]?.to ?? pair.from, to: pair.to };
  return [
    { title: `Remove this \`${pair.key.content}\``, isPreferred: true, edits: [{ ...span, newText: "" }] },
  ];
}

/** Whoever wrote a comparison last most likely meant to set that. */
function fixNoEffect(_problem: Problem, { rule }: Place): readonly Fix[] {
  const last = rule.pairs.at(-1);
  const key = last === undefined ? undefined : findRuleKey(last.key.content);
  const sign = key?.operators.find((one) => one === "=" || one === "+=");
  if (last === undefined || last.operator !== "==" || sign === undefined) return [];
  const { from, to } = last.operatorSpan;
  const title = `Set \`${last.key.content}\` with \`${sign}\``;
  return [{ title, isPreferred: false, edits: [{ from, to, newText: sign }] }];
}

function fixComma({ from, to, args }: Problem, { rule, pair }: Place): readonly Fix[] {
  if (args[0] !== "missing") {
    return [{ title: "Remove the comma", isPreferred: true, edits: [{ from, to, newText: "" }] }];
  }
  const before = pair === undefined ? undefined : rule.pairs[rule.pairs.indexOf(pair) - 1];
  if (pair === undefined || before === undefined) return [];
  const newText = pair.separator.content === "" ? ", " : ",";
  return [
    { title: "Add the comma", isPreferred: true, edits: [{ from: before.to, to: before.to, newText }] },
  ];
}

function addTag(_problem: Problem, { pair }: Place): readonly Fix[] {
  if (pair === undefined) return [];
  const edits = [{ from: pair.from, to: pair.from, newText: 'TAG+="systemd", ' }];
  return [{ title: 'Add `TAG+="systemd"`', isPreferred: true, edits }];
}

function fixUnitName({ from, to, args, consequence }: Problem): readonly Fix[] {
  const [word = "", name = ""] = args;
  if (name.includes("\uffff") || word.includes("\uffff")) return [];
  if (consequence === "none") {
    const dot = word.lastIndexOf(".") + 1;
    const type = nearestWord(word.slice(dot), unitTypes);
    return type === undefined ? [] : [change({ from, to }, word.slice(0, dot) + type)];
  }
  return [change({ from, to }, name)];
}

function fixRunService(_problem: Problem, { rule, pair }: Place): readonly Fix[] {
  const unit = pair === undefined ? undefined : startedUnit(pair);
  if (pair === undefined || unit === undefined) return [];
  const title = "Let systemd start it, with `SYSTEMD_WANTS`";
  return [{ title, isPreferred: true, edits: [wanting(unit, pair, rule)] }];
}

/** A service that is called like the program. What it is to say stands above the rule, since nothing else keeps it. */
function fixRunBackground(_problem: Problem, { rules, rule, pair }: Place): readonly Fix[] {
  const command = pair && backgroundCommand(pair);
  const program = /^\/(?:\S*\/)?([\w.+-]+)(?= |$)/.exec(command ?? "")?.[1];
  const isForComing = rule.pairs.some(
    ({ key, operator, value }) => key.content === "ACTION" && operator === "==" && value.content === "add",
  );
  if (pair === undefined || program === undefined || !isForComing) return [];
  const unit = `${program}.service`;
  const from = startOf(rule);
  const note = `# ${unit} is still to be written, with the line ExecStart=${command} below [Service].`;
  const edits = [
    { from, to: from, newText: note + lineEndFor(rules.tree.document) },
    wanting(unit, pair, rule),
  ];
  return [{ title: `Let systemd start it, as \`${unit}\``, isPreferred: false, edits }];
}

/** Has systemd start a unit in the place of what a pair of the rule does. */
function wanting(unit: string, { from, to }: RulePair, rule: RuleLine): Edit {
  const isTagged = rule.pairs.some(setsSystemdTag);
  return { from, to, newText: `${isTagged ? "" : 'TAG+="systemd", '}ENV{SYSTEMD_WANTS}+="${unit}"` };
}

function fixCode({ from, to, args }: Problem): readonly Fix[] {
  return toNear({ from, to }, nearestWord(args[0] ?? "", problemCodes) ?? "");
}

/** A comment above the rule that names the code, or one more code in the comment that is there. */
function ignoring(tree: RulesTree, rule: RuleLine, code: ProblemCode): Fix {
  const { document, nodes } = tree;
  const index = nodes.indexOf(rule);
  const isFirst = !nodes.slice(0, index).some(({ kind }) => kind === "rule");
  const title = `Ignore ${code} ${isFirst ? "in this file" : "in this rule"}`;
  return { title, isPreferred: false, edits: [editFor()] };

  function editFor(): Edit {
    for (let at = index - 1; nodes[at]?.kind === "comment"; at--) {
      const above = nodes[at];
      const last = above === undefined ? undefined : ignoredCodes(document, above).at(-1);
      if (last !== undefined) return { from: last.to, to: last.to, newText: `, ${code}` };
    }
    const from = startOf(rule);
    return { from, to: from, newText: `# unitwright: ignore=${code}${lineEndFor(document)}` };
  }
}

function startOf(rule: RuleLine): number {
  return rule.pairs[0] === undefined ? rule.from : Math.min(rule.from, offsetOf(rule.content, 0));
}
