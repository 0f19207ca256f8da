// The facts of one unit, read at once when somebody looks at it.
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, unitInterface } from "./bus.ts";
import { asArray, asNumber, asText, asTexts } from "./decode.ts";
import type { UnitDetails, UnitName } from "./manager.ts";
import { readProperties } from "./properties.ts";

/** Reads the properties of a unit that is loaded. Throws SystemdError. */
export async function readUnitDetails(bus: Bus, unit: UnitName): Promise<UnitDetails> {
  const path = busPathOfUnit(unit);
  const [common, typed] = await Promise.all([
    readProperties(bus, { path, interface: unitInterface }),
    readProperties(bus, { path, interface: typeInterface(unit) }),
  ]);
  const of = (name: string) => typed.get(name) ?? common.get(name);
  const since = asNumber(of("StateChangeTimestamp"));
  const pid = asNumber(of("MainPID"));
  return {
    description: asText(of("Description")),
    fragmentPath: asText(of("FragmentPath")),
    dropInPaths: asTexts(of("DropInPaths")),
    documentation: asTexts(of("Documentation")),
    fileState: asText(of("UnitFileState")),
    since: since === undefined || since === 0 ? undefined : since / 1000,
    needsReload: of("NeedDaemonReload") === true,
    mainPid: pid === 0 ? undefined : pid,
    result: asText(of("Result")) || undefined,
    exitStatus: asNumber(of("ExecMainStatus")),
    statusText: asText(of("StatusText")) || undefined,
    memory: asNumber(of("MemoryCurrent")),
    triggers: asTexts(of("Triggers")),
    // A pair of error name and text, both empty when the unit loaded well.
    loadError: asText(asArray(of("LoadError"))[1]) || undefined,
  };
}

/** `org.freedesktop.systemd1.Service` for a service: each unit type has an interface named like its section. */
export function typeInterface(unit: UnitName): string {
  const type = unit.slice(unit.lastIndexOf(".") + 1);
  return `org.freedesktop.systemd1.${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
