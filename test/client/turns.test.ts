import { expect, test } from "vitest";
import { createTurns } from "../../client/src/units/turns.ts";

test("much work that is asked for at once leaves turns to others, and is done in the order of asking", async () => {
  let clock = 0;
  const inTurns = createTurns(() => clock);
  const done: number[] = [];
  const turns: number[] = [];
  const watch = () => {
    turns.push(done.length);
    if (done.length < 100) setImmediate(watch);
  };
  setImmediate(watch);
  const asked = Array.from({ length: 100 }, (_, index) =>
    inTurns(() => {
      clock += 1;
      done.push(index);
      return `${index} done`;
    }),
  );
  expect(asked.slice(0, 4)).toEqual(Array.from({ length: 4 }, (_, index) => `${index} done`));
  expect(done).toHaveLength(4);
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 100 }, (_, index) => `${index} done`));
  expect(done).toEqual(Array.from({ length: 100 }, (_, index) => index));
  const perTurn = turns.map((count, index) => count - (turns[index - 1] ?? 0));
  expect(Math.max(...perTurn)).toBeLessThanOrEqual(8);
});

test("work that fails fails for who asked for it, and for nobody else", async () => {
  let clock = 0;
  const inTurns = createTurns(() => clock);
  inTurns(() => {
    clock += 1000;
  });
  const bad = inTurns(() => {
    throw new Error("bad");
  });
  const good = inTurns(() => "good");
  await expect(bad).rejects.toThrow("bad");
  expect(await good).toBe("good");
});

test("what is asked for while nothing waits is done at once, whenever that is", async () => {
  const inTurns = createTurns();
  for (let time = 0; time < 3; time++) {
    expect(inTurns(() => time)).toBe(time);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
});
