import type { AnalysedUnit } from "../../analysis.ts";
import { sectionsOfType } from "../../knowledge/sections.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { lineEndFor } from "../../syntax/lineEnd.ts";
import type { Span } from "../../text/text.ts";
import { nearestWord } from "../../words/nearest.ts";
import { sectionAt } from "../caret.ts";
import type { Fix } from "../codeActions.ts";

/** The nearest section that this type of file has. */
export function fixUnknownSection(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const written = unit.tree.document.slice(problem.from, problem.to).replace(/^\[|\]$/g, "");
  return respell(written.trim(), sectionsOfType(unit.file.type), problem, (near) => ({
    title: `Change to [${near}]`,
    newText: `[${near}]`,
  }));
}

/** The nearest directive of the section, in any case. */
export function fixUnknownDirective(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const section = sectionAt(unit, problem.from);
  if (section?.kind !== "read") return [];
  const written = unit.tree.document.slice(problem.from, problem.to);
  const names = [...unit.table.inSection(section.name)]
    .filter(({ status }) => status === "known" || status === "deprecated")
    .map(({ directive }) => directive.name);
  return respell(written, names, problem, (near) => ({ title: `Change to \`${near}=\``, newText: near }));
}

/** A colon or a blank that was written for the `=`. */
export function fixMissingEquals(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const section = sectionAt(unit, problem.from);
  if (section?.kind !== "read") return [];
  const written = unit.tree.document.slice(problem.from, problem.to);
  const match = /^([A-Za-z][A-Za-z0-9]*)([ \t]*:[ \t]*|[ \t]+)(?=\S)/.exec(written);
  const [, name = "", gap = ""] = match ?? [];
  if (match === null || unit.table.find(section.name, name) === undefined) return [];
  const from = problem.from + name.length;
  return [
    {
      title: `Change to \`${name}=\``,
      isPreferred: true,
      edits: [{ from, to: from + gap.length, newText: "=" }],
    },
  ];
}

/** The bracket that is missing, or a comment behind the header, which gets a line of its own. */
export function fixBrokenHeader(
  { tree: { document }, file }: AnalysedUnit,
  problem: Problem,
): readonly Fix[] {
  const match = /^\[[ \t]*([A-Za-z-]+)[ \t]*(?:$|\][ \t]*([#;][^\r\n]*)$)/.exec(
    document.slice(problem.from, problem.to),
  );
  const [, name = "", comment] = match ?? [];
  const section = nearestWord(name, sectionsOfType(file.type));
  if (match === null || section === undefined) return [];
  const newText = comment === undefined ? `[${section}]` : `${comment}${lineEndFor(document)}[${section}]`;
  const title = comment === undefined ? `Change to [${section}]` : `Put the comment above [${section}]`;
  return [{ title, isPreferred: true, edits: [{ from: problem.from, to: problem.to, newText }] }];
}

/** The nearest of `candidates`, preferred where no other begins as much alike; else that one too. */
function respell(
  written: string,
  candidates: readonly string[],
  span: Span,
  change: (near: string) => { readonly title: string; readonly newText: string },
): readonly Fix[] {
  const nearest = nearestWord(written, candidates);
  if (nearest === undefined) return [];
  const differsInCaseAlone = nearest.toLowerCase() === written.toLowerCase();
  const likeness = commonPrefix(written, nearest);
  const others = candidates.filter(
    (candidate) => candidate !== nearest && commonPrefix(written, candidate) >= likeness,
  );
  const second = differsInCaseAlone ? undefined : nearestWord(written, others);
  return [nearest, second]
    .filter((near) => near !== undefined)
    .map((near) => {
      const { title, newText } = change(near);
      return { title, isPreferred: second === undefined, edits: [{ from: span.from, to: span.to, newText }] };
    });
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length]?.toLowerCase() === b[length]?.toLowerCase()) length++;
  return length;
}
