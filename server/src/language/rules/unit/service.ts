import { valueContext } from "../../analysis.ts";
import { assignmentFacts } from "../../assignmentFacts.ts";
import { type EffectiveAssignment, type EffectiveUnit, valueInEffect } from "../../effectiveUnit.ts";
import { type Span, spanOf } from "../../text/text.ts";
import { type Command, commandsOf } from "../../values/commandLine.ts";
import { isTrue } from "../../values/keyword.ts";
import { headerOf, placeOf, type UnitReport, type UnitRule } from "./unitRule.ts";

/** A service must have something to start, and more than one command only as a oneshot (systemd.service(5), measured). */
export const serviceCommands: UnitRule = (unit, report) => {
  if (unit.type !== "service") return;
  const starts = unit.inEffect("Service", "ExecStart");
  if (starts.length > 0) {
    const second = secondCommand(starts);
    const type = second && typeOf(unit);
    if (second !== undefined && type !== undefined && type !== "oneshot")
      report("several-commands", placeOf(second), { args: [type, wayIn(second, starts)] });
    return;
  }
  const type = typeOf(unit);
  const hasSuccessAction = (valueInEffect(unit, "Unit", "SuccessAction") ?? "none") !== "none";
  const stops = unit.inEffect("Service", "ExecStop").length > 0;
  if (!stops && !hasSuccessAction) report("no-command", headerOf(unit, "Service"));
  else if (type !== "oneshot") report("no-start-command", headerOf(unit, "Service"), { args: [type] });
  else if (!hasSuccessAction && !isOn(unit, "RemainAfterExit"))
    report("nothing-remains", headerOf(unit, "Service"));
};

/** Directives of a service that exclude or need one another. */
export const serviceConflicts: UnitRule = (unit, report) => {
  if (unit.type !== "service") return;
  const type = typeOf(unit);
  if (type === "oneshot") judgeOneshot(unit, report);
  if (type === "dbus" && last(unit, "BusName") === undefined) {
    const place = last(unit, "Type");
    report("no-bus-name", place === undefined ? headerOf(unit, "Service") : placeOf(place));
  }
  const privatePids = last(unit, "PrivatePIDs");
  if (type === "forking" && privatePids !== undefined && isOn(unit, "PrivatePIDs")) {
    report("forking-private-pids", placeOf(privatePids));
  }
};

function judgeOneshot(unit: EffectiveUnit, report: UnitReport): void {
  const restart = last(unit, "Restart");
  const value = valueInEffect(unit, "Service", "Restart") ?? "";
  if (restart !== undefined && (value === "always" || value === "on-success")) {
    report("oneshot-restart", placeOf(restart), { args: [value] });
  }
  const forced = last(unit, "RestartForceExitStatus");
  // 257 takes it; when it began to is not recorded.
  if (forced !== undefined && unit.version <= 252) report("oneshot-forced-restart", placeOf(forced));
  const exitType = last(unit, "ExitType");
  if (exitType !== undefined && valueInEffect(unit, "Service", "ExitType") === "cgroup") {
    report("oneshot-exit-type", placeOf(exitType));
  }
}

/**
 * The type of a service: Type= as written, or as systemd chooses it: by BusName=, since 257 by credentials, by
 * ExecStart=, or else oneshot (measured).
 */
export function typeOf(unit: EffectiveUnit): string {
  const written = valueInEffect(unit, "Service", "Type");
  if (written !== undefined) return written;
  if (last(unit, "BusName") !== undefined) return "dbus";
  if (unit.version >= 257 && hasCredentials(unit)) return "exec";
  return unit.inEffect("Service", "ExecStart").length > 0 ? "simple" : "oneshot";
}

const credentials = [
  "LoadCredential",
  "LoadCredentialEncrypted",
  "SetCredential",
  "SetCredentialEncrypted",
  "ImportCredential",
] as const;

/** Whether the service is given any credentials. */
export function hasCredentials(unit: EffectiveUnit): boolean {
  return credentials.some((name) => unit.inEffect("Service", name).length > 0);
}

/** A command of an assignment, and where its program stands, counted from where the assignment begins. */
interface CommandIn extends Omit<Command, "place">, Span {}

const commands = assignmentFacts<readonly CommandIn[]>();

/** The commands that systemd takes out of an assignment of Exec*=. */
export function commandsIn({ unit, assignment }: EffectiveAssignment): readonly CommandIn[] {
  const { index, node, section, known } = assignment;
  if (known === undefined) return [];
  const ofUnit = commands(unit);
  const before = ofUnit[index];
  if (before !== undefined) return before;
  const found = commandsOf(node.value, valueContext(unit, section, known)).map(
    ({ program, place, mayFail, isSought }) => {
      const { from, to } = spanOf(place, 0, place.content.length);
      return { program, mayFail, isSought, from: from - node.from, to: to - node.from };
    },
  );
  ofUnit[index] = found;
  return found;
}

/** The assignment that holds the second command, whether by a second ExecStart= or behind a semicolon. */
function secondCommand(starts: readonly EffectiveAssignment[]): EffectiveAssignment | undefined {
  const [first] = starts;
  if (starts.length === 1 && first?.assignment.node.value.content.includes(";") !== true) return undefined;
  let count = 0;
  for (const start of starts) {
    count += commandsIn(start).length;
    if (count > 1) return start;
  }
  return undefined;
}

/** "added" where a drop-in adds a command to those of other files, which it may have meant to replace. */
function wayIn({ unit }: EffectiveAssignment, [first]: readonly EffectiveAssignment[]): string {
  return unit.file.kind === "drop-in" && first?.unit !== unit ? "added" : "";
}

function last(unit: EffectiveUnit, name: string): EffectiveAssignment | undefined {
  return unit.inEffect("Service", name).at(-1);
}

function isOn(unit: EffectiveUnit, name: string): boolean {
  return isTrue(valueInEffect(unit, "Service", name) ?? "no");
}
