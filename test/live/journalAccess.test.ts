import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { journalAccess } from "../../client/src/systemd/journalAccess.ts";
import { ordinaryUser } from "../stage/systemdRootFiles.ts";
import { describeInBox } from "./box.ts";

describeInBox("who may read the journal", (live) => {
  beforeAll(async () => {
    // As systemd's own tmpfiles have it: everybody sees the folders, the group reads the files.
    await live.run("chgrp", "-R", "systemd-journal", "/run/log/journal");
    await live.run("chmod", "-R", "g+rX,o+X", "/run/log/journal");
    const machine = (await live.run("cat", "/etc/machine-id")).trim();
    await live.run("chmod", "o+r", `/run/log/journal/${machine}`);
  });

  test("root may", async () => {
    const root = live.box.path("/");
    expect(await journalAccess("system", { root, uid: 0 })).toBe("readable");
    expect(await journalAccess("user", { root, uid: 0 })).toBe("readable");
  });

  test("an ordinary user may not, a member of the group may, and is told so", async () => {
    const outsider = { system: "refused", user: "refused", entries: 0 };
    expect(await asOrdinaryUser([])).toEqual(outsider);
    expect(await asOrdinaryUser(["--groups", "102"])).toEqual({
      system: "readable",
      user: "readable",
      entries: 1,
    });
    await live.run("chmod", "-R", "o-rx", "/run/log/journal");
    expect(await asOrdinaryUser([])).toEqual(outsider);
  });

  test("there may be none", async () => {
    const root = live.box.path("/tmp/nowhere");
    await mkdir(`${root}/etc`, { recursive: true });
    await writeFile(`${root}/etc/machine-id`, "00\n");
    expect(await journalAccess("system", { root })).toBe("none");
    await mkdir(`${root}/var/log/journal/00`, { recursive: true });
    expect(await journalAccess("system", { root })).toBe("none");
    await rm(root, { recursive: true });
  });

  /** Asks in the box as uid 1000, and reads the newest entry. */
  async function asOrdinaryUser(groups: readonly string[]): Promise<unknown> {
    const bundle = await build({
      stdin: {
        contents: `
          import { journalAccess } from "./journalAccess.ts";
          import { lastEntries } from "./journal.ts";
          const query = { subject: { scope: "system", units: [] }, filter: {} };
          Promise.all([journalAccess("system"), journalAccess("user"), lastEntries({ query, lines: 1 })]).then(
            ([system, user, { length }]) => process.stdout.write(JSON.stringify({ system, user, entries: length })),
          );`,
        resolveDir: fileURLToPath(new URL("../../client/src/systemd", import.meta.url)),
        loader: "ts",
      },
      bundle: true,
      write: false,
      platform: "node",
      format: "cjs",
    });
    const as = ["setpriv", "--reuid", `${ordinaryUser.uid}`, "--regid", `${ordinaryUser.uid}`];
    const entered = live.box.enter([
      ...as,
      ...(groups.length === 0 ? ["--clear-groups"] : groups),
      "node",
      "-",
    ]);
    let output = "";
    entered.child.stdout?.on("data", (bytes: Buffer) => {
      output += bytes.toString();
    });
    entered.child.stdin?.end(bundle.outputFiles[0]?.text);
    await new Promise((resolve) => entered.child.once("close", resolve));
    return JSON.parse(output);
  }
});
