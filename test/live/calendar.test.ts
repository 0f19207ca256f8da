// The times at which we say that timers fire, beside those of a real systemd, on events that no run has seen before.
import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nextElapse } from "../../server/src/language/values/calendarElapse.ts";
import { type CalendarEvent, readCalendar } from "../../server/src/language/values/calendarEvent.ts";
import { localTimeOf } from "../../server/src/language/values/zoneTime.ts";
import { openSystemdAnalyze, type SystemdAnalyze, whyNoSystemdAnalyze } from "../support/systemdAnalyze.ts";

// Set to see the failure of another run again.
const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const eventCount = Number(process.env.UNITWRIGHT_EVENTS ?? 400);
const shown = 5;
/** The first release that takes `--base-time=` and shows UTC below each time. */
const oldest = 247;

/** An event, from when on and by which clock its times are asked for, and what both sides say, in milliseconds. */
interface Asked {
  readonly event: string;
  readonly after: number;
  readonly zone: string;
  readonly ours: readonly number[];
  readonly theirs: readonly number[] | undefined;
}

const whyNot = await whyNoSystemdAnalyze();
const suite = whyNot === undefined ? describe : describe.skip;

suite(`elapses with UNITWRIGHT_SEED=${seed}${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let systemd: SystemdAnalyze | undefined;
  let asked: readonly Asked[] = [];

  beforeAll(async () => {
    systemd = await openSystemdAnalyze();
    asked = await askBoth(systemd);
  }, 300_000);
  afterAll(() => systemd?.stop());

  test("some hundred events were asked about, most of which come again", () => {
    expect(asked.length).toBeGreaterThan(eventCount / 2);
    expect(asked.filter(({ theirs }) => theirs?.length === shown).length).toBeGreaterThan(asked.length / 2);
  });

  test("timers fire when we say", () => {
    const answered = asked.filter(({ theirs }) => theirs !== undefined);
    // systemd gives up on a few events that meet a day without a midnight.
    expect(answered.length).toBeGreaterThan(asked.length * 0.98);
    expect(answered.filter(differs).map(spell)).toEqual([]);
  });
});

async function askBoth(systemd: SystemdAnalyze): Promise<readonly Asked[]> {
  if (systemd.version < oldest) throw new Error(`systemd ${systemd.version} tells too little of its events.`);
  const asked: Asked[] = [];
  for (const { event, after, zone } of fc.sample(questions, { seed, numRuns: eventCount })) {
    const reading = readCalendar(event);
    if (reading.kind !== "event") continue;
    const theirs = await systemd.elapses(event, after, zone, shown);
    asked.push({ event, after, zone, ours: elapsesOf(reading.event, after, zone), theirs });
  }
  return asked;
}

function elapsesOf(event: CalendarEvent, after: number, zone: string): readonly number[] {
  const times: number[] = [];
  for (let at: number | undefined = after * 1_000_000; at !== undefined && times.length < shown; ) {
    at = nextElapse(event, at, event.zone ?? zone);
    // Fractions of a second are not shown by systemd.
    if (at !== undefined) times.push(Math.floor(at / 1_000_000) * 1000);
  }
  return times;
}

/** Of an hour that a clock shows twice systemd takes the one or the other, as the C library sees fit. */
function differs({ ours, theirs, zone, event }: Asked): boolean {
  const reading = readCalendar(event);
  const own = (reading.kind === "event" ? reading.event.zone : undefined) ?? zone;
  const clock = (time: number) => JSON.stringify(localTimeOf(time * 1000, own));
  return ours.map(clock).join() !== theirs?.map(clock).join();
}

function spell({ event, after, zone, ours, theirs = [] }: Asked): string {
  const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString()).join(" ");
  return `${JSON.stringify(event)} in ${zone} after @${after}: we ${iso(ours)}, systemd ${iso(theirs)}`;
}

const number = (low: number, high: number) => fc.integer({ min: low, max: high });

/** One to three numbers, ranges and steps; every step ends within its range, or at the end of the unit where `open`. */
function chain(low: number, high: number, open: "open" | "closed" = "open"): fc.Arbitrary<string> {
  const range = fc
    .tuple(number(low, high), number(low, high))
    .filter(([a, b]) => a < b)
    .map(([a, b]) => `${a}..${b}`);
  const item = fc.oneof(
    number(low, high).map(String),
    range,
    fc.tuple(range, number(1, 7)).map(([text, step]) => `${text}/${step}`),
    ...(open === "open"
      ? [fc.tuple(number(low, high), number(1, 12)).map(([start, step]) => `${start}/${step}`)]
      : []),
  );
  return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(","));
}

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Pacific/Auckland",
] as const;
const weekdays = fc.constantFrom("", "", "", "Mon ", "Sat,Sun ", "Mon..Fri ", "Tue,Thu..Sat ", "Sun ");
const date = fc.oneof(
  fc.constantFrom("", "*-*-* ", "*-02-29 ", "*-*-31 "),
  fc.tuple(chain(1, 12), chain(1, 31)).map(([month, day]) => `*-${month}-${day} `),
  fc
    .tuple(number(2026, 2032), chain(1, 12), chain(1, 31))
    .map(([year, month, day]) => `${year}/3-${month}-${day} `),
  fc.tuple(chain(1, 12), chain(1, 28, "closed")).map(([month, day]) => `*-${month}~${day} `),
);
// systemd 252 loses hours on a day that ends summer time where an hour steps on without an end.
const time = fc.oneof(
  fc.constantFrom("", "02:30", "*:0/15"),
  fc.tuple(chain(0, 23, "closed"), chain(0, 59)).map((parts) => parts.join(":")),
  fc.tuple(chain(0, 4, "closed"), chain(0, 59), chain(0, 59)).map((parts) => parts.join(":")),
  chain(0, 59).map((minute) => `*:${minute}`),
);
const shorthand = fc.constantFrom("minutely", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly");
const event = fc
  .tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.tuple(weekdays, date, time).map((parts) => parts.join("").trim()) },
      { weight: 1, arbitrary: shorthand },
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constant("") }, fc.constantFrom(...zones)),
  )
  .map((parts) => parts.join(" ").trim());

/** Anywhere in some years, and often on the days on which clocks are changed. */
const after = fc.oneof(
  fc.date({
    min: new Date("2024-01-01T00:00:00Z"),
    max: new Date("2036-01-01T00:00:00Z"),
    noInvalidDate: true,
  }),
  fc
    .tuple(
      fc.constantFrom("2026-03-07", "2026-03-28", "2026-04-04", "2026-09-26", "2026-10-24", "2026-10-31"),
      number(0, 24 * 60),
    )
    .map(([day, minutes]) => new Date(Date.parse(`${day}T12:00:00Z`) + minutes * 60_000)),
);
const questions = fc
  .tuple(event, after, fc.constantFrom(...zones))
  .map(([event, after, zone]) => ({ event, after: Math.floor(after.getTime() / 1000), zone }));
