import { describe, expect, test } from "vitest";
import { hover } from "../../../server/src/language/features/hover.ts";
import { nextElapse } from "../../../server/src/language/values/calendarElapse.ts";
import { readCalendar } from "../../../server/src/language/values/calendarEvent.ts";
import { readCaretFixture } from "../../support/fixture.ts";
import { analysed } from "../../support/language.ts";

/** The next times of an event in UTC, from a time in UTC on, by a clock of the zone. */
function nextTimes(event: string, from: string, zone: string, count = 3): readonly string[] {
  const reading = readCalendar(event);
  if (reading.kind !== "event") throw new Error(`${event} is no calendar event.`);
  const times: string[] = [];
  let at: number | undefined = Date.parse(`${from}Z`) * 1000;
  while (at !== undefined && times.length < count) {
    at = nextElapse(reading.event, at, reading.event.zone ?? zone);
    if (at !== undefined) times.push(new Date(at / 1000).toISOString().replace(".000Z", ""));
  }
  return times;
}

// What `systemd-analyze calendar --base-time=` of systemd 252 answered.
describe("the next times of a calendar event", () => {
  test("weekdays, dates and times", () => {
    expect(nextTimes("Mon..Fri 10:00", "2026-11-20T12:00:00", "UTC")).toEqual([
      "2026-11-23T10:00:00",
      "2026-11-24T10:00:00",
      "2026-11-25T10:00:00",
    ]);
    expect(nextTimes("*-02-29", "2026-11-20T12:00:00", "UTC")).toEqual([
      "2028-02-29T00:00:00",
      "2032-02-29T00:00:00",
      "2036-02-29T00:00:00",
    ]);
    expect(nextTimes("Fri *-*-13", "2026-11-20T12:00:00", "UTC", 2)).toEqual([
      "2027-08-13T00:00:00",
      "2028-10-13T00:00:00",
    ]);
  });
  test("days from the end of the month", () => {
    expect(nextTimes("*-*~1", "2028-01-31T12:00:00", "UTC")).toEqual([
      "2028-02-29T00:00:00",
      "2028-03-31T00:00:00",
      "2028-04-30T00:00:00",
    ]);
    expect(nextTimes("*-02~1..3/2", "2027-01-01T00:00:00", "UTC", 2)).toEqual([
      "2027-02-26T00:00:00",
      "2027-02-28T00:00:00",
    ]);
  });
  test("not the moment it is asked at, but the very next fraction of a second", () => {
    expect(nextTimes("hourly", "2026-11-20T12:00:00", "UTC", 1)).toEqual(["2026-11-20T13:00:00"]);
    expect(nextTimes("*:*:0/0.5", "2026-11-20T12:00:00", "UTC", 2)).toEqual([
      "2026-11-20T12:00:00.500Z",
      "2026-11-20T12:00:01",
    ]);
  });
  test("a time that the clock leaves out in spring is left out", () => {
    expect(nextTimes("02:30", "2026-03-28T00:00:00", "Europe/Berlin")).toEqual([
      "2026-03-28T01:30:00",
      "2026-03-30T00:30:00",
      "2026-03-31T00:30:00",
    ]);
  });
  test("however often the event would have come in the hour that is left out", () => {
    expect(nextTimes("02..03:*:0/0.000001", "2026-03-29T00:59:59", "Europe/Berlin", 1)).toEqual([
      "2026-03-29T01:00:00",
    ]);
  });
  test("a time that the clock shows twice in autumn comes once", () => {
    expect(nextTimes("02:30", "2026-10-24T12:00:00", "Europe/Berlin", 2)).toEqual([
      "2026-10-25T00:30:00",
      "2026-10-26T01:30:00",
    ]);
  });
  test("the zone of the event counts more than that of the machine", () => {
    expect(nextTimes("10:00 Asia/Kolkata", "2026-11-20T00:00:00", "America/New_York", 1)).toEqual([
      "2026-11-20T04:30:00",
    ]);
    expect(nextTimes("10:00", "2026-11-20T00:00:00", "America/New_York", 1)).toEqual(["2026-11-20T15:00:00"]);
  });
  test("an event that is over has none", () => {
    expect(nextTimes("2025-12-24", "2026-11-20T00:00:00", "UTC")).toEqual([]);
    expect(nextTimes("*-02-30", "2026-11-20T00:00:00", "UTC")).toEqual([]);
  });
});

describe("a hover on OnCalendar=", () => {
  const said = (value: string, zone: string) => {
    const { file, at } = readCaretFixture(`#- /etc/systemd/system/a.timer\n[Timer]\nOnCalendar=${value}`);
    const clock = { now: Date.parse("2026-11-20T22:15:00Z") * 1000, zone };
    return hover(analysed(file), at, clock)?.markdown;
  };
  test("shows the next five times, by the reader's clock and in UTC", () => {
    expect(said("Mon..Fri 1$00:00", "Europe/Berlin")).toMatchInlineSnapshot(`
      "**\`10:00\`**

      At 10:00:00.

      Written out: \`Mon..Fri *-*-* 10:00:00\`.

      The next one comes in 2 d 10 h. By the clock of Europe/Berlin:

      - Mon 2026-11-23 10:00:00 (09:00:00 UTC)
      - Tue 2026-11-24 10:00:00 (09:00:00 UTC)
      - Wed 2026-11-25 10:00:00 (09:00:00 UTC)
      - Thu 2026-11-26 10:00:00 (09:00:00 UTC)
      - Fri 2026-11-27 10:00:00 (09:00:00 UTC)"
    `);
    expect(said("dai$0ly UTC", "America/New_York")).toMatchInlineSnapshot(`
      "**\`daily\`**

      The same as \`*-*-* 00:00:00 UTC\`.

      The next one comes in 1 h 45 min. By the clock of America/New_York:

      - Fri 2026-11-20 19:00:00 (Sat 2026-11-21 00:00:00 UTC)
      - Sat 2026-11-21 19:00:00 (Sun 2026-11-22 00:00:00 UTC)
      - Sun 2026-11-22 19:00:00 (Mon 2026-11-23 00:00:00 UTC)
      - Mon 2026-11-23 19:00:00 (Tue 2026-11-24 00:00:00 UTC)
      - Tue 2026-11-24 19:00:00 (Wed 2026-11-25 00:00:00 UTC)"
    `);
  });
  test("does not repeat UTC to a reader who lives by it", () => {
    expect(said("dai$0ly", "UTC")).toMatchInlineSnapshot(`
      "**\`daily\`**

      The same as \`*-*-* 00:00:00\`.

      The next one comes in 1 h 45 min. By the clock of UTC:

      - Sat 2026-11-21 00:00:00
      - Sun 2026-11-22 00:00:00
      - Mon 2026-11-23 00:00:00
      - Tue 2026-11-24 00:00:00
      - Wed 2026-11-25 00:00:00"
    `);
  });
  test("says that an event never comes again", () => {
    expect(said("202$05-12-24", "UTC")).toContain("It never comes again.");
  });
  test("leaves out the times where only the machine knows the zone", () => {
    expect(said("dai$0ly CET", "UTC")).not.toContain("next one");
  });
});
