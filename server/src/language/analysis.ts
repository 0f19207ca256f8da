import type { DirectiveTable, ResolvedDirective } from "./knowledge/directives.ts";
import { isSectionName, type SectionName, sectionOfType, sectionsOfType } from "./knowledge/sections.ts";
import type { UnitName } from "./names/unitName.ts";
import { type ParseOptions, parse } from "./syntax/parse.ts";
import { hasPlaceholder } from "./syntax/templateSource.ts";
import type { Assignment, SectionHeader, UnitTree } from "./syntax/tree.ts";
import type { UnitFile } from "./units/unitFile.ts";
import type { Scope, ValueContext } from "./values/grammar.ts";

/** What one section header stands for in this type of file. */
export type SectionReading =
  /** systemd reads what follows. */
  | { readonly kind: "read"; readonly name: SectionName }
  /** `X-…`: skipped in silence. */
  | { readonly kind: "private" }
  /** Skipped with a warning. */
  | { readonly kind: "unknown" }
  /** A placeholder stands in the name: nobody can tell. */
  | { readonly kind: "unread" };

export interface AnalysedSection {
  /** Undefined for what stands before the first header. */
  readonly header: SectionHeader | undefined;
  readonly reading: SectionReading;
}

/** An assignment in a section that systemd reads. */
export interface AnalysedAssignment {
  /** Its place among the assignments of its unit. */
  readonly index: number;
  readonly node: Assignment;
  readonly section: SectionName;
  /** The directive at the target release; undefined where no such row exists there. */
  readonly known: ResolvedDirective | undefined;
  /** A placeholder of a template source stands in the value: it is not judged. */
  readonly isUnread: boolean;
}

/** One file, with every assignment joined to what systemd knows about it. */
export interface AnalysedUnit {
  readonly tree: UnitTree;
  readonly file: UnitFile;
  readonly table: DirectiveTable;
  readonly scope: Scope;
  readonly sections: readonly AnalysedSection[];
  readonly assignments: readonly AnalysedAssignment[];
  /** For the reader only: no verdict depends on it. */
  readonly viewpoint?: Viewpoint;
}

/** From where somebody looks at a unit. */
export interface Viewpoint {
  /** The instance that a template is looked at as. */
  readonly instance?: UnitName;
  /** What specifiers stand for on the machine at hand, by their letters. */
  readonly machine?: ReadonlyMap<string, string>;
}

/** Reads `document` as the file `file` for the release and scope wanted. Total: any text gives an analysed unit. */
export function analyse(
  document: string,
  file: UnitFile,
  table: DirectiveTable,
  scope: Scope = file.scope,
): AnalysedUnit {
  return analyseTree(parse(document, parseOptions(file)), file, table, scope);
}

/** How a file is parsed. */
export function parseOptions({ template }: UnitFile): ParseOptions {
  return template === undefined ? {} : { template };
}

/** The same for a document that is parsed already, as that file. */
export function analyseTree(
  tree: UnitTree,
  file: UnitFile,
  table: DirectiveTable,
  scope: Scope,
): AnalysedUnit {
  return analyseRest({ tree, file, table, scope, sections: [], assignments: [] }, 0);
}

/**
 * The same for the tree of a file of which an earlier state was analysed: what was said of the nodes that both trees
 * begin with stays. What matters about `file` must be the same.
 */
export function analyseAgain(tree: UnitTree, file: UnitFile, earlier: AnalysedUnit): AnalysedUnit {
  const first = nodesInCommon(earlier.tree, tree);
  const end = tree.nodes[first]?.from ?? tree.document.length;
  const sections = earlier.sections.filter(({ header }) => header !== undefined && header.from < end);
  const after = earlier.assignments.findIndex(({ node }) => node.from >= end);
  const assignments = after < 0 ? earlier.assignments : earlier.assignments.slice(0, after);
  return analyseRest({ ...earlier, tree, file, sections, assignments }, first);
}

/** How many nodes two trees begin with that are the same objects. */
function nodesInCommon({ nodes }: UnitTree, other: UnitTree): number {
  let count = 0;
  while (count < nodes.length && nodes[count] === other.nodes[count]) count++;
  return count;
}

/** Adds what the nodes of a unit's tree from the one of this index on stand for. */
function analyseRest(known: AnalysedUnit, first: number): AnalysedUnit {
  const { tree, file, table } = known;
  const sections = [...known.sections];
  const assignments = [...known.assignments];
  let reading: SectionReading = sections.at(-1)?.reading ?? { kind: "unread" };
  for (let at = first; at < tree.nodes.length; at++) {
    const node = tree.nodes[at];
    if (node?.kind === "section") {
      // Whatever a line that is no UTF-8 says, systemd never gets to it.
      reading = node.invalidAt === undefined ? readSection(node, file) : { kind: "unread" };
      sections.push({ header: node, reading });
    } else if (node?.kind === "assignment" && node.invalidAt === undefined && reading.kind === "read") {
      assignments.push(analyseAssignment(node, assignments.length, reading.name, file, table));
    }
  }
  return { ...known, sections, assignments };
}

/** What a section header stands for in a file of this type. */
export function readSection(header: SectionHeader, file: UnitFile): SectionReading {
  const name = header.name.content;
  if (file.template !== undefined && hasPlaceholder(name)) return { kind: "unread" };
  if (name.startsWith("X-")) return { kind: "private" };
  if (isSectionName(name) && sectionsOfType(file.type).includes(name)) return { kind: "read", name };
  return { kind: "unknown" };
}

function analyseAssignment(
  node: Assignment,
  index: number,
  section: SectionName,
  file: UnitFile,
  table: DirectiveTable,
): AnalysedAssignment {
  const isUnread =
    file.template !== undefined && (hasPlaceholder(node.value.content) || hasPlaceholder(node.key.content));
  const found = table.find(section, node.key.content);
  const known = found?.status === "known" || (found !== undefined && exists(found)) ? found : undefined;
  return { index, node, section, known, isUnread };
}

/** Whether the target release has the directive, if only to ignore it. */
export function exists({ status }: ResolvedDirective): boolean {
  return status !== "not-yet" && status !== "gone";
}

/** What a grammar may know about the value of `assignment`; only for directives the table has. */
export function valueContext(
  unit: AnalysedUnit,
  section: SectionName,
  known: ResolvedDirective,
): ValueContext {
  return {
    version: unit.table.version,
    scope: unit.scope,
    section,
    directive: known.directive.name,
    specifiers: known.parsing.specifiers,
    fatal: known.parsing.fatal === true,
    unit: unit.file,
  };
}

/** The section that belongs to this file's type alone. */
export function ownSection(unit: AnalysedUnit): SectionName {
  return sectionOfType(unit.file.type);
}
