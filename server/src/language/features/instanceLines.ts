import type { EffectiveUnit } from "../effectiveUnit.ts";
import type { SectionName } from "../knowledge/sections.ts";
import type { UnitType } from "../names/unitName.ts";
import { specifierValue } from "./specifierUse.ts";

/**
 * The lines of a unit that tell one instance from another, such as `ExecStart=`, with their specifiers filled in as far
 * as the unit's name, the instance it is looked at as and the machine tell; the others stay as they are written.
 */
export function instanceLines(unit: EffectiveUnit): readonly string[] {
  return (tellingDirectives[unit.type] ?? []).flatMap(([section, name]) =>
    unit.inEffect(section, name).map(({ unit: part, assignment }) => {
      const filled = assignment.node.value.content.replace(/%([A-Za-z0-9%])/g, (use, letter: string) =>
        letter === "%" ? "%" : (specifierValue(letter, part) ?? use),
      );
      return `${name}=${filled}`;
    }),
  );
}

const tellingDirectives: Readonly<Partial<Record<UnitType, readonly (readonly [SectionName, string])[]>>> = {
  service: [["Service", "ExecStart"]],
  socket: [
    ["Socket", "ListenStream"],
    ["Socket", "ListenDatagram"],
    ["Socket", "ListenSequentialPacket"],
    ["Socket", "ListenFIFO"],
    ["Socket", "Service"],
  ],
  timer: [
    ["Timer", "OnCalendar"],
    ["Timer", "Unit"],
  ],
  path: [
    ["Path", "PathChanged"],
    ["Path", "PathModified"],
    ["Path", "PathExists"],
    ["Path", "PathExistsGlob"],
    ["Path", "DirectoryNotEmpty"],
    ["Path", "Unit"],
  ],
  target: [["Unit", "Wants"]],
};
