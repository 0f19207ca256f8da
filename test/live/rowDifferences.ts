// Rows of ours held against what systemctl lists.
import { expect } from "vitest";
import type { Manager } from "../../client/src/systemd/manager.ts";
import type { LiveBox } from "./box.ts";

/** What our rows and systemctl tell apart about loaded units; what a row says before or after the list is made counts. */
export async function differences(live: LiveBox, manager: Manager): Promise<readonly string[]> {
  const before = rowsOf(manager);
  const theirs = await listed(live);
  const after = rowsOf(manager);
  const names = new Set([...before.keys(), ...theirs.keys(), ...after.keys()]);
  return [...names].flatMap((name) => {
    const told = theirs.get(name);
    return told === before.get(name) || told === after.get(name)
      ? []
      : [`${name}: ${after.get(name)} instead of ${told}`];
  });
}

/** Waits until rows and systemctl agree; fails with what they tell apart when they do not within ten seconds. */
export async function untilRight(live: LiveBox, manager: Manager): Promise<void> {
  await expect.poll(() => differences(live, manager), { timeout: 10_000, interval: 300 }).toEqual([]);
}

function rowsOf(manager: Manager): ReadonlyMap<string, string> {
  const state = manager.state();
  if (state.kind !== "ready") return new Map();
  const loaded = [...state.units.values()].filter((unit) => unit.path !== undefined);
  return new Map(
    loaded.map(({ name, loadState, activeState, subState, description }) => [
      name,
      `${loadState} ${activeState} ${subState} "${description}"`,
    ]),
  );
}

async function listed(live: LiveBox): Promise<ReadonlyMap<string, string>> {
  const text = await live.run("systemctl", "list-units", "--all", "--output=json");
  const rows: readonly Readonly<Record<string, string>>[] = JSON.parse(text);
  return new Map(
    rows.map(({ unit = "", load, active, sub, description }) => [
      unit,
      `${load} ${active} ${sub} "${description}"`,
    ]),
  );
}
