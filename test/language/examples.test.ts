import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { analyse } from "../../server/src/language/analysis.ts";
import { judge } from "../../server/src/language/judge.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const units = (readdirSync(folder, { recursive: true, encoding: "utf8" }) as readonly string[])
  // The scenarios have tests of their own.
  .filter((path) => unitFileOf(path) !== undefined && !path.startsWith("scenarios/"))
  .sort();
const good = units.filter((path) => !path.startsWith("broken/"));

/** The lines of each broken file that systemd 252 says something about. */
const saidBySystemd: Readonly<Record<string, readonly number[]>> = {
  "broken/importer.service": [1, 4, 5, 6, 7, 9, 14, 15, 16, 17, 18, 19],
  "broken/legacy.service": [13, 14, 15, 16, 17, 22, 23],
  "broken/legacy.service.d/limits.conf": [2, 6, 7, 8, 9, 10, 11],
  "broken/mail.socket": [3, 7, 8, 9, 10, 11, 12, 13, 15],
  "broken/report.timer": [3, 6, 7, 8, 9, 10, 11, 12, 14],
  "broken/shop.service": [6, 7, 9, 13, 15, 16, 18, 19, 20, 23],
  "broken/worker@.service": [2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
};
/** What it says without a line. */
const saidWithoutLine: Readonly<Record<string, readonly number[]>> = { "broken/legacy.service": [7] };
/** What is wrong only with the instance that `systemd-analyze verify` makes up for a template. */
const wrongByInstance: Readonly<Record<string, readonly number[]>> = { "broken/worker@.service": [3] };

/** The lines of an example that our own server has something to say about, other than advice. */
function saidByUs(path: string, version: number): readonly number[] {
  const text = readFileSync(join(folder, path), "utf8");
  const file = unitFileOf(`/etc/systemd/system/${path.replace("broken/", "")}`);
  if (file === undefined) throw new Error(`${path} is no unit file`);
  const problems = judge(analyse(text, file, directivesFor(version)));
  const told = problems.filter(({ consequence }) => consequence !== "none");
  return [...new Set(told.map(({ from }) => text.slice(0, from).split("\n").length))];
}

test("every broken example is listed here", () => {
  expect(units.filter((path) => path.startsWith("broken/"))).toEqual(Object.keys(saidBySystemd));
});

describe.each([252, 257, 262])("our own server, for systemd %i", (version) => {
  test.each(good)("has nothing to say about %s", (path) => {
    expect(saidByUs(path, version)).toEqual([]);
  });
});

test.each(Object.keys(saidBySystemd))("our own server finds in %s what systemd 252 finds", (path) => {
  const known = [...(saidBySystemd[path] ?? []), ...(saidWithoutLine[path] ?? [])].sort((a, b) => a - b);
  const open = wrongByInstance[path] ?? [];
  expect(saidByUs(path, 252)).toEqual(known.filter((line) => !open.includes(line)));
});

const version =
  spawnSync("systemd-analyze", ["--version"], { encoding: "utf8", timeout: 10_000 }).stdout ?? "";

describe.skipIf(version === "")("this machine's systemd", () => {
  test("has nothing to say about the good examples", () => {
    expect(verify(good.filter((path) => path.endsWith(".conf") === false))).toBe("");
  });

  test.skipIf(!version.startsWith("systemd 252 "))("says of each broken example what is listed here", () => {
    const said = Object.keys(saidBySystemd).map((path) => {
      const unit = path.endsWith(".conf") ? dirname(path).replace(/\.d$/, "") : path;
      const file = path.endsWith(".conf") ? path.replace("broken/", "") : basename(path);
      const lines = verify([unit])
        .split("\n")
        .map((line) => (line.startsWith(`${file}:`) ? Number(line.slice(file.length + 1).split(":")[0]) : 0));
      return [path, [...new Set(lines)].filter((line) => line > 0)];
    });
    expect(Object.fromEntries(said)).toEqual(saidBySystemd);
  });
});

/** What `systemd-analyze verify` says of examples laid into one folder. */
function verify(paths: readonly string[]): string {
  const place = mkdtempSync(join(tmpdir(), "unitwright-examples-"));
  try {
    for (const path of paths) {
      cpSync(join(folder, path), join(place, basename(path)));
      const dropIns = join(folder, `${path}.d`);
      if (existsSync(dropIns)) cpSync(dropIns, join(place, `${basename(path)}.d`), { recursive: true });
    }
    const names = paths.map((path) => join(place, basename(path)));
    const done = spawnSync("systemd-analyze", ["verify", "--man=no", "--recursive-errors=one", ...names], {
      encoding: "utf8",
      timeout: 30_000,
      env: { ...process.env, SYSTEMD_UNIT_PATH: `${place}:/usr/lib/systemd/system:/lib/systemd/system` },
    });
    return done.stderr.replaceAll(`${place}/`, "");
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
