// The journals that units write into by LogNamespace= (systemd.exec(5)), beside that of the machine.
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, managerObject, propertiesInterface } from "./bus.ts";
import { asText, variantValue } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import type { UnitName } from "./manager.ts";
import { isPattern } from "./namePattern.ts";
import { typeInterface } from "./unitDetails.ts";
import { typeOf } from "./unitType.ts";

/**
 * The namespaces of units, each once; that of the machine, which has what systemd says of each unit, is not among them.
 * Of patterns it is `*` for all there are, since units may match later. Loads units that are not. Throws SystemdError.
 */
export async function readJournalNamespaces(
  bus: Bus,
  units: readonly UnitName[],
): Promise<readonly string[]> {
  if (units.some(isPattern)) return (await namespaceOf(bus, journald)) === undefined ? [] : ["*"];
  const found = await Promise.all(units.map((unit) => namespaceOf(bus, unit)));
  return [...new Set(found.flatMap((one) => (one === undefined || one === "" ? [] : [one])))];
}

/** Any service tells whether this systemd knows namespaces at all; this one is there wherever there is a journal. */
const journald = "systemd-journald.service";

/** Empty for the journal of the machine; undefined where there is no such property. */
async function namespaceOf(bus: Bus, unit: UnitName): Promise<string | undefined> {
  if (!types.has(typeOf(unit))) return undefined;
  const call = { ...managerObject, path: busPathOfUnit(unit), interface: propertiesInterface, member: "Get" };
  const body = [typeInterface(unit), "LogNamespace"];
  try {
    return asText(variantValue((await bus.call({ ...call, signature: "ss", body, timeout: 3000 }))[0]));
  } catch (error) {
    if (error instanceof SystemdError && (error.kind === "refused" || error.kind === "no-such-unit"))
      return undefined;
    throw error;
  }
}

/** The types whose units run programs (systemd.exec(5)). */
const types: ReadonlySet<string | undefined> = new Set(["service", "socket", "mount", "swap"]);
