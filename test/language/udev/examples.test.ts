import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { analyseRules } from "../../../server/src/language/udev/analysedRules.ts";
import { judgeRules } from "../../../server/src/language/udev/judgeRules.ts";
import { isRulesFile } from "../../../server/src/language/udev/udevFile.ts";
import { wantedUnits } from "../../../server/src/language/udev/wantedUnits.ts";

const tourRules = "scenarios/token/mended/etc/udev/rules.d/70-openct.rules";

function read(name: string): string {
  const text = readFileSync(new URL(`../../../examples/${name}`, import.meta.url), "utf8");
  expect(isRulesFile(name, text)).toBe(true);
  return text;
}

test.each([252, 257, 262])("the rules of the tour are clean for systemd %i", (version) => {
  expect(judgeRules(analyseRules(read(tourRules), version))).toEqual([]);
});

test("the instance that they name is the one that systemd makes of it", () => {
  const { tree } = analyseRules(read(tourRules), 257);
  const pairs = tree.nodes.flatMap((node) => (node.kind === "rule" ? node.pairs : []));
  const wants = pairs.find(({ attribute }) => attribute?.content === "SYSTEMD_WANTS");
  const names = wants === undefined ? [] : wantedUnits(wants, 257).units.map(({ name }) => name);
  const written = "openct-handler@usb:$-$-$\\x20usb\\x20$.service";
  expect(names).toEqual([written.replaceAll("$", "\uffff")]);
});

test("every mistake of the broken rules is found where it stands", () => {
  const text = read("broken/udev/70-openct.rules");
  const told = judgeRules(analyseRules(text, 257)).map(
    ({ code, from }) => `${text.slice(0, from).split("\n").length} ${code}`,
  );
  expect(told).toEqual([
    "2 udev-wrong-operator",
    "3 udev-no-systemd-tag",
    "3 udev-odd-unit-name",
    "6 udev-run-background",
    "7 udev-run-service",
    "9 udev-commas",
    "9 udev-wants-on-remove",
    "10 udev-unknown-key",
    "10 udev-broken-rule",
    "11 udev-unknown-label",
    "12 udev-unused-label",
  ]);
});
