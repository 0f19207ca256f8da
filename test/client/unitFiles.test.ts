import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { hasUnitFile, ownUnitFiles, watchOwnUnitFiles } from "../../client/src/systemd/unitFiles.ts";

const root = mkdtempSync(join(tmpdir(), "unitwright-files-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folders = [
  "etc/systemd/system",
  "run/systemd/generator",
  "usr/local/lib/systemd/system",
  "usr/lib/systemd/system",
  "home/generator/.config/systemd/user",
].map((folder) => join(root, folder));
for (const folder of folders) mkdirSync(folder, { recursive: true });
const [own = "", generated = "", local = "", shipped = "", home = ""] = folders;

test("own units are plain files in folders of people, neither templates nor masks nor aliases", async () => {
  for (const name of ["a.service", "t@.service", "t@1.timer", "notes.txt", ".hidden.service", "b.mount"])
    writeFileSync(join(own, name), "");
  mkdirSync(join(own, "a.service.d"));
  mkdirSync(join(own, "folder.service"));
  symlinkSync("/dev/null", join(own, "masked.service"));
  symlinkSync("/usr/lib/systemd/system/real.service", join(own, "alias.service"));
  symlinkSync("/home/me/linked.service", join(own, "linked.service"));
  writeFileSync(join(generated, "g.mount"), "");
  writeFileSync(join(local, "l.service"), "");
  writeFileSync(join(shipped, "s.service"), "");
  writeFileSync(join(home, "h.service"), "");
  expect([...(await ownUnitFiles(folders))].sort()).toEqual([
    "a.service",
    "b.mount",
    "h.service",
    "l.service",
    "linked.service",
    "t@1.timer",
  ]);
});

test("an instance has the file of its template", () => {
  expect(hasUnitFile(folders, "t@x.service")).toBe(true);
  expect(hasUnitFile(folders, "s.service")).toBe(true);
  expect(hasUnitFile(folders, "none.service")).toBe(false);
});

test("a new file is noticed", async () => {
  const noticed = new Promise<void>((resolve) => {
    const stop = watchOwnUnitFiles([...folders, join(root, "missing")], () => {
      stop();
      resolve();
    });
  });
  writeFileSync(join(own, "new.service"), "");
  await noticed;
});
