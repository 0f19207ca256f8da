import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import type { Manager } from "../../client/src/systemd/manager.ts";
import { describeInBox, type LiveBox } from "./box.ts";
import { joinBus, transitions, writeUnits } from "./transitions.ts";

const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const batches = 40;
const batch = 320;
/** Some of what is asked of systemd is refused, as systemctl would be. */
const wanted = 10_000;
/** How old what a row says may be, in milliseconds. */
const late = 300;

describeInBox(`rows with UNITWRIGHT_SEED=${seed}`, (live) => {
  test(`no row lies ${late} ms after any of ${wanted} random changes from outside`, async () => {
    const manager = await live.manager();
    await writeUnits(live);
    const outsider = await joinBus(live);
    const changes = transitions(seed, batches * batch);
    const lies: string[] = [];
    for (let at = 0; at < changes.length; at += batch) {
      await outsider.perform(changes.slice(at, at + batch));
      await new Promise((resolve) => setTimeout(resolve, late));
      const found = await differences(live, manager);
      lies.push(...found.map((lie) => `after ${at + batch}: ${lie}`));
    }
    outsider.close();
    expect(lies).toEqual([]);
    const taken = [...outsider.taken.values()].reduce((sum, count) => sum + count, 0);
    expect(taken, JSON.stringify([...outsider.taken])).toBeGreaterThan(wanted);
  }, 240_000);
});

/** What our rows and systemctl tell apart about loaded units; what a row says before or after the list is made counts. */
async function differences(live: LiveBox, manager: Manager): Promise<readonly string[]> {
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
