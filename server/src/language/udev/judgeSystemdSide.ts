import { unitTypes } from "../names/unitName.ts";
import { offsetOf, type Span, spanOf } from "../text/text.ts";
import { nextWord, quotedWords } from "../values/wordSplit.ts";
import { nearestWord } from "../words/nearest.ts";
import { judgeRun } from "./judgeRun.ts";
import { factsOf, type RuleFacts } from "./ruleFacts.ts";
import { isMatch } from "./ruleKeys.ts";
import type { RuleOutcome } from "./ruleOutcome.ts";
import type { ReportRule } from "./ruleReport.ts";
import type { RuleLine, RulePair } from "./rulesTree.ts";
import { withUnknownPieces } from "./substitutions.ts";
import { findSystemdProperty, foreignProperties, systemdProperties } from "./systemdProperties.ts";
import { wantedUnits } from "./wantedUnits.ts";

/** What systemd itself makes of the devices that the rules are about (systemd.device(5), and systemd's source). */
export function judgeSystemdSide(
  outcomes: readonly RuleOutcome[],
  version: number,
  reportOf: (rule: RuleLine) => ReportRule,
): void {
  const isTagged = outcomes.some(({ pairs }) => pairs.some(setsSystemdTag));
  const facts = factsOf(outcomes);
  for (const [index, outcome] of outcomes.entries()) {
    const sure = facts[index] ?? {};
    const report = reportOf(outcome.rule);
    for (const pair of outcome.pairs) {
      if (isMatch(pair.operator)) continue;
      if (pair.key.content === "RUN") judgeRun(pair, sure, report);
      if (pair.key.content !== "ENV") continue;
      const name = pair.attribute?.content ?? "";
      judgeName(pair, name, report);
      const property = findSystemdProperty(name);
      if (property === undefined) continue;
      if (property.value === "units") judgeUnits(pair, version, report);
      if (property.value === "paths") judgePaths(pair, report);
      if (property.value === "boolean") judgeBoolean(pair, report);
      if (property.value === "units" && sure.action === "remove") {
        report("udev-wants-on-remove", nameSpan(pair), name);
      } else if (property.value !== "boolean" && !isTagged && isSurelyUntagged(outcome, sure)) {
        report("udev-no-systemd-tag", nameSpan(pair), name);
      }
    }
  }
}

/** Whether the rule, or the one before it in a file, puts the tag on that systemd looks for. */
export function setsSystemdTag({ key, operator, value }: RulePair): boolean {
  return key.content === "TAG" && !isMatch(operator) && operator !== "-=" && value.content === "systemd";
}

function nameSpan({ key, attribute, operatorSpan }: RulePair): Span {
  const from = offsetOf(key, 0);
  const end =
    attribute === undefined
      ? offsetOf(key, key.content.length)
      : offsetOf(attribute, attribute.content.length) + 1;
  return { from, to: Math.min(end, operatorSpan.from) };
}

function judgeName(pair: RulePair, name: string, report: ReportRule): void {
  if (!name.startsWith("SYSTEMD") || findSystemdProperty(name) !== undefined || foreignProperties.has(name))
    return;
  const near = nearestWord(
    name,
    systemdProperties.map((one) => one.name),
  );
  if (near !== undefined) report("udev-unknown-property", nameSpan(pair), name, near);
}

function judgeUnits(pair: RulePair, version: number, report: ReportRule): void {
  const { units, defect, text: whole } = wantedUnits(pair, version);
  for (const { text, name } of units) {
    const word = text.content;
    const place = word === "" ? pair.quoted : spanOf(text, 0, word.length);
    const written = word.replace(/\uffff+/g, "\uffff");
    if (name === undefined) {
      const why = word === "" ? "it is empty" : "it is too long";
      report("not-unit-name", place, written, why, { consequence: "line-ignored", ignores: "word" });
    } else if (name === `${written}.service`) {
      const suffix = /\.([a-z]+)$/.exec(written)?.[1];
      const near = suffix === undefined ? undefined : nearestWord(suffix, unitTypes);
      if (near !== undefined) report("udev-odd-unit-name", place, written, name, { consequence: "none" });
    } else if (name !== written) report("udev-odd-unit-name", place, written, name);
  }
  if (defect === undefined) return;
  report("unbalanced-quote", spanOf(whole, defect.from, defect.to), { ignores: "value-end" });
}

function judgePaths(pair: RulePair, report: ReportRule): void {
  const text = { content: withUnknownPieces(pair.value.content), origin: pair.value.origin };
  for (let at = 0; ; ) {
    const word = nextWord(text, at, quotedWords);
    if (word === undefined) return;
    if (word.kind !== "word") {
      report("unbalanced-quote", spanOf(text, word.from, word.to), { ignores: "line" });
      return;
    }
    const path = word.text.content;
    const isUnknown = path.startsWith("\uffff");
    if ((!path.startsWith("/") && !isUnknown) || path.split("/").includes("..")) {
      const place = path === "" ? pair.quoted : spanOf(word.text, 0, path.length);
      report("udev-bad-alias", place, path.replace(/\uffff+/g, "\uffff"));
    }
    at = word.next;
  }
}

function judgeBoolean(pair: RulePair, report: ReportRule): void {
  const value = pair.value.content;
  // What was there before comes in front.
  if (pair.operator === "+=" || withUnknownPieces(value).includes("\uffff")) return;
  if (/^(?:1|yes|y|true|t|on|0|no|n|false|f|off|)$/i.test(value)) return;
  report("not-boolean", spanOf(pair.value, 0, value.length), value);
}

/** Subsystems without a single device that systemd's own rules put the tag on. */
const untaggedSubsystems: ReadonlySet<string> = new Set([
  "drm",
  "gpio",
  "hid",
  "hidraw",
  "hwmon",
  "i2c",
  "i2c-dev",
  "iio",
  "input",
  "media",
  "pci",
  "power_supply",
  "rtc",
  "scsi",
  "scsi_generic",
  "spi",
  "spidev",
  "thunderbolt",
  "usb",
  "usbmisc",
  "video4linux",
  "w1",
]);

/** Whether no rule of systemd's can have tagged the device. */
function isSurelyUntagged({ pairs }: RuleOutcome, { subsystem }: RuleFacts): boolean {
  const mayBeTagged = pairs.some(
    ({ key, attribute }) =>
      key.content === "TAG" || /^(?:ID_SMARTCARD_READER|ID_USB_INTERFACES)$/.test(attribute?.content ?? ""),
  );
  return !mayBeTagged && subsystem !== undefined && untaggedSubsystems.has(subsystem);
}
