// What comes over the bus is unknown until looked at: from message bodies to the types of manager.ts.
import { type ActiveState, activeStates, type UnitExtras } from "./manager.ts";
import type { ListedUnit, UnitUpdate } from "./unitStore.ts";

/** A D-Bus dictionary of variants, values unpacked. */
export type Properties = ReadonlyMap<string, unknown>;

/** Reads the body of ListUnits and its like; rows of an unknown shape are left out. */
export function listedUnits(body: readonly unknown[]): readonly ListedUnit[] {
  return asArray(body[0]).flatMap((row) => {
    const [name, description, load, active, sub, , path, jobId, jobType] = asArray(row);
    if (typeof name !== "string" || typeof path !== "string") return [];
    const id = asNumber(jobId) ?? 0;
    return [
      {
        name,
        description: asText(description),
        loadState: asText(load),
        activeState: asActiveState(active),
        subState: asText(sub),
        job: id === 0 ? undefined : { id, type: asText(jobType) },
        path,
      },
    ];
  });
}

/** Reads an `a{sv}`: an object of variants. */
export function asProperties(value: unknown): Properties {
  const properties = new Map<string, unknown>();
  if (!isDictionary(value)) return properties;
  // Each signal has some twenty; made of pairs first, the map would take three times as long (measured).
  for (const name of Object.keys(value)) properties.set(name, variantValue(value[name]));
  return properties;
}

const isDictionary = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The part of a PropertiesChanged signal that rows show. */
export function unitUpdate(changed: Properties): UnitUpdate {
  const active = changed.get("ActiveState");
  const sub = changed.get("SubState");
  const jobId = asNumber(asArray(changed.get("Job"))[0]);
  const freezer = changed.get("FreezerState");
  return {
    ...(typeof freezer === "string" ? { extras: { isFrozen: isFrozen(freezer) } } : {}),
    ...(typeof active === "string" ? { activeState: asActiveState(active) } : {}),
    ...(typeof sub === "string" ? { subState: sub } : {}),
    ...(jobId === undefined ? {} : { jobId }),
  };
}

/** What a timer says of its next and last time, as its properties or a signal of them have it. */
export function timerExtras(changed: Properties, clock: Clock): UnitExtras {
  const last = asNumber(changed.get("LastTriggerUSec"));
  // A timer has either or both: it elapses at the sooner of the two.
  const nexts = [
    microseconds(changed.get("NextElapseUSecRealtime")),
    sinceBoot(changed.get("NextElapseUSecMonotonic"), clock),
  ].filter((time) => time !== 0);
  const tellsNext = changed.has("NextElapseUSecRealtime") && changed.has("NextElapseUSecMonotonic");
  return {
    ...(tellsNext ? { next: nexts.length === 0 ? 0 : Math.min(...nexts) } : {}),
    ...(last === undefined ? {} : { last: Math.round(last / 1000) }),
  };
}

/** Both clocks at one moment, in milliseconds: that of the wall, and the one of systemd that stands still in sleep. */
export interface Clock {
  readonly wall: number;
  readonly monotonic: number;
}

const microseconds = (value: unknown) => Math.round((asNumber(value) ?? 0) / 1000);

/** A time of the monotonic clock, told by the wall's: right until the machine sleeps. */
function sinceBoot(value: unknown, { wall, monotonic }: Clock): number {
  const time = microseconds(value);
  return time === 0 ? 0 : Math.round(wall + time - monotonic);
}

/** The states of the freezer (org.freedesktop.systemd1(5)), of which systemd 257 has some more. */
export const isFrozen = (state: string): boolean => /^(?:frozen|freezing)/.test(state);

/** What a D-Bus variant holds. */
export function variantValue(variant: unknown): unknown {
  return typeof variant === "object" && variant !== null && "value" in variant ? variant.value : undefined;
}

// What is of another type than it should be counts as nothing: no message of a newer systemd may break the view.

export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const asText = (value: unknown): string => (typeof value === "string" ? value : "");

export const asTexts = (value: unknown): readonly string[] =>
  asArray(value).filter((one) => typeof one === "string");

/** A number of any D-Bus width. 64-bit values arrive as bigint, and their highest one stands for "not known". */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "bigint" && value !== unset ? Number(value) : undefined;
}

const unset = 2n ** 64n - 1n;

/** States of a systemd newer than we know are shown as they come; rows fall back to the shape of an inactive unit. */
function asActiveState(value: unknown): ActiveState {
  return activeStates.find((state) => state === value) ?? "inactive";
}
