import type { AnalysedAssignment, AnalysedUnit } from "../../analysis.ts";
import { pathOfUnitName } from "../../names/pathName.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { lineEndFor } from "../../syntax/lineEnd.ts";
import { type Span, spanOf } from "../../text/text.ts";
import { analysedAssignment, nodeAt } from "../caret.ts";
import type { Edit, Fix } from "../codeActions.ts";
import { code } from "../markdown.ts";
import { fixRemovable } from "./age.ts";

/** Without a command to start, a service is only ever there because it remains. */
export function fixNothingRemains(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const written = assignmentsOf(unit, "RemainAfterExit").at(-1);
  const edit = written === undefined ? belowHeader(unit, problem) : changeValue(written, "yes");
  const title = written === undefined ? "Add `RemainAfterExit=yes`" : "Change to `RemainAfterExit=yes`";
  return edit === undefined ? [] : [{ title, isPreferred: true, edits: [edit] }];
}

function belowHeader(unit: AnalysedUnit, problem: Problem): Edit | undefined {
  const node = nodeAt(unit.tree, problem.from);
  if (node?.kind !== "section" || node.name.content !== "Service") return undefined;
  const lineEnd = lineEndFor(unit.tree.document);
  const isClosed = /[\r\n]$/.test(unit.tree.document.slice(node.from, node.to));
  const newText = isClosed ? `RemainAfterExit=yes${lineEnd}` : `${lineEnd}RemainAfterExit=yes`;
  return { from: node.to, to: node.to, newText };
}

/** Of the ways to end a service with a session the default, which ends all of it. */
export function fixPamKillMode(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  return changeTo(assignmentAt(unit, problem), "control-group", "preferred");
}

/** The name that the path of the unit has; only its own file can be called so. */
export function fixFileName({ file }: AnalysedUnit, problem: Problem): readonly Fix[] {
  const [, , name = ""] = problem.args;
  if (name === "" || file.kind !== "unit" || file.template !== undefined) return [];
  return [
    {
      title: `Rename this file to ${code(name)}`,
      isPreferred: false,
      edits: [],
      file: { kind: "name", name },
    },
  ];
}

/** The name that the file had before it lost its backslashes. */
export function fixOwnName({ file }: AnalysedUnit, problem: Problem): readonly Fix[] {
  const [written, name = ""] = problem.args;
  if (file.kind !== "unit" || written !== file.name?.name) return [];
  return [
    {
      title: `Rename this file to ${code(name)}`,
      isPreferred: true,
      edits: [],
      file: { kind: "name", name },
    },
  ];
}

/** The folder of the load path that was meant. */
export function fixFolder({ file }: AnalysedUnit, problem: Problem): readonly Fix[] {
  const [, folder = ""] = problem.args;
  if (file.kind !== "unit") return [];
  return [
    {
      title: `Move this file to ${code(folder)}`,
      isPreferred: true,
      edits: [],
      file: { kind: "folder", folder },
    },
  ];
}

/** The path that the name of the file stands for; renaming the file is the other way. */
export function fixPathOfName(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const path = unit.file.name && pathOfUnitName(unit.file.name.name);
  return path?.ok ? changeTo(assignmentAt(unit, problem), path.text, "possible") : [];
}

/** A service that counts as started when its process has been set up. */
export function fixCredentialsRace(unit: AnalysedUnit): readonly Fix[] {
  const type = assignmentsOf(unit, "Type").at(-1);
  if (type?.node.value.content !== "simple") return [];
  return [{ title: "Change to `Type=exec`", isPreferred: true, edits: [changeValue(type, "exec")] }];
}

/** The limit that a oneshot service does meet, where it has none. */
export function fixOneshotRuntimeLimit(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const limit = assignmentAt(unit, problem);
  const taken = [...assignmentsOf(unit, "TimeoutStartSec"), ...assignmentsOf(unit, "TimeoutSec")];
  if (limit === undefined || taken.length > 0) return fixRemovable(unit, problem);
  const span = spanOf(limit.node.key, 0, limit.node.key.content.length);
  const edits = [{ ...span, newText: "TimeoutStartSec" }];
  return [{ title: "Change to `TimeoutStartSec=`", isPreferred: true, edits }];
}

/** Takes the option out of its list, and the whole line away where it is alone. */
export function fixReservedOption(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentAt(unit, problem);
  const [reserved = ""] = problem.args;
  if (assignment === undefined) return [];
  const { content } = assignment.node.value;
  const kept = content.split(",").filter((option) => option.replace(/=.*/s, "").trim() !== reserved);
  if (kept.length === 0) return fixRemovable(unit, problem);
  const edits = [changeValue(assignment, kept.join(","))];
  return [{ title: `Remove \`${reserved}\``, isPreferred: true, edits }];
}

/** Takes a word out of its list, and the whole line away where it is alone. */
export function fixSurplusWord(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const assignment = assignmentAt(unit, problem);
  if (assignment === undefined) return [];
  const { document } = unit.tree;
  const value = spanOf(assignment.node.value, 0, assignment.node.value.content.length);
  const word = withGap(document, value, problem);
  if (word.from <= value.from && word.to >= value.to) return fixRemovable(unit, problem);
  const title = `Remove \`${document.slice(problem.from, problem.to)}\``;
  return [{ title, isPreferred: true, edits: [{ ...word, newText: "" }] }];
}

/** The word with the blanks before it, or behind it where it is the first. */
function withGap(document: string, value: Span, { from, to }: Span): Span {
  const before = /[ \t]*$/.exec(document.slice(value.from, from))?.[0].length ?? 0;
  if (before > 0) return { from: from - before, to };
  const behind = /^[ \t]*/.exec(document.slice(to, value.to))?.[0].length ?? 0;
  return { from, to: to + behind };
}

function changeTo(
  assignment: AnalysedAssignment | undefined,
  value: string,
  weight: "preferred" | "possible",
): readonly Fix[] {
  if (assignment === undefined) return [];
  const edits = [changeValue(assignment, value)];
  return [{ title: `Change to \`${value}\``, isPreferred: weight === "preferred", edits }];
}

function changeValue({ node }: AnalysedAssignment, newText: string): Edit {
  return { ...spanOf(node.value, 0, node.value.content.length), newText };
}

function assignmentAt(unit: AnalysedUnit, problem: Problem): AnalysedAssignment | undefined {
  const node = nodeAt(unit.tree, problem.from);
  return node?.kind === "assignment" ? analysedAssignment(unit, node) : undefined;
}

function assignmentsOf(unit: AnalysedUnit, name: string): readonly AnalysedAssignment[] {
  return unit.assignments.filter(({ section, node }) => section === "Service" && node.key.content === name);
}

/** The specifier that is the path itself. */
export function fixEscapedInstance(_unit: AnalysedUnit, { from, to, args }: Problem): readonly Fix[] {
  const [, meant = ""] = args;
  return [{ title: `Change to ${code(meant)}`, isPreferred: true, edits: [{ from, to, newText: meant }] }];
}
