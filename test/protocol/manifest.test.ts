import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withSeveritySetting } from "../../server/generate/severitySetting.ts";
import { problemCodes } from "../../server/src/language/problems/catalogue.ts";
import { isRulesFile } from "../../server/src/language/udev/udevFile.ts";
import { defaultTemplateSuffixes, unitFileOf } from "../../server/src/language/units/unitFile.ts";
import { readSettings } from "../../server/src/protocol/settings.ts";
import { readTargetVersion } from "../../server/src/workspace/targetVersion.ts";

interface Property {
  readonly default: unknown;
  readonly pattern?: string;
  readonly markdownDescription: string;
  readonly propertyNames?: {
    readonly enum: readonly string[];
    readonly markdownEnumDescriptions: readonly string[];
  };
}
interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Record<string, Property> };
    readonly languages: readonly {
      readonly id: string;
      readonly filenamePatterns?: readonly string[];
      readonly firstLine?: string;
    }[];
  };
}
const manifest: Manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
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

test("the setting of severities knows every code, as `npm run generate` writes it", () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  expect(withSeveritySetting(text)).toBe(text);
  const { propertyNames } = properties["unitwright.severity"] ?? {};
  expect(propertyNames?.enum).toEqual(problemCodes);
  expect(propertyNames?.markdownEnumDescriptions).toHaveLength(problemCodes.length);
});

test("every setting says what it is for", () => {
  for (const [name, { markdownDescription }] of Object.entries(properties)) {
    expect([name, markdownDescription]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
  }
});

test("the usual template sources have their language before anything of the extension runs", () => {
  const language = manifest.contributes.languages.find(({ id }) => id === "systemd-unit");
  const patterns = (language?.filenamePatterns ?? []).map(patternOf);
  for (const suffix of defaultTemplateSuffixes) {
    for (const path of ["/w/a.service", "/w/a@.socket", "/w/a.timer.d/x.conf", "/w/service.d/x.conf"]) {
      const file = path + suffix;
      // VS Code holds patterns without a slash against the name alone.
      const isClaimed = patterns.some(({ glob, isName }) =>
        glob.test(isName ? file.slice(file.lastIndexOf("/") + 1) : file),
      );
      expect([file, isClaimed, unitFileOf(file) !== undefined]).toEqual([file, true, true]);
    }
  }
});

test("udev's rules have their language by their place or their first line, and other rules have not", () => {
  const language = manifest.contributes.languages.find(({ id }) => id === "udev-rules");
  const patterns = (language?.filenamePatterns ?? []).map(patternOf);
  const isClaimed = (path: string) =>
    patterns.some(({ glob, isName }) => glob.test(isName ? path.slice(path.lastIndexOf("/") + 1) : path));
  for (const path of ["/etc/udev/rules.d/70-a.rules", "/w/udev/a.rules", "/w/70-udev-a.rules"]) {
    expect([path, isClaimed(path), isRulesFile(path, "")]).toEqual([path, true, true]);
  }
  for (const path of [
    "/etc/audit/rules.d/audit.rules",
    "/usr/share/polkit-1/rules.d/50-a.rules",
    "/w/a.conf",
  ]) {
    expect([path, isClaimed(path)]).toEqual([path, false]);
  }
  const firstLine = new RegExp(language?.firstLine ?? "^$");
  for (const line of [
    'SUBSYSTEM=="usb", MODE="0660"',
    'ATTRS{idVendor} == "0529"',
    "# udev rules for a token",
  ]) {
    expect([line, firstLine.test(line)]).toEqual([line, true]);
  }
  for (const line of ["-D", "polkit.addRule(function() {", "# see udev.conf(5)", "KERNEL=6.1", 'TAG="a"x']) {
    expect([line, firstLine.test(line)]).toEqual([line, line === 'TAG="a"x']);
  }
});

/** The part of VS Code's glob language that the manifest uses. */
function patternOf(glob: string): { readonly glob: RegExp; readonly isName: boolean } {
  const source = glob.replace(/\*\*\/|\{[^}]*\}|[.*?]/g, (sign) => {
    if (sign.startsWith("{")) return `(?:${sign.slice(1, -1).replaceAll(",", "|")})`;
    return { "**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]" }[sign] ?? "\\.";
  });
  return { glob: new RegExp(`^${source}$`), isName: !glob.includes("/") };
}
