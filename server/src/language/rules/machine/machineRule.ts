import type { EffectiveUnit } from "../../effectiveUnit.ts";
import type { Machine } from "../../machine.ts";
import type { UnitReport } from "../unit/unitRule.ts";

/** A service and the machine that would start it. */
export interface UnitOnMachine {
  readonly unit: EffectiveUnit;
  readonly machine: Machine;
}

/** Looks at what a service needs of its machine, without which its start fails. */
export type MachineRule = (asked: UnitOnMachine, report: UnitReport) => void;

/**
 * Whether the machine as it is now tells how the start of a unit ends: it is a service that nothing keeps from starting,
 * in the folders of the machine itself.
 */
export function startsOnMachine(unit: EffectiveUnit): boolean {
  if (unit.type !== "service") return false;
  if (unit.allInEffect("Unit").some(({ assignment }) => mayNotStart.test(assignment.node.key.content))) {
    return false;
  }
  return elsewhere.every((name) => unit.inEffect("Service", name).length === 0);
}

/** What may keep a unit from starting, which is no failure, or bring the folders that it needs. */
const mayNotStart = /^(?:Condition|Assert)|^(?:Requires|Wants)MountsFor$/;

/** Directives that give a service other folders than the machine's, or leave it out. */
const elsewhere = [
  "ExecCondition",
  "RootDirectory",
  "RootImage",
  "RootMStack",
  "MountImages",
  "ExtensionImages",
  "ExtensionDirectories",
  "BindPaths",
  "BindReadOnlyPaths",
  "TemporaryFileSystem",
] as const;

/** Whether what lies at an absolute path lasts: much in the other folders is made while the machine runs. */
export function isLasting(path: string): boolean {
  return path.startsWith("/") && !volatile.test(path);
}

const volatile = /^\/+(?:run|tmp|var\/run|var\/tmp|var\/lock|dev|proc|sys)(?:\/|$)|\/\.{1,2}(?:\/|$)/;
