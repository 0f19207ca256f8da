import { mkdirSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultTemplateSuffixes, unitFileOf } from "../../../server/src/language/units/unitFile.ts";
import type { Scope } from "../../../server/src/language/values/grammar.ts";
import { mayBePart } from "../../../server/src/workspace/partNames.ts";
import { type UnitParts, UnitPartsFinder } from "../../../server/src/workspace/unitParts.ts";
import { nothingOpen, type OpenTexts } from "../../../server/src/workspace/unitTexts.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { at, put } = temporaryFolder();

interface Asked {
  readonly open?: Readonly<Record<string, string>>;
  readonly workspace?: readonly string[];
  readonly scope?: Scope;
  readonly finder?: UnitPartsFinder;
}

/** Asks what the unit of a file in the test's folder is made of; the machine is the folder `machine` in it. */
function partsOf(path: string, asked: Asked = {}): UnitParts {
  const file = unitFileOf(at(path));
  if (file === undefined) throw new Error(`${path} is no unit file.`);
  const texts = new Map(Object.entries(asked.open ?? {}).map(([name, text]) => [at(name), text]));
  const open: OpenTexts = { textAt: (one) => texts.get(one), paths: () => texts.keys() };
  const finder = asked.finder ?? new UnitPartsFinder("checked", open);
  const scope = file.scope === "unknown" ? (asked.scope ?? "unknown") : file.scope;
  const environment = { HOME: "/home/me" };
  const workspace = (asked.workspace ?? []).map((folder) => at(folder));
  const places = { root: at("machine"), environment, workspace };
  return finder.find({ path: at(path), file, scope }, places, defaultTemplateSuffixes);
}

/** The unit's files in systemd's order, `*` for the one asked about; or why that is not known. */
function filesOf(path: string, asked: Asked = {}): readonly string[] | string {
  const parts = partsOf(path, asked);
  if (parts.kind === "unknown") return parts.why;
  const names = (some: readonly { readonly path: string }[]) =>
    some.map((part) => part.path.slice(at().length));
  return [...names(parts.rest.before), "*", ...names(parts.rest.after)];
}

function link(path: string, target: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  symlinkSync(target, at(path));
}

const text = "[Unit]\n";
const system = "machine/etc/systemd/system";
const vendor = "machine/usr/lib/systemd/system";

describe("beside the file", () => {
  test("a unit file has its drop-ins, by their names whatever their folder", () => {
    put("w/foo-bar.service", text);
    put("w/foo-bar.service.d/20-a.conf", text);
    put("w/foo-.service.d/10-b.conf", text);
    put("w/service.d/15-c.conf", text);
    put("w/foo-bar.service.d/notes.txt", text);
    put("w/foo-bar.service.d/.hidden.conf", text);
    expect(filesOf("w/foo-bar.service")).toEqual([
      "*",
      "/w/foo-.service.d/10-b.conf",
      "/w/service.d/15-c.conf",
      "/w/foo-bar.service.d/20-a.conf",
    ]);
  });
  test("a drop-in stands among the others, behind its unit file", () => {
    put("w/a.service", text);
    for (const name of ["10", "20", "30"]) put(`w/a.service.d/${name}.conf`, text);
    expect(filesOf("w/a.service.d/20.conf")).toEqual([
      "/w/a.service",
      "/w/a.service.d/10.conf",
      "*",
      "/w/a.service.d/30.conf",
    ]);
  });
  test("of equally named drop-ins the one for fewer units counts, and one that hides others may be empty", () => {
    put("w/foo-bar.service", text);
    put("w/foo-bar.service.d/10.conf", text);
    put("w/foo-.service.d/10.conf", text);
    put("w/foo-.service.d/20.conf", text);
    put("w/foo-bar.service.d/20.conf", "");
    link("w/foo-bar.service.d/30.conf", "/dev/null");
    put("w/service.d/30.conf", text);
    expect(filesOf("w/foo-bar.service")).toEqual(["*", "/w/foo-bar.service.d/10.conf"]);
    put("w/foo-.service", text);
    expect(filesOf("w/foo-bar.service.d/10.conf")).toEqual(["/w/foo-bar.service", "*"]);
  });
  test("an instance has its template, with its own drop-ins before the template's", () => {
    put("w/a@.service", text);
    put("w/a@.service.d/10.conf", text);
    put("w/a@x.service.d/10.conf", text);
    put("w/a@.service.d/20.conf", text);
    expect(filesOf("w/a@x.service.d/10.conf")).toEqual(["/w/a@.service", "*", "/w/a@.service.d/20.conf"]);
    expect(filesOf("w/a@.service.d/10.conf")).toEqual(["/w/a@.service", "*", "/w/a@.service.d/20.conf"]);
    expect(filesOf("w/a@.service")).toEqual(["*", "/w/a@.service.d/10.conf", "/w/a@.service.d/20.conf"]);
    put("w/a@x.service", text);
    expect(filesOf("w/a@x.service.d/10.conf")).toEqual(["/w/a@x.service", "*", "/w/a@.service.d/20.conf"]);
  });
  test("parts bear the unit's name, for its specifiers", () => {
    put("w/a@.service", text);
    put("w/service.d/10.conf", text);
    put("w/a@x.service.d/20.conf", text);
    const parts = partsOf("w/a@x.service.d/20.conf");
    expect(parts).toMatchObject({ kind: "known", name: { name: "a@x.service" } });
    if (parts.kind !== "known") return;
    expect(parts.rest.before.map(({ file }) => [file.kind, file.name?.name])).toEqual([
      ["unit", "a@x.service"],
      ["drop-in", "a@x.service"],
    ]);
  });
  test("an alias has the drop-ins of all its unit's names", () => {
    put("w/real.service", text);
    link("w/alias.service", "real.service");
    put("w/alias.service.d/20.conf", text);
    put("w/real.service.d/10.conf", text);
    const all = ["/w/real.service.d/10.conf", "/w/alias.service.d/20.conf"];
    expect(filesOf("w/real.service")).toEqual(["*", ...all]);
    expect(filesOf("w/alias.service")).toEqual(["*", ...all]);
    expect(filesOf("w/alias.service.d/20.conf")).toEqual(["/w/real.service", all[0], "*"]);
  });
  test("an alias of a template holds for its instances", () => {
    put("w/real@.service", text);
    link("w/alias@.service", "real@.service");
    link("w/one@x.service", "real@.service");
    link("w/one@y.service", "real@.service");
    for (const name of ["alias@x", "one@x", "one@y"]) put(`w/${name}.service.d/${name}.conf`, text);
    put("w/real@x.service.d/10.conf", text);
    expect(filesOf("w/real@x.service.d/10.conf")).toEqual([
      "/w/real@.service",
      "*",
      "/w/alias@x.service.d/alias@x.conf",
      "/w/one@x.service.d/one@x.conf",
    ]);
  });
  test("an instance with a file of its own has nothing of its template's aliases", () => {
    put("w/real@.service", text);
    put("w/real@x.service", text);
    link("w/alias@.service", "real@.service");
    put("w/alias@x.service.d/10.conf", text);
    put("w/real@.service.d/20.conf", text);
    expect(filesOf("w/real@x.service")).toEqual(["*", "/w/real@.service.d/20.conf"]);
  });
  test("what systemctl edit works on stands for the file that it will become", () => {
    put("w/a.service", text);
    put("w/a.service.d/override.conf", text);
    put("w/a.service.d/10.conf", text);
    expect(filesOf("w/a.service.d/.#override.conf0123456789abcdef")).toEqual([
      "/w/a.service",
      "/w/a.service.d/10.conf",
      "*",
    ]);
    expect(filesOf("w/.#a.service0123456789abcdef")).toEqual([
      "*",
      "/w/a.service.d/10.conf",
      "/w/a.service.d/override.conf",
    ]);
  });
});

describe("the load path", () => {
  test("counts folder by folder, before how special a drop-in's folder is", () => {
    put(`${vendor}/foo-bar.service`, text);
    put(`${vendor}/foo-bar.service.d/10.conf`, text);
    put(`${system}/foo-.service.d/10.conf`, text);
    expect(filesOf(`${vendor}/foo-bar.service`)).toEqual(["*", `/${system}/foo-.service.d/10.conf`]);
    expect(filesOf(`${vendor}/foo-bar.service.d/10.conf`)).toBe("hidden");
  });
  test("holds what is not beside the file", () => {
    put(`${vendor}/a.service`, text);
    put(`${vendor}/a.service.d/10.conf`, text);
    put("w/a.service.d/20.conf", text);
    expect(filesOf("w/a.service.d/20.conf")).toEqual([
      `/${vendor}/a.service`,
      `/${vendor}/a.service.d/10.conf`,
      "*",
    ]);
    put("w/a.service", text);
    expect(filesOf("w/a.service")).toEqual(["*", `/${vendor}/a.service.d/10.conf`, "/w/a.service.d/20.conf"]);
  });
  test("is that of the manager the path names", () => {
    put("machine/home/me/.config/systemd/user/a.service.d/10.conf", text);
    put(`${vendor}/a.service`, text);
    expect(filesOf("machine/home/me/.config/systemd/user/a.service.d/10.conf")).toBe("no-unit-file");
    put("machine/usr/lib/systemd/user/a.service", text);
    expect(filesOf("machine/home/me/.config/systemd/user/a.service.d/10.conf")).toEqual([
      "/machine/usr/lib/systemd/user/a.service",
      "*",
    ]);
  });
  test("tells nothing where both managers have the unit and nobody says which is meant", () => {
    put(`${vendor}/a.service`, text);
    put("machine/usr/lib/systemd/user/a.service", text);
    put("w/a.service.d/10.conf", text);
    expect(filesOf("w/a.service.d/10.conf")).toBe("ambiguous");
    expect(filesOf("w/a.service.d/10.conf", { scope: "user" })).toEqual([
      "/machine/usr/lib/systemd/user/a.service",
      "*",
    ]);
  });
  test("can be that of a system put together in a folder", () => {
    put("debian/app/usr/lib/systemd/system/a.service", text);
    put("debian/app/etc/systemd/system/a.service.d/10.conf", text);
    expect(filesOf("debian/app/usr/lib/systemd/system/a.service")).toEqual([
      "*",
      "/debian/app/etc/systemd/system/a.service.d/10.conf",
    ]);
  });
  test("counts a folder once that has two paths", () => {
    put(`${vendor}/a.service`, text);
    put(`${vendor}/a.service.d/10.conf`, text);
    link("machine/lib", "usr/lib");
    expect(filesOf(`${vendor}/a.service.d/10.conf`)).toEqual([`/${vendor}/a.service`, "*"]);
    expect(filesOf("machine/lib/systemd/system/a.service.d/10.conf")).toEqual([
      "/machine/lib/systemd/system/a.service",
      "*",
    ]);
  });
  test("has linked units, whatever the file they lead to is called", () => {
    put("machine/opt/app/other.service", text);
    link(`${system}/a.service`, "/opt/app/other.service");
    put(`${system}/a.service.d/10.conf`, text);
    expect(filesOf(`${system}/a.service.d/10.conf`)).toEqual(["/machine/opt/app/other.service", "*"]);
  });
});

describe("what the editor holds", () => {
  test("counts before the disk, and without it", () => {
    put("w/a.service", text);
    const open = {
      "w/a.service": "[Service]\n",
      "w/a.service.d/10.conf": "[Service]\nUser=a\n",
      "w/b.service.d/10.conf": text,
      "w/new/c.service": text,
    };
    expect(filesOf("w/a.service", { open })).toEqual(["*", "/w/a.service.d/10.conf"]);
    const parts = partsOf("w/a.service.d/10.conf", { open });
    expect(parts).toMatchObject({ rest: { before: [{ document: "[Service]\n" }] } });
    expect(filesOf("w/b.service.d/10.conf", { open })).toBe("no-unit-file");
    expect(filesOf("w/new/c.service", { open })).toEqual(["*"]);
  });
  test("is handed in again as the same object until it changes", () => {
    put("w/a.service", text);
    const texts = new Map([[at("w/a.service.d/10.conf"), text]]);
    const finder = new UnitPartsFinder("checked", {
      textAt: (path) => texts.get(path),
      paths: () => texts.keys(),
    });
    const first = partsOf("w/a.service", { finder });
    const again = partsOf("w/a.service", { finder });
    texts.set(at("w/a.service.d/10.conf"), "[Unit]\nAfter=b.service\n");
    const changed = partsOf("w/a.service", { finder });
    const part = (parts: UnitParts) => (parts.kind === "known" ? parts.rest.after[0] : undefined);
    expect(part(first)).toBeDefined();
    expect(part(again)).toBe(part(first));
    expect(part(changed)).not.toBe(part(first));
  });
});

test("what changes on disk is seen at the next question", () => {
  put("w/a.service", text);
  const finder = new UnitPartsFinder("checked", nothingOpen);
  expect(filesOf("w/a.service", { finder })).toEqual(["*"]);
  put("w/a.service.d/10.conf", text);
  expect(filesOf("w/a.service", { finder })).toEqual(["*", "/w/a.service.d/10.conf"]);
  put("w/a.service.d/10.conf", "[Service]\n");
  expect(partsOf("w/a.service", { finder })).toMatchObject({
    rest: { after: [{ document: "[Service]\n" }] },
  });
});

describe("the workspace", () => {
  test("holds what is not beside the file, before the machine", () => {
    put("w/units/a.service", text);
    put("w/overrides/a.service.d/10.conf", text);
    put(`${vendor}/a.service`, text);
    const workspace = ["w/units", "w/overrides"];
    expect(filesOf("w/overrides/a.service.d/10.conf", { workspace })).toEqual(["/w/units/a.service", "*"]);
    expect(filesOf("w/units/a.service", { workspace })).toEqual(["*", "/w/overrides/a.service.d/10.conf"]);
  });
  test("tells nothing where it has several", () => {
    for (const host of ["one", "two"]) {
      put(`w/${host}/a.service`, text);
      put(`w/${host}/b.service.d/10-${host}.conf`, text);
    }
    put("w/a.service.d/10.conf", text);
    put("w/b.service", text);
    const workspace = ["w/one", "w/two"];
    expect(filesOf("w/a.service.d/10.conf", { workspace })).toBe("ambiguous");
    expect(filesOf("w/b.service", { workspace })).toBe("ambiguous");
  });
  test("has type-wide drop-ins for its own units only", () => {
    put("w/a.service", text);
    put("w/other/service.d/10.conf", text);
    expect(filesOf("w/a.service", { workspace: ["w/other"] })).toEqual(["*"]);
  });
});

describe("nothing is known", () => {
  test("of a drop-in for many units", () => {
    put("w/foo-bar.service", text);
    put("w/foo-.service.d/10.conf", text);
    put("w/service.d/10.conf", text);
    expect(filesOf("w/foo-.service.d/10.conf")).toBe("many-units");
    expect(filesOf("w/service.d/10.conf")).toBe("many-units");
  });
  test("of a drop-in whose unit is not there, is masked, or is made some day", () => {
    put("w/a.service.d/10.conf", text);
    expect(filesOf("w/a.service.d/10.conf")).toBe("no-unit-file");
    put(`${vendor}/a.service`, text);
    put("w/a.service.in", text);
    expect(filesOf("w/a.service.d/10.conf")).toBe("template-source");
    link("w/a.service", "/dev/null");
    expect(filesOf("w/a.service.d/10.conf")).toBe("masked");
    put("w/b.service");
    put("w/b.service.d/10.conf", text);
    expect(filesOf("w/b.service.d/10.conf")).toBe("masked");
  });
  test("where a part is made some day or cannot be read", () => {
    put("w/a.service", text);
    put("w/a.service.d/10.conf.in", text);
    expect(filesOf("w/a.service")).toBe("template-source");
    expect(filesOf("w/a.service.d/10.conf.in")).toBe("template-source");
    put("w/b.service", text);
    mkdirSync(at("w/b.service.d/10.conf"), { recursive: true });
    expect(filesOf("w/b.service")).toBe("unreadable");
  });
  test("where a folder cannot be read", () => {
    put("w/a.service", text);
    link("w/a.service.d", "a.service.d");
    expect(filesOf("w/a.service")).toBe("unreadable");
  });
});

test("a file that may become a part is known by its name", () => {
  put("w/a@.service", text);
  put("w/a@x.service.d/10.conf", text);
  const { names } = partsOf("w/a@x.service.d/10.conf");
  const are = [
    "a@.service",
    "a@x.service",
    ".#a@x.service0123456789abcdef",
    "a@.service.d/x.conf",
    "service.d/x.conf",
  ];
  for (const path of are) expect([path, mayBePart(`/any/${path}`, names)]).toEqual([path, true]);
  const areNot = ["b.service", "a@y.service", "a@y.service.d/x.conf", "socket.d/x.conf", "x.conf"];
  for (const path of areNot) expect([path, mayBePart(`/any/${path}`, names)]).toEqual([path, false]);
});
