import type { RuleOperator, RulePair, RulesNode, RulesTree } from "./rulesTree.ts";

/** What stands where a completion is asked for. Offsets in the document. */
export type RulePlace =
  | { readonly kind: "key"; readonly from: number }
  | { readonly kind: "brace"; readonly key: string; readonly from: number }
  | {
      readonly kind: "value";
      readonly key: string;
      readonly attribute: string | undefined;
      readonly operator: RuleOperator;
      /** Where the value begins, behind its quote. */
      readonly from: number;
      /** Up to the caret. */
      readonly typed: string;
      readonly quotes: "there" | "missing";
    };

/** Finds out from what stands before the caret; undefined in comments and behind what nobody can read. */
export function placeInRules({ document, nodes }: RulesTree, at: number): RulePlace | undefined {
  const node = nodes.find(({ from, to }) => from <= at && at < to) ?? nodes.at(-1);
  const begin = beginOf(document, node, at);
  if (begin === undefined) return undefined;
  const written = document.slice(begin.at, at);
  const line = written.slice(Math.max(written.lastIndexOf("\n"), written.lastIndexOf("\r")) + 1);
  if (/^\s*#/.test(line)) return undefined;
  // Lines are joined, so that a pair may go on over their ends.
  const joined = written.replace(/(?:\r?\n|^)[ \t]*#[^\r\n]*(?=[\r\n])/g, "").replace(/\\\r?\n[ \t]*/g, "");
  return placeBehind(joined, at, begin.behind);
}

/** Where what is being written begins. */
interface Begin {
  readonly at: number;
  readonly behind: "nothing" | "pair";
}

function beginOf(document: string, node: RulesNode | undefined, at: number): Begin | undefined {
  const newLine: Begin = { at, behind: "nothing" };
  if (node === undefined || node.kind === "blank") return newLine;
  const isBelow = at >= node.to && /[\r\n]$/.test(document.slice(node.from, at));
  if (node.kind !== "rule") return isBelow ? newLine : undefined;
  if (isBelow && node.loss !== "unfinished") return newLine;
  const last = node.pairs.findLast(({ to }) => to <= at);
  return last === undefined ? { at: node.from, behind: "nothing" } : { at: last.to, behind: "pair" };
}

const pairBegin = /^[\s,]*([A-Za-z_]+)/;
const behindKey = /^(?:\{([^}]*)\})?\s*(==|!=|\+=|-=|:=|=)\s*([ei]{0,2}")?((?:[^"\\]|\\.)*)$/s;

function placeBehind(text: string, at: number, behind: Begin["behind"]): RulePlace | undefined {
  const bare = /^([\s,]*)([A-Za-z_]*)$/.exec(text);
  if (bare !== null) {
    const [, separator = "", key = ""] = bare;
    return behind === "nothing" || separator !== "" ? { kind: "key", from: at - key.length } : undefined;
  }
  const [begin, key] = pairBegin.exec(text) ?? [];
  if (begin === undefined || key === undefined) return undefined;
  const rest = text.slice(begin.length);
  const brace = /^\{([^}"]*)$/.exec(rest)?.[1];
  if (brace !== undefined) return { kind: "brace", key, from: at - brace.length };
  const match = behindKey.exec(rest);
  const operator = operators.find((one) => one === match?.[2]);
  if (match === null || operator === undefined) return undefined;
  const [, attribute, , quote, typed = ""] = match;
  if (quote === undefined && typed !== "") return undefined;
  const quotes = quote === undefined ? "missing" : "there";
  return { kind: "value", key, attribute, operator, from: at - typed.length, typed, quotes };
}

const operators: readonly RuleOperator[] = ["==", "!=", "+=", "-=", ":=", "="];

/** The pair that reaches over an offset, or ends there. */
export function pairAt({ nodes }: RulesTree, at: number): RulePair | undefined {
  const node = nodes.find(({ from, to }) => from <= at && at <= to);
  const rules = nodes.filter((one) => one === node || (one.from <= at && at <= one.to));
  for (const one of rules) {
    if (one.kind !== "rule") continue;
    const pair = one.pairs.find(({ from, to }) => from <= at && at < to);
    if (pair !== undefined) return pair;
  }
  return undefined;
}
