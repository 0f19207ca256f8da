import {
  type CalendarComponent,
  type ChainKind,
  days,
  hours,
  minutes,
  months,
  seconds,
  years,
} from "./calendarComponent.ts";
import { type CivilDate, daysInMonth, weekdayOf } from "./calendarDate.ts";
import type { CalendarEvent } from "./calendarEvent.ts";
import { localTimeOf, type Moment, momentsOf } from "./zoneTime.ts";

/**
 * The first moment after `after` at which the event elapses, where a clock of `zone` decides; undefined for an event
 * that is over. Times that such a clock leaves out in spring do not count; of those it shows twice in autumn the first
 * does (measured against `systemd-analyze calendar` of 252).
 */
export function nextElapse(event: CalendarEvent, after: Moment, zone: string): Moment | undefined {
  const start = localTimeOf(after + 1, zone);
  let date: CivilDate | undefined = nextDate(event, start);
  let from = isSameDate(date, start) ? start.microsecondOfDay : 0;
  while (date !== undefined) {
    for (let time = nextTime(event, from); time !== undefined; ) {
      const moments = momentsOf(date, time, zone);
      const moment = moments.find((one) => one > after);
      if (moment !== undefined) return moment;
      // What a clock leaves out begins and ends with a minute, and may hold a billion hits of the event.
      const next = moments.length === 0 ? (Math.floor(time / minute) + 1) * minute : time + 1;
      time = nextTime(event, next);
    }
    date = nextDate(event, { ...date, day: date.day + 1 });
    from = 0;
  }
  return undefined;
}

function isSameDate(one: CivilDate | undefined, other: CivilDate): boolean {
  return one?.year === other.year && one.month === other.month && one.day === other.day;
}

/** The first date of the event from `start` on, whose day may lie one behind the end of its month. */
function nextDate(event: CalendarEvent, start: CivilDate): CivilDate | undefined {
  for (let year = firstFrom(event.year, start.year, years); year !== undefined; ) {
    const fromMonth = year === start.year ? start.month : 1;
    for (let month = firstFrom(event.month, fromMonth, months); month !== undefined; ) {
      const fromDay = year === start.year && month === start.month ? start.day : 1;
      const day = nextDay(event, year, month, fromDay);
      if (day !== undefined) return { year, month, day };
      month = firstFrom(event.month, month + 1, months);
    }
    year = firstFrom(event.year, year + 1, years);
  }
  return undefined;
}

function nextDay(event: CalendarEvent, year: number, month: number, from: number): number | undefined {
  const length = daysInMonth(year, month);
  const kind = { ...days, high: length };
  const chain = event.endOfMonth ? event.day.map((one) => fromBeginning(one, length)) : event.day;
  for (let day = firstFrom(chain, from, kind); day !== undefined; day = firstFrom(chain, day + 1, kind)) {
    if (event.weekdays?.includes(weekdayOf({ year, month, day })) ?? true) return day;
  }
  return undefined;
}

/** Days that count from the end of a month of so many days, as days from its beginning. */
function fromBeginning({ start, stop, step }: CalendarComponent, length: number): CalendarComponent {
  const day = (fromEnd: number) => length - fromEnd + 1;
  return stop === undefined ? { start: day(start), step } : { start: day(stop), stop: day(start), step };
}

/** The first time of a day, in microseconds since midnight, from `start` on. */
function nextTime(event: CalendarEvent, start: number): number | undefined {
  const startHour = Math.floor(start / hour);
  const startMinute = Math.floor((start % hour) / minute);
  for (let h = firstFrom(event.hour, startHour, hours); h !== undefined; ) {
    const isStartHour = h === startHour;
    for (let m = firstFrom(event.minute, isStartHour ? startMinute : 0, minutes); m !== undefined; ) {
      const from = isStartHour && m === startMinute ? start % minute : 0;
      const rest = firstFrom(event.microsecond, from, seconds);
      if (rest !== undefined) return h * hour + m * minute + rest;
      m = firstFrom(event.minute, m + 1, minutes);
    }
    h = firstFrom(event.hour, h + 1, hours);
  }
  return undefined;
}

const minute = 60_000_000;
const hour = 60 * minute;

/** The smallest number of a chain that is `from` or more; every number counts where the chain is empty. */
function firstFrom(chain: readonly CalendarComponent[], from: number, kind: ChainKind): number | undefined {
  let first = chain.length === 0 ? Math.max(from, kind.low) : Number.POSITIVE_INFINITY;
  for (const { start, stop, step } of chain) {
    const steps = step > 0 ? Math.max(0, Math.ceil((from - start) / step)) : 0;
    const value = start + steps * step;
    if (value >= from && value <= (stop ?? kind.high) && value < first) first = value;
  }
  return first <= kind.high ? first : undefined;
}
