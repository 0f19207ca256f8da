// The words, numbers, characters and patterns that stand in the code of our own grammars.
import fc from "fast-check";
import {
  type Enumeration,
  enumerations,
} from "../../server/src/language/knowledge/generated/enumerations.ts";
import { childrenOf, isNode, type Node } from "./plant/explainingCode.ts";
import { visitJudging } from "./plant/mistakes.ts";
import { isOfGrammars } from "./plant/ourCode.ts";

/** A literal of the code. */
export interface Named {
  readonly at: number;
  readonly words: readonly string[];
  readonly numbers: readonly bigint[];
  readonly characters: readonly string[];
  readonly shapes: readonly string[];
}

/** Every literal of our grammars that verdicts may turn on; the seed draws what its patterns match. */
export function namesIn(script: string, root: Node, seed: number): readonly Named[] {
  const isOurs = isOfGrammars(script);
  const found: Named[] = [];
  visitJudging(script, root, (node, parent) => {
    const at = node.start;
    if (parent === undefined || !isOurs(at)) return;
    if (node.type === "Property" && isWordOfTable(node, parent))
      found.push({ ...nothing, at, words: [keyOf(node)] });
    const written = script.slice(node.start, node.end);
    const computed = node.type === "BinaryExpression" ? numberOf(node) : undefined;
    if (computed !== undefined) found.push({ ...nothing, at, numbers: [computed] });
    const isKind = keyOf(parent) === "kind" || kinds.test(script.slice(parent.start, parent.end));
    if (node.type === "Literal" && !isKind) found.push({ ...nothing, at, ...namedIn(node, written, seed) });
  });
  return found;
}

/** What a literal names. */
function namedIn({ bigint, value }: Node, written: string, seed: number): Partial<Named> {
  if (typeof bigint === "string") return { numbers: [BigInt(bigint)] };
  if (typeof value === "number") return Number.isSafeInteger(value) ? { numbers: [BigInt(value)] } : {};
  if (typeof value !== "string") return written.startsWith("/") ? namesInPattern(written, seed) : {};
  const isSentence = / (?:an?|the|to|of|is|from|no|at) /.test(value);
  const words = isSentence ? [] : value.split(/\s+/).filter((word) => word !== "" && word.length < 40);
  return {
    words: [...words, ...wordsOfEnumeration(value)],
    characters: value.length === 1 || /^[^\sA-Za-z0-9]+$/.test(value) ? [...value] : [],
  };
}

/** What an expression of whole numbers comes to, such as `2n ** 31n - 1n`. */
function numberOf({ type, bigint, value, operator, left, right, argument }: Node): bigint | undefined {
  if (type === "Literal") {
    if (typeof bigint === "string") return BigInt(bigint);
    return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : undefined;
  }
  const [first, second] = [left, right].map((side) => (isNode(side) ? numberOf(side) : undefined));
  if (type === "UnaryExpression" && operator === "-" && isNode(argument)) {
    const of = numberOf(argument);
    return of === undefined ? undefined : -of;
  }
  if (type !== "BinaryExpression" || first === undefined || second === undefined) return undefined;
  if (operator === "**") return 0n <= second && second < 200n ? first ** second : undefined;
  if (operator === "*") return first * second;
  if (operator === "+") return first + second;
  return operator === "-" ? first - second : undefined;
}

/** Whether the property's name is a word of systemd's: its value is plain, and its object is no value of our own unions. */
function isWordOfTable({ value }: Node, parent: Node): boolean {
  const isOwn = childrenOf(parent).some((one) => /^(?:kind|at|from|to|next)$/.test(keyOf(one)));
  return isNode(value) && value.type === "Literal" && !isOwn;
}

const nothing = { words: [], numbers: [], characters: [], shapes: [] };

/** The words of one of systemd's enumerations; none where there is none of the name. */
export function wordsOfEnumeration(name: string): readonly string[] {
  const found: Enumeration | undefined = (enumerations as Readonly<Record<string, Enumeration>>)[name];
  return found?.words.map(({ text }) => text) ?? [];
}

/** The kinds of our own unions are no words of systemd's. */
const kinds = /^[^=(]*\bkind\d* [!=]== \S+$/;

function keyOf({ type, key }: Node): string {
  if (type !== "Property" || !isNode(key)) return "";
  return String(key.type === "Literal" ? key.value : key.name);
}

/** Words, numbers of repetitions, and what a class begins and ends with, and what comes just before and behind that. */
function namesInPattern(written: string, seed: number): Partial<Named> {
  const source = written.slice(1, written.lastIndexOf("/"));
  const characters = [...source.matchAll(/\[\^?((?:\\.|[^\]\\])+)\]/g)].flatMap(([, inside = ""]) => {
    const parts = [...inside.matchAll(/(\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|.)|[^\\])(?:-(\\.|[^\\]))?/g)];
    return parts.flatMap(([, from = "", to]) => {
      const first = characterOf(from);
      const last = to === undefined ? first : characterOf(to);
      if (first === undefined || last === undefined) return [];
      return first === last ? [first] : [besides(first, -1), first, last, besides(last, 1)];
    });
  });
  const plain = source.replace(/\[\^?(?:\\.|[^\]\\])+\]/g, " ").replace(/\\[a-zA-Z]/g, " ");
  return {
    words: [...plain.matchAll(/[A-Za-z0-9_-]{2,}|\\?[^\w\s()|?*+{}\\^$.]/g)].map(([word]) =>
      word.replace("\\", ""),
    ),
    numbers: [...source.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].flatMap(([, low = "0", high = low]) => [
      BigInt(low),
      BigInt(high),
    ]),
    characters,
    shapes: matching(written, seed),
  };
}

/** What a pattern matches; nothing where that is beyond the generator, as looking behind is. */
function matching(written: string, seed: number): readonly string[] {
  const end = written.lastIndexOf("/");
  // The generator knows no other characters than those of ASCII, and looks for them for ever.
  if (/\\[xu0]/.test(written)) return [];
  try {
    const pattern = new RegExp(`^(?:${written.slice(1, end)})$`, written.slice(end + 1).replace(/[gy]/g, ""));
    const all = fc.sample(fc.stringMatching(pattern, { size: "xsmall" }), { seed, numRuns: 8 });
    return all.filter((text) => text !== "" && text.length < 60);
  } catch {
    return [];
  }
}

function characterOf(written: string): string | undefined {
  if (/^\\[dDwWsSbBpPk]$/.test(written)) return undefined;
  const point = /^\\[xu]([0-9a-f]+)$/.exec(written)?.[1];
  if (point !== undefined) return String.fromCodePoint(Number.parseInt(point, 16));
  const escaped = {
    "\\t": "\t",
    "\\v": "\v",
    "\\f": "\f",
    "\\n": undefined,
    "\\r": undefined,
    "\\0": undefined,
  };
  return written in escaped ? escaped[written as keyof typeof escaped] : written.replace(/^\\/, "");
}

const besides = (character: string, by: 1 | -1): string =>
  String.fromCodePoint(Math.max(1, (character.codePointAt(0) ?? 1) + by));
