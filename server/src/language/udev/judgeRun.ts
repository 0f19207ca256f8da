import { isValidUnitName } from "../names/unitName.ts";
import { spanOf } from "../text/text.ts";
import type { RuleFacts } from "./ruleFacts.ts";
import type { ReportRule } from "./ruleReport.ts";
import type { RulePair } from "./rulesTree.ts";
import { withUnknownPieces } from "./substitutions.ts";

/** Tells of programs in RUN that belong into a unit. Silent on everything that may be short. */
export function judgeRun(pair: RulePair, { action }: RuleFacts, report: ReportRule): void {
  if (pair.attribute !== undefined && pair.attribute.content !== "program") return;
  const place = spanOf(pair.value, 0, pair.value.content.length);
  const unit = startedUnit(pair);
  // Only of a device that comes does systemd look what it wants.
  if (unit !== undefined && action === "add") report("udev-run-service", place, unit);
  else if (leavesInBackground(pair.value.content)) report("udev-run-background", place);
}

/** The unit that a plain `systemctl start UNIT` of the system's manager starts, as written; undefined for all else. */
export function startedUnit({ value }: RulePair): string | undefined {
  const match =
    /^(?:\/(?:usr\/)?bin\/)?systemctl (?:--no-block |--quiet |-q )*start (?:--no-block )?(\S+)$/.exec(
      value.content.trim(),
    );
  const unit = match?.[1];
  if (unit === undefined) return undefined;
  const known = withUnknownPieces(unit).replace(/\uffff+/g, "x");
  return isValidUnitName(known, ["plain", "instance"]) ? unit : undefined;
}

/** Whether a shell is asked to go on without its last command. */
function leavesInBackground(command: string): boolean {
  return /^\S*\/?(?:ba|da)?sh -c .*[^&>\s]\s*&\s*['"]?\s*$/.test(command.trim());
}

/** The one plain command that a shell is asked to leave in the background; undefined where it takes a shell. */
export function backgroundCommand({ value }: RulePair): string | undefined {
  const [, , script] = /^\S*\/?(?:ba|da)?sh -c (['"])(.*?)\s*&\s*\1$/.exec(value.content.trim()) ?? [];
  return script !== undefined && /^\/[\w/.,:=@+ -]+$/.test(script) ? script : undefined;
}
