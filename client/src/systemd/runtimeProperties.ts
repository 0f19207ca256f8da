// The properties that systemd changes while a unit runs (`systemctl set-property`): what a user types for each, and
// what goes over D-Bus for it.
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { isBoolean, isTrue } from "../../../server/src/language/values/keyword.ts";
import { readNumber } from "../../../server/src/language/values/number.ts";
import { readPercentage } from "../../../server/src/language/values/percentage.ts";
import { readSize } from "../../../server/src/language/values/size.ts";
import type { Bus, BusVariant } from "./bus.ts";
import type { Properties } from "./decode.ts";
import type { UnitName } from "./manager.ts";
import { readProperties } from "./properties.ts";
import { typeInterface } from "./unitDetails.ts";

/** A property with the value it is to have, spelt twice: for people and for the bus. */
export interface PropertyChange {
  /** As in a unit file: `MemoryMax`. */
  readonly directive: string;
  /** As in a unit file: `512M`. */
  readonly text: string;
  /** What D-Bus calls the property, which differs for shares of the machine: `MemoryMaxScale`. */
  readonly property: string;
  readonly value: BusVariant;
}

export interface RuntimeProperty {
  readonly directive: string;
  /** One sentence: what it does. */
  readonly meaning: string;
  /** What may be typed, as in "A size such as 512M, …". */
  readonly expects: string;
  /** The change that a text asks for; undefined where it is no value of this property. */
  readonly read: (text: string) => PropertyChange | undefined;
  /** The value of now as it would be typed, out of what D-Bus has: empty where none is set, undefined where it does not tell. */
  readonly tell: (properties: Properties) => string | undefined;
}

/** systemd's largest number stands for "no limit" on the bus. */
const infinity = 2n ** 64n - 1n;

const amount = "A size such as 512M, a share of the machine's memory such as 20%, or infinity";
const weight = "A number from 1 to 10000; 100 is usual";
const yesOrNo = "yes or no";

/** In the order in which they are offered (systemd.resource-control(5)). */
export const runtimeProperties: readonly RuntimeProperty[] = [
  memory("MemoryMax", "Kills processes of the unit rather than let it use more memory."),
  memory("MemoryHigh", "Slows the unit down and takes memory back from it once it uses more."),
  memory("MemoryLow", "Memory that is taken from others first while the unit uses less."),
  memory("MemoryMin", "Memory that is never taken from the unit."),
  memory("MemorySwapMax", "The most that the unit may have in swap."),
  {
    directive: "CPUQuota",
    meaning: "The most processor time that the unit gets; 200% are two whole processors.",
    expects: "A percentage such as 50% or 200%; empty for no limit",
    read: (text) => {
      if (text === "") return change("CPUQuota", text, "t", infinity, "CPUQuotaPerSecUSec");
      const share = readPercentage(text);
      // Nothing at all is refused.
      if (share.kind === "malformed" || share.permyriad === 0n) return undefined;
      return change("CPUQuota", text, "t", share.permyriad * 100n, "CPUQuotaPerSecUSec");
    },
    tell: (properties) => told(properties, "CPUQuotaPerSecUSec", "", (share) => `${Number(share) / 10_000}%`),
  },
  {
    directive: "CPUWeight",
    meaning: "The unit's part of the processors where several units want them.",
    expects: `${weight}, and idle lets all others go first`,
    read: (text) =>
      text === "idle" ? change("CPUWeight", text, "t", 0n) : numbered("CPUWeight", text, 1n, 10_000n),
    tell: (properties) =>
      told(properties, "CPUWeight", "", (number) => (number === 0n ? "idle" : `${number}`)),
  },
  {
    directive: "IOWeight",
    meaning: "The unit's part of the disks where several units want them.",
    expects: weight,
    read: (text) => numbered("IOWeight", text, 1n, 10_000n),
    tell: (properties) => told(properties, "IOWeight", "", (number) => `${number}`),
  },
  {
    directive: "TasksMax",
    meaning: "The most processes and threads that the unit may have.",
    expects: "A number, a share of what the machine allows such as 10%, or infinity",
    read: (text) => limited("TasksMax", text, (typed) => numberOf(typed, 1n, infinity - 1n)),
    tell: (properties) => told(properties, "TasksMax", "infinity", (number) => `${number}`),
  },
  accounting("CPUAccounting", "Whether processor time is counted for the unit."),
  accounting("MemoryAccounting", "Whether memory is counted for the unit."),
  accounting("TasksAccounting", "Whether processes and threads are counted for the unit."),
  accounting("IOAccounting", "Whether what is read from and written to disks is counted for the unit."),
  accounting("IPAccounting", "Whether network traffic is counted for the unit."),
];

/**
 * What the unit has now of each property that the bus tells of, as it would be typed. Loads the unit where it is not.
 * Throws SystemdError.
 */
export async function readRuntimeValues(bus: Bus, unit: UnitName): Promise<ReadonlyMap<string, string>> {
  const place = { path: busPathOfUnit(unit), interface: typeInterface(unit) };
  const properties = await readProperties(bus, place, 3000);
  return new Map(
    runtimeProperties.flatMap(({ directive, tell }): [string, string][] => {
      const value = tell(properties);
      return value === undefined ? [] : [[directive, value]];
    }),
  );
}

function memory(directive: string, meaning: string): RuntimeProperty {
  const read = (text: string) =>
    limited(directive, text, (typed) => {
      const size = readSize(typed, 1024n);
      return size.kind === "size" ? size.bytes : undefined;
    });
  const tell = (properties: Properties) => told(properties, directive, "infinity", sizeText);
  return { directive, meaning, expects: amount, read, tell };
}

function accounting(directive: string, meaning: string): RuntimeProperty {
  const read = (text: string) => (isBoolean(text) ? change(directive, text, "b", isTrue(text)) : undefined);
  const tell = (properties: Properties) => {
    const value = properties.get(directive);
    return typeof value === "boolean" ? (value ? "yes" : "no") : undefined;
  };
  return { directive, meaning, expects: yesOrNo, read, tell };
}

/** A number of D-Bus in words; its largest one is `unlimited`. */
function told(
  properties: Properties,
  property: string,
  unlimited: string,
  spell: (number: bigint) => string,
): string | undefined {
  const value = properties.get(property);
  if (typeof value !== "bigint") return undefined;
  return value === infinity ? unlimited : spell(value);
}

/** Bytes by the largest unit that divides them: what is read again is the same number. */
function sizeText(bytes: bigint): string {
  if (bytes === 0n) return "0";
  const units = ["E", "P", "T", "G", "M", "K"];
  const at = units.findIndex((_, index) => bytes % 1024n ** BigInt(units.length - index) === 0n);
  return at < 0 ? `${bytes}` : `${bytes / 1024n ** BigInt(units.length - at)}${units[at]}`;
}

/** A number, a share of what there is, or no limit. */
function limited(
  directive: string,
  text: string,
  read: (text: string) => bigint | undefined,
): PropertyChange | undefined {
  if (text === "infinity") return change(directive, text, "t", infinity);
  const share = readPercentage(text);
  if (share.kind === "share") {
    if (share.permyriad > 10_000n) return undefined;
    // Shares go as parts of 2^32 - 1, to the nearest.
    const scaled = (share.permyriad * (2n ** 32n - 1n) + 5_000n) / 10_000n;
    return change(directive, text, "u", Number(scaled), `${directive}Scale`);
  }
  const number = read(text);
  return number === undefined ? undefined : change(directive, text, "t", number);
}

function numbered(directive: string, text: string, low: bigint, high: bigint): PropertyChange | undefined {
  const number = numberOf(text, low, high);
  return number === undefined ? undefined : change(directive, text, "t", number);
}

function numberOf(text: string, low: bigint, high: bigint): bigint | undefined {
  const number = readNumber(text);
  return number.kind === "number" && number.value >= low && number.value <= high ? number.value : undefined;
}

function change(
  directive: string,
  text: string,
  signature: string,
  value: unknown,
  property = directive,
): PropertyChange {
  return { directive, text, property, value: { signature, value } };
}
