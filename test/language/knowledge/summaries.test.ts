import { expect, test } from "vitest";
import { directives } from "../../../server/src/language/knowledge/generated/directives.ts";
import { sectionNames } from "../../../server/src/language/knowledge/sections.ts";
import { summaryOf, summaryTables } from "../../../server/src/language/knowledge/summaries/index.ts";

const rows = new Set(directives.map(({ section, name }) => `${section}.${name}`));

test("every directive of every section has a summary", () => {
  const bare = directives.filter(({ section, name }) => summaryOf(section, name) === "");
  expect(bare.map(({ section, name }) => `${section}.${name}`)).toEqual([]);
});

test("no name is summarised in two files", () => {
  const names = summaryTables.flatMap((table) => Object.keys(table));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("no summary is of a directive that systemd never had", () => {
  const strangers = summaryTables.flatMap((table) =>
    Object.entries(table).flatMap(([name, summary]) => {
      const sections = typeof summary === "string" ? [] : Object.keys(summary);
      const isKnown =
        typeof summary === "string"
          ? sectionNames.some((section) => rows.has(`${section}.${name}`))
          : sections.every((section) => rows.has(`${section}.${name}`));
      return isKnown ? [] : [name];
    }),
  );
  expect(strangers).toEqual([]);
});

test("every summary is short enough to be read at a glance, and ends as a sentence does", () => {
  const odd = directives
    .map(({ section, name }) => summaryOf(section, name))
    .filter((summary) => summary.length > 160 || !/[.)…]$/.test(summary));
  expect([...new Set(odd)]).toEqual([]);
});
