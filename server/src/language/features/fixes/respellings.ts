import { nearestWord } from "../../words/nearest.ts";

/**
 * What a value may have been meant for, where its form is known from other programs (`512MB`, `30 secs`, `0o644`,
 * `50 %`, `YES`) or its unit is misspelt (`5 secnds`). Whether systemd takes an answer in that place is for the caller
 * to find out.
 */
export function respellings(written: string): readonly string[] {
  const answers = [written.toLowerCase(), written.toUpperCase(), written.replaceAll(/\s+(?=%)/g, "")];
  const number = /^(\d+(?:\.\d+)?)\s*([A-Za-zµμ]*)\.?$/.exec(written);
  if (number !== null) answers.push(...withUnit(number[1] ?? "", number[2] ?? ""));
  const octal = /^0o([0-7]+)$/i.exec(written)?.[1];
  if (octal !== undefined) answers.push(`0${octal}`);
  return answers;
}

const timeUnits: Readonly<Record<string, string>> = {
  hrs: "h",
  hs: "h",
  mins: "min",
  mn: "min",
  secs: "s",
  msecs: "ms",
  millisecond: "ms",
  milliseconds: "ms",
  millis: "ms",
  usecs: "us",
  microseconds: "us",
};

/** What people write out in full (systemd.time(7)). */
const longTimeUnits = [
  "seconds",
  "second",
  "minutes",
  "minute",
  "hours",
  "hour",
  "days",
  "day",
  "weeks",
  "week",
];

function withUnit(number: string, unit: string): readonly string[] {
  const size = /^([kmgtpe])(?:i?b|[a-z]{2,3}bytes?)?$/i.exec(unit)?.[1];
  const time = timeUnits[unit.toLowerCase()] ?? misspeltTimeUnit(unit);
  return [
    ...(unit === "" ? [`${number}%`] : []),
    ...(size === undefined ? [] : [number + size.toUpperCase()]),
    ...(time === undefined ? [] : [number + time]),
  ];
}

function misspeltTimeUnit(unit: string): string | undefined {
  const near = nearestWord(unit, longTimeUnits);
  return near === undefined ? undefined : ` ${near}`;
}
