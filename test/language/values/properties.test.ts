import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnalysedUnit, valueContext } from "../../../server/src/language/analysis.ts";
import { explainValue } from "../../../server/src/language/features/valueExplanation.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { directivesFor } from "../../../server/src/language/knowledge/directives.ts";
import { measuredVersions } from "../../../server/src/language/knowledge/generated/directives.ts";
import { grammarOf } from "../../../server/src/language/knowledge/grammars.ts";
import type { SectionName } from "../../../server/src/language/knowledge/sections.ts";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { messageOf } from "../../../server/src/language/problems/catalogue.ts";
import { spanOf, type Text } from "../../../server/src/language/text/text.ts";
import { unknownPiece } from "../../../server/src/language/values/grammar.ts";
import { generatedValues } from "../../support/generatedValues.ts";
import { analysed } from "../../support/language.ts";

/** One directive for each value type and section, of all releases. */
const subjects = measuredVersions.flatMap((version) => {
  const seen = new Set<string>();
  const sections: readonly SectionName[] = ["Unit", "Install", "Service", "Socket", "Timer", "Path", "Swap"];
  return sections
    .flatMap((section) => directivesFor(version).inSection(section))
    .filter(({ directive, parsing, status }) => {
      const key = `${parsing.value} ${directive.section} ${parsing.fatal}`;
      if (seen.has(key) || status !== "known") return false;
      seen.add(key);
      return true;
    })
    .map((row) => ({ row, version }));
});
type Subject = (typeof subjects)[number];

const unitNames = ["app.service", "app@a\\x20b.service", "app@.service"] as const;
const subject = fc.constantFrom(...subjects);

/** Values that fit the directive to a different degree, down to any characters at all. */
const probes = subject.chain((of) =>
  fc.tuple(
    fc.constant(of),
    fc.oneof(
      { weight: 4, arbitrary: generatedValues(of.row.parsing.value) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
    ),
    fc.constantFrom(...unitNames),
  ),
);

/** A file of the right type with this one assignment. */
function unitWith({ row: { directive }, version }: Subject, value: string, name: string): AnalysedUnit {
  const { section } = directive;
  const type = section === "Unit" || section === "Install" ? "service" : section.toLowerCase();
  const path = `/etc/systemd/system/${name.replace(/\.service$/, `.${type}`)}`;
  return analysed({ path, text: `[${section}]\n${directive.name}=${value}\n`, carets: [] }, version);
}

test("any text has a verdict and an explanation, and both stay inside it", () => {
  fc.assert(
    fc.property(probes, ([of, value, name]) => {
      const { row, version } = of;
      const text: Text = { content: value, origin: 7 };
      const unit = unitWith(of, "", name);
      const context = {
        ...valueContext(unit, row.directive.section, row),
        version,
        unit: { name: parseUnitName(name) },
      };
      const isInside = (place: Text, from: number, to: number) => {
        expect(0 <= from && from <= to && to <= place.content.length).toBe(true);
        const span = spanOf(place, from, to);
        expect(7 <= span.from && span.from <= span.to && span.to <= 7 + value.length).toBe(true);
      };
      const grammar = grammarOf(row.parsing.value);
      grammar.judge(text, context, { report: (_, place, from, to) => isInside(place, from, to) });
      grammar.explain(text, context, {
        token: (_, place, from, to) => isInside(place, from, to),
        expect: isInside,
      });
    }),
    { numRuns: 5_000 },
  );
});

test("problems have a place in the assignment, and a message without holes", () => {
  fc.assert(
    fc.property(probes, ([of, value, name]) => {
      const unit = unitWith(of, value, name);
      const { document } = unit.tree;
      const start = document.indexOf("\n") + 1;
      for (const problem of judge(unit)) {
        const isOurs = problem.from >= start && problem.line === 2;
        if (isOurs) expect(problem.from < problem.to && problem.to <= document.length).toBe(true);
        const written = problem.args.map((arg) => arg.replaceAll(unknownPiece, "…")).filter(Boolean);
        const message = written.reduce((text, arg) => text.replaceAll(arg, "x"), messageOf(problem));
        expect(message).not.toContain(unknownPiece);
        expect(message).not.toMatch(/undefined|\[object|``| {2}/);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("a value coloured as one of the words that may stand there is taken", () => {
  fc.assert(
    fc.property(probes, ([of, value, name]) => {
      const unit = unitWith(of, value, name);
      const [assignment] = unit.assignments;
      if (assignment === undefined) return;
      const { from, to } = spanOf(assignment.node.value, 0, assignment.node.value.content.length);
      const { tokens, offers } = explainValue(unit, assignment);
      const [token] = tokens;
      const isWhole = token?.kind === "keyword" && token.from === from && token.to === to;
      const isOffered = offers.some(
        ({ offer }) =>
          offer.kind === "words" && offer.words.some(({ text }) => text === assignment.node.value.content),
      );
      if (!isWhole || !isOffered) return;
      const objections = judge(unit).map(({ code }) => code);
      for (const code of ["unknown-word", "not-boolean", "word-too-new", "word-gone", "not-signal"])
        expect(objections).not.toContain(code);
    }),
    { numRuns: 2_000 },
  );
});

test("colours lie one behind the other", () => {
  fc.assert(
    fc.property(probes, ([of, value, name]) => {
      const unit = unitWith(of, value, name);
      const [assignment] = unit.assignments;
      if (assignment === undefined) return;
      let end = unit.tree.document.indexOf("=");
      for (const { from, to } of explainValue(unit, assignment).tokens) {
        expect(end <= from && from < to).toBe(true);
        end = to;
      }
    }),
    { numRuns: 2_000 },
  );
});

test("a value says the same on one line as on several", () => {
  fc.assert(
    fc.property(probes, ([of, value, name]) => {
      // What stands at a line's end or at the beginning of the next would be another value there.
      const blank = value.search(/(?<=[^\\ ]) (?=[^ #;])/);
      if (blank < 0 || /[\n\r\0]/.test(value)) return;
      const continued = `${value.slice(0, blank)}\\\n${value.slice(blank + 1)}`;
      const told = (written: string) =>
        judge(unitWith(of, written, name)).map(({ code, args, consequence }) => ({
          code,
          args,
          consequence,
        }));
      expect(told(continued)).toEqual(told(value));
    }),
    { numRuns: 2_000 },
  );
});
