import type { AnalysedUnit } from "../../analysis.ts";
import { parseUnitName } from "../../names/unitName.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { nodeAt } from "../caret.ts";
import type { Fix } from "../codeActions.ts";
import { code } from "../markdown.ts";

/** The name of the unit that is there, in the place of the one that is not. */
export function fixUnitReference({ tree }: AnalysedUnit, problem: Problem): readonly Fix[] {
  const near = parseUnitName(problem.args.at(-1) ?? "");
  const node = nodeAt(tree, problem.from);
  // Where the name follows from that of this file, it is the file that is called wrongly.
  if (near === undefined || node?.kind !== "assignment") return [];
  const written = tree.document.slice(problem.from, problem.to);
  // Of the assignment of a single unit the whole is shown.
  const name = written.replace(/^[A-Za-z]+[ \t]*=[ \t]*/, "");
  const from = problem.to - name.length;
  const instance = /@(.*)\.[a-z]+$/s.exec(name)?.[1] ?? "";
  const meant = near.kind === "template" ? `${near.prefix}@${instance}.${near.type}` : near.name;
  return [
    {
      title: `Change to ${code(meant)}`,
      isPreferred: true,
      edits: [{ from, to: problem.to, newText: meant }],
    },
  ];
}
