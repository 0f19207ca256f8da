import { describe, expect, test } from "vitest";
import { complete } from "../../../server/src/language/features/completion.ts";
import { hover } from "../../../server/src/language/features/hover.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { defaultOf } from "../../../server/src/language/knowledge/defaults.ts";
import { directivesFor } from "../../../server/src/language/knowledge/directives.ts";
import { sectionNames } from "../../../server/src/language/knowledge/sections.ts";
import { readCaretFixture } from "../../support/fixture.ts";
import { analysed, unitsOf } from "../../support/language.ts";

const known = sectionNames.flatMap((section) =>
  directivesFor(257)
    .inSection(section)
    .filter(({ status, parsing }) => status === "known" && parsing.refused === undefined)
    .flatMap(({ directive: { name } }) => {
      const found = defaultOf(section, name);
      return found === undefined ? [] : [{ section, name, value: found.value }];
    }),
);

const details = (marked: string) => {
  const { file, at } = readCaretFixture(marked);
  return complete(analysed(file), at, unitsOf("")).map(({ label, detail = "" }) =>
    `${label} ${detail}`.trim(),
  );
};
const said = (marked: string) => {
  const { file, at } = readCaretFixture(marked);
  return hover(analysed(file), at)?.markdown;
};

describe("defaults", () => {
  test("are values that systemd takes", () => {
    const bad = known.filter(({ section, name, value }) => {
      const type = section === "Unit" || section === "Install" ? "service" : section.toLowerCase();
      const path = `/etc/systemd/system/a.${type}`;
      const problems = judge(analysed({ path, text: `[${section}]\n${name}=${value}\n`, carets: [] }));
      return problems.some(({ line, consequence }) => line === 2 && consequence !== "none");
    });
    expect(bad).toEqual([]);
    expect(known.length).toBeGreaterThan(200);
  });
  test("are marked among the words", () => {
    expect(details("[Service]\nRestart=$0")).toContain("no default");
    expect(details("[Service]\nRemainAfterExit=$0")).toEqual(["yes", "no default"]);
  });
  test("are offered where no words are", () => {
    expect(details("[Service]\nRestartSec=$0")).toEqual(["100ms default", "infinity"]);
    expect(details("[Service]\nRestartSec=5$0")[0]).toBe("5s");
    expect(details("[Service]\nCPUWeight=$0")).toEqual(["100 default", "idle"]);
  });
  test("are told with the directive, with what changes them", () => {
    expect(said("[Service]\nRestart$0Sec=5")).toContain(
      "Default: `100ms`, unless the manager's own configuration sets another one.",
    );
    expect(said("[Service]\nRemain$0AfterExit=yes")).toContain("Default: `no`.");
    expect(said("[Service]\nTimeoutStop$0Sec=5")).toContain("Default: `90s` (1 min 30 s), unless");
  });
});
