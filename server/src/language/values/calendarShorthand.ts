import type { CalendarComponent } from "./calendarComponent.ts";
import type { CalendarEvent } from "./calendarEvent.ts";
import type { Word } from "./grammar.ts";

const zero: readonly CalendarComponent[] = [{ start: 0, step: 0 }];
const first: readonly CalendarComponent[] = [{ start: 1, step: 0 }];

const minutely: CalendarEvent = {
  weekdays: undefined,
  year: [],
  month: [],
  day: [],
  endOfMonth: false,
  hour: [],
  minute: [],
  microsecond: zero,
  zone: undefined,
};
const hourly: CalendarEvent = { ...minutely, minute: zero };
const daily: CalendarEvent = { ...hourly, hour: zero };
const monthly: CalendarEvent = { ...daily, day: first };
const yearly: CalendarEvent = { ...monthly, month: first };
const quarterly: CalendarEvent = { ...monthly, month: [1, 4, 7, 10].map((start) => ({ start, step: 0 })) };
const semiannually: CalendarEvent = { ...monthly, month: [1, 7].map((start) => ({ start, step: 0 })) };

/** What the single words stand for, by the word in lower case: systemd does not mind the case (systemd.time(7)). */
export const shorthandEvents: ReadonlyMap<string, CalendarEvent> = new Map([
  ["minutely", minutely],
  ["hourly", hourly],
  ["daily", daily],
  ["weekly", { ...daily, weekdays: [0] }],
  ["monthly", monthly],
  ["quarterly", quarterly],
  ["semiannually", semiannually],
  ["semi-annually", semiannually],
  ["biannually", semiannually],
  ["bi-annually", semiannually],
  ["yearly", yearly],
  ["annually", yearly],
  // A slip of an old manual that systemd still takes.
  ["anually", yearly],
]);

/** The words to offer. */
export const shorthandWords: readonly Word[] = [
  { text: "minutely", meaning: "At the beginning of every minute." },
  { text: "hourly", meaning: "At the beginning of every hour." },
  { text: "daily", meaning: "Every day at midnight." },
  { text: "weekly", meaning: "Every Monday at midnight." },
  { text: "monthly", meaning: "On the first of every month at midnight." },
  { text: "quarterly", meaning: "On the first of January, April, July and October at midnight." },
  { text: "semiannually", meaning: "On the first of January and of July at midnight." },
  { text: "yearly", meaning: "On the first of January at midnight." },
];
