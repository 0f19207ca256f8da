import { describe, expect, test } from "vitest";
import { type Completion, complete } from "../../../server/src/language/features/completion.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { directivesFor } from "../../../server/src/language/knowledge/directives.ts";
import {
  type SectionName,
  sectionOfType,
  sectionsOfType,
} from "../../../server/src/language/knowledge/sections.ts";
import { unitTypes } from "../../../server/src/language/names/unitName.ts";
import type { ProblemCode } from "../../../server/src/language/problems/catalogue.ts";
import { analysed } from "../../support/language.ts";

const nobody = { named: () => [] };

interface Place {
  readonly path: string;
  readonly text: string;
  readonly at: number;
}

/** The problems of a file after a completion was taken. */
function codesAfter(
  { path, text }: Place,
  { from, to, insertText }: Completion,
  version: number,
): readonly ProblemCode[] {
  const taken = text.slice(0, from) + insertText + text.slice(to);
  return judge(analysed({ path, text: taken, carets: [] }, version)).map(({ code }) => code);
}

function offered({ path, text, at }: Place, version: number): readonly Completion[] {
  return complete(analysed({ path, text, carets: [] }, version), at, nobody);
}

function placeBehind(type: (typeof unitTypes)[number], written: string): Place {
  return { path: `/etc/systemd/system/a@b.${type}`, text: written, at: written.length };
}

/** Each section once, with a type that has it. */
const sections: readonly { readonly section: SectionName; readonly type: (typeof unitTypes)[number] }[] = [
  ...sectionsOfType("service").map((section) => ({ section, type: "service" as const })),
  ...unitTypes.slice(1).map((type) => ({ section: sectionOfType(type), type })),
];

describe.each([252, 257, 262])("systemd %i takes what is offered", (version) => {
  test("every section and every directive", () => {
    const bad: string[] = [];
    for (const { section, type } of sections) {
      const header = placeBehind(type, "[");
      for (const one of offered(header, version)) {
        if (codesAfter(header, one, version).length > 0) bad.push(`${type}: ${one.label}`);
      }
      const line = placeBehind(type, `[${section}]\n`);
      const unknown: readonly ProblemCode[] = [
        "unknown-directive",
        "misplaced-directive",
        "directive-too-new",
        "directive-gone",
        "removed-directive",
        "not-for-this-type",
        "old-directive-name",
      ];
      for (const one of offered(line, version)) {
        if (codesAfter(line, one, version).some((code) => unknown.includes(code)))
          bad.push(`[${section}] ${one.label}`);
      }
    }
    expect(bad).toEqual([]);
  });

  test("every word of every value", () => {
    const bad: string[] = [];
    let count = 0;
    for (const { section, type } of sections) {
      for (const { directive } of directivesFor(version).inSection(section)) {
        const place = placeBehind(type, `[${section}]\n${directive.name}=`);
        for (const one of offered(place, version)) {
          count++;
          // Signs and beginnings are nothing by themselves.
          if (one.triggersNext === true) continue;
          const expected: readonly ProblemCode[] = one.isDeprecated === true ? ["deprecated-word"] : [];
          const codes = codesAfter(place, one, version).filter((code) => !isOfTheDirective(code));
          if (codes.join() !== expected.join())
            bad.push(`[${section}] ${directive.name}=${one.label}: ${codes.join(" ")}`);
        }
      }
    }
    expect(bad).toEqual([]);
    expect(count).toBeGreaterThan(1000);
  });

  test("every specifier of every value", () => {
    const bad: string[] = [];
    for (const { section, type } of sections) {
      for (const { directive, parsing } of directivesFor(version).inSection(section)) {
        if (parsing.specifiers === undefined) continue;
        const place = placeBehind(type, `[${section}]\n${directive.name}=/a %`);
        for (const one of offered(place, version)) {
          if (codesAfter(place, one, version).includes("unknown-specifier"))
            bad.push(`${directive.name}=${one.label}`);
        }
      }
    }
    expect(bad).toEqual([]);
  });
});

/** What is wrong whatever the value is, or only for as long as the rest of it is not written yet. */
function isOfTheDirective(code: ProblemCode): boolean {
  return (
    code === "missing-field" ||
    code === "deprecated-directive" ||
    code === "old-directive-name" ||
    code === "not-for-this-type"
  );
}
