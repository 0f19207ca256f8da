import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Facts, History } from "../../../server/generate/facts.ts";
import { printFacts } from "../../../server/generate/facts.ts";
import { exceptions, exceptionsOf, policies } from "../../../server/generate/policies.ts";
import { renderKnowledge } from "../../../server/generate/render.ts";
import { directives } from "../../../server/src/language/knowledge/generated/directives.ts";
import {
  enumerations,
  enumerationsOfParser,
} from "../../../server/src/language/knowledge/generated/enumerations.ts";
import { valueNames } from "../../../server/src/language/knowledge/generated/valueNames.ts";
import { isInTable, type SpecifierTable, specifiers } from "../../../server/src/language/words/specifiers.ts";

const root = join(import.meta.dirname, "../../..");
const factsFolder = join(root, "server/generate/facts");
const generatedFolder = join(root, "server/src/language/knowledge/generated");

const factFiles = readdirSync(factsFolder).filter((name) => /^\d+\.json$/.test(name));
const releases = factFiles
  .map((name): Facts => JSON.parse(readFileSync(join(factsFolder, name), "utf8")))
  .sort((one, other) => one.systemd - other.systemd);
const history: History = JSON.parse(readFileSync(join(factsFolder, "history.json"), "utf8"));

describe("the generated files", () => {
  const rendered = renderKnowledge(releases, history);

  test.each(Object.keys(rendered))("%s is what the committed facts give", (name) => {
    expect(readFileSync(join(generatedFolder, name), "utf8")).toBe(rendered[name]);
  });

  test("nothing else lies among them", () => {
    expect(readdirSync(generatedFolder).sort()).toEqual(Object.keys(rendered).sort());
  });

  test.each(factFiles)("%s is printed as `npm run generate` prints it", (name) => {
    const text = readFileSync(join(factsFolder, name), "utf8");
    expect(printFacts(JSON.parse(text))).toBe(text);
  });
});

describe("the fact tables", () => {
  test("hold every entry of 252, 257 and 262", () => {
    expect(releases.map((each) => [each.systemd, each.directives.length])).toEqual([
      [252, 1204],
      [257, 1341],
      [262, 1468],
    ]);
  });

  test("262 spells 60 entries a second time, for builds without an option: 1528 in all", () => {
    const table = releases.find((each) => each.systemd === 262);
    const optional = table?.directives.filter((each) => each.needs !== undefined) ?? [];
    expect(optional).toHaveLength(60);
    expect((table?.directives.length ?? 0) + optional.length).toBe(1528);
  });

  test("every row that a release has is known to it, and no other", () => {
    for (const { systemd, directives: facts } of releases) {
      const inTable = facts.map((each) => `${each.section}.${each.name}`).sort();
      const inRows = directives
        .filter((row) => row.since <= systemd && (row.gone === undefined || systemd < row.gone))
        .map((row) => `${row.section}.${row.name}`)
        .sort();
      expect(inRows).toEqual(inTable);
    }
  });
});

describe("the rows", () => {
  test("stand once for each section × directive", () => {
    const keys = directives.map((row) => `${row.section}.${row.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("name value types from the closed list, and use up the list", () => {
    const used = directives.flatMap((row) => [
      row.value,
      ...(row.formerly ?? []).map((former) => former.value),
    ]);
    expect([...new Set(used)].sort()).toEqual([...valueNames]);
  });

  test("date changes in order", () => {
    for (const { since, removed, gone, formerly = [] } of directives) {
      const dates = [since, ...formerly.map((former) => former.until), removed, gone].filter(
        (date) => date !== undefined,
      );
      expect(dates).toEqual([...dates].sort((one, other) => one - other));
    }
  });

  test("belong to a group where an empty value resets more than themselves", () => {
    for (const row of directives) {
      if (row.empty === "resets-group") expect(row.group, row.name).toBeDefined();
    }
  });
});

describe("the policies", () => {
  const facts = releases.flatMap((release) =>
    release.directives.map((fact) => ({
      fact,
      version: release.systemd,
      parser: fact.installer ?? fact.parser,
    })),
  );

  test("stand for parsers that a release has", () => {
    const parsers = new Set(facts.map((each) => each.parser));
    expect(Object.keys(policies).filter((parser) => !parsers.has(parser))).toEqual([]);
  });

  test.each(exceptions)("the exception is alive: $because", (exception) => {
    const met = facts.filter(({ fact, version }) => exceptionsOf(fact, version).includes(exception));
    const changed = met.filter(({ parser }) =>
      Object.entries(exception.policy).some(
        ([key, value]) =>
          Object.entries(policies[parser] ?? {}).find(([each]) => each === key)?.[1] !== value,
      ),
    );
    expect(met.length).toBeGreaterThan(0);
    expect(changed).toEqual(met);
  });
});

test.each(releases)(
  "systemd $systemd has the specifiers that we know",
  ({ systemd, specifiers: letters }) => {
    const known = (table: SpecifierTable): string =>
      specifiers
        .filter((specifier) => isInTable(specifier, table, systemd))
        .map((specifier) => specifier.letter)
        .sort()
        .join("");
    expect({ full: known("full"), name: known("name"), install: known("install") }).toEqual(letters);
  },
);

describe("the enumerations", () => {
  const words = (name: keyof typeof enumerations): readonly string[] =>
    enumerations[name].words.map((word) => word.text);

  test("hold the words of the C sources", () => {
    expect(words("service_restart")).toEqual([
      "no",
      "on-success",
      "on-failure",
      "on-abnormal",
      "on-watchdog",
      "on-abort",
      "always",
    ]);
    expect(words("kill_mode")).toEqual(["control-group", "process", "mixed", "none"]);
    expect(words("signal")).toContain("TERM");
    expect(words("secure_bits")).toContain("noroot-locked");
    expect(words("syscall_filter_set")).toContain("@system-service");
  });

  test("date the words that came later than their table", () => {
    const since = (name: keyof typeof enumerations, text: string): number | undefined =>
      enumerations[name].words.find((word) => word.text === text)?.since;
    expect(since("service_type", "simple")).toBeUndefined();
    expect(since("service_type", "exec")).toBe(240);
    expect(since("service_type", "notify-reload")).toBe(253);
    expect(since("private_users", "identity")).toBeUndefined();
    expect(since("private_users", "full")).toBe(258);
    expect(since("private_users", "managed")).toBe(260);
    expect(since("emergency_action", "soft-reboot")).toBe(254);
    expect(since("job_mode", "lenient")).toBe(258);
  });

  test("date words that went", () => {
    const gone = enumerations.partition_designator.words.find((word) => word.text === "usr-secondary");
    expect(gone).toEqual({ text: "usr-secondary", since: 247, until: 257 });
  });

  test("tell where boolean words and numbers are taken too", () => {
    expect(enumerations.protect_system).toMatchObject({ boolean: true });
    expect(enumerations.log_level).toMatchObject({ number: true });
    expect(enumerations.kill_mode).not.toHaveProperty("boolean");
  });

  test("are looked up by parsers of the list", () => {
    expect(enumerationsOfParser.config_parse_service_type).toEqual(["service_type"]);
    const known: readonly string[] = valueNames;
    expect(Object.keys(enumerationsOfParser).filter((parser) => !known.includes(parser))).toEqual([]);
  });
});
