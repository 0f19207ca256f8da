import { describe, expect, test } from "vitest";
import { analyse } from "../../../server/src/language/analysis.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { directivesFor } from "../../../server/src/language/knowledge/directives.ts";
import type { Problem } from "../../../server/src/language/problems/catalogue.ts";
import { unitFileOf } from "../../../server/src/language/units/unitFile.ts";
import { textOfBytes } from "../../../server/src/workspace/byteText.ts";
import vectors from "./fileGrammar.json" with { type: "json" };

// What systemd 252 and 257 said of 94 files, byte for byte: the line of each report, and the parser's return code.
interface Vector {
  readonly name: string;
  readonly unit: string;
  readonly hex?: string;
  readonly pieces?: readonly (readonly [string, number])[];
  readonly return: number;
  readonly lines: readonly number[];
}

describe.each([252, 257])("systemd %i reads files byte by byte", (version) => {
  test.each(vectors as unknown as readonly Vector[])("$name", (vector) => {
    const problems = reported(judgeBytes(bytesOf(vector), vector.unit, version));
    expect(problems.map(({ line }) => line)).toEqual(vector.return === 105 ? [] : vector.lines);
    expect(stopsReading(bytesOf(vector), vector.unit, version)).toBe(vector.return !== 0);
  });
});

function bytesOf(vector: Vector): Uint8Array {
  const text = vector.pieces?.map(([piece, times]) => piece.repeat(times)).join("");
  return text === undefined ? Buffer.from(vector.hex ?? "", "hex") : Buffer.from(text);
}

function judgeBytes(bytes: Uint8Array, name: string, version: number): readonly Problem[] {
  const file = unitFileOf(name);
  if (file === undefined) throw new Error(`${name} is no unit file`);
  return judge(analyse(textOfBytes(bytes), file, directivesFor(version)));
}

function stopsReading(bytes: Uint8Array, name: string, version: number): boolean {
  return judgeBytes(bytes, name, version).some(({ consequence }) => consequence === "rest-dropped");
}

/**
 * What systemd itself would have said when it loads the file: nothing after the mistake at which it stopped reading,
 * nothing that only starting or enabling meets, and no advice of ours.
 */
function reported(problems: readonly Problem[]): readonly Problem[] {
  const said = problems
    .filter(({ consequence }) => consequence !== "none" && consequence !== "start-fails")
    .toSorted((a, b) => a.line - b.line);
  const end = said.findIndex(({ consequence }) => consequence === "rest-dropped");
  const kept = end < 0 ? said : said.slice(0, end + 1);
  // Of a file with a line too long systemd says nothing at all.
  return kept.some(({ code }) => code === "line-too-long") ? [] : kept;
}
