import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defaultTemplateSuffixes } from "../../../server/src/language/units/unitFile.ts";
import { UnitIndex } from "../../../server/src/workspace/unitIndex.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "unitwright-index-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), "");
}
const inWorkspace = (index: UnitIndex, suffixes = defaultTemplateSuffixes) =>
  index.namesIn({ workspace: [folder], loadPath: [] }, suffixes);

describe("the index of unit names", () => {
  test("finds units anywhere in a workspace, and nothing else", async () => {
    put("b@.service");
    put("deep/down/a.socket.in");
    put("README.md");
    put("node_modules/x/no.service");
    put("dbus-1/services/org.x.service");
    put("b@.service.d/drop.conf");
    expect(await inWorkspace(new UnitIndex())).toEqual(["a.socket", "b@.service"]);
  });
  test("takes instances alone from the links below a folder of the load path", async () => {
    put("system/a.service");
    put("system/multi-user.target.wants/b.service");
    put("system/multi-user.target.wants/web@shop.service");
    symlinkSync("a.service", join(folder, "system/alias.service"));
    const folders = { workspace: [], loadPath: [join(folder, "system"), join(folder, "missing")] };
    expect(await new UnitIndex().namesIn(folders, [])).toEqual([
      "a.service",
      "alias.service",
      "web@shop.service",
    ]);
  });
  test("sees a unit that comes and goes", async () => {
    const index = new UnitIndex();
    put("units/a.service");
    expect(await inWorkspace(index)).toEqual(["a.service"]);
    put("units/b.service");
    put("new/c.service");
    expect(await inWorkspace(index)).toEqual(["a.service", "b.service", "c.service"]);
    rmSync(join(folder, "units"), { recursive: true });
    expect(await inWorkspace(index)).toEqual(["c.service"]);
  });
  test("reads names anew when the template suffixes change", async () => {
    const index = new UnitIndex();
    put("a.service.mine");
    expect(await inWorkspace(index)).toEqual([]);
    expect(await inWorkspace(index, [".mine"])).toEqual(["a.service"]);
  });
  test("tells the folders that hold a unit or a folder of some name", async () => {
    put("one/a.service");
    put("one/deep/a.service.in");
    put("two/a.service.d/10.conf");
    put("three/b.service");
    const names = new Set(["a.service", "a.service.d"]);
    const find = (index: UnitIndex) => index.foldersWith(folder, names, defaultTemplateSuffixes);
    const expected = ["one", "two", "one/deep"].map((path) => join(folder, path));
    expect(await find(new UnitIndex())).toEqual(expected);
    const watched = new UnitIndex();
    watched.watched();
    expect(await find(watched)).toEqual(expected);
    // Whoever watches is told, and nobody looks before.
    rmSync(join(folder, "one"), { recursive: true });
    expect(await find(watched)).toEqual(expected);
    watched.changed();
    expect(await find(watched)).toEqual([join(folder, "two")]);
  });
});
