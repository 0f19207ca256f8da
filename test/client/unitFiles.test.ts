import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { hasUnitFile, isAmong, ownUnitFiles, watchOwnUnitFiles } from "../../client/src/systemd/unitFiles.ts";

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
const [etc = "", generated = "", local = "", shipped = "", home = ""] = folders;

test("own units are plain files in folders of people, neither templates nor masks nor aliases", async () => {
  for (const name of ["a.service", "t@.service", "t@1.timer", "notes.txt", ".hidden.service", "b.mount"])
    writeFileSync(join(etc, name), "");
  for (const name of ["a.service.d", "s.service.d", "service.d", "multi-user.target.wants"])
    mkdirSync(join(etc, name));
  mkdirSync(join(etc, "folder.service"));
  symlinkSync("/dev/null", join(etc, "masked.service"));
  symlinkSync("/usr/lib/systemd/system/real.service", join(etc, "alias.service"));
  symlinkSync("/home/me/linked.service", join(etc, "linked.service"));
  writeFileSync(join(generated, "g.mount"), "");
  writeFileSync(join(local, "l.service"), "");
  writeFileSync(join(shipped, "s.service"), "");
  writeFileSync(join(home, "h.service"), "");
  const own = await ownUnitFiles(folders);
  expect([...own.units].sort()).toEqual([
    "a.service",
    "b.mount",
    "h.service",
    "l.service",
    "linked.service",
    "t@1.timer",
  ]);
  expect([...own.templates]).toEqual(["t@.service"]);
  expect([...own.changed]).toEqual(["a.service", "s.service"]);
  for (const name of ["a.service", "t@7.service", "s.service"]) expect(isAmong(own, name), name).toBe(true);
  for (const name of ["g.mount", "alias.service", "x@7.service"])
    expect(isAmong(own, name), name).toBe(false);
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
  writeFileSync(join(etc, "new.service"), "");
  await noticed;
});
