import { type CivilDate, dateOfDay, dayNumber } from "./calendarDate.ts";

/** A moment as the clocks of a time zone show it. */
export interface LocalTime extends CivilDate {
  /** Since midnight, as the clock counts: a day always has 86 400 seconds of them. */
  readonly microsecondOfDay: number;
}

/** Whole microseconds since 1970 in UTC; a number holds them exactly up to the year 2255. */
export type Moment = number;

const microsecondsPerDay = 86_400_000_000;

/** What the clocks of `zone`, a name such as `Europe/Berlin` that Intl knows, show at a moment from 1970 on. */
export function localTimeOf(moment: Moment, zone: string): LocalTime {
  return civilTimeOf(moment + offsetAt(moment, zone));
}

/**
 * When the clocks of `zone` show this time, in order: once as a rule, never where they are put forward over it, twice
 * where they are put back.
 */
export function momentsOf(date: CivilDate, microsecondOfDay: number, zone: string): readonly Moment[] {
  const shown = dayNumber(date) * microsecondsPerDay + microsecondOfDay;
  // No zone is further than a day from UTC, nor changes twice within two days.
  const offsets = new Set(
    [shown - microsecondsPerDay, shown + microsecondsPerDay].map((at) => offsetAt(at, zone)),
  );
  return [...offsets]
    .map((offset) => shown - offset)
    .filter((moment) => moment + offsetAt(moment, zone) === shown)
    .toSorted((a, b) => a - b);
}

/** Whether Intl knows the rules of the zone. */
export function isKnownZone(zone: string): boolean {
  return formatOf(zone) !== undefined;
}

function civilTimeOf(shown: number): LocalTime {
  const day = Math.max(0, Math.floor(shown / microsecondsPerDay));
  return { ...dateOfDay(day), microsecondOfDay: shown - day * microsecondsPerDay };
}

/** How far the clocks of the zone are ahead of UTC at the moment, in microseconds; zones nobody knows count as UTC. */
function offsetAt(moment: Moment, zone: string): number {
  const format = zone === "UTC" ? undefined : formatOf(zone);
  if (format === undefined) return 0;
  const wholeSecond = Math.floor(moment / 1_000_000);
  const fields = new Map(
    format.formatToParts(wholeSecond * 1000).map(({ type, value }) => [type, Number(value)]),
  );
  const field = (name: Intl.DateTimeFormatPartTypes) => fields.get(name) ?? 0;
  const date = { year: field("year"), month: field("month"), day: field("day") };
  const shown = dayNumber(date) * 86_400 + (field("hour") * 60 + field("minute")) * 60 + field("second");
  return (shown - wholeSecond) * 1_000_000;
}

/** Formats are slow to make; an editor shows few zones. */
const formats = new Map<string, Intl.DateTimeFormat | undefined>();
const formatLimit = 16;

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  if (formats.size >= formatLimit) formats.clear();
  const format = makeFormat(zone);
  formats.set(zone, format);
  return format;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
}
