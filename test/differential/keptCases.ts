// Differences that the differential test once found, kept with what systemd says of each.

import type { ResolvedDirective } from "../../server/src/language/knowledge/directives.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import type { LineVerdict } from "./ourSide.ts";
import type { Probe } from "./probes.ts";

/** One assignment in a unit of the system manager, and systemd's verdict on the line by its release. */
export interface KeptCase {
  /** `Section.Directive=value`. */
  readonly assignment: string;
  readonly verdicts: Readonly<Record<string, LineVerdict>>;
}

/** The case as a line for keptCases.json, with the verdict of the release that was asked. */
export function spellKeptCase({ row, value, theirs }: Probe, version: number): string {
  const { section, name } = row.directive;
  const kept: KeptCase = { assignment: `${section}.${name}=${value}`, verdicts: { [version]: theirs } };
  return JSON.stringify(kept);
}

/** The directive and the value of a kept assignment. Throws where the release has no such directive. */
export function readAssignment(
  assignment: string,
  version: number,
): { readonly row: ResolvedDirective; readonly value: string } {
  const [, section = "", name = "", value = ""] = /^(\w+)\.(\w+)=(.*)$/s.exec(assignment) ?? [];
  const row = directivesFor(version).find(section, name);
  if (row === undefined) throw new Error(`systemd ${version} has no ${name}= in [${section}].`);
  return { row, value };
}
