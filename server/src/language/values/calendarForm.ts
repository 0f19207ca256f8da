import {
  type CalendarComponent,
  type ChainKind,
  days,
  hours,
  lastDays,
  minutes,
  months,
  seconds,
  years,
} from "./calendarComponent.ts";
import type { CalendarEvent } from "./calendarEvent.ts";

const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The event with every part written out, as `systemd-analyze calendar` puts it: `Mon..Fri *-*-* 10:00:00`. */
export function formatCalendar(event: CalendarEvent): string {
  const week = event.weekdays === undefined ? "" : `${formatDays(event.weekdays)} `;
  const date = `${formatChain(event.year, 4, 1)}-${formatChain(event.month, 2, 1)}`;
  const day = `${event.endOfMonth ? "~" : "-"}${formatChain(event.day, 2, 1)}`;
  const time = `${formatChain(event.hour, 2, 1)}:${formatChain(event.minute, 2, 1)}`;
  const second = formatChain(event.microsecond, 2, seconds.scale);
  return `${week}${date}${day} ${time}:${second}${event.zone === undefined ? "" : ` ${event.zone}`}`;
}

/** Two days in a row stand with a comma, more of them as a range. */
function formatDays(weekdays: readonly number[]): string {
  return runsOf(weekdays)
    .map(({ first, last }) => {
      const ends = `${dayNames[first]?.slice(0, 3)}`;
      return first === last ? ends : `${ends}${last > first + 1 ? ".." : ","}${dayNames[last]?.slice(0, 3)}`;
    })
    .join(",");
}

/** Numbers in order, as runs without gaps. */
function runsOf(numbers: readonly number[]): readonly { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs;
}

function formatChain(chain: readonly CalendarComponent[], width: number, scale: number): string {
  const isEverySecond =
    scale !== 1 && chain.some(({ start, stop, step }) => start === 0 && stop === undefined && step === scale);
  if (chain.length === 0 || isEverySecond) return "*";
  return chain
    .map(({ start, stop, step }) => {
      const range = stop === undefined ? "" : `..${formatNumber(stop, width, scale)}`;
      const every =
        step === 0 || (stop !== undefined && step === scale) ? "" : `/${formatNumber(step, 1, scale)}`;
      return formatNumber(start, width, scale) + range + every;
    })
    .join(",");
}

function formatNumber(value: number, width: number, scale: number): string {
  const rest = value % scale;
  const fraction = rest === 0 ? "" : `.${`${rest}`.padStart(6, "0")}`;
  return `${Math.floor(value / scale)}`.padStart(width, "0") + fraction;
}

/** The English name of a day of the week, Monday 0. */
export function dayName(weekday: number): string {
  return dayNames[weekday] ?? "";
}

/** The days of the week in words: `Monday to Friday`. */
export function spellWeekdays({ weekdays }: CalendarEvent): string {
  if (weekdays === undefined) return "Any day of the week.";
  const runs = runsOf(weekdays).map(({ first, last }) => {
    if (first === last) return dayNames[first] ?? "";
    return `${dayNames[first]} ${last > first + 1 ? "to" : "and"} ${dayNames[last]}`;
  });
  return `${enumerate(runs)}.`;
}

/** The date in words: `Day 1 and 15 of every month.` */
export function spellDate({ year, month, day, endOfMonth }: CalendarEvent): string {
  const inYear = year.length === 0 ? "" : ` of ${spellValues(year, years, String)}`;
  const inMonth =
    month.length === 0 ? "every month" : spellValues(month, months, (n) => monthNames[n - 1] ?? "");
  if (day.length === 0) {
    if (month.length === 0) return year.length === 0 ? "Every day." : `Every day${inYear}.`;
    return `Every day in ${inMonth}${inYear}.`;
  }
  const which = endOfMonth ? spellLastDays(day) : `Day ${spellValues(day, days, String)}`;
  return `${which} of ${inMonth}${inYear}.`;
}

function spellLastDays(chain: readonly CalendarComponent[]): string {
  const [only, ...others] = valuesOf(chain, lastDays);
  if (only === 1 && others.length === 0) return "The last day";
  return `Day ${spellValues(chain, lastDays, String)} from the end`;
}

/** The time in words: `At 10:00:00.`, or hour, minute and second apart where one of them has more than one value. */
export function spellTime({ hour, minute, microsecond }: CalendarEvent): string {
  const chains = [hour, minute, microsecond];
  if (chains.every((chain) => chain.length === 1 && chain[0]?.step === 0)) {
    const [h, m] = chains.map((chain) => formatChain(chain, 2, 1));
    return `At ${h}:${m}:${formatChain(microsecond, 2, seconds.scale)}.`;
  }
  const parts = [
    hour.length === 0 ? "Every hour" : `Hour ${spellValues(hour, hours, String)}`,
    minute.length === 0 ? "every minute" : `minute ${spellValues(minute, minutes, String)}`,
    formatChain(microsecond, 2, seconds.scale) === "*"
      ? "every second"
      : `second ${spellValues(microsecond, seconds, (n) => formatNumber(n, 1, seconds.scale))}`,
  ];
  return `${parts.join(", ")}.`;
}

/** More values than this are cut short. */
const spelledValues = 8;

/** Every value a chain hits, in order: `0, 15, 30 and 45`; long rows are cut in the middle. */
function spellValues(
  chain: readonly CalendarComponent[],
  kind: ChainKind,
  spell: (value: number) => string,
): string {
  const values = valuesOf(chain, kind);
  if (values.length <= spelledValues) return enumerate(values.map(spell));
  const beginning = values.slice(0, 3).map(spell).join(", ");
  return `${beginning} … ${spell(values.at(-1) ?? 0)}`;
}

/** A chain can hit every millionth of a second: only the first values and the last one are ever shown. */
const valueLimit = 4096;

function valuesOf(chain: readonly CalendarComponent[], kind: ChainKind): readonly number[] {
  const values = new Set<number>();
  for (const { start, stop, step } of chain) {
    // Days from the end of the month step towards the end.
    const stride = kind === lastDays && stop === undefined ? -step : step;
    const end = stop ?? (stride < 0 ? kind.low : kind.high);
    values.add(start);
    if (step === 0) continue;
    for (let value = start; stride < 0 ? value >= end : value <= end; value += stride) {
      values.add(value);
      if (values.size > valueLimit) break;
    }
  }
  return [...values].toSorted((a, b) => a - b);
}

function enumerate(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
