// Rows that were made once and are still right.
import type { Unit } from "../systemd/manager.ts";
import type { Row } from "./unitTree.ts";

/** A unit is another object once it is different, so that thousands of rows need not be made anew for one. */
export function createRowMemory() {
  const rows = new WeakMap<Unit, Map<string, { readonly row: Row; readonly minute: number }>>();
  return (unit: Unit, manner: string, minute: number, make: () => Row): Row => {
    const ofUnit = rows.get(unit) ?? new Map<string, { readonly row: Row; readonly minute: number }>();
    const known = ofUnit.get(manner);
    if (known?.minute === minute) return known.row;
    const row = make();
    rows.set(unit, ofUnit.set(manner, { row, minute }));
    return row;
  };
}
