import {
  type CalendarComponent,
  type CalendarDefect,
  type ChainKind,
  type ChainReading,
  days,
  defect,
  findOutOfRange,
  hours,
  lastDays,
  minutes,
  months,
  normalize,
  type PlacedComponent,
  readChain,
  seconds,
  years,
} from "./calendarComponent.ts";
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

/** A part of a calendar event as written: indices into its text. */
export interface CalendarPart {
  readonly kind: "shorthand" | "weekdays" | "date" | "time" | "zone";
  readonly from: number;
  readonly to: number;
}

export type CalendarReading =
  | { readonly kind: "event"; readonly event: CalendarEvent; readonly parts: readonly CalendarPart[] }
  /** The last word looks like a time zone and is none; all before it is good. */
  | { readonly kind: "no-zone"; readonly from: number; readonly to: number; readonly near?: string }
  | CalendarDefect;

/** Reads `Mon..Fri *-*-* 10:00 Europe/Berlin`, `daily`, `@1395716396` … as OnCalendar= does (systemd.time(7), measured). */
export function readCalendar(content: string, version: number): CalendarReading {
  const spaceAt = content.lastIndexOf(" ");
  const word = content.slice(spaceAt + 1);
  const isUtc = word.toUpperCase() === "UTC";
  const zone = spaceAt < 0 ? undefined : isUtc ? ({ kind: "zone" } as const) : readTimeZone(word);
  if (zone === undefined || zone.kind === "not-zone") {
    const reading = readMoment(content, content.length, version);
    // Where only the last word is in the way, that word was meant for a time zone.
    const canBeZone = zone !== undefined && /^[A-Za-z]/.test(word);
    if (reading.kind === "event" || !canBeZone || readMoment(content, spaceAt, version).kind !== "event")
      return reading;
    const { near } = zone;
    const place = { kind: "no-zone", from: spaceAt + 1, to: content.length } as const;
    return near === undefined ? place : { ...place, near };
  }
  const reading = readMoment(content, spaceAt, version);
  if (reading.kind !== "event") return reading;
  return {
    kind: "event",
    event: { ...reading.event, zone: reading.event.zone ?? (isUtc ? "UTC" : word) },
    parts: [...reading.parts, { kind: "zone", from: spaceAt + 1, to: content.length }],
  };
}

type MomentReading = Extract<CalendarReading, { readonly kind: "event" }> | CalendarDefect;

/** Reads all of an event but its time zone: what stands before `end`. */
function readMoment(all: string, end: number, version: number): MomentReading {
  const content = all.slice(0, end);
  if (content === "") return defect(0, all.length, "nothing says when");
  const shorthand = shorthandEvents.get(content.toLowerCase());
  if (shorthand !== undefined)
    return { kind: "event", event: shorthand, parts: [{ kind: "shorthand", from: 0, to: end }] };
  const weekdays = readWeekdays(content);
  if (weekdays.kind === "defect") return weekdays;
  const { parts } = weekdays;
  if (content[weekdays.to] === "@") return readStamp(content, weekdays.to, version, weekdays.days, parts);
  const date = readDate(content, weekdays.to);
  if (date.kind === "defect") return date;
  const time = readTime(content, date.to);
  if (time.kind === "defect") return time;
  return checkRanges(weekdays.days, date, time, [...parts, ...date.parts, ...time.parts]);
}

type WeekdaysReading =
  | {
      readonly kind: "weekdays";
      readonly days: readonly number[] | undefined;
      readonly to: number;
      readonly parts: readonly CalendarPart[];
    }
  | CalendarDefect;

const dayName = /(mon|tue|wed|thu|fri|sat|sun)/iy;
const longDayName = /(monday|tuesday|wednesday|thursday|friday|saturday|sunday)/iy;
const shortDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Reads `Mon`, `Mon..Fri`, `Mon-Fri`, `Sat,Sun` at the beginning, if anything of the kind is there. */
function readWeekdays(content: string): WeekdaysReading {
  const found = new Set<number>();
  let rangeFrom = -1;
  let at = 0;
  for (let isFirst = true; ; isFirst = false) {
    const name = dayNameAt(content, at);
    if (name === "") {
      if (isFirst) return { kind: "weekdays", days: undefined, to: 0, parts: [] };
      return defect(
        at,
        endOfWord(content, at),
        "the name of a weekday is missing here, such as Mon or Friday",
      );
    }
    const next = content[at + name.length] ?? "";
    if (!"-., ".includes(next)) {
      return defect(at, endOfWord(content, at), "no weekday has this name");
    }
    const day = shortDays.indexOf(name.slice(0, 3).toLowerCase());
    if (rangeFrom > day)
      return defect(at, at + name.length, "a range of weekdays goes from Monday on, not over Sunday");
    for (let each = rangeFrom < 0 ? day : rangeFrom; each <= day; each++) found.add(each);
    at += name.length;
    const sign = content.startsWith("..", at) ? ".." : next;
    if (sign === "." || ((sign === ".." || sign === "-") && rangeFrom >= 0)) {
      return defect(at, at + sign.length, "a range of weekdays has two ends, with `..` between");
    }
    if (sign !== " ") at += sign.length;
    rangeFrom = sign === ".." || sign === "-" ? day : sign === "," ? -1 : rangeFrom;
    if (at >= content.length || content[at] === " ") {
      if (sign === ".." || sign === "-")
        return defect(at - sign.length, at, "the range of weekdays has no end");
      return {
        kind: "weekdays",
        days: sortedDays(found),
        to: afterSpaces(content, at),
        parts: [part("weekdays", 0, at)],
      };
    }
  }
}

function dayNameAt(content: string, at: number): string {
  longDayName.lastIndex = at;
  dayName.lastIndex = at;
  return longDayName.exec(content)?.[0] ?? dayName.exec(content)?.[0] ?? "";
}

/** All seven are the same as none. */
function sortedDays(found: ReadonlySet<number>): readonly number[] | undefined {
  return found.size === 7 ? undefined : [...found].toSorted((a, b) => a - b);
}

interface Chains {
  readonly kind: "chains";
  readonly chains: readonly (readonly PlacedComponent[])[];
  readonly to: number;
  readonly parts: readonly CalendarPart[];
}

interface DateChains extends Chains {
  readonly endOfMonth: boolean;
}

/** Reads `2025-12-24`, `12-24`, `*-*~1` at `at`; a time in that place is left for later. */
function readDate(content: string, at: number): DateChains | CalendarDefect {
  const none: DateChains = { kind: "chains", chains: [[], [], []], to: at, parts: [], endOfMonth: false };
  if (at >= content.length) return none;
  const first = readChain(content, at, 1);
  if (first.kind === "defect") return first;
  if (first.to >= content.length || content[first.to] === ":") return none;
  const chains = [first.components];
  let to = first.to;
  let endOfMonth = false;
  while (chains.length < 3 && to < content.length && content[to] !== " ") {
    if (content[to] !== "-" && content[to] !== "~") {
      return defect(to, to + 1, "the parts of a date stand with `-` between, or `~` before the day");
    }
    if (endOfMonth) return defect(to, endOfWord(content, to), "only a day can follow `~`");
    endOfMonth = content[to] === "~";
    const next: ChainReading = readChain(content, to + 1, 1);
    if (next.kind === "defect") return next;
    chains.push(next.components);
    to = next.to;
  }
  if (chains.length < 2) return defect(at, to, "a date needs a month and a day, such as 12-24");
  if (to < content.length && content[to] !== " ") {
    return defect(to, endOfWord(content, to), "a date has no more than year, month and day");
  }
  const [day = [], month = [], year = []] = chains.toReversed();
  const parts = [part("date", at, to)];
  return { kind: "chains", chains: [year, month, day], to: afterSpaces(content, to), parts, endOfMonth };
}

/** Reads `10:00`, `*:0/5`, `12:30:15.5` from `at` to the end; nothing there means midnight. */
function readTime(content: string, at: number): Chains | CalendarDefect {
  const zero: readonly PlacedComponent[] = [{ start: 0, step: 0, from: at, to: at }];
  if (at >= content.length) return { kind: "chains", chains: [zero, zero, zero], to: at, parts: [] };
  const chains: (readonly PlacedComponent[])[] = [];
  let to = at;
  while (chains.length < 3) {
    const chain = readChain(
      content,
      chains.length === 0 ? to : to + 1,
      chains.length < 2 ? 1 : seconds.scale,
    );
    if (chain.kind === "defect") return chain;
    chains.push(chain.components);
    to = chain.to;
    if (content[to] !== ":") break;
  }
  if (chains.length < 2) return defect(at, to, "a time needs hour and minute, such as 10:00");
  if (to < content.length) return defect(to, content.length, "nothing but a time zone can follow the time");
  const parts = [part("time", at, to)];
  return { kind: "chains", chains: chains.length < 3 ? [...chains, zero] : chains, to, parts };
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

function part(kind: CalendarPart["kind"], from: number, to: number): CalendarPart {
  return { kind, from, to };
}

function endOfWord(content: string, at: number): number {
  const end = content.indexOf(" ", at + 1);
  return end < 0 ? content.length : end;
}

function afterSpaces(content: string, from: number): number {
  let at = from;
  while (content[at] === " ") at++;
  return at;
}
