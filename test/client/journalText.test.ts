import { expect, test } from "vitest";
import { createJournalText } from "../../client/src/journals/journalText.ts";

const few = { entries: 10, characters: 1000 };
const upTo = (most: number) => Array.from({ length: most }, (_, index) => `${index + 1}`);

test("grows at its end", () => {
  const text = createJournalText(few);
  expect(text.read()).toBe("");
  text.append(["a", "b"]);
  text.append(["c"]);
  expect(text.read()).toBe("a\nb\nc\n");
});

test("forgets its beginning, says so, and keeps the newest", () => {
  const text = createJournalText(few);
  for (const line of upTo(100)) text.append([line]);
  const lines = text.read().trimEnd().split("\n");
  expect(lines[0]).toMatch(/^\(Earlier entries are left out: these are the last \d+\.\)$/);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.length).toBeLessThanOrEqual(16);
  expect(lines.at(-1)).toBe("100");
});

test("forgets by the length of entries too", () => {
  const text = createJournalText(few);
  for (let entry = 0; entry < 9; entry++) text.append([`${entry}${"x".repeat(400)}`]);
  expect(text.read().length).toBeLessThan(1600);
  expect(text.read()).toContain(`8${"x".repeat(400)}\n`);
  text.append(["y".repeat(5000), "z"]);
  expect(text.read()).toMatch(/^\(Earlier entries are left out: these are the last 1\.\)\nz\n$/);
});

test("stands still while paused, says what waits, and goes on with it", () => {
  const text = createJournalText(few);
  text.append(["a"]);
  text.pause();
  expect([text.isPaused, text.waiting]).toEqual([true, 0]);
  expect(text.read()).toBe("a\n(Paused. New entries wait.)\n");
  text.append(["b"]);
  expect(text.read()).toBe("a\n(Paused: 1 new entry waits.)\n");
  text.pause();
  text.append(["c", "d"]);
  expect(text.read()).toBe("a\n(Paused: 3 new entries wait.)\n");
  text.resume();
  expect([text.isPaused, text.waiting]).toEqual([false, 0]);
  expect(text.read()).toBe("a\nb\nc\nd\n");
  text.resume();
  expect(text.read()).toBe("a\nb\nc\nd\n");
});

test("counts what waits although it keeps only the newest, and leaves no hole unsaid", () => {
  const text = createJournalText(few);
  text.append(["before"]);
  text.pause();
  for (const line of upTo(50_000)) text.append([line]);
  expect(text.waiting).toBe(50_000);
  expect(text.read()).toBe("before\n(Paused: 50,000 new entries wait.)\n");
  text.resume();
  const lines = text.read().trimEnd().split("\n");
  expect(lines[0]).toMatch(/^\(Earlier entries are left out/);
  expect(lines).not.toContain("before");
  expect(lines.at(-1)).toBe("50000");
});
