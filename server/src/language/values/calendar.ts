import type { Text } from "../text/text.ts";
import { daysInMonth, weekdayOf } from "./calendarDate.ts";
import { type CalendarEvent, readCalendar } from "./calendarEvent.ts";
import { dayName, formatCalendar, spellDate, spellTime, spellWeekdays } from "./calendarForm.ts";
import type { CalendarPart } from "./calendarParts.ts";
import { spellNextElapses } from "./calendarPreview.ts";
import { shorthandEvents, shorthandWords } from "./calendarShorthand.ts";
import { type Clock, type Explanation, type Grammar, hasUnknownPiece, type Word } from "./grammar.ts";
import { timeZones } from "./timeZone.ts";
import { type Fillings, isRefusedAnyway, whateverStands } from "./unknownText.ts";

/** The first release that remarks on a date that never falls on the weekday asked for (measured). */
const remarksOnWeekday = 262;

/** OnCalendar=: weekdays, a date, a time and a time zone, or one word such as `daily` (systemd.time(7)). */
export const calendarEvent: Grammar = {
  judge(text, context, findings) {
    const { content } = text;
    if (hasUnknownPiece(content)) {
      const foreign = content.search(/[^A-Za-z0-9 \t\n\v\f\r*~:.,/@_+\uffff-]/);
      const why = "no part of one holds this character";
      if (foreign >= 0) findings.report("not-calendar-event", text, foreign, foreign + 1, [content, why]);
      else if (isRefusedAnyway(content, fillings, (filled) => readCalendar(filled).kind !== "event"))
        findings.report("not-calendar-event", text, 0, content.length, [content, whateverStands]);
      return;
    }
    const reading = readCalendar(content);
    switch (reading.kind) {
      case "defect":
        return findings.report("not-calendar-event", text, reading.from, reading.to, [content, reading.why]);
      case "no-zone": {
        const word = content.slice(reading.from, reading.to);
        return findings.report("unknown-time-zone", text, reading.from, reading.to, [
          word,
          reading.near ?? "",
        ]);
      }
      case "event": {
        const actual = conflictingWeekday(reading.event);
        const week = reading.parts.find(({ kind }) => kind === "weekdays");
        if (actual === undefined || week === undefined) return;
        const effect = context.version >= remarksOnWeekday ? "noted" : "none";
        return findings.report("weekday-never-matches", text, week.from, week.to, [dayName(actual)], effect);
      }
      default:
        return reading satisfies never;
    }
  },
  explain(text, { clock }, explanation) {
    const reading = readCalendar(text.content);
    if (reading.kind === "event") {
      const whole = clock === undefined ? [] : meaningOfWhole(reading.event, clock);
      for (const part of reading.parts) explainPart(text, part, reading.event, whole, explanation);
    }
    offerWords(text, explanation);
  },
};

/** Of whatever can stand in a calendar event, one of each kind. */
const fillings: Fillings = {
  texts: [
    ...[
      "",
      "1",
      "01",
      "12",
      "2026",
      "*",
      "Mon",
      "/1",
      ",",
      ",1",
      "..2",
      "~1",
      "-1",
      "-1-1",
      ":1",
      ":1:1",
      ".5",
      "@1",
    ],
    ...["1-1", "1-1-1", "1:1", "1-1 1:1", " 1:1"],
  ],
  words: [...shorthandEvents.keys(), ...[0, 1, 2, 3, 4, 5, 6].map(dayName), "UTC"],
};

/** The day of the week that a fixed date falls on, where the event asks for others only; undefined where all is well. */
function conflictingWeekday(event: CalendarEvent): number | undefined {
  if (event.weekdays === undefined || event.endOfMonth) return undefined;
  const [year, month, day] = [event.year, event.month, event.day].map(([only, ...others]) =>
    only?.step === 0 && others.length === 0 ? only.start : undefined,
  );
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (day > daysInMonth(year, month)) return undefined;
  const actual = weekdayOf({ year, month, day });
  return event.weekdays.includes(actual) ? undefined : actual;
}

const tokenKinds = {
  shorthand: "keyword",
  weekdays: "keyword",
  date: "number",
  time: "number",
  zone: "string",
} as const;

function explainPart(
  text: Text,
  { kind, from, to }: CalendarPart,
  event: CalendarEvent,
  whole: readonly string[],
  explanation: Explanation,
): void {
  // A single word is written out already.
  const rest = kind === "shorthand" ? whole.slice(1) : whole;
  const paragraphs = [meaningOf(kind, event), ...rest];
  explanation.token(tokenKinds[kind], text, from, to, paragraphs.join("\n\n"));
}

/** What a reader wants to know wherever in the event they ask. */
function meaningOfWhole(event: CalendarEvent, clock: Clock): readonly string[] {
  const next = spellNextElapses(event, clock);
  return [`Written out: \`${formatCalendar(event)}\`.`, ...(next === undefined ? [] : [next])];
}

function meaningOf(kind: CalendarPart["kind"], event: CalendarEvent): string {
  switch (kind) {
    case "shorthand":
      return `The same as \`${formatCalendar(event)}\`.`;
    case "weekdays":
      return spellWeekdays(event);
    case "date":
      return spellDate(event);
    case "time":
      return spellTime(event);
    case "zone":
      return "The time zone that all of this is meant in.";
    default:
      return kind satisfies never;
  }
}

const weekdayWords: readonly Word[] = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({
  text: dayName(weekday).slice(0, 3),
  meaning: `Only on a ${dayName(weekday)}; \`..\` makes a range, a comma a list.`,
}));

/** Offers single words and weekdays at the beginning, weekdays behind `..` or a comma, and zones behind a whole event. */
function offerWords(text: Text, explanation: Explanation): void {
  const { content } = text;
  const { length } = content;
  const spaceAt = content.lastIndexOf(" ");
  if (spaceAt >= 0) {
    if (readCalendar(content.slice(0, spaceAt)).kind !== "event") return;
    const words = timeZones().map((zone) => ({ text: zone }));
    explanation.expect(text, spaceAt + 1, length, { kind: "words", words });
    return;
  }
  const lastDay = /(?:^|\.\.|,)([A-Za-z]*)$/.exec(content)?.[1];
  if (lastDay === undefined) return;
  const from = length - lastDay.length;
  const words = from === 0 ? [...shorthandWords, ...weekdayWords] : weekdayWords;
  explanation.expect(text, from, length, { kind: "words", words });
}
