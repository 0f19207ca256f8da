import { slice, type Text } from "../text/text.ts";
import { wordOr } from "./choice.ts";
import { type Findings, type Grammar, hasUnknownPiece, type ValueContext } from "./grammar.ts";
import { list } from "./list.ts";
import { readNumber } from "./number.ts";
import { expanding } from "./specifierExpansion.ts";
import { nextWord, type WordRules } from "./wordSplit.ts";

const setRules: WordRules = { quotes: "removed", backslash: "dropped", separators: " \t\n\r," };
const rangeRules: WordRules = {
  quotes: "ordinary",
  backslash: "dropped",
  separators: "-",
  emptyWords: "count",
};

/** systemd's sets have room for so many CPUs or nodes. */
const highest = 8191n;
const largest = 2n ** 32n - 1n;

interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads `3` or `0-7`; undefined for what is neither. */
function readRange(text: Text): Range | undefined {
  const { length } = text.content;
  const lower = nextWord(text, 0, rangeRules);
  if (lower?.kind !== "word") return undefined;
  const first = readCount(lower.text.content);
  const last = lower.next > length ? first : readCount(slice(text, lower.next, length).content);
  return first === undefined || last === undefined ? undefined : { first, last };
}

function readCount(content: string): bigint | undefined {
  const number = readNumber(content);
  if (number.kind !== "number" || number.value < 0n || number.value > largest) return undefined;
  return number.value;
}

/** A number or a range of them. Until 262 a bad one costs the whole assignment, but for ends in the wrong order. */
const range: Grammar = {
  judge: (text, context, findings) => judgeRange(text, context, findings),
  explain(text, { directive }, explanation) {
    const reading = readRange(text);
    if (reading === undefined || reading.last < reading.first) return;
    const kind = /NUMA|Node/.test(directive) ? "node" : "CPU";
    explanation.token("number", text, 0, text.content.length, spellRange(reading, kind));
  },
};

/** More numbers than these are only counted. */
const spelledNumbers = 16n;

function spellRange({ first, last }: Range, kind: "node" | "CPU"): string {
  const count = last - first + 1n;
  if (count === 1n) return `The ${kind} with the number ${first}.`;
  if (count > spelledNumbers) return `${count} ${kind}s, from ${first} to ${last}.`;
  const numbers = Array.from({ length: Number(count) }, (_, index) => `${first + BigInt(index)}`);
  return `${count} ${kind}s: ${numbers.slice(0, -1).join(", ")} and ${last}.`;
}

function judgeRange(text: Text, { version }: ValueContext, findings: Findings): void {
  const { content } = text;
  // Whatever the unknown piece is, no number holds certain characters.
  if (hasUnknownPiece(content) && !/[^0-9a-fA-FxXoO+\-\\\v\f\uffff]/.test(content)) return;
  const effect = version >= 262 ? "word" : "assignment";
  const args = [content, "0", `${highest}`];
  const reading = readRange(text);
  if (reading === undefined) {
    findings.report("not-number-range", text, 0, content.length, [content], effect);
  } else if (reading.first > reading.last) {
    findings.report("range-reversed", text, 0, content.length, [content], "word");
  } else if (reading.last > highest) {
    // Older releases overlook the largest number there is (measured).
    const isOverlooked = version < 262 && reading.first === largest;
    const cost = isOverlooked ? "none" : effect;
    findings.report("number-out-of-range", text, 0, content.length, args, cost);
  }
}

/** AllowedCPUs= and its kin: numbers and ranges between blanks or commas. */
export const cpuSet: Grammar = expanding(list(setRules, "assignment", range));

/** CPUAffinity=: a set of CPUs, or those of the nodes in NUMAMask=. */
export const cpuAffinity: Grammar = wordOr(
  [{ text: "numa", meaning: "The CPUs of the nodes in `NUMAMask=`." }],
  cpuSet,
);

/** NUMAMask=: a set of nodes, or every one. */
export const numaMask: Grammar = wordOr([{ text: "all", meaning: "Every node of the machine." }], cpuSet);
