// What every snippet leaves behind, put to a real systemd and a real udev.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootSystemd, type SystemdBox, whyNoSystemdBox } from "../stage/systemdBox.ts";
import { ensureSystemdRoot } from "../stage/systemdRoot.ts";
import { type SnippetFile, snippetOutcomes, snippets, unitsOf } from "../support/snippet.ts";
import { whatItLoads } from "../support/systemdAnalyze.ts";
import { openUdevadm } from "../support/udevadm.ts";

const whyNot = await whyNoSystemdBox();
const suite = whyNot === undefined ? describe : describe.skip;

suite(`snippets${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`, () => {
  let box: SystemdBox;

  beforeAll(async () => {
    const suite = process.env.UNITWRIGHT_SUITE;
    const root = await ensureSystemdRoot({
      packages: whatItLoads,
      ...(suite === undefined ? {} : { suite }),
    });
    box = await bootSystemd({ root, name: "snippets" });
  }, 300_000);
  afterAll(() => box.stop());

  /** What `systemd-analyze verify` says of units that lie together; programs that nobody has become /bin/true. */
  async function verify(files: readonly SnippetFile[]): Promise<{ code: number | null; said: string }> {
    const folder = "/run/snippets";
    mkdirSync(box.path(folder));
    for (const { name, text } of files) {
      const runnable = text.replace(/\/usr\/local\/bin\/[\w@\\-]+/g, "/bin/true");
      writeFileSync(join(box.path(folder), name), runnable);
    }
    const names = files.map(({ name }) => `${folder}/${name}`);
    // Without the recursion systemd-analyze would not look at the names of other units at all.
    const argv = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=one", ...names];
    const env = { SYSTEMD_UNIT_PATH: `${folder}:/usr/lib/systemd/system` };
    const { code, stderr } = await box.run(argv, { timeout: 30_000, env });
    rmSync(box.path(folder), { recursive: true });
    return { code, said: stderr };
  }

  test.each(snippets.map((snippet) => [snippet.trigger, snippet] as const))(
    "systemd has nothing to say of %s",
    async (_, snippet) => {
      for (const files of snippetOutcomes(snippet)) {
        expect(await verify(unitsOf(files))).toEqual({ code: 0, said: "" });
      }
    },
  );

  test("systemd would say something of a mistake", async () => {
    const text = "[Unit]\nAfter=network\n\n[Service]\nExecStart=/usr/local/bin/shop\n";
    expect((await verify([{ name: "shop.service", text }])).said).toContain("shop.service:2:");
  });

  test("udev has nothing to say of their rules", async () => {
    const rules = snippets
      .flatMap(snippetOutcomes)
      .flat()
      .filter(({ name }) => name.endsWith(".rules"))
      .map(({ text }) => text);
    expect(rules).not.toEqual([]);
    const udev = await openUdevadm();
    try {
      const [said = [], ...more] = await udev.said(['ACTION="add", KERNEL=="a"\n', ...rules]);
      expect(said).not.toEqual([]);
      expect(more.flat()).toEqual([]);
    } finally {
      await udev.stop();
    }
  }, 300_000);
});
