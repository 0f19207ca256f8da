import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { describeInBox } from "./box.ts";
import { differences } from "./rowDifferences.ts";
import { joinBus, transitions, writeUnits } from "./transitions.ts";

const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const batches = 40;
const batch = 320;
/** Some of what is asked of systemd is refused, as systemctl would be. */
const wanted = 10_000;
/** How old what a row says may be, in milliseconds; a machine that does other work is given `patience`. */
const late = 300;
const patience = 10_000;

describeInBox(`rows with UNITWRIGHT_SEED=${seed}`, (live) => {
  test(`no row lies ${late} ms after any of ${wanted} random changes from outside`, async ({ annotate }) => {
    const manager = await live.manager();
    await writeUnits(live);
    const outsider = await joinBus(live);
    const changes = transitions(seed, batches * batch);
    const lies: string[] = [];
    const belated: number[] = [];
    for (let at = 0; at < changes.length; at += batch) {
      await outsider.perform(changes.slice(at, at + batch));
      const ended = performance.now();
      await new Promise((resolve) => setTimeout(resolve, late));
      let found = await differences(live, manager);
      if (found.length > 0) belated.push(at + batch);
      while (found.length > 0 && performance.now() - ended < patience)
        found = await differences(live, manager);
      lies.push(...found.map((lie) => `after ${at + batch}: ${lie}`));
    }
    outsider.close();
    expect(lies).toEqual([]);
    if (belated.length > 0)
      await annotate(`rows were right later than ${late} ms after ${belated.join(", ")}`);
    const taken = [...outsider.taken.values()].reduce((sum, count) => sum + count, 0);
    expect(taken, JSON.stringify([...outsider.taken])).toBeGreaterThan(wanted);
  }, 240_000);
});
