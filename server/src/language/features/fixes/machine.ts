import type { AnalysedUnit } from "../../analysis.ts";
import type { Problem } from "../../problems/catalogue.ts";
import type { Fix } from "../codeActions.ts";
import { code } from "../markdown.ts";

/** The program of the same name that is there. */
export function fixMissingProgram(_unit: AnalysedUnit, { from, to, args }: Problem): readonly Fix[] {
  const near = args[2] ?? "";
  if (near === "") return [];
  return [{ title: `Change to ${code(near)}`, isPreferred: true, edits: [{ from, to, newText: near }] }];
}

/** The sign that a file need not be there. */
export function fixMissingFile({ tree }: AnalysedUnit, { from, to }: Problem): readonly Fix[] {
  const newText = `-${tree.document.slice(from, to)}`;
  return [
    {
      title: `Start without the file too: ${code(newText)}`,
      isPreferred: false,
      edits: [{ from, to, newText }],
    },
  ];
}
