import {
  type EffectiveAssignment,
  type EffectiveUnit,
  expandedValue,
  setAmong,
  valueInEffect,
} from "../../effectiveUnit.ts";
import { sectionOfType } from "../../knowledge/sections.ts";
import { isBoolean, isTrue } from "../../values/keyword.ts";
import { placeOf, type UnitReport, type UnitRule } from "./unitRule.ts";

/** Directives about processes that exclude one another (systemd.exec(5); each measured on the release it is dated by). */
export const processesCanBeHad: UnitRule = (unit, report) => {
  if (setAmong(unit, sectionOfType(unit.type), ["DynamicUser", "PrivatePIDs", "PrivateUsers"]).length === 0)
    return;
  if (unit.version >= 257) judgeDynamicUser(unit, report);
  if (unit.version >= 257) judgePrivatePids(unit, report);
  if (unit.version >= 262) judgePrivateUsers(unit, report);
};

/** Connections that get a service each cannot be put off (systemd.socket(5), measured on 262). */
export const acceptedAtOnce: UnitRule = (unit, report) => {
  if (unit.type !== "socket" || unit.version < 262) return;
  const deferred = unit.inEffect("Socket", "DeferTrigger").at(-1);
  const accepts = isTrue(valueInEffect(unit, "Socket", "Accept") ?? "no");
  if (!accepts || deferred === undefined || isOff(deferred)) return;
  exclude(deferred, "DeferTrigger=", "Accept=yes", report);
};

function judgeDynamicUser(unit: EffectiveUnit, report: UnitReport): void {
  const dynamic = last(unit, "DynamicUser");
  if (dynamic === undefined || !isTrue(expandedValue(dynamic))) return;
  if (unit.parts[0].scope === "user") report("dynamic-user-of-user", placeOf(dynamic));
  const folder = last(unit, "WorkingDirectory");
  if (folder !== undefined && /^-?~$/.test(expandedValue(folder))) {
    exclude(folder, "WorkingDirectory=~", "DynamicUser=yes", report);
  }
}

function judgePrivatePids(unit: EffectiveUnit, report: UnitReport): void {
  const pids = last(unit, "PrivatePIDs");
  if (pids === undefined || !isTrue(expandedValue(pids))) return;
  if (unit.type !== "service") report("only-in-services", placeOf(pids), { args: ["PrivatePIDs"] });
  const session = last(unit, "PAMName");
  if (unit.version >= 262 && session !== undefined) exclude(session, "PAMName=", "PrivatePIDs=yes", report);
}

const identities = ["User", "Group", "DynamicUser", "PAMName"] as const;

function judgePrivateUsers(unit: EffectiveUnit, report: UnitReport): void {
  const users = last(unit, "PrivateUsers");
  if (users === undefined || isOff(users)) return;
  if (last(unit, "UserNamespacePath") !== undefined) {
    exclude(users, "PrivateUsers=", "UserNamespacePath=", report);
  }
  if (expandedValue(users) !== "managed") return;
  const other = identities.find((name) => {
    const given = last(unit, name);
    return given !== undefined && (name !== "DynamicUser" || isTrue(expandedValue(given)));
  });
  if (other !== undefined) exclude(users, "PrivateUsers=managed", `${other}=`, report);
}

function exclude(at: EffectiveAssignment, one: string, other: string, report: UnitReport): void {
  report("exclude-each-other", placeOf(at), { args: [one, other] });
}

function isOff(assignment: EffectiveAssignment): boolean {
  const value = expandedValue(assignment);
  return isBoolean(value) && !isTrue(value);
}

function last(unit: EffectiveUnit, name: string): EffectiveAssignment | undefined {
  return unit.inEffect(sectionOfType(unit.type), name).at(-1);
}
