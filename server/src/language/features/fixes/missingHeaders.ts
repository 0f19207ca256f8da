import type { AnalysedUnit } from "../../analysis.ts";
import { type SectionName, sectionsOfType } from "../../knowledge/sections.ts";
import type { Problem } from "../../problems/catalogue.ts";
import { lineEndFor } from "../../syntax/lineEnd.ts";
import type { Edit, Fix } from "../codeActions.ts";
import { fixMisplaced, startWithComments } from "./misplaced.ts";

/**
 * For a line above the first header: the header that it lacks, and with it those of the other lines there. Where a
 * section has its header further down, the line is moved there.
 */
export function fixOutsideSection(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const runs = headerlessRuns(unit);
  if (runs === undefined) return fixMisplaced(unit, problem);
  const headers = runs.map(({ section }) => `[${section}]`);
  const title = `Add ${headers.length === 1 ? "the header" : "the headers"} ${inSentence(headers)}`;
  return [{ title, isPreferred: true, edits: runs.map(({ edit }) => edit) }];
}

/** Lines that stand together and belong to one section, and the edit that puts its header above them. */
interface Run {
  readonly section: SectionName;
  readonly edit: Edit;
}

/** Undefined where a line could be of several sections, or of one whose header comes later, or has come before. */
function headerlessRuns(unit: AnalysedUnit): readonly Run[] | undefined {
  const { tree } = unit;
  const lineEnd = lineEndFor(tree.document);
  const later = new Set(tree.nodes.flatMap((node) => (node.kind === "section" ? [node.name.content] : [])));
  const runs: Run[] = [];
  for (const node of tree.nodes) {
    if (node.kind === "section") break;
    if (node.kind !== "assignment") continue;
    const sections = sectionsWith(unit, node.key.content);
    const current = runs.at(-1)?.section;
    if (current !== undefined && sections.includes(current)) continue;
    const [section, ...others] = sections;
    if (section === undefined || others.length > 0 || later.has(section)) return undefined;
    if (runs.some((run) => run.section === section)) return undefined;
    // What stands at the very top is about the file.
    const from = runs.length === 0 ? node.from : startWithComments(tree, node);
    const isApart =
      from === 0 || runs.length === 0 || /(?:\r\n|\n|\r){2}$/.test(tree.document.slice(0, from));
    const newText = `${isApart ? "" : lineEnd}[${section}]${lineEnd}`;
    runs.push({ section, edit: { from, to: from, newText } });
  }
  return runs.length === 0 ? undefined : runs;
}

function sectionsWith({ file, table }: AnalysedUnit, name: string): readonly SectionName[] {
  return sectionsOfType(file.type).filter((section) => table.find(section, name)?.status === "known");
}

function inSentence(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
