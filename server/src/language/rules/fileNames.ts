import { restoreBackslashes } from "../names/lostBackslashes.ts";
import { firstLineOf } from "./place.ts";
import type { Rule } from "./rule.ts";

/** A file whose name lost its backslashes is a unit, but never the one that was meant, nor is its drop-in. */
export const fileNames: Rule = (unit, report) => {
  const { name, template } = unit.file;
  if (name === undefined || template !== undefined) return;
  const restored = restoreBackslashes(name.name);
  if (restored === undefined) return;
  report("lost-backslashes", firstLineOf(unit), { args: [name.name, restored] });
};
