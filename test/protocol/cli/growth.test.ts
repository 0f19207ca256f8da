// How the work grows, counted and not timed: V8 tells how often each block of the program ran (NODE_V8_COVERAGE), and
// whatever touches the disk is called from such a block. What V8 does by itself, as in a regular expression, is not
// counted here.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtCli } from "../../support/builtCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { at, put } = temporaryFolder();

/**
 * Twice the additional work for twice the additional input, and a little room for sorting. A walk over all other units
 * for each of them shows in the second digit already (2.07 to 2.29, measured), since most of the work is linear.
 */
const linear = 2.02;

interface Range {
  readonly count: number;
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly Range[] }[];
  }[];
}

/** How often the blocks of the program run while it checks a folder. */
function stepsToCheck(folder: string): number {
  const counts = at(`${folder}-steps`);
  mkdirSync(counts);
  const { status, stderr } = spawnSync(process.execPath, [builtCli(), "check", at(folder)], {
    // What was compiled in an earlier run does not count.
    env: { ...process.env, NODE_V8_COVERAGE: counts, NODE_DISABLE_COMPILE_CACHE: "1" },
    encoding: "utf8",
    timeout: 60_000,
    maxBuffer: 1 << 28,
  });
  expect([0, 1], stderr).toContain(status);
  let steps = 0;
  for (const name of readdirSync(counts)) {
    const { result }: Coverage = JSON.parse(readFileSync(join(counts, name), "utf8"));
    for (const { url, functions } of result) {
      if (!url.endsWith("/check.js")) continue;
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    }
  }
  expect(steps).toBeGreaterThan(0);
  return steps;
}

/** By what factor the additional work grows when the additional input doubles. */
function growth(name: string, least: number, write: (folder: string, size: number) => void): number {
  const [one = 0, two = 0, four = 0] = [1, 2, 4].map((factor) => {
    const folder = `${name}-${factor}`;
    write(folder, least * factor);
    return stepsToCheck(folder);
  });
  return (four - two) / (two - one);
}

/** Numbered by letters, since names that differ in a digit are never taken for slips. */
function letters(count: number): string {
  return [...count.toString(26)]
    .map((digit) => "abcdefghijklmnopqrstuvwxyz"[Number.parseInt(digit, 26)])
    .join("");
}

const service = "[Service]\nExecStart=/bin/true\n";

test.each<[string, (folder: string, count: number) => void]>([
  [
    "services that a target starts",
    (folder, count) => {
      put(`${folder}/all.target`, "[Unit]\nDescription=All\n");
      for (let each = 0; each < count; each++) {
        const text = `[Unit]\nAfter=network.target all-before.service\n${service}[Install]\nWantedBy=all.target\n`;
        put(`${folder}/shop-${letters(each)}.service`, text);
      }
    },
  ],
  [
    "units each of which waits for the next",
    (folder, count) => {
      for (let each = 0; each < count; each++) {
        const text = `[Unit]\nAfter=chain-${letters(each + 1)}.service\n${service}`;
        put(`${folder}/chain-${letters(each)}.service`, text);
      }
    },
  ],
  [
    "units in small circles",
    (folder, count) => {
      for (let each = 0; each < count; each++) {
        const other = letters(each % 2 === 0 ? each + 1 : each - 1);
        put(`${folder}/round-${letters(each)}.service`, `[Unit]\nAfter=round-${other}.service\n${service}`);
      }
    },
  ],
  [
    "units that name what is not there",
    (folder, count) => {
      for (let each = 0; each < count; each++) {
        const text = `[Unit]\nWants=${letters(each)}-missing-database.service none-${letters(each)}@x.service\n${service}`;
        put(`${folder}/database-${letters(each)}.service`, text);
      }
    },
  ],
  [
    "units with a drop-in each",
    (folder, count) => {
      for (let each = 0; each < count; each++) {
        put(`${folder}/part-${letters(each)}.service`, service);
        put(`${folder}/part-${letters(each)}.service.d/more.conf`, "[Unit]\nAfter=network.target\n");
      }
    },
  ],
  [
    "units in folders of their own",
    (folder, count) => {
      for (let each = 0; each < count; each++) {
        put(`${folder}/package-${letters(each)}/lib/systemd/system/own-${letters(each)}.service`, service);
      }
    },
  ],
])("checking %s takes steps in proportion to their number", (name, write) => {
  expect(growth(name.replaceAll(" ", "-"), 60, write)).toBeLessThan(linear);
});

test("checking units in one circle, too many to tell, takes steps in proportion to their number", () => {
  const found = growth("one-circle", 110, (folder, count) => {
    for (let each = 0; each < count; each++) {
      const text = `[Unit]\nAfter=ring-${letters((each + 1) % count)}.service\n${service}`;
      put(`${folder}/ring-${letters(each)}.service`, text);
    }
  });
  expect(found).toBeLessThan(linear);
});

test.each<[string, (count: number) => string]>([
  ["lines that are all different", (count) => numbered(count, (each) => `Environment=A${each}=b${each}\n`)],
  [
    "lines full of mistakes",
    (count) => numbered(count, (each) => `Restrat=${each}\nRestart=x${each}\n[X${each}]\n[Service]\n`),
  ],
  ["commands", (count) => numbered(count, (each) => `ExecStartPre=/bin/a "b ${each}" %n $HOME \${X}\n`)],
  [
    "names of units",
    (count) => `[Unit]\n${numbered(count, (each) => `After=a${each}.service\n`)}[Service]\n`,
  ],
  ["words of one line", (count) => `Environment=${numbered(count, (each) => `A${each}=%n `)}\n`],
  ["lines that go on", (count) => `Environment=${"A=b \\\n".repeat(count)}\n`],
])("checking a file of many %s takes steps in proportion to its size", (name, text) => {
  const found = growth(name.replaceAll(" ", "-"), 200, (folder, count) => {
    put(
      `${folder}/long.service`,
      `${service.replace("[Service]\n", "[Service]\nType=oneshot\n")}${text(count)}`,
    );
  });
  expect(found).toBeLessThan(linear);
});

function numbered(count: number, line: (each: number) => string): string {
  return Array.from({ length: count }, (_, each) => line(each)).join("");
}
