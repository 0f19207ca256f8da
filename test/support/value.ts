import { expect } from "vitest";
import { complete } from "../../server/src/language/features/completion.ts";
import { explainValue } from "../../server/src/language/features/valueExplanation.ts";
import { judge } from "../../server/src/language/judge.ts";
import { drawMarks, readCaretFixture, readFixture } from "./fixture.ts";
import { analysed, unitsOf, usualTarget } from "./language.ts";

/** Judges the file and draws every problem under its line; the drawing must be the fixture itself. */
export function judges(marked: string, target = usualTarget): void {
  const [file] = readFixture(marked);
  if (file === undefined) throw new Error("The fixture has no file.");
  const marks = judge(analysed(file, target)).map(({ from, to, code, consequence, ignores }) => {
    const effect = consequence === "line-ignored" ? `${ignores}-ignored` : consequence;
    return { from, to, label: `${effect} ${code}` };
  });
  const drawn = drawMarks(file.text, marks);
  expect(marked.startsWith("#- ") ? marked.slice(0, marked.indexOf("\n") + 1) + drawn : drawn).toBe(marked);
}

/** The parts of the value of the last assignment, each with its kind and, where there is one, its meaning. */
export function explained(text: string, target = usualTarget): readonly string[] {
  const [file] = readFixture(text);
  if (file === undefined) throw new Error("The fixture has no file.");
  const unit = analysed(file, target);
  const assignment = unit.assignments.at(-1);
  if (assignment === undefined) throw new Error("The fixture has no assignment.");
  return explainValue(unit, assignment).tokens.map(({ kind, from, to, meaning }) => {
    const part = `${kind} ${unit.tree.document.slice(from, to)}`;
    return meaning === undefined ? part : `${part}: ${meaning}`;
  });
}

/** The labels of all that is offered at `$0`. */
export function offeredAt(marked: string, target = usualTarget): readonly string[] {
  const { file, at } = readCaretFixture(marked);
  return complete(analysed(file, target), at, unitsOf(marked)).map(({ label }) => label);
}

/** Those of the values that systemd says something about, be it a remark. */
export function saidAbout(
  assignment: string,
  values: readonly string[],
  target = usualTarget,
): readonly string[] {
  const [file] = readFixture(assignment);
  if (file === undefined) throw new Error("The fixture has no file.");
  return values.filter((value) =>
    judge(analysed({ ...file, text: `${file.text}${value}\n` }, target)).some(
      ({ from, consequence }) => consequence !== "none" && from >= file.text.lastIndexOf("\n"),
    ),
  );
}
