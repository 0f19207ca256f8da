import { expect, test } from "vitest";
import { createJournalText } from "../../client/src/commands/journalText.ts";

test("grows at its end", () => {
  const text = createJournalText(10);
  expect(text.read()).toBe("");
  text.append(["a", "b"]);
  text.append(["c"]);
  expect(text.read()).toBe("a\nb\nc\n");
});

test("forgets its beginning, says so, and keeps the newest", () => {
  const text = createJournalText(10);
  for (let line = 1; line <= 100; line++) text.append([`${line}`]);
  const lines = text.read().trimEnd().split("\n");
  expect(lines[0]).toMatch(/^\(Earlier entries are left out/);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.length).toBeLessThanOrEqual(16);
  expect(lines.at(-1)).toBe("100");
});
