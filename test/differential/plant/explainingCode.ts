// Which parts of a program only word what is told, or say where it stands: no verdict can show a mistake in them.

/** A node of a syntax tree, as ESTree has them. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** The nodes that a node is made of, in no order that counts. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]) =>
    key === "parent" ? [] : Array.isArray(value) ? nodesIn(value) : isNode(value) ? [value] : [],
  );
}

export function nodesIn(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** A variable or a function: where its value is made, and every place that names it. */
export interface Binding {
  readonly made: Node;
  readonly uses: readonly Node[];
}

interface OpenBinding extends Binding {
  readonly uses: Node[];
}

/** Every variable and function that is declared below the node and keeps its first value. */
export function bindingsIn(root: Node): {
  readonly bindings: readonly Binding[];
  readonly parents: ReadonlyMap<Node, Node>;
} {
  const parents = new Map<Node, Node>();
  const found: OpenBinding[] = [];
  gather(root, undefined, new Map(), parents, found);
  // The names in `const { from, to } =` are none of its uses.
  const bindings = found.map(({ made, uses }) => {
    const { id } = made;
    const isDeclared = (use: Node) => isNode(id) && id.start <= use.start && use.end <= id.end;
    return { made, uses: uses.filter((use) => !isDeclared(use)) };
  });
  return { bindings, parents };
}

/**
 * The declarations whose every use lies in what `isExplaining` names, or in another of them: a function that only
 * looks for the place of a mistake, a list of words to choose the nearest from.
 */
export function explainingDeclarations(
  root: Node,
  isExplaining: (node: Node, parent: Node | undefined) => boolean,
): ReadonlySet<Node> {
  const { bindings, parents } = bindingsIn(root);
  const found = new Set<Node>();
  const liesInside = (use: Node): boolean => {
    for (let node: Node | undefined = use; node !== undefined; node = parents.get(node))
      if (found.has(node) || isExplaining(node, parents.get(node))) return true;
    return false;
  };
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { made, uses } of bindings)
      if (!found.has(made) && uses.length > 0 && uses.every(liesInside)) found.add(made);
  }
  return found;
}

type Scope = Map<string, OpenBinding>;

/** Finds every declaration below the node, and what each name refers to. */
function gather(
  node: Node,
  parent: Node | undefined,
  outer: ReadonlyMap<string, OpenBinding>,
  parents: Map<Node, Node>,
  bindings: OpenBinding[],
): void {
  if (parent !== undefined) parents.set(node, parent);
  if (node.type === "Identifier" && isReference(node, parent)) {
    outer.get(String(node.name))?.uses.push(node);
    return;
  }
  const scope: Scope | undefined = opensScope(node) ? new Map(outer) : undefined;
  if (scope !== undefined) {
    for (const parameter of nodesIn(node.params)) for (const name of namesIn(parameter)) scope.delete(name);
    for (const child of childrenOf(node)) declareIn(child, scope, bindings);
  }
  for (const child of childrenOf(node)) gather(child, node, scope ?? outer, parents, bindings);
}

const opensScope = ({ type }: Node): boolean =>
  /^(?:Program|BlockStatement|FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|For\w*Statement)$/.test(
    type,
  );

/** Adds what a statement declares, but for variables that are given another value later on. */
function declareIn(node: Node, scope: Scope, bindings: OpenBinding[]): void {
  if (node.type === "FunctionDeclaration" && isNode(node.id)) add(node, [String(node.id.name)]);
  if (node.type !== "VariableDeclaration") return;
  for (const declarator of nodesIn(node.declarations)) {
    const names = isNode(declarator.id) ? namesIn(declarator.id) : [];
    if (node.kind !== "let") add(declarator, names);
    else for (const name of names) scope.delete(name);
  }
  // Names that one value is taken apart into share its declaration.
  function add(made: Node, names: readonly string[]): void {
    const binding: OpenBinding = { made, uses: [] };
    for (const name of names) scope.set(name, binding);
    bindings.push(binding);
  }
}

function namesIn(pattern: Node): readonly string[] {
  if (pattern.type === "Identifier") return [String(pattern.name)];
  // Of a property the key is no name of ours, and of a default only what stands left of it.
  if (pattern.type === "Property") return isNode(pattern.value) ? namesIn(pattern.value) : [];
  if (pattern.type === "AssignmentPattern") return isNode(pattern.left) ? namesIn(pattern.left) : [];
  return childrenOf(pattern).flatMap(namesIn);
}

/** Whether the name stands for a value, and is neither declared there nor the key of a property. */
function isReference(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined) return true;
  if (parent.type === "MemberExpression") return node === parent.object || parent.computed === true;
  if (parent.type === "Property") return node === parent.value;
  if (parent.type === "VariableDeclarator") return node === parent.init;
  return !(/Function/.test(parent.type) && node !== parent.body);
}
