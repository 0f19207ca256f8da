import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyse } from "../../server/src/language/analysis.ts";
import { judge } from "../../server/src/language/judge.ts";
import { directivesFor } from "../../server/src/language/knowledge/directives.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";
import {
  type SnippetFile,
  snippetFileNames,
  snippetOutcomes,
  snippetPlaces,
  snippets,
  unitsOf,
} from "../support/snippet.ts";

test("every snippet is for a file of a name known here, and triggers are used once", () => {
  const known = [...Object.keys(snippetFileNames), ...Object.keys(snippetPlaces)];
  expect(snippets.map(({ trigger }) => trigger).sort()).toEqual(known.sort());
});

test("what is expanded holds nothing of a snippet's own signs", () => {
  for (const { name, text } of snippets.flatMap(snippetOutcomes).flat()) {
    expect(text.replaceAll("$2", ""), name).not.toMatch(/\$[\d{]|TM_FILENAME/);
  }
});

test("the snippets that promise a second file bring one", () => {
  const names = snippets
    .flatMap((snippet) => snippetOutcomes(snippet).slice(0, 1))
    .flatMap((files) => files.slice(1));
  expect(names.map(({ name }) => name)).toEqual([
    "shop.service",
    "ddate@.service",
    "web@.service",
    "backup.service",
    "poll.service",
    "deploy.service",
    "/etc/udev/rules.d/90-token.rules",
    "srv-my\\x2ddata.mount",
  ]);
});

describe.each([252, 257, 262])("our own server has nothing to say, for systemd %i", (version) => {
  test.each(snippets.map((snippet) => [snippet.trigger, snippet] as const))("%s", (_, snippet) => {
    for (const { name, text } of snippetOutcomes(snippet).flatMap(unitsOf)) {
      const file = unitFileOf(`/etc/systemd/system/${name}`);
      if (file === undefined) throw new Error(`${name} is no unit file`);
      const problems = judge(analyse(text, file, directivesFor(version)));
      expect(problems.map(({ code, from, to }) => `${name}: ${code}: ${text.slice(from, to)}`)).toEqual([]);
    }
  });
});

const installed = spawnSync("systemd-analyze", ["--version"], { timeout: 10_000 }).status === 0;

describe.skipIf(!installed)("this machine's systemd has nothing to say", () => {
  test.each(snippets.map((snippet) => [snippet.trigger, snippet] as const))("%s", (_, snippet) => {
    for (const files of snippetOutcomes(snippet))
      expect(verify(unitsOf(files))).toEqual({ status: 0, said: "" });
  });
});

test.skipIf(!installed)("this machine's systemd would say something of a mistake", () => {
  const text = "[Unit]\nAfter=network\n\n[Service]\nExecStart=/usr/local/bin/shop\n";
  expect(verify([{ name: "shop.service", text }])).toMatchObject({
    status: 1,
    said: expect.stringContaining("shop.service:2:"),
  });
});

/** What `systemd-analyze verify` says of units that lie together; their programs, which nobody has, become /bin/true. */
function verify(files: readonly SnippetFile[]): { readonly status: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), "unitwright-snippets-"));
  try {
    const unitFolder = join(folder, "units");
    mkdirSync(unitFolder);
    for (const { name, text } of files) {
      writeFileSync(join(unitFolder, name), text.replace(/\/usr\/local\/bin\/[\w@\\-]+/g, "/bin/true"));
    }
    // Without the recursion that is asked for, systemd-analyze does not look at dependencies' names at all.
    const argv = [
      "verify",
      "--man=no",
      "--recursive-errors=one",
      ...files.map(({ name }) => join(unitFolder, name)),
    ];
    const done = spawnSync("systemd-analyze", argv, {
      encoding: "utf8",
      timeout: 30_000,
      env: { ...process.env, SYSTEMD_UNIT_PATH: `${unitFolder}:/usr/lib/systemd/system:/lib/systemd/system` },
    });
    return { status: done.status, said: done.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
