// The facts of one unit, read at once when somebody looks at it.
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, managerObject, propertiesInterface, unitInterface } from "./bus.ts";
import { asArray, asNumber, asProperties, asText, asTexts, type Properties } from "./decode.ts";
import type { UnitDetails, UnitName } from "./manager.ts";

/** Reads the properties of a unit that is loaded. Throws SystemdError. */
export async function readUnitDetails(bus: Bus, unit: UnitName): Promise<UnitDetails> {
  const [common, typed] = await Promise.all([
    readAll(bus, unit, unitInterface),
    readAll(bus, unit, typeInterface(unit)),
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

function readAll(bus: Bus, unit: UnitName, type: string): Promise<Properties> {
  const call = {
    ...managerObject,
    path: busPathOfUnit(unit),
    interface: propertiesInterface,
    member: "GetAll",
  };
  return bus.call({ ...call, signature: "s", body: [type] }).then((body) => asProperties(body[0]));
}

/** `org.freedesktop.systemd1.Service` for a service: each unit type has an interface named like its section. */
function typeInterface(unit: UnitName): string {
  const type = unit.slice(unit.lastIndexOf(".") + 1);
  return `org.freedesktop.systemd1.${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
