import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  escapePath,
  escapeText,
  type Outcome,
  unescapePath,
  unescapeText,
} from "../../../server/src/language/names/escape.ts";
import { mangle } from "../../../server/src/language/names/mangle.ts";
import { utf8Bytes } from "../../../server/src/language/names/utf8.ts";

const installed = spawnSync("systemd-escape", ["--version"], { encoding: "utf8" });
const version = Number(/^systemd (\d+)/.exec(installed.stdout ?? "")?.[1]);

const character = fc.oneof(
  fc.constantFrom(..."/.-\\@:_x2d0A%*[?! é€😀"),
  fc.constantFrom("\\x2d", "\\xc3\\xa9", "/dev/", "..", ".service", "\\xZZ"),
  fc.string({ unit: "grapheme-composite", minLength: 1, maxLength: 1 }),
);

/** Whatever can be an argument: no NUL, no lone surrogate, and not taken for a flag. */
const texts = fc
  .sample(fc.string({ unit: character, maxLength: 12 }), { seed: 2, numRuns: 3000 })
  .filter((text) => !/\p{Surrogate}/u.test(text) && !text.includes("\0"));

/** One call for many texts; the tool divides its answers by a blank and stops at the first text it refuses. */
function ask(
  flags: readonly string[],
  some: readonly string[],
): { readonly status: number; readonly bytes: Buffer } {
  const done = spawnSync("systemd-escape", [...flags, "--", ...some], { timeout: 20_000 });
  return { status: done.status ?? -1, bytes: done.stdout };
}

function agrees(flags: readonly string[], ours: (text: string) => string | undefined): void {
  const pairs = texts.map((text) => ({ text, answer: ours(text) }));
  const answered = pairs.filter((pair) => pair.answer !== undefined);
  const refused = pairs.filter((pair) => pair.answer === undefined);
  expect(answered.length).toBeGreaterThan(500);
  for (let at = 0; at < answered.length; at += 1000) {
    const batch = answered.slice(at, at + 1000);
    const theirs = ask(
      flags,
      batch.map((pair) => pair.text),
    );
    const expected = `${batch.map((pair) => pair.answer).join(" ")}\n`;
    expect(theirs.bytes.toString("latin1")).toBe(Buffer.from(utf8Bytes(expected)).toString("latin1"));
    expect(theirs.status).toBe(0);
  }
  for (const { text } of refused.slice(0, 60)) {
    expect({ text, status: ask(flags, [text]).status }).toEqual({ text, status: 1 });
  }
}

function textOrNothing<Problem>(outcome: Outcome<Problem>): string | undefined {
  return outcome.ok ? outcome.text : undefined;
}

describe.skipIf(Number.isNaN(version))("agrees with this machine's systemd-escape", () => {
  test("escaping", () => agrees([], escapeText));
  test("escaping paths", () => agrees(["--path"], (text) => textOrNothing(escapePath(text, version))));
  test("unescaping", () => agrees(["--unescape"], (text) => textOrNothing(unescapeText(text))));
  test("unescaping paths", () =>
    agrees(["--unescape", "--path"], (text) => textOrNothing(unescapePath(text))));
  test("mangling", () =>
    agrees(["--mangle"], (text) => mangle(text, { type: "service", globs: "escaped", target: version })));
});
