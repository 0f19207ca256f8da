// Mistakes as people make them, planted in the text of a program one at a time.
import { childrenOf, explainingDeclarations, isNode, type Node, nodesIn } from "./explainingCode.ts";
import { patternMistakes } from "./patternMistakes.ts";

/** One change of the text. */
export interface Mistake {
  readonly from: number;
  readonly to: number;
  /** What stands there in the place of what was. */
  readonly text: string;
  readonly kind: string;
}

/** Every mistake we know to make between `from` and `to`, in judging: what a value means and how it is told is left alone. */
export async function mistakesIn(
  script: string,
  isWanted: (at: number) => boolean,
): Promise<readonly Mistake[]> {
  const found: Mistake[] = [];
  visitJudging(script, await parsed(script), (node, parent) => {
    plantIn(node, parent, script, (text, kind, { start, end } = node) => {
      if (isWanted(start)) found.push({ from: start, to: end, text, kind });
    });
  });
  return found;
}

/** The script as a tree. */
export async function parsed(script: string): Promise<Node> {
  // Vitest is a module of the new kind alone, and tsx reads us as one of the old.
  const { parseAst } = await import("vitest/node");
  return parseAst(script) as unknown as Node;
}

type Visit = (node: Node, parent: Node | undefined) => void;

/** Comes to every node of the script that verdicts may turn on. */
export function visitJudging(script: string, root: Node, visit: Visit): void {
  const explaining = explainingDeclarations(root, (node, parent) => isExplaining(node, parent, script));
  const visitIn: Visit = (node, parent) => {
    if (explaining.has(node) || isExplaining(node, parent, script)) return;
    visit(node, parent);
    for (const child of childrenOf(node)) visitIn(child, node);
  };
  visitIn(root, undefined);
}

type Put = (text: string, kind: string, at?: Node) => void;

/** A number is a bound where it is compared, or told to what reads numbers. */
function isBound(parent: Node | undefined, script: string): boolean {
  if (parent?.type === "BinaryExpression") return /^[<>]=?$/.test(String(parent.operator));
  if (parent?.type === "UnaryExpression") return true;
  if (parent?.type !== "CallExpression" || !isNode(parent.callee)) return false;
  const callee = script.slice(parent.callee.start, parent.callee.end);
  return /^(?:integer|enumeration|numberOr|since|size|memoryLimit|isUnsigned|readFields)$/.test(callee);
}

function plantIn(node: Node, parent: Node | undefined, script: string, put: Put): void {
  const textOf = (of: unknown) => (isNode(of) ? script.slice(of.start, of.end) : "");
  switch (node.type) {
    case "Literal":
      plantInLiteral(node, isBound(parent, script) ? "bound" : "other", textOf(node), put);
      return;
    case "BinaryExpression":
    case "LogicalExpression": {
      const other = otherOperators[String(node.operator)];
      if (other !== undefined) put(`(${textOf(node.left)}) ${other} (${textOf(node.right)})`, "operator");
      return;
    }
    case "UnaryExpression":
      if (node.operator === "!") put(textOf(node.argument), "negation dropped");
      return;
    case "IfStatement":
    case "ConditionalExpression":
      if (!isNode(node.test)) return;
      put("false", "check emptied", node.test);
      put("true", "check always on", node.test);
      return;
    case "ArrayExpression":
      plantInArray(node, textOf, put);
      return;
    case "CallExpression":
      plantInCall(node, textOf, put);
      return;
    default:
      return;
  }
}

const otherOperators: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
};

function plantInLiteral(node: Node, use: "bound" | "other", written: string, put: Put): void {
  if (use === "other" && typeof node.value === "number") return;
  if (typeof node.bigint === "string") {
    put(`${BigInt(node.bigint) + 1n}n`, "bound off by one");
    put(`(${BigInt(node.bigint) - 1n}n)`, "bound off by one");
  } else if (typeof node.value === "number") {
    put(`${node.value + 1}`, "bound off by one");
    put(`(${node.value - 1})`, "bound off by one");
  } else if (written.startsWith("/")) {
    for (const [text, kind] of patternMistakes(written)) put(text, kind);
  } else if (typeof node.value === "string") {
    const effect = otherEffects[node.value];
    if (effect !== undefined) put(JSON.stringify(effect), "wrong consequence");
    else if (node.value.length === 1) put('"\\u0001"', "character lost");
  }
}

const otherEffects: Readonly<Record<string, string>> = {
  rest: "line",
  line: "rest",
  noted: "none",
  "as-written": "any-case",
  "any-case": "as-written",
  removed: "ordinary",
  ordinary: "removed",
  dropped: "kept",
  kept: "dropped",
};

function plantInArray(node: Node, textOf: (of: unknown) => string, put: Put): void {
  const elements = nodesIn(node.elements);
  if (elements.length === 0 || elements.some(({ type }) => type === "SpreadElement")) return;
  for (const index of new Set([0, elements.length >> 1, elements.length - 1])) {
    const others = elements.filter((_, at) => at !== index);
    put(`[${others.map(textOf).join(", ")}]`, "element missing");
  }
}

function plantInCall(node: Node, textOf: (of: unknown) => string, put: Put): void {
  const name = textOf(node.callee);
  const args = nodesIn(node.arguments);
  const [first, second, third] = args.map(textOf);
  if (name.endsWith(".report")) {
    put("void 0", "report dropped");
    if (args.length < 6) {
      const all = [...args.map(textOf), ...["[]"].slice(0, 5 - args.length), '"rest"'];
      put(`${name}(${all.join(", ")})`, "wrong consequence");
    }
  } else if (/^"[^"]* [^"]*"\.split$/.test(name)) {
    put(`${textOf(node)}.slice(1)`, "word missing");
    put(`${textOf(node)}.slice(0, -1)`, "word missing");
  } else if (name.endsWith(".toLowerCase")) put(name.slice(0, -".toLowerCase".length), "case counts");
  else if (name === "wordsOf" || name === "wordsAlone") {
    put(`${textOf(node)}.slice(1)`, "word missing");
    put(`${textOf(node)}.slice(0, -1)`, "word missing");
    put(`[...${textOf(node)}, { text: "none" }, { text: "all" }]`, "word added");
  } else if (/^(?:expanding|orNothing|neverFatal|unsaid)$/.test(name)) put(first ?? "", `${name} lost`);
  else if (/^(?:prefixed|wordOr)$/.test(name)) put(second ?? "", `${name} lost`);
  else if (name === "list") put(third ?? "", "list lost");
  else if (name === "booleanOr") put(`keyword(${first})`, "booleans refused");
  else if (name === "keyword" && args.length === 1) {
    put(`keyword(${first}, "any-case")`, "case ignored");
    put(`booleanOr(${first})`, "booleans taken");
  } else if (name === "since") {
    put(second ?? "", "older release forgotten");
    put(`(${third}).before`, "newer release forgotten");
  } else if (name === "integer") put(`expanding(${textOf(node)})`, "specifiers expanded");
}

const onlyPlaces = /^(?:for \([^{}]*\)\s*)?(?:places|origin)\d*\.push\([^{}]*\);$/;

/** What no verdict comes from: colours, hovers and offers, places, messages and meanings. */
function isExplaining(node: Node, parent: Node | undefined, script: string): boolean {
  const key = isNode(node.key) ? script.slice(node.key.start, node.key.end) : "";
  // What the script has in the place of `undefined`.
  if (node.type === "UnaryExpression" && node.operator === "void") return true;
  if (node.type === "Property" && /^(?:explain|meaning|usual|from|to|why|origin)$/.test(key)) return true;
  // Which place of the document a character has.
  const isStatement = node.type === "ForStatement" || node.type === "ExpressionStatement";
  if (isStatement && onlyPlaces.test(script.slice(node.start, node.end))) return true;
  const named = isNode(node.id) ? script.slice(node.id.start, node.id.end) : "";
  if (/^(?:explain|spell|tell|describe|nearest|meaning|usual|sample|offer|merge)/i.test(named)) return true;
  if (parent?.type !== "CallExpression" || node === parent.callee || !isNode(parent.callee)) return false;
  const callee = script.slice(parent.callee.start, parent.callee.end);
  // Of a report only what it costs is a verdict.
  if (callee.endsWith(".report")) return nodesIn(parent.arguments).indexOf(node) < 5;
  return /^(?:offsetOf|report|nearestWord|spell\w*|wordMeaning\w*|(?:defect|mistake|bad)\d*)$/.test(callee);
}
