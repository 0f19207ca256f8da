// What belongs to one unit: the units it is tied to, its files, its processes. Read when somebody opens its row.
import { busPathOfUnit } from "../../../server/src/language/names/busLabel.ts";
import { type Bus, managerObject, unitInterface } from "./bus.ts";
import { asArray, asNumber, asText, asTexts, type Properties } from "./decode.ts";
import { SystemdError } from "./errors.ts";
import type { RelationKey, UnitName, UnitParts, UnitProcess } from "./manager.ts";
import { readProperties } from "./properties.ts";

/**
 * Asks systemd twice at once, ten seconds at most: for the unit's properties, which loads it where it is not, and for
 * its processes. A unit that has no control group has no processes. Throws SystemdError.
 */
export async function readUnitParts(bus: Bus, unit: UnitName): Promise<UnitParts> {
  const place = { path: busPathOfUnit(unit), interface: unitInterface };
  const [properties, processes] = await Promise.all([
    readProperties(bus, place, timeout),
    readProcesses(bus, unit),
  ]);
  const fragment = asText(properties.get("FragmentPath"));
  const source = asText(properties.get("SourcePath"));
  return {
    relations: relationsOf(properties),
    files: [fragment, source, ...asTexts(properties.get("DropInPaths"))].filter((path) => path !== ""),
    processes,
  };
}

const timeout = 10_000;

/** The properties that name units (org.freedesktop.systemd1(5)), in the order in which people look for them. */
const relationKeys: readonly RelationKey[] = [
  ...(["SliceOf", "Triggers", "TriggeredBy"] as const),
  ...(["Requires", "Requisite", "BindsTo", "Wants", "Upholds", "PartOf", "Conflicts"] as const),
  ...([
    "RequiredBy",
    "RequisiteOf",
    "BoundBy",
    "WantedBy",
    "UpheldBy",
    "ConsistsOf",
    "ConflictedBy",
  ] as const),
  ...(["OnSuccess", "OnFailure", "After", "Before"] as const),
];

function relationsOf(properties: Properties): UnitParts["relations"] {
  const named = relationKeys.map((key) => [key, asTexts(properties.get(key))] as const);
  return new Map(named.filter(([, units]) => units.length > 0));
}

async function readProcesses(bus: Bus, unit: UnitName): Promise<readonly UnitProcess[]> {
  const call = { ...managerObject, member: "GetUnitProcesses", signature: "s", body: [unit], timeout };
  try {
    return asArray((await bus.call(call))[0]).flatMap((row) => {
      const [cgroup, pid, command] = asArray(row);
      const id = asNumber(pid);
      return id === undefined ? [] : [{ cgroup: asText(cgroup), pid: id, command: asText(command) }];
    });
  } catch (error) {
    // Also for units that are not loaded, and never have processes.
    if (error instanceof SystemdError && (error.kind === "refused" || error.kind === "no-such-unit"))
      return [];
    throw error;
  }
}
