import {
  type CalendarComponent,
  type CalendarDefect,
  type ChainKind,
  days,
  defect,
  findOutOfRange,
  hours,
  lastDays,
  minutes,
  months,
  normalize,
  type PlacedComponent,
  seconds,
  years,
} from "./calendarComponent.ts";
import { dateOfDay } from "./calendarDate.ts";
import {
  type CalendarPart,
  type Chains,
  type DateChains,
  part,
  readDate,
  readTime,
  readWeekdays,
} from "./calendarParts.ts";
import { shorthandEvents } from "./calendarShorthand.ts";
import { readTimeZone } from "./timeZone.ts";

/** When a timer elapses: whenever every part agrees. A part without components agrees with everything. */
export interface CalendarEvent {
  /** The days of the week as numbers, Monday 0, in order; undefined where any will do. */
  readonly weekdays: readonly number[] | undefined;
  readonly year: readonly CalendarComponent[];
  readonly month: readonly CalendarComponent[];
  readonly day: readonly CalendarComponent[];
  /** Days count from the end of the month, the last one as 1. */
  readonly endOfMonth: boolean;
  readonly hour: readonly CalendarComponent[];
  readonly minute: readonly CalendarComponent[];
  readonly microsecond: readonly CalendarComponent[];
  /** The time zone as written, `UTC` for any spelling of it; undefined for the machine's own. */
  readonly zone: string | undefined;
}

export type CalendarReading =
  | { readonly kind: "event"; readonly event: CalendarEvent; readonly parts: readonly CalendarPart[] }
  /** The last word looks like a time zone and is none; all before it is good. */
  | { readonly kind: "no-zone"; readonly from: number; readonly to: number; readonly near?: string }
  | CalendarDefect;

/** Reads `Mon..Fri *-*-* 10:00 Europe/Berlin`, `daily`, `@1395716396` … as OnCalendar= does (systemd.time(7), measured). */
export function readCalendar(content: string): CalendarReading {
  const spaceAt = content.lastIndexOf(" ");
  const word = content.slice(spaceAt + 1);
  const isUtc = word.toUpperCase() === "UTC";
  const zone = spaceAt < 0 ? undefined : isUtc ? ({ kind: "zone" } as const) : readTimeZone(word);
  if (zone === undefined || zone.kind === "not-zone") {
    const reading = readMoment(content, content.length);
    // Where only the last word is in the way, that word was meant for a time zone.
    const canBeZone = zone !== undefined && /^[A-Za-z]/.test(word);
    if (reading.kind === "event" || !canBeZone || readMoment(content, spaceAt).kind !== "event")
      return reading;
    const { near } = zone;
    const place = { kind: "no-zone", from: spaceAt + 1, to: content.length } as const;
    return near === undefined ? place : { ...place, near };
  }
  const reading = readMoment(content, spaceAt);
  if (reading.kind !== "event") {
    // The blank may also lie inside a time stamp: `@ +00`.
    const whole = readMoment(content, content.length);
    return whole.kind === "event" ? whole : reading;
  }
  return {
    kind: "event",
    event: { ...reading.event, zone: reading.event.zone ?? (isUtc ? "UTC" : word) },
    parts: [...reading.parts, { kind: "zone", from: spaceAt + 1, to: content.length }],
  };
}

type MomentReading = Extract<CalendarReading, { readonly kind: "event" }> | CalendarDefect;

/** Reads all of an event but its time zone: what stands before `end`. */
function readMoment(all: string, end: number): MomentReading {
  const content = all.slice(0, end);
  if (content === "") return defect(0, all.length, "nothing says when");
  const shorthand = shorthandEvents.get(content.toLowerCase());
  if (shorthand !== undefined)
    return { kind: "event", event: shorthand, parts: [{ kind: "shorthand", from: 0, to: end }] };
  const weekdays = readWeekdays(content);
  if (weekdays.kind === "defect") return weekdays;
  const { parts } = weekdays;
  if (content[weekdays.to] === "@") return readStamp(content, weekdays.to, weekdays.days, parts);
  const date = readDate(content, weekdays.to);
  if (date.kind === "defect") return date;
  const time = readTime(content, date.to);
  if (time.kind === "defect") return time;
  return checkRanges(weekdays.days, date, time, [...parts, ...date.parts, ...time.parts]);
}

/** The first second of 2200, where systemd's years end. */
const endOfYears = 7_258_118_400n;

/** Reads `@` and seconds since 1970, in UTC. systemd reads the number as C's strtoul does: blanks and a sign may stand before it. */
function readStamp(
  content: string,
  at: number,
  weekdays: readonly number[] | undefined,
  parts: readonly CalendarPart[],
): MomentReading {
  const [, sign, digits = ""] = /^@[ \t\n\v\f\r]*([+-]?)([0-9]+)$/.exec(content.slice(at)) ?? [];
  if (digits === "")
    return defect(at, content.length, "whole seconds since 1970 follow `@`, and nothing else");
  const written = digits.replace(/^0+(?=.)/, "");
  const value = written.length > 20 ? 2n ** 64n : BigInt(written);
  const seconds = sign === "-" ? BigInt.asUintN(64, -value) : value;
  if (value >= 2n ** 64n || seconds >= endOfYears)
    return defect(at, content.length, "the years end with 2199");
  const moment = Number(seconds);
  const { year, month, day } = dateOfDay(Math.floor(moment / 86_400));
  const only = (start: number): readonly CalendarComponent[] => [{ start, step: 0 }];
  return {
    kind: "event",
    event: {
      weekdays,
      year: only(year),
      month: only(month),
      day: only(day),
      endOfMonth: false,
      hour: only(Math.floor(moment / 3600) % 24),
      minute: only(Math.floor(moment / 60) % 60),
      microsecond: only((moment % 60) * 1_000_000),
      zone: "UTC",
    },
    parts: [...parts, part("time", at, content.length)],
  };
}

function checkRanges(
  weekdays: readonly number[] | undefined,
  date: DateChains,
  time: Chains,
  parts: readonly CalendarPart[],
): MomentReading {
  const [year = [], month = [], day = []] = date.chains;
  const [hour = [], minute = [], microsecond = []] = time.chains;
  const endOfMonth = date.endOfMonth && day.length > 0;
  const fullYears = year.map(fullYear);
  const checks: readonly (readonly [readonly PlacedComponent[], ChainKind])[] = [
    [fullYears, years],
    [month, months],
    [day, endOfMonth ? lastDays : days],
    [hour, hours],
    [minute, minutes],
    [microsecond, seconds],
  ];
  for (const [components, kind] of checks) {
    const found = findOutOfRange(components, kind);
    if (found !== undefined) return found;
  }
  const [years_, months_, days_, hours_, minutes_, microseconds_] = checks.map(([chain]) => normalize(chain));
  return {
    kind: "event",
    event: {
      weekdays,
      year: years_ ?? [],
      month: months_ ?? [],
      day: days_ ?? [],
      endOfMonth,
      hour: hours_ ?? [],
      minute: minutes_ ?? [],
      microsecond: microseconds_ ?? [],
      zone: undefined,
    },
    parts,
  };
}

/** Years of two digits lie between 1970 and 2069. */
function fullYear(component: PlacedComponent): PlacedComponent {
  const full = (year: number) => (year < 70 ? year + 2000 : year < 100 ? year + 1900 : year);
  const start = full(component.start);
  return component.stop === undefined
    ? { ...component, start }
    : { ...component, start, stop: full(component.stop) };
}
