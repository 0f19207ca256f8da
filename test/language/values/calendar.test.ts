import { describe, expect, test } from "vitest";
import { readCalendar } from "../../../server/src/language/values/calendarEvent.ts";
import { formatCalendar } from "../../../server/src/language/values/calendarForm.ts";
import { explained, judges, offeredAt, saidAbout } from "../../support/value.ts";
import measured from "./calendar252.json" with { type: "json" };

const timer = "#- /etc/systemd/system/app.timer\n[Timer]\nOnCalendar=";

describe("calendar events", () => {
  // What calendar_spec_from_string and calendar_spec_to_string of systemd 252 answered; null where they refused.
  test.each(measured)("$input", ({ input, out }) => {
    const reading = readCalendar(input);
    expect(reading.kind === "event" ? formatCalendar(reading.event) : null).toBe(out);
  });

  test("a mistake is shown where it is", () => {
    judges(`#- /etc/systemd/system/app.timer
[Timer]
OnCalendar=Mon..Fry 10:00
#               ^^^ line-ignored not-calendar-event
OnCalendar=Fri..Mon
#               ^^^ line-ignored not-calendar-event
OnCalendar=*-13-01
#            ^^ line-ignored not-calendar-event
OnCalendar=*-*-* 9:75
#                  ^^ line-ignored not-calendar-event
OnCalendar=10:00:00Z
#                  ^ line-ignored not-calendar-event
OnCalendar=*:0/0
#             ^^ line-ignored not-calendar-event
OnCalendar=*:*:1..1.5
#              ^^^^^^ line-ignored not-calendar-event
OnCalendar=2025-12-24T10:00
#                    ^ line-ignored not-calendar-event
OnCalendar=24.12. 10:00
#            ^ line-ignored not-calendar-event
OnCalendar=12-24~1
#             ^^ line-ignored not-calendar-event
OnCalendar=every day
#          ^^^^^ line-ignored not-calendar-event
OnCalendar=@12:00
#          ^^^^^^ line-ignored not-calendar-event
OnCalendar=daily Europe/Berln
#                ^^^^^^^^^^^^ line-ignored unknown-time-zone
OnCalendar=daily tomorrow
#                ^^^^^^^^ line-ignored unknown-time-zone`);
  });

  test("days before the month's end lie no further back than the shortest month goes", () => {
    judges(`#- /etc/systemd/system/app.timer
[Timer]
OnCalendar=*~28
OnCalendar=*~29
#            ^^ line-ignored not-calendar-event
OnCalendar=*~24,25
OnCalendar=*~24,26
#               ^^ line-ignored not-calendar-event
OnCalendar=*~1/1
#            ^^^ line-ignored not-calendar-event`);
  });

  test("a chain has 241 numbers at most, and a time stamp may be as odd as C reads it", () => {
    const chain = (count: number) => `*:${Array.from({ length: count }, (_, i) => i % 60).join(",")}`;
    const long = [chain(241), chain(242)];
    expect(saidAbout(timer, long)).toEqual([chain(242)]);
    const stamps = [
      "@7258118399",
      "@7258118400",
      "@ +00",
      "@-18446744073709551615",
      "@-1",
      `@${"9".repeat(5000)}`,
    ];
    expect(saidAbout(timer, stamps)).toEqual(["@7258118400", "@-1", `@${"9".repeat(5000)}`]);
  });

  test("what only the machine can know is not judged", () => {
    const unknown = [
      "daily CEST",
      "daily -03",
      "daily posix/Japan",
      "daily America/Newtown",
      "daily %y",
      "%m",
    ];
    expect(saidAbout(timer, unknown)).toEqual([]);
  });

  test("a date that never falls on the weekday: 262 remarks on it, to older ones it is advice of ours", () => {
    const dates = `#- /etc/systemd/system/app.timer
[Timer]
OnCalendar=Mon 2025-12-24
#          ^^^ noted weekday-never-matches
OnCalendar=Wed 2025-12-24
OnCalendar=Mon 2025-02-30
OnCalendar=Mon 2025-12~01
OnCalendar=Mon 2025-12-1,2
OnCalendar=Wed 2000-02-29
#          ^^^ noted weekday-never-matches
OnCalendar=Thu 1970-01-01
OnCalendar=Tue 2199-12-31`;
    judges(dates, 262);
    judges(dates.replaceAll("noted", "none"), 257);
  });

  test("a value is spelt out", () => {
    expect(explained(`${timer}Mon..Wed,Sat *-1,7-* 10:00 Europe/Berlin`)).toEqual([
      "keyword Mon..Wed,Sat: Monday to Wednesday and Saturday.",
      "number *-1,7-*: Every day in January and July.",
      "number 10:00: At 10:00:00.",
      "string Europe/Berlin: The time zone that all of this is meant in.",
    ]);
    expect(explained(`${timer}2025..2027-*~7/1 *:0/15:30`)).toEqual([
      "number 2025..2027-*~7/1: Day 1, 2, 3, 4, 5, 6 and 7 from the end of every month of 2025, 2026 and 2027.",
      "number *:0/15:30: Every hour, minute 0, 15, 30 and 45, second 30.",
    ]);
    expect(explained(`${timer}*-*-1..31/2 00:*:0/0.5`)).toEqual([
      "number *-*-1..31/2: Day 1, 3, 5 … 31 of every month.",
      "number 00:*:0/0.5: Hour 0, every minute, second 0, 0.500000, 1 … 59.500000.",
    ]);
    expect(explained(`${timer}Quarterly UTC`)).toEqual([
      "keyword Quarterly: The same as `*-01,04,07,10-01 00:00:00 UTC`.",
      "string UTC: The time zone that all of this is meant in.",
    ]);
    expect(explained(`${timer}*-*~1`)).toEqual(["number *-*~1: The last day of every month."]);
  });

  test("words, weekdays and zones are offered", () => {
    expect(offeredAt(`${timer}$0`)).toEqual(expect.arrayContaining(["daily", "weekly", "Mon", "Sun"]));
    expect(offeredAt(`${timer}Mon..$0`)).toEqual(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
    expect(offeredAt(`${timer}Mon 10:00 Eu$0`)).toContain("Europe/Berlin");
    expect(offeredAt(`${timer}10:0$0`)).toEqual([]);
  });
});
