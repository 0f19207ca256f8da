import type { Span } from "../text/text.ts";
import { type Grammar, hasUnknownPiece } from "./grammar.ts";
import { tokenOf } from "./number.ts";
import { offerUnits } from "./unitSuffix.ts";
import { isRefusedAnyway } from "./unknownText.ts";

/** A span of time, or why the text is none. */
export type TimeSpanReading =
  | { readonly kind: "span"; readonly ticks: bigint }
  | { readonly kind: "infinity" }
  | { readonly kind: "malformed"; readonly at: number }
  | { readonly kind: "out-of-range"; readonly at: number };

const microsecond = 1n;
const second = 1_000_000n;
const day = 86_400n * second;

/** Names of units and how many microseconds each has; a longer name is tried before a shorter one (systemd.time(7)). */
const unitLengths: readonly (readonly [string, bigint])[] = (
  [
    ["seconds", second],
    ["second", second],
    ["sec", second],
    ["s", second],
    ["minutes", 60n * second],
    ["minute", 60n * second],
    ["min", 60n * second],
    ["months", 2_629_800n * second],
    ["month", 2_629_800n * second],
    ["M", 2_629_800n * second],
    ["msec", 1000n],
    ["ms", 1000n],
    ["m", 60n * second],
    ["hours", 3600n * second],
    ["hour", 3600n * second],
    ["hr", 3600n * second],
    ["h", 3600n * second],
    ["days", day],
    ["day", day],
    ["d", day],
    ["weeks", 7n * day],
    ["week", 7n * day],
    ["w", 7n * day],
    ["years", 31_557_600n * second],
    ["year", 31_557_600n * second],
    ["y", 31_557_600n * second],
    ["usec", microsecond],
    ["us", microsecond],
    ["µs", microsecond],
    ["μs", microsecond],
  ] as const
).toSorted(([a], [b]) => b.length - a.length);

const nanosecondUnits: readonly (readonly [string, bigint])[] = [
  ...unitLengths.map(([name, length]) => [name, length * 1000n] as const),
  ["nsec", 1n] as const,
  ["ns", 1n] as const,
].toSorted(([a], [b]) => b.length - a.length);

const limit = 2n ** 64n - 1n;
/** Numbers are read into a signed variable. */
const largestCount = 2n ** 63n - 1n;

/** What numbers count, in the ticks of the reading. */
export interface TimeScale {
  readonly bareUnit: bigint;
  /** By their names. */
  readonly units: ReadonlyMap<string, bigint>;
  /** Any of the names, at `lastIndex`. */
  readonly unit: RegExp;
}

/** Ticks are microseconds; a bare number is seconds. */
export const secondsScale: TimeScale = scaleOf(second, unitLengths);
/** Ticks and bare numbers are nanoseconds. */
export const nanosecondsScale: TimeScale = scaleOf(1n, nanosecondUnits);
/** Ticks and bare numbers are microseconds. */
export const microsecondsScale: TimeScale = scaleOf(1n, unitLengths);

function scaleOf(bareUnit: bigint, units: readonly (readonly [string, bigint])[]): TimeScale {
  return {
    bareUnit,
    units: new Map(units),
    unit: new RegExp(units.map(([name]) => name).join("|"), "y"),
  };
}

/** Reads `1h 30min`, `2.5s`, `90`, `infinity`: numbers with units, added up (systemd.time(7), measured). */
export function readTimeSpan(content: string, scale: TimeScale): TimeSpanReading {
  let at = skipBlanks(content, 0);
  if (content.startsWith("infinity", at)) {
    const end = skipBlanks(content, at + 8);
    return end === content.length ? { kind: "infinity" } : { kind: "malformed", at: end };
  }
  let sum = 0n;
  let parts = 0;
  for (at = skipBlanks(content, at); at < content.length; at = skipBlanks(content, at)) {
    const part = readPart(content, at, scale);
    if (part.kind !== "part") return part;
    sum += part.ticks;
    if (sum >= limit) return { kind: "out-of-range", at };
    at = part.next;
    parts++;
  }
  return parts === 0 ? { kind: "malformed", at: 0 } : { kind: "span", ticks: sum };
}

type Part =
  | { readonly kind: "part"; readonly ticks: bigint; readonly next: number }
  | Extract<TimeSpanReading, { readonly at: number }>;

/** strtoll(3) passes over more kinds of blanks than systemd does, as long as a number follows. */
const number = /(?:[\v\f](?:[ \t\n\v\f\r]*)(?=[+-]?[0-9]))?([+-]?)([0-9]*)(\.[0-9]*)?/y;

function readPart(content: string, at: number, scale: TimeScale): Part {
  number.lastIndex = at;
  const [all = "", sign, whole = "", fraction] = number.exec(content) ?? [];
  if (sign === "-") return { kind: "out-of-range", at };
  if (whole === "" && (fraction === undefined || sign !== "")) return { kind: "malformed", at };
  if (fraction === ".") return { kind: "malformed", at };
  const afterNumber = at + all.length;
  const unitAt = skipBlanks(content, afterNumber);
  scale.unit.lastIndex = unitAt;
  const unit = scale.unit.exec(content)?.[0] ?? "";
  const next = unitAt + unit.length;
  // A number stops at a blank, a unit or the end: `12.34.56` is none.
  if (next === afterNumber && next < content.length) return { kind: "malformed", at };
  const length = scale.units.get(unit) ?? scale.bareUnit;
  const count = BigInt(whole || "0");
  if (count > largestCount || count >= limit / length) return { kind: "out-of-range", at };
  return { kind: "part", ticks: count * length + fractionOf(fraction, length), next };
}

function fractionOf(fraction: string | undefined, length: bigint): bigint {
  let sum = 0n;
  let weight = length / 10n;
  for (const digit of fraction?.slice(1) ?? "") {
    sum += BigInt(digit) * weight;
    weight /= 10n;
  }
  return sum;
}

function skipBlanks(content: string, from: number): number {
  let at = from;
  while (at < content.length && " \t\n\r".includes(content[at] ?? "x")) at++;
  return at;
}

/** The part of a span around the place where reading stopped: a number with its unit, whatever stands between. */
function partAround(content: string, at: number): Span {
  const isBlankAt = (index: number) => " \t\n\r".includes(content[index] ?? "x");
  let from = at;
  while (from > 0 && !isBlankAt(from - 1)) from--;
  let to = at;
  while (to < content.length && !isBlankAt(to)) to++;
  if (!/[a-zA-Z\u00b5\u03bc]/.test(content[from] ?? "")) return { from, to };
  let number = from;
  while (number > 0 && isBlankAt(number - 1)) number--;
  const numberEnd = number;
  while (number > 0 && /[0-9.]/.test(content[number - 1] ?? "")) number--;
  return { from: number < numberEnd ? number : from, to };
}

/** Spells out ticks of a microsecond each, the way people read them: `1 h 30 min`. */
export function spellMicroseconds(ticks: bigint): string {
  return spelledParts(ticks).join(" ");
}

/** The same, and in seconds where that is not the same: `1 h 30 min (5400 s)`. */
export function spellSpan(ticks: bigint): string {
  const parts = spelledParts(ticks);
  const isPlain = ticks < second || (parts.length === 1 && ticks < 60n * second);
  return isPlain ? parts.join(" ") : `${parts.join(" ")} (${spellSeconds(ticks)} s)`;
}

function spellSeconds(ticks: bigint): string {
  const fraction = `${ticks % second}`.padStart(6, "0").replace(/0+$/, "");
  return `${ticks / second}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The same to two units and no finer than a second: `2 d 3 h`. */
export function spellRoughly(ticks: bigint): string {
  return spelledParts(ticks < second ? second : ticks - (ticks % second))
    .slice(0, 2)
    .join(" ");
}

function spelledParts(ticks: bigint): readonly string[] {
  if (ticks === 0n) return ["0 s"];
  const names = [
    ["d", day],
    ["h", 3600n * second],
    ["min", 60n * second],
    ["s", second],
    ["ms", 1000n],
    ["µs", 1n],
  ] as const;
  const parts: string[] = [];
  let rest = ticks;
  for (const [name, length] of names) {
    if (rest >= length) parts.push(`${rest / length} ${name}`);
    rest %= length;
  }
  return parts;
}

/** What is special about a span. */
export interface SpanRules {
  /** What 0 stands for, where that is more than no time. */
  readonly zero?: string;
  /** What the span is counted from, by directive. */
  readonly after?: Readonly<Record<string, string>>;
  /** The shortest span in ticks, and how people write it; there is no `infinity` then. */
  readonly least?: readonly [bigint, string];
}

/** A time span whose bare numbers count as `scale` says. */
export function timeSpan(scale: TimeScale, { zero, least, after }: SpanRules = {}): Grammar {
  return {
    judge(text, _context, findings) {
      const { content } = text;
      if (hasUnknownPiece(content)) {
        const foreign = content.search(/[^A-Za-z0-9 \t\n\v\f\r.+\u00b5\u03bc\uffff-]/);
        if (foreign >= 0)
          findings.report("not-time-span", text, foreign, foreign + 1, [content[foreign] ?? ""]);
        else if (isNeverSpan(content, scale))
          findings.report("not-time-span", text, 0, content.length, [content]);
        return;
      }
      const reading = readTimeSpan(content, scale);
      if (reading.kind !== "span" && reading.kind !== "infinity") {
        const { from, to } = partAround(content, reading.at);
        findings.report("not-time-span", text, from, to, [content.slice(from, to)]);
      } else if (least !== undefined && (reading.kind === "infinity" || reading.ticks < least[0])) {
        findings.report("not-limit", text, 0, content.length, [content, `a time span from ${least[1]} on`]);
      }
    },
    explain(text, context, explanation) {
      const reading = readTimeSpan(text.content, scale);
      if (reading.kind === "infinity") tokenOf(text, "keyword", "Never ends.", explanation);
      if (reading.kind === "span") {
        const spelt = scale === nanosecondsScale ? spellNanoseconds(reading.ticks) : spellSpan(reading.ticks);
        const since = after?.[context.directive];
        const meaning = since === undefined ? spelt : `${spelt} ${since}`;
        tokenOf(text, "number", reading.ticks === 0n ? (zero ?? meaning) : meaning, explanation);
      }
      offerUnits(
        text,
        scale === nanosecondsScale ? nanosecondNames : usualNames,
        spellAs(scale),
        explanation,
      );
      if (least !== undefined) return;
      explanation.expect(text, 0, text.content.length, {
        kind: "words",
        words: [{ text: "infinity", meaning: `No limit. (${context.directive}=)` }],
      });
    },
  };
}

/** Whether no text in place of the unknown piece makes it a span. */
function isNeverSpan(content: string, scale: TimeScale): boolean {
  const texts = ["", "1", " 1", ".1", "s", "1s", " 1s"];
  const words = [...scale.units.keys(), "infinity"];
  return isRefusedAnyway(content, { texts, words }, (filled) => {
    const { kind } = readTimeSpan(filled, scale);
    return kind !== "span" && kind !== "infinity";
  });
}

/** Units that people write, the likeliest first. */
const usualNames = ["s", "min", "h", "d", "w", "ms", "us"];
const nanosecondNames = ["ns", "us", "ms", "s"];

function spellAs(scale: TimeScale): (written: string) => string | undefined {
  return (written) => {
    const reading = readTimeSpan(written, scale);
    if (reading.kind !== "span") return undefined;
    return scale === nanosecondsScale ? spellNanoseconds(reading.ticks) : spellSpan(reading.ticks);
  };
}

function spellNanoseconds(ticks: bigint): string {
  const isWhole = ticks >= 1000n && ticks % 1000n === 0n;
  return isWhole ? `${spellMicroseconds(ticks / 1000n)} (${ticks} ns)` : `${ticks} ns`;
}
