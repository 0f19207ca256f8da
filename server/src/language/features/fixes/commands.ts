import type { AnalysedAssignment, AnalysedUnit } from "../../analysis.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { lineEndFor } from "../../syntax/lineEnd.ts";
import type { SyntaxNode } from "../../syntax/tree.ts";
import { spanOf } from "../../text/text.ts";
import { analysedAssignment, nodeAt } from "../caret.ts";
import type { Edit, Fix } from "../codeActions.ts";
import { sectionExtents } from "../sectionExtent.ts";

/** Of a drop-in: clear what the unit has so far. Of a unit file: become the type that takes several commands. */
export function fixSeveralCommands(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const node = nodeAt(unit.tree, problem.from);
  if (node?.kind !== "assignment") return [];
  const [type = "", how = ""] = problem.args;
  if (how === "added") {
    const { document } = unit.tree;
    const indent = document.slice(node.from, spanOf(node.key, 0, 0).from);
    const edits = [insertion(node.from, `${indent}ExecStart=`, document)];
    return [{ title: "Put an empty `ExecStart=` before it", isPreferred: true, edits }];
  }
  const edit = unit.file.kind === "unit" ? toOneshot(unit, node, type) : undefined;
  return edit === undefined ? [] : [{ title: "Change to `Type=oneshot`", isPreferred: false, edits: [edit] }];
}

/** The only one of the words for "once more" that a oneshot service may have, in meaning nearest to all of them. */
export function fixOneshotRestart(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const node = nodeAt(unit.tree, problem.from);
  const assignment = node?.kind === "assignment" ? analysedAssignment(unit, node) : undefined;
  if (assignment === undefined) return [];
  const edits = [changeValue(assignment, "on-failure")];
  return [{ title: "Change to `on-failure`", isPreferred: true, edits }];
}

/** Types whose services are mere commands; the others are daemons, of which two in a row are another mistake. */
const commandTypes: ReadonlySet<string> = new Set(["simple", "exec", "idle"]);

/** Undefined where it is not this file that says of which type the service is. */
function toOneshot(unit: AnalysedUnit, command: SyntaxNode, type: string): Edit | undefined {
  const types = unit.assignments.filter(
    ({ section, node }) => section === "Service" && node.key.content === "Type",
  );
  const written = types.at(-1);
  if (!commandTypes.has(type) || type !== (written?.node.value.content ?? "simple")) return undefined;
  if (written !== undefined) return changeValue(written, "oneshot");
  const section = sectionExtents(unit.tree).find(({ nodes }) => nodes.includes(command));
  return section && insertion(section.header.to, "Type=oneshot", unit.tree.document);
}

function changeValue({ node }: AnalysedAssignment, newText: string): Edit {
  return { ...spanOf(node.value, 0, node.value.content.length), newText };
}

function insertion(at: number, line: string, document: string): Edit {
  return { from: at, to: at, newText: line + lineEndFor(document) };
}
