import { firstLineOf } from "./place.ts";
import type { Rule } from "./rule.ts";

/** systemd reads units from the folders of its load path alone, not from those around them (systemd.unit(5), measured). */
export const strayFiles: Rule = (unit, report) => {
  const { stray } = unit.file;
  if (stray !== undefined) {
    report("outside-load-path", firstLineOf(unit), { args: [stray.folder, stray.meant] });
  }
};
