import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultTemplateSuffixes } from "../../server/src/language/units/unitFile.ts";
import { readSettings } from "../../server/src/protocol/settings.ts";
import { readTargetVersion } from "../../server/src/workspace/targetVersion.ts";

interface Property {
  readonly default: unknown;
  readonly pattern?: string;
  readonly markdownDescription: string;
}
const manifest: {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, Property> } };
} = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const { properties } = manifest.contributes.configuration;

test("the server takes every default of the settings without a complaint", () => {
  const complaints: string[] = [];
  const section = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name.replace("unitwright.", ""), property.default]),
  );
  const settings = readSettings(section, (message) => complaints.push(message));
  expect(complaints).toEqual([]);
  expect(settings).toEqual(readSettings(undefined, (message) => complaints.push(message)));
  expect(properties["unitwright.templateSuffixes"]?.default).toEqual(defaultTemplateSuffixes);
});

test("the settings editor takes the target versions that the server takes", () => {
  const pattern = new RegExp(properties["unitwright.targetVersion"]?.pattern ?? "^$");
  for (const text of ["252", "v257", "239-262", "v239 - v262"]) {
    expect([text, pattern.test(text), readTargetVersion(text) !== undefined]).toEqual([text, true, true]);
  }
  for (const text of ["", "soon", "252.39", "252-", "-252"]) {
    expect([text, pattern.test(text), readTargetVersion(text) !== undefined]).toEqual([text, false, false]);
  }
});

test("every setting says what it is for", () => {
  for (const [name, { markdownDescription }] of Object.entries(properties)) {
    expect([name, markdownDescription]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
  }
});
