/** One item of a chain such as `1..10/2,15`: a number, perhaps up to another one, perhaps again and again. */
export interface CalendarComponent {
  readonly start: number;
  /** The last number that counts; absent where the step goes on to the end of the unit, or there is no step. */
  readonly stop?: number;
  /** How far apart the hits lie; 0 where `start` is the only one. */
  readonly step: number;
}

/** A component and where it was written. */
export interface PlacedComponent extends CalendarComponent {
  readonly from: number;
  readonly to: number;
}

/** Where a calendar event stops making sense, and why, to go behind a colon. */
export interface CalendarDefect {
  readonly kind: "defect";
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** A chain as written, and where it ends. No components at all mean `*`. */
export type ChainReading =
  | { readonly kind: "chain"; readonly components: readonly PlacedComponent[]; readonly to: number }
  | CalendarDefect;

/** What a chain counts: whole numbers, or seconds in millionths. */
export interface ChainKind {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** One of what is written, in what is kept. */
  readonly scale: 1 | 1_000_000;
}

export const years: ChainKind = { name: "years", low: 1970, high: 2199, scale: 1 };
export const months: ChainKind = { name: "months", low: 1, high: 12, scale: 1 };
export const days: ChainKind = { name: "days", low: 1, high: 31, scale: 1 };
/** Counted from the end of the month, where the shortest month sets the limit. */
export const lastDays: ChainKind = { name: "days before the month's end", low: 1, high: 28, scale: 1 };
export const hours: ChainKind = { name: "hours", low: 0, high: 23, scale: 1 };
export const minutes: ChainKind = { name: "minutes", low: 0, high: 59, scale: 1 };
export const seconds: ChainKind = { name: "seconds", low: 0, high: 59_999_999, scale: 1_000_000 };

/** Numbers are kept in a signed variable of 32 bits. */
const largest = 2 ** 31 - 1;
/** systemd reads a chain by recursion, and no deeper than this. */
const longestChain = 241;

/** Reads `*`, or numbers, ranges and steps with commas between, from `at` (systemd.time(7), measured). */
export function readChain(content: string, at: number, scale: 1 | 1_000_000): ChainReading {
  if (content[at] === "*") {
    // `*` for seconds means every whole one; for all else it leaves the chain empty.
    const everySecond = scale === 1 ? [] : [{ start: 0, step: scale, from: at, to: at + 1 }];
    return { kind: "chain", components: everySecond, to: at + 1 };
  }
  const components: PlacedComponent[] = [];
  let next = at;
  while (components.length < longestChain) {
    const component = readComponent(content, next, scale);
    if ("kind" in component) return component;
    components.push(component);
    next = component.to;
    if (content[next] !== ",") return { kind: "chain", components, to: next };
    next++;
  }
  return defect(at, next, "it lists too many numbers");
}

function readComponent(
  content: string,
  from: number,
  scale: 1 | 1_000_000,
): PlacedComponent | CalendarDefect {
  const start = readDecimal(content, from, scale);
  if ("kind" in start) return start;
  let at = start.to;
  let stop: number | undefined;
  let step = 0;
  if (content.startsWith("..", at)) {
    const last = readDecimal(content, at + 2, scale);
    if ("kind" in last) return last;
    stop = last.value;
    step = scale;
    at = last.to;
  }
  if (content[at] === "/") {
    const every = readDecimal(content, at + 1, scale);
    if ("kind" in every) return every;
    if (every.value === 0) return defect(at, every.to, "a step of 0 leads nowhere");
    step = every.value;
    at = every.to;
  } else if (start.value > largest - step) return defect(from, at, "the number is too large");
  else if (scale !== 1 && stop !== undefined && start.value + step > stop) {
    return defect(from, at, "a range of seconds spans one second at least");
  }
  if (at < content.length && !" ,-~:".includes(content[at] ?? "")) {
    return defect(at, at + 1, "only `..`, `/` or `,` can go on behind a number");
  }
  return stop === undefined
    ? { start: start.value, step, from, to: at }
    : { start: start.value, stop, step, from, to: at };
}

type Decimal = { readonly value: number; readonly to: number } | CalendarDefect;

function readDecimal(content: string, at: number, scale: 1 | 1_000_000): Decimal {
  // A single dot is a decimal point, two are a range.
  const form = scale === 1 ? /[0-9]+/y : /[0-9]+(?:\.(?!\.)[0-9]*)?/y;
  form.lastIndex = at;
  const written = form.exec(content)?.[0];
  if (written === undefined) {
    const word = /[A-Za-z]+/y;
    word.lastIndex = at;
    const length = word.exec(content)?.[0].length ?? 1;
    return defect(at, Math.min(at + length, content.length), "a number or `*` is needed here");
  }
  const to = at + written.length;
  const [whole = "", fraction] = written.split(".");
  if (fraction === "") return defect(to - 1, to, "digits are missing behind the point");
  const value = Number(whole) * scale + millionths(fraction ?? "");
  return value > largest ? defect(at, to, "the number is too large") : { value, to };
}

/** Six digits behind the point, rounded by the seventh. */
function millionths(fraction: string): number {
  return Number(fraction.slice(0, 6).padEnd(6, "0")) + (/^[0-9]{6}[5-9]/.test(fraction) ? 1 : 0);
}

export function defect(from: number, to: number, why: string): CalendarDefect {
  return { kind: "defect", from, to, why };
}

/** The chain as systemd keeps it: ranges cut to their last hit, in order, nothing twice. */
export function normalize(components: readonly CalendarComponent[]): readonly CalendarComponent[] {
  const sorted = components
    .map(simplify)
    .toSorted((a, b) => a.start - b.start || (a.stop ?? -1) - (b.stop ?? -1) || a.step - b.step);
  return sorted.filter((component, i) => !isSame(sorted[i - 1], component));
}

function isSame(one: CalendarComponent | undefined, other: CalendarComponent): boolean {
  return one?.start === other.start && one.stop === other.stop && one.step === other.step;
}

function simplify({ start, stop, step }: CalendarComponent): CalendarComponent {
  if (stop === undefined) return { start, step };
  const last = stop > start && step > 0 ? stop - ((stop - start) % step) : stop;
  return last === start ? { start, step: 0 } : { start, stop: last, step };
}

/** What is wrong with the numbers of a chain, judged after it was simplified as systemd does. */
export function findOutOfRange(
  components: readonly PlacedComponent[],
  kind: ChainKind,
): CalendarDefect | undefined {
  for (const [index, component] of normalize(components).entries()) {
    // systemd lowers the limit for days counted from the end again with each of them.
    const high = kind === lastDays ? kind.high - 3 * index : kind.high;
    const why = outOfRange(component, kind, high);
    if (why === undefined) continue;
    const placed = components.find((one) => isSame(simplify(one), component));
    return defect(placed?.from ?? 0, placed?.to ?? 0, why);
  }
  return undefined;
}

function outOfRange(
  { start, stop, step }: CalendarComponent,
  kind: ChainKind,
  high: number,
): string | undefined {
  const { name, low, scale } = kind;
  const limits = `${name} go from ${low} to ${Math.floor(high / scale)}`;
  const isWithin = (value: number) => value >= low && value <= high;
  if (!isWithin(start) || (stop !== undefined && !isWithin(stop))) {
    return high < kind.high ? `${limits} in this place of a list` : limits;
  }
  if (stop !== undefined) return start + step > stop ? "a range goes from low to high" : undefined;
  const next = kind === lastDays ? start - step : start + step;
  return step > high - low || !isWithin(next) ? `the step leads out: ${limits}` : undefined;
}
