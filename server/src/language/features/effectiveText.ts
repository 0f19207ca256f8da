import type { AnalysedUnit } from "../analysis.ts";
import type { EffectiveAssignment, EffectiveUnit } from "../effectiveUnit.ts";
import { stopOf } from "../fileProblems.ts";
import { type SectionName, sectionsOfType } from "../knowledge/sections.ts";
import { isTaken, takenTo } from "../takenPart.ts";
import { type LineIndex, lineIndexOf, placeOf } from "../text/lineIndex.ts";
import { spanOf } from "../text/text.ts";

/**
 * A unit as systemd takes it, as the text of a unit file: section by section what is in effect, each run of lines below
 * a comment with the file and the line it begins at, and behind it what is written in vain, with the reason. `pathOf`
 * gives the path of a part.
 */
export function effectiveText(unit: EffectiveUnit, pathOf: (part: AnalysedUnit) => string): string {
  const lineIndexes = new Map(unit.parts.map((part) => [part, lineIndexOf(part.tree.document)]));
  const lines = [headline(unit)];
  for (const section of sectionsOfType(unit.type)) {
    const assignments = unit.allInEffect(section);
    const vain = inVain(unit, section, assignments);
    if (assignments.length === 0 && vain.length === 0) continue;
    lines.push("", `[${section}]`);
    let last: PlacedLines | undefined;
    for (const assignment of assignments) {
      const placed = linesOf(assignment, lineIndexes.get(assignment.unit));
      if (last?.part !== placed.part || last.to + 1 !== placed.from) {
        lines.push(`# ${oneLine(pathOf(placed.part))}:${placed.from + 1}`);
      }
      lines.push(placed.text);
      last = placed;
    }
    if (vain.length > 0) lines.push("# Not in effect:");
    for (const { step, why } of vain) {
      const { part, from, text } = linesOf(step, lineIndexes.get(step.unit));
      lines.push(`#   ${oneLine(pathOf(part))}:${from + 1} ${inComment(text)} (${why})`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function headline({ name, version, parts }: EffectiveUnit): string {
  const count = parts.length - 1;
  const dropIns = count === 0 ? "" : ` and ${count === 1 ? "a drop-in" : `${count} drop-ins`}`;
  return `# ${name?.name ?? "The unit"} as systemd ${version} takes it, from its unit file${dropIns}.`;
}

interface InVain {
  readonly step: EffectiveAssignment;
  readonly why: string;
}

/** What the files assign in a section without effect. Empty assignments are left out: what they do is told of others. */
function inVain(
  unit: EffectiveUnit,
  section: SectionName,
  left: readonly EffectiveAssignment[],
): readonly InVain[] {
  const counting = new Set(left.map(({ assignment }) => assignment));
  const replaced = new Set(left.map(({ assignment }) => assignment.known?.sets.name));
  return unit.parts.flatMap((part) => {
    const stop = stopOf(part) ?? Number.POSITIVE_INFINITY;
    return part.assignments.flatMap((assignment): InVain[] => {
      const { known, node } = assignment;
      const isHere = (known === undefined ? assignment.section : known.sets.section) === section;
      if (!isHere || counting.has(assignment) || node.value.content === "") return [];
      const step = { unit: part, assignment };
      if (node.from > stop) return [{ step, why: "not read" }];
      if (!isTaken(step)) return [{ step, why: "ignored" }];
      // Of a list nothing is replaced: what is gone was taken back before.
      const holdsOne = known?.parsing.repeat === "last" || known?.parsing.repeat === "first";
      return [{ step, why: holdsOne && replaced.has(known.sets.name) ? "overridden" : "reset" }];
    });
  });
}

interface PlacedLines {
  readonly part: AnalysedUnit;
  readonly text: string;
  /** The first and the last line, from 0. */
  readonly from: number;
  readonly to: number;
}

/** An assignment as it is written, as far as systemd takes it, continuations included, without blanks around it. */
function linesOf(step: EffectiveAssignment, index: LineIndex | undefined): PlacedLines {
  const { unit, assignment } = step;
  const { key } = assignment.node;
  const { document } = unit.tree;
  const { from } = spanOf(key, 0, 0);
  const to = takenTo(step);
  const lines = index ?? lineIndexOf(document);
  return {
    part: unit,
    text: document.slice(from, to).replace(/\r\n?/g, "\n"),
    from: placeOf(lines, from).line,
    to: placeOf(lines, to).line,
  };
}

/** A value on one line of a comment, cut where nobody would read on. */
function inComment(text: string): string {
  const characters = [...text.replace(/\\?[\p{Cc}\p{Cs}\u2028\u2029]+\s*/gu, " ")];
  return characters.length > mostShown ? `${characters.slice(0, mostShown).join("")}…` : characters.join("");
}

const mostShown = 100;

/** A path can hold anything but NUL; in a comment it must not end the line, nor continue it. */
function oneLine(path: string): string {
  return path.replace(/[\r\n]/g, "?");
}
