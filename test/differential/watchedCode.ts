// Our own code, watched while it judges a value: which of its branches run, how near its comparisons are to turning out
// otherwise, and which text each of its patterns looks at.
import { createContext, Script } from "node:vm";
import type { Vocabulary } from "../support/vocabularyChanges.ts";
import { type Named, namesIn } from "./namedInCode.ts";
import type { Reach } from "./ourSide.ts";
import { bindingsIn, childrenOf, isNode, type Node } from "./plant/explainingCode.ts";
import { parsed } from "./plant/mistakes.ts";
import { bundleOurSide, isOfGrammars } from "./plant/ourCode.ts";

/** A pattern has looked at a text. */
export interface Look {
  /** The place of the pattern in the script. */
  readonly pattern: number;
  readonly input: string;
  /** Where it matched, or where it was to begin. */
  readonly at: number;
  /** What it matched; undefined where it did not. */
  readonly text: string | undefined;
}

/** What our code did about one value. */
export interface Watched {
  /** The numbers of the branches that ran. */
  readonly branches: readonly number[];
  /** What conditions came to, and by how little numbers that were compared differ: a number for each outcome. */
  readonly outcomes: readonly number[];
  readonly looks: readonly Look[];
}

export interface Watching {
  readonly watch: (text: string, file: string, version: number, about: Reach) => Watched;
  /** What the function that the branch belongs to names, with what it takes from elsewhere. */
  readonly namedBy: (branch: number) => readonly Named[];
  /** What the pattern at the place names. */
  readonly namedIn: (pattern: number) => Named | undefined;
}

/** Our code as it can be watched; the seed draws what its patterns match. */
export async function watchingOurs(seed: number): Promise<Watching> {
  const script = await bundleOurSide();
  const root = await parsed(script);
  const { watch, branches } = watched(script, root);
  const names = namesIn(script, root, seed);
  const patterns = new Map(names.map((named) => [named.at, named]));
  const { bindings } = bindingsIn(root);
  // Tables and patterns; what a function names is its own.
  const tables = bindings.filter(
    ({ made }) => made.end - made.start < script.length / 4 && !holdsFunction(made),
  );
  const known = new Map<Node, readonly Named[]>();
  const namesOf = (of: Node): readonly Named[] => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const parts = [
      of,
      ...tables.filter(({ uses }) => uses.some((use) => isWithin(use, of))).map(({ made }) => made),
    ];
    const all = names.filter(({ at }) => parts.some(({ start, end }) => start <= at && at < end));
    known.set(of, all);
    return all;
  };
  return {
    watch,
    namedBy: (branch) => {
      const of = branches[branch]?.of;
      return of === undefined ? [] : namesOf(of);
    },
    namedIn: (pattern) => patterns.get(pattern),
  };
}

/** All that they name, each once. */
export function vocabularyOf(all: readonly Named[]): Vocabulary {
  return {
    words: [...new Set(all.flatMap(({ words }) => words))],
    numbers: [...new Set(all.flatMap(({ numbers }) => numbers))],
    characters: [...new Set(all.flatMap(({ characters }) => characters))],
    shapes: [...new Set(all.flatMap(({ shapes }) => shapes))],
  };
}

const isWithin = ({ start }: Node, of: Node): boolean => of.start <= start && start < of.end;

function holdsFunction(node: Node): boolean {
  return /Function/.test(node.type) || childrenOf(node).some(holdsFunction);
}

/** A part of our code that not every value comes by, and the function it belongs to. */
export interface Branch {
  readonly from: number;
  readonly to: number;
  readonly of: Node;
}

/** The script as it can be watched, what ran of it at the start, and its branches by their numbers. */
export function watched(
  script: string,
  root: Node,
): {
  readonly watch: Watching["watch"];
  readonly atStart: ReadonlySet<number>;
  readonly branches: readonly Branch[];
} {
  const { text, branches } = withMarks(script, root, isOfGrammars(script));
  const context = createContext({}) as { watch?: Watching["watch"]; atStart?: readonly number[] };
  new Script(`${recorder}\n${text}\n${watcher}`).runInContext(context);
  const { watch, atStart } = context;
  if (watch === undefined) throw new Error("Our code cannot be watched.");
  return { watch, atStart: new Set(atStart), branches };
}

const recorder = `
  var turn = 1, ran = [], branches = [], came = [], outcomes = [], left = [], looks = [];
  const $branch = (branch) => { if (ran[branch] !== turn) { ran[branch] = turn; branches.push(branch); } };
  const outcome = (number) => { if (came[number] !== turn) { came[number] = turn; outcomes.push(number); } };
  const $left = (value) => { left.push(value); return value; };
  const $right = (place, value) => {
    const other = left.pop();
    // A comparison of numbers has three outcomes, a condition two.
    if (typeof value === "number" && typeof other === "number" || typeof value === "bigint" && typeof other === "bigint") {
      const by = other - value;
      if (-1 <= by && by <= 1) outcome(place + Number(by) + 1);
    }
    return value;
  };
  const $condition = (place, value) => {
    outcome(value ? place : place + 1);
    return value;
  };
  const exec = RegExp.prototype.exec;
  const $pattern = (pattern, regExp) => {
    // Whatever matches with it asks for this.
    regExp.exec = (input) => {
      const from = regExp.lastIndex;
      const match = exec.call(regExp, input);
      if (looks.length < 400)
        looks.push({ pattern, input, at: match ? match.index : from, text: match ? match[0] : undefined });
      return match;
    };
    return regExp;
  };`;
const watcher = `
  globalThis.atStart = branches;
  globalThis.watch = (...of) => {
    turn++;
    branches = [];
    outcomes = [];
    left = [];
    looks = [];
    ours.ourVerdict(...of);
    return { branches, outcomes, looks };
  };`;

/** The script with a mark in every branch of ours, and every pattern told by its place. */
function withMarks(
  script: string,
  root: Node,
  isOurs: (at: number) => boolean,
): { readonly text: string; readonly branches: readonly Branch[] } {
  const branches: Branch[] = [];
  const mark = (from: number, to: number, of: Node) => `$branch(${branches.push({ from, to, of }) - 1})`;
  let outcomeCount = 0;
  /** The number of the first of so many outcomes. */
  const outcomes = (count: number): number => {
    outcomeCount += count;
    return outcomeCount - count;
  };
  const spell = (node: Node, parent: Node | undefined, around: Node): string => {
    const inner = /Function/.test(node.type) ? node : around;
    let text = "";
    let at = node.start;
    for (const child of [...childrenOf(node)].sort((a, b) => a.start - b.start)) {
      // Of `{ name }` the name is the key and the value.
      if (child.start < at) continue;
      text += script.slice(at, child.start) + spell(child, node, inner);
      at = child.end;
    }
    text += script.slice(at, node.end);
    if (!isOurs(node.start)) return text;
    return marked({ node, parent, text, outcomes, mark: (from = node.start) => mark(from, node.end, inner) });
  };
  return {
    text: script.slice(0, root.start) + spell(root, undefined, root) + script.slice(root.end),
    branches,
  };
}

function marked(of: {
  readonly node: Node;
  readonly parent: Node | undefined;
  readonly text: string;
  /** Marks a branch that begins at the node, or elsewhere, and ends with it. */
  readonly mark: (from?: number) => string;
  readonly outcomes: (count: number) => number;
}): string {
  const { node, parent, text, mark, outcomes } = of;
  const { type, start } = node;
  if (type === "Literal" && text.startsWith("/")) return `$pattern(${start}, ${text})`;
  if (type === "BlockStatement") return `{${mark()};${text.slice(1)}`;
  // That nothing is done is a branch, too, in which nothing stands.
  if (type === "IfStatement" && !isNode(node.alternate)) return `${text} else { ${mark(node.end)}; }`;
  if (parent === undefined) return text;
  const isArm = node === parent.consequent || node === parent.alternate;
  if (parent.type === "IfStatement" && isArm) return `{ ${mark()}; ${text} }`;
  if (parent.type === "ConditionalExpression" && isArm) return `(${mark()}, ${text})`;
  if (parent.type === "LogicalExpression" && node === parent.right)
    return `(${mark()}, $condition(${outcomes(2)}, ${text}))`;
  if (parent.type === "BinaryExpression" && /^(?:[<>]=?|[=!]==)$/.test(String(parent.operator)))
    return node === parent.left ? `$left(${text})` : `$right(${outcomes(3)}, ${text})`;
  if (parent.type === "ArrowFunctionExpression" && node === parent.body) return `(${mark()}, ${text})`;
  return text;
}
