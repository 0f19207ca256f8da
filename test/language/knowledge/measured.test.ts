import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { EmptyRule, Parsing } from "../../../server/src/language/knowledge/directive.ts";
import { directivesFor, type ResolvedDirective } from "../../../server/src/language/knowledge/directives.ts";
import { measuredVersions } from "../../../server/src/language/knowledge/generated/directives.ts";

/** By version, then by what systemd did; the legend stands in the file. */
const measured: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "measured.json"), "utf8"),
);

const emptyLetters: Readonly<Record<EmptyRule, string>> = {
  resets: ".",
  "resets-group": ".",
  empties: ".",
  nothing: ".",
  "is-a-value": ".",
  "ignored-with-warning": "w",
  fatal: "F",
};

function verdict({ empty, specifiers, fatal }: Parsing): string {
  const expansion = specifiers === "full" ? "f" : specifiers === "name" ? "n" : "-";
  return `${emptyLetters[empty]}${expansion}${fatal ? "F" : "-"}`;
}

/** What our row makes of it, as the measurement would show it. */
function expected({ parsing, status }: ResolvedDirective): string {
  const letters = verdict(parsing);
  if (status === "removed") return "i?-";
  // Each use is remarked on, so nothing else shows.
  if (status === "deprecated") return "w?-";
  // Nothing is taken, so nothing can tell whether specifiers are expanded.
  if (parsing.refused) return `${letters[0]}?${letters[2]}`;
  return letters;
}

describe.each(measuredVersions)("systemd %i", (version) => {
  const table = directivesFor(version);
  const verdicts = Object.entries(measured[version] ?? {}).flatMap(([letters, names]) =>
    names.split(" ").map((name) => ({ name, letters })),
  );

  test("was asked about every directive it knows", () => {
    const names = [
      "Unit",
      "Install",
      "Service",
      "Socket",
      "Timer",
      "Path",
      "Mount",
      "Automount",
      "Swap",
      "Slice",
      "Scope",
    ]
      .flatMap((section) => table.inSection(section))
      .filter(({ status }) => status !== "not-yet" && status !== "gone")
      .map(({ directive }) => `${directive.section}.${directive.name}`);
    expect(verdicts.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  test("does with empty values, specifiers and bad values what our rows say", () => {
    const ours = verdicts.map(({ name }) => {
      const [section = "", directive = ""] = name.split(".");
      const row = table.find(section, directive);
      return `${name} ${row && expected(row)}`;
    });
    expect(ours).toEqual(verdicts.map(({ name, letters }) => `${name} ${letters}`));
  });
});
