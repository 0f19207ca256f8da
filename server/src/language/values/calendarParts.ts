import {
  type CalendarDefect,
  type ChainReading,
  defect,
  type PlacedComponent,
  readChain,
  seconds,
} from "./calendarComponent.ts";

/** A part of a calendar event as written: indices into its text. */
export interface CalendarPart {
  readonly kind: "shorthand" | "weekdays" | "date" | "time" | "zone";
  readonly from: number;
  readonly to: number;
}

/** Days of the week as numbers, Monday 0; undefined where none were named, or all. */
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
export function readWeekdays(content: string): WeekdaysReading {
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

/** Chains read one after the other, and where they end. */
export interface Chains {
  readonly kind: "chains";
  readonly chains: readonly (readonly PlacedComponent[])[];
  readonly to: number;
  readonly parts: readonly CalendarPart[];
}

/** Year, month and day. */
export interface DateChains extends Chains {
  readonly endOfMonth: boolean;
}

/** Reads `2025-12-24`, `12-24`, `*-*~1` at `at`; a time in that place is left for later. */
export function readDate(content: string, at: number): DateChains | CalendarDefect {
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
export function readTime(content: string, at: number): Chains | CalendarDefect {
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

export function part(kind: CalendarPart["kind"], from: number, to: number): CalendarPart {
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
