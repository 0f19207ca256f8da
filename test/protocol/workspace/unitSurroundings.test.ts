import { mkdirSync, symlinkSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { unitFileOf } from "../../../server/src/language/units/unitFile.ts";
import type { Standing } from "../../../server/src/language/unitsAround.ts";
import { UnitSurroundings } from "../../../server/src/workspace/unitSurroundings.ts";
import { nothingOpen, UnitTexts } from "../../../server/src/workspace/unitTexts.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { at, put } = temporaryFolder();
const service = "[Service]\nExecStart=/bin/true\n";

function around(path: string, root = "nowhere", workspace: readonly string[] = []) {
  const file = unitFileOf(at(path));
  if (file === undefined) throw new Error(`${path} is no unit file.`);
  const surroundings = new UnitSurroundings("once", nothingOpen, new UnitTexts("once", nothingOpen));
  return surroundings.find(
    { path: at(path), file, scope: "system" },
    { root: at(root), environment: {}, workspace: [] },
    { templateSuffixes: [".in"], version: 257, workspace: workspace.map(at) },
  );
}

function standings(path: string, names: readonly string[]): Readonly<Record<string, Standing | undefined>> {
  const found = around(path);
  return Object.fromEntries(names.map((name) => [name, found?.standing(name)]));
}

test("files, links, sources and what Podman's files become are told apart from what is not there", () => {
  put("u/a.service", service);
  put("u/empty.service", "");
  put("u/made.service.in", service);
  put("u/web@.service", service);
  put("u/box.container", "[Container]\nImage=x\n");
  put("u/store.volume", "[Volume]\n");
  mkdirSync(at("u/folder.service"));
  symlinkSync("/dev/null", at("u/masked.service"));
  symlinkSync("a.service", at("u/alias.service"));
  const expected: Readonly<Record<string, Standing>> = {
    "a.service": "unit",
    "alias.service": "unit",
    "empty.service": "masked",
    "masked.service": "masked",
    "made.service": "unclear",
    "web@x.service": "unit",
    "box.service": "unclear",
    "store-volume.service": "unclear",
    "folder.service": "unclear",
    "none.service": "absent",
    "none@x.service": "absent",
    "none@\uffff.service": "absent",
    "\uffff.service": "unclear",
    "srv-x.mount": "unclear",
    "multi-user.target": "unclear",
    "dbus-org.example.service": "unclear",
  };
  expect(standings("u/a.service", Object.keys(expected))).toEqual(expected);
});

test("in a system's load path all units are known, whichever of its folders they lie in", () => {
  put("root/etc/systemd/system/a.service", service);
  put("root/usr/lib/systemd/system/b.service", service);
  put("root/usr/lib/systemd/system/basic.target.wants/b.service", "");
  const found = around("root/etc/systemd/system/a.service", "root");
  expect(found?.isWholeSystem).toBe(true);
  expect(found?.standing("b.service")).toBe("unit");
  expect([...(found?.pulledBy("basic.target") ?? [])]).toEqual(["b.service"]);
  expect(around("elsewhere/x.service", "root")?.isWholeSystem).toBe(false);
});

test("of a name that several folders of a workspace have, it is known that there is one, but not which", () => {
  put("w/a/x.service", `${service}BusName=a.b\n`);
  put("w/b/x.service", service);
  put("w/b/y.service", `${service}BusName=a.c\n`);
  const found = around("w/z.service", "nowhere", ["w/a", "w/b"]);
  expect(found?.standing("x.service")).toBe("unit");
  expect(found?.factsOf("x.service")).toBeUndefined();
  expect(found?.factsOf("y.service")?.busName?.name).toBe("a.c");
});

test("drop-ins count for what a unit says of others", () => {
  put("u/a.service", service);
  put("u/a.service.d/10.conf", "[Unit]\nAfter=b.service\n");
  const [after] = around("u/x.service")?.factsOf("a.service")?.after ?? [];
  expect([after?.name, basename(dirname(after?.place?.path ?? ""))]).toEqual(["b.service", "a.service.d"]);
});

test("of a Debian package's folder, whose files are not called as the units will be, nothing is known", () => {
  put("debian/shop.service", service);
  expect(around("debian/shop.service")).toBeUndefined();
});
