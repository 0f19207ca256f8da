import { type EffectiveAssignment, expandedValue } from "../../effectiveUnit.ts";
import { spanOf } from "../../text/text.ts";
import { hasUnknownPiece } from "../../values/grammar.ts";
import type { UnitPlace } from "../unit/unitRule.ts";
import { madeFolders } from "../unit/workingDirectory.ts";
import { isLasting, type MachineRule } from "./machineRule.ts";

/** A file of variables is there, unless a `-` says that it need not be (systemd.exec(5); measured). */
export const environmentFilesExist: MachineRule = ({ unit, machine }, report) => {
  for (const step of unit.inEffect("Service", "EnvironmentFile")) {
    const path = expandedValue(step);
    // Programs keep what they write in /var, and a pattern may match nothing yet.
    if (!isKnown(path) || /^\/var\/|[*?[]/.test(path)) continue;
    if (machine.kindOf(path) === "absent") {
      report("missing-environment-file", placeOfValue(step), { args: [path] });
    }
  }
};

/** The folder that a service begins in is there, unless a `-` says that it need not be (systemd.exec(5); measured). */
export const workingDirectoryExists: MachineRule = ({ unit, machine }, report) => {
  const step = unit.inEffect("Service", "WorkingDirectory").at(-1);
  if (step === undefined || madeFolders.some((name) => unit.inEffect("Service", name).length > 0)) return;
  const path = expandedValue(step);
  if (!isKnown(path)) return;
  const kind = machine.kindOf(path);
  if (kind === "absent" || kind === "file" || kind === "program") {
    report("missing-working-directory", placeOfValue(step), { args: [path, kind] });
  }
};

function isKnown(path: string): boolean {
  return isLasting(path) && !hasUnknownPiece(path);
}

function placeOfValue({ unit, assignment: { node } }: EffectiveAssignment): UnitPlace {
  return { in: unit, line: node.line, ...spanOf(node.value, 0, node.value.content.length) };
}
