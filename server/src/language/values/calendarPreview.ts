import { weekdayOf } from "./calendarDate.ts";
import { nextElapse } from "./calendarElapse.ts";
import type { CalendarEvent } from "./calendarEvent.ts";
import { dayName } from "./calendarForm.ts";
import type { Clock } from "./grammar.ts";
import { spellRoughly } from "./timeSpan.ts";
import { readTimeZone } from "./timeZone.ts";
import { isKnownZone, type LocalTime, localTimeOf, type Moment } from "./zoneTime.ts";

const shownElapses = 5;

/**
 * The next times at which the event elapses, as the clock of the reader shows them and in UTC where that differs, as
 * Markdown; undefined for a time zone whose rules only the machine knows.
 */
export function spellNextElapses(event: CalendarEvent, clock: Clock): string | undefined {
  const zone = event.zone ?? clock.zone;
  if (zone !== "UTC" && readTimeZone(zone).kind !== "zone") return undefined;
  if (!isKnownZone(zone) || !isKnownZone(clock.zone)) return undefined;
  const moments: Moment[] = [];
  for (let at: Moment | undefined = clock.now; at !== undefined && moments.length < shownElapses; ) {
    at = nextElapse(event, at, zone);
    if (at !== undefined) moments.push(at);
  }
  const [first] = moments;
  if (first === undefined) return "It never comes again.";
  const soon = `The next one comes in ${spellRoughly(BigInt(first - clock.now))}. By the clock of ${clock.zone}:`;
  return [soon, "", ...moments.map((moment) => `- ${spellMoment(moment, clock.zone)}`)].join("\n");
}

function spellMoment(moment: Moment, zone: string): string {
  const local = localTimeOf(moment, zone);
  const utc = localTimeOf(moment, "UTC");
  if (local.day === utc.day && local.microsecondOfDay === utc.microsecondOfDay) return spellLocal(local);
  const inUtc = local.day === utc.day ? spellClock(utc) : spellLocal(utc);
  return `${spellLocal(local)} (${inUtc} UTC)`;
}

function spellLocal(time: LocalTime): string {
  const weekday = dayName(weekdayOf(time)).slice(0, 3);
  return `${weekday} ${time.year}-${twoDigits(time.month)}-${twoDigits(time.day)} ${spellClock(time)}`;
}

function spellClock({ microsecondOfDay }: LocalTime): string {
  const second = Math.floor(microsecondOfDay / 1_000_000);
  const fraction = microsecondOfDay % 1_000_000;
  const fields = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(twoDigits);
  return fields.join(":") + (fraction === 0 ? "" : `.${`${fraction}`.padStart(6, "0")}`);
}

function twoDigits(value: number): string {
  return `${value}`.padStart(2, "0");
}
