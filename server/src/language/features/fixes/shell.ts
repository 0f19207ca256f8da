import type { AnalysedUnit } from "../../analysis.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { spanOf } from "../../text/text.ts";
import { analysedAssignment, nodeAt } from "../caret.ts";
import type { Fix } from "../codeActions.ts";

/** Gives the line to a shell. Where it holds quotes or backslashes, both would have to be quoted anew: by a human. */
export function fixShell(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const node = nodeAt(unit.tree, problem.from);
  const assignment = node?.kind === "assignment" ? analysedAssignment(unit, node) : undefined;
  if (assignment === undefined) return [];
  const { value } = assignment.node;
  const { from, to } = spanOf(value, 0, value.content.length);
  const line = unit.tree.document.slice(from, to);
  const [, prefixes = "", command = ""] = /^([-+!:|]*)(.*)$/s.exec(line) ?? [];
  // With `@` the second word is no argument, and a lone semicolon is systemd's own.
  if (/['"\\\r\n]|^@|(?:^| );(?: |$)/.test(command) || command === "") return [];
  const edits = [{ from, to, newText: `${prefixes}/bin/sh -c '${command}'` }];
  return [{ title: "Run it by `/bin/sh -c`", isPreferred: true, edits }];
}
