import { parseRules } from "./parseRules.ts";
import type { RulesTree } from "./rulesTree.ts";

/** A file of udev rules as a release of systemd-udevd reads it. */
export interface AnalysedRules {
  readonly tree: RulesTree;
  /** The release of systemd. */
  readonly version: number;
}

/** Reads a file of udev rules. Never fails. */
export function analyseRules(document: string, version: number): AnalysedRules {
  return { tree: parseRules(document, version), version };
}
