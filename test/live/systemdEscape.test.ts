// Escaping beside systemd-escape's own, on texts that no run has seen before.
import { randomInt } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  escapePath,
  escapeText,
  type Outcome,
  unescapePath,
  unescapeText,
} from "../../server/src/language/names/escape.ts";
import { previewEscaping } from "../../server/src/language/names/escapingPreview.ts";
import { mangle } from "../../server/src/language/names/mangle.ts";
import { parseUnitName } from "../../server/src/language/names/unitName.ts";
import { utf8Bytes } from "../../server/src/language/names/utf8.ts";
import type { SystemdBox } from "../stage/systemdBox.ts";
import { describeInBox } from "./box.ts";

// Set to see the failure of another run again.
const seed = Number(process.env.UNITWRIGHT_SEED ?? randomInt(2 ** 31));
const textCount = Number(process.env.UNITWRIGHT_TEXTS ?? 100_000);

/** What one text is answered: a spelling, or nothing where it is refused. */
type Answer = (text: string, version: number) => string | undefined;

describeInBox(`escaping with UNITWRIGHT_SEED=${seed}`, (live) => {
  const part = Math.ceil(textCount / 25);
  const asked: readonly (readonly [string, readonly string[], number, Answer])[] = [
    ["escaping texts", [], textCount, escapeText],
    ["unescaping texts", ["--unescape"], textCount, (text) => textOf(unescapeText(text))],
    ["escaping paths", ["--path"], part, (text, version) => textOf(escapePath(text, version))],
    ["unescaping paths", ["--unescape", "--path"], part, (text) => textOf(unescapePath(text))],
    ["mangling", ["--mangle"], part, mangled],
    ["naming instances", ["--template=a-b@.service"], part, instanceByText],
  ];
  for (const [name, flags, count, ours] of asked) {
    test(`${name}, of ${count} texts`, { timeout: 300_000 }, async () => {
      const version = Number(/^systemd (\d+)/.exec(await live.run("systemd-escape", "--version"))?.[1]);
      const pairs = texts(count).map((text) => ({ text, answer: ours(text, version) }));
      const taken = pairs.flatMap(({ text, answer }) => (answer === undefined ? [] : [{ text, answer }]));
      const refused = pairs.flatMap(({ text, answer }) => (answer === undefined ? [text] : []));
      expect(taken.length).toBeGreaterThan(count / 2);
      // The tool divides its answers by a blank and stops at the first text that it refuses.
      const batches = inBatches(taken, 500);
      const calls = [
        ...batches.map((batch) => batch.map(({ text }) => text)),
        ...refused.map((text) => [text]),
      ];
      const answers = await ask(live.box, flags, calls);
      expect(answers).toHaveLength(calls.length);
      for (const [index, batch] of batches.entries()) {
        const expected = `${batch.map(({ answer }) => answer).join(" ")}\n`;
        const bytes = Buffer.from(utf8Bytes(expected)).toString("latin1");
        expect(answers[index]).toEqual({ status: 0, bytes });
      }
      const taught = refused.filter((_, index) => answers[batches.length + index]?.status !== 1);
      expect(taught).toEqual([]);
    });
  }
});

interface Told {
  readonly status: number;
  /** What was written, a character for a byte. */
  readonly bytes: string;
}

/** Has systemd-escape run once for each call. */
async function ask(
  box: SystemdBox,
  flags: readonly string[],
  calls: readonly (readonly string[])[],
): Promise<readonly Told[]> {
  const [script, file] = ["/run/askSystemdEscape.mjs", "/run/askSystemdEscape.json"];
  copyFileSync(fileURLToPath(new URL("askSystemdEscape.mjs", import.meta.url)), box.path(script));
  writeFileSync(box.path(file), JSON.stringify(calls.map((texts) => ({ flags, texts }))));
  const ran = await box.run(["/usr/local/bin/node", script, file], { timeout: 240_000 });
  if (ran.code !== 0) throw new Error(ran.stderr);
  return JSON.parse(readFileSync(box.path(`${file}.answers`), "utf8"));
}

const fitting = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(..."/.-@:_x2d0A%*[?! é€😀ab") },
  { weight: 5, arbitrary: fc.constantFrom("\\x2d", "\\xc3\\xa9", "\\xFf", "/dev/", ".service") },
  { weight: 5, arbitrary: fc.string({ unit: "grapheme-composite", minLength: 1, maxLength: 1 }) },
);
const doubtful = fc.oneof(fitting, fc.constantFrom("..", "\\", "\\xZZ", "\\x00", "/sys/"));

// Each text that is refused needs a call of its own, so most are such that unescaping takes them.
const text = fc.oneof(
  { weight: 60, arbitrary: fc.string({ unit: fitting, minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: doubtful, minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: fitting, minLength: 60, maxLength: 300 }) },
);

/** Whatever can be an argument: no NUL and no lone surrogate. */
function texts(count: number): readonly string[] {
  return fc
    .sample(text, { seed, numRuns: count })
    .filter((one) => one !== "" && !/\p{Surrogate}/u.test(one) && !one.includes("\0"));
}

function textOf<Problem>(outcome: Outcome<Problem>): string | undefined {
  return outcome.ok ? outcome.text : undefined;
}

function mangled(one: string, target: number): string | undefined {
  return mangle(one, { type: "service", globs: "escaped", target });
}

/** The preview's own row. */
function instanceByText(one: string, target: number): string | undefined {
  const template = parseUnitName("a-b@.service");
  if (template === undefined) return undefined;
  const { into } = previewEscaping(one, { kind: "template", template }, target);
  const row = into.find(({ what }) => what === "instance by the text");
  return row !== undefined && "text" in row ? row.text : undefined;
}

function inBatches<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
