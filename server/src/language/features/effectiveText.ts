import type { AnalysedUnit } from "../analysis.ts";
import type { EffectiveAssignment, EffectiveUnit } from "../effectiveUnit.ts";
import { sectionsOfType } from "../knowledge/sections.ts";
import { type LineIndex, lineIndexOf, placeOf } from "../text/lineIndex.ts";
import { spanOf } from "../text/text.ts";

/**
 * A unit as systemd takes it, as the text of a unit file: section by section what is in effect, each run of lines below
 * a comment with the file and the line it begins at. `pathOf` gives the path of a part.
 */
export function effectiveText(unit: EffectiveUnit, pathOf: (part: AnalysedUnit) => string): string {
  const lineIndexes = new Map(unit.parts.map((part) => [part, lineIndexOf(part.tree.document)]));
  const lines = [headline(unit)];
  for (const section of sectionsOfType(unit.type)) {
    const assignments = unit.allInEffect(section);
    if (assignments.length === 0) continue;
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
  }
  return `${lines.join("\n")}\n`;
}

function headline({ name, version, parts }: EffectiveUnit): string {
  const count = parts.length - 1;
  const dropIns = count === 0 ? "" : ` and ${count === 1 ? "a drop-in" : `${count} drop-ins`}`;
  return `# ${name?.name ?? "The unit"} as systemd ${version} takes it, from its unit file${dropIns}.`;
}

interface PlacedLines {
  readonly part: AnalysedUnit;
  readonly text: string;
  /** The first and the last line, from 0. */
  readonly from: number;
  readonly to: number;
}

/** An assignment as it is written, continuations included, without blanks around it. */
function linesOf({ unit, assignment }: EffectiveAssignment, index: LineIndex | undefined): PlacedLines {
  const { key, value } = assignment.node;
  const { document } = unit.tree;
  const { from } = spanOf(key, 0, 0);
  const { to } = spanOf(value, 0, value.content.length);
  const lines = index ?? lineIndexOf(document);
  return {
    part: unit,
    text: document.slice(from, to).replace(/\r\n?/g, "\n"),
    from: placeOf(lines, from).line,
    to: placeOf(lines, to).line,
  };
}

/** A path can hold anything but NUL; in a comment it must not end the line, nor continue it. */
function oneLine(path: string): string {
  return path.replace(/[\r\n]/g, "?");
}
