import { expandedValue, valueInEffect } from "../../effectiveUnit.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import { isTrue } from "../../values/keyword.ts";
import { placeOf } from "../unit/unitRule.ts";
import type { MachineRule } from "./machineRule.ts";

const directives = [
  ["User", "user"],
  ["Group", "group"],
] as const;

/** The user and the group that a service runs as are there, unless systemd makes them up (systemd.exec(5); measured). */
export const accountsExist: MachineRule = ({ unit, machine }, report) => {
  if (unit.parts[0].scope !== "system") return;
  if (isTrue(valueInEffect(unit, "Service", "DynamicUser") ?? "no")) return;
  for (const [directive, kind] of directives) {
    const step = unit.inEffect("Service", directive).at(-1);
    if (step === undefined) continue;
    const name = expandedValue(step);
    // Numbers need no name.
    if (name === "" || hasUnknownPiece(name) || /^\d+$/.test(name)) continue;
    if (machine.account(kind, name) === "absent") {
      report("missing-account", placeOf(step), { args: [kind, name] });
    }
  }
};
