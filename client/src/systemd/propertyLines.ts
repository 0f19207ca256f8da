// All that systemd tells of a unit, as lines to read and search.
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, unitInterface } from "./bus.ts";
import { type Properties, variantValue } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import type { UnitName } from "./manager.ts";
import { readProperties } from "./properties.ts";
import { typeInterface } from "./unitDetails.ts";

/**
 * `Name=value` for every property of the unit and of its type, in the order of names; empty ones too. Loads the unit
 * where it is not. Throws SystemdError.
 */
export async function readPropertyLines(bus: Bus, unit: UnitName): Promise<readonly string[]> {
  const path = busPathOfUnit(unit);
  const of = (place: string) => readProperties(bus, { path, interface: place });
  const [common, typed] = await Promise.all([of(unitInterface), of(typeInterface(unit)).catch(none)]);
  return propertyLines(new Map([...common, ...typed]));
}

/** Some types have no properties of their own, and no interface then. */
function none(error: unknown): Properties {
  if (error instanceof SystemdError && error.kind === "refused") return new Map();
  throw error;
}

export function propertyLines(properties: Properties): readonly string[] {
  const names = [...properties.keys()].sort();
  return names.map((name) => `${name}=${valueText(name, properties.get(name))}`);
}

const unset = 2n ** 64n - 1n;

function valueText(name: string, value: unknown): string {
  // Names end so for times of the wall clock, in microseconds (org.freedesktop.systemd1(5)).
  const isTime = /(?:Timestamp|^LastTriggerUSec|^NextElapseUSecRealtime)$/.test(name);
  if (typeof value === "bigint") {
    if (value === unset) return isTime ? "" : "infinity";
    if (isTime) return value === 0n ? "" : new Date(Number(value / 1000n)).toISOString();
    const isSpan = name.endsWith("USec") && !name.includes("Elapse");
    return isSpan ? `${Number(value) / 1e6} s` : `${value}`;
  }
  if (typeof value === "string") return value;
  if (typeof value === "number" && /(?:Mode|UMask)$/.test(name)) return `0${value.toString(8)}`;
  if (Array.isArray(value)) return value.map((part) => partText(part)).join(" ");
  return partText(value);
}

/** A text within others stands in quotes where it has blanks; what consists of parts stands in brackets. */
function partText(value: unknown): string {
  if (typeof value === "string") return /\s/.test(value) ? JSON.stringify(value) : value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Buffer.isBuffer(value)) return value.toString("hex");
  if (Array.isArray(value)) return `{${value.map((part) => partText(part)).join(" ")}}`;
  const inner = variantValue(value);
  return inner === undefined ? String(value) : partText(inner);
}
