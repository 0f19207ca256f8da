import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRefresher, shortestPause } from "../../client/src/units/refresh.ts";

let drawn: string[][];
const recorder = () => createRefresher<string>((items) => void drawn.push([...items]));

beforeEach(() => {
  drawn = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("draws at once after a quiet time", () => {
  const refresher = recorder();
  refresher.setVisible("visible");
  refresher.add(["a"]);
  expect(drawn).toEqual([["a"]]);
});

test("a burst is drawn at most once a pause, and nothing of it is lost", () => {
  const refresher = recorder();
  refresher.setVisible("visible");
  for (let round = 0; round < 40_000; round++) {
    refresher.add([`u${round % 300}`]);
    if (round % 400 === 0) vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(shortestPause);
  expect(drawn.length).toBeLessThanOrEqual((1000 + shortestPause) / shortestPause + 1);
  expect(new Set(drawn.flat()).size).toBe(300);
});

test("nothing is drawn while hidden, and all of it when shown", () => {
  const refresher = recorder();
  refresher.add(["a"]);
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual([]);
  refresher.add(["b", "a"]);
  refresher.setVisible("visible");
  expect(drawn).toEqual([["a", "b"]]);
  refresher.setVisible("hidden");
  refresher.add(["c"]);
  vi.advanceTimersByTime(1000);
  expect(drawn).toHaveLength(1);
});

test("nothing is drawn after the end", () => {
  const refresher = recorder();
  refresher.setVisible("visible");
  refresher.add(["a"]);
  refresher.add(["b"]);
  refresher.close();
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual([["a"]]);
});
