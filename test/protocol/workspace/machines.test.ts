import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountStanding } from "../../../server/src/workspace/accounts.ts";
import { Machines } from "../../../server/src/workspace/machines.ts";
import { followPath } from "../../../server/src/workspace/pathKind.ts";

let root = "";

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "unitwright-machine-")));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text = "", mode = 0o644): void {
  const place = join(root, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
  chmodSync(place, mode);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

const kindOf = (path: string, slow: readonly string[] = []) => followPath(root, path, new Set(slow)).kind;

test("a program is a file that somebody may execute", () => {
  put("/usr/bin/run", "", 0o755);
  put("/usr/bin/for-root", "", 0o100);
  put("/etc/text");
  expect(["/usr/bin/run", "/usr/bin/for-root", "/etc/text", "/etc", "/"].map((path) => kindOf(path))).toEqual(
    ["program", "program", "file", "folder", "folder"],
  );
});

test("links lead where they would lead in that system, and never out of it", () => {
  put("/usr/bin/real", "", 0o755);
  link("/bin", "usr/bin");
  link("/usr/bin/absolute", "/usr/bin/real");
  link("/usr/bin/relative", "../bin/real");
  link("/usr/bin/out", "../../../../../../../../../bin/sh");
  link("/usr/bin/gone", "/nowhere/at/all");
  const kinds = ["/bin/absolute", "/bin/relative", "/bin/out", "/bin/gone"].map((path) => kindOf(path));
  expect(kinds).toEqual(["program", "program", "absent", "absent"]);
});

test("links in a circle end, and tell nothing", () => {
  link("/usr/a", "b");
  link("/usr/b", "a");
  link("/usr/self", "self/self");
  expect([kindOf("/usr/a"), kindOf("/usr/self/x")]).toEqual(["unclear", "unclear"]);
});

test("nothing lies below a file", () => {
  put("/etc/text");
  expect(kindOf("/etc/text/more")).toBe("absent");
});

test("in an empty folder something may yet be mounted, except where systems have their programs", () => {
  mkdirSync(join(root, "srv/disk"), { recursive: true });
  mkdirSync(join(root, "usr/local/bin"), { recursive: true });
  put("/opt/other");
  const kinds = ["/srv/disk/run", "/usr/local/bin/run", "/opt/run"].map((path) => kindOf(path));
  expect(kinds).toEqual(["unclear", "absent", "absent"]);
});

test("no mount is entered in which looking may wait", () => {
  put("/net/share/run", "", 0o755);
  link("/usr/bin/run", "/net/share/run");
  expect(kindOf("/usr/bin/run")).toBe("program");
  expect(kindOf("/usr/bin/run", [join(root, "net")])).toBe("unclear");
});

test("accounts are those of the machine's own files, where nobody else is asked", () => {
  put("/etc/passwd", "shop:x:1000:1000::/:/bin/sh\n");
  put("/etc/group", "till:x:1001:\n");
  const standing = (kind: "user" | "group", name: string) => accountStanding(root, kind, name, new Set());
  expect([standing("user", "shop"), standing("user", "shopp"), standing("user", "till")]).toEqual([
    "present",
    "absent",
    "absent",
  ]);
  expect([standing("group", "till"), standing("group", "shop")]).toEqual(["present", "absent"]);
  put("/etc/nsswitch.conf", "passwd: files [SUCCESS=merge] systemd # as ever\ngroup: files ldap\n");
  expect([standing("user", "shopp"), standing("group", "shopp")]).toEqual(["absent", "unclear"]);
});

test.each([
  ["a file for systemd-sysusers", "/usr/lib/sysusers.d/shop.conf", 'u shop - "Shop"\n'],
  ["a record of a user", "/etc/userdb/shop.user", "{}"],
  ["systemd-homed", "/run/systemd/userdb/io.systemd.Home", ""],
])("%s may bring an account along", (_what, path, text) => {
  put("/etc/passwd", "root:x:0:0::/:/bin/sh\n");
  expect(accountStanding(root, "user", "shop", new Set())).toBe("absent");
  put(path, text);
  expect(accountStanding(root, "user", "shop", new Set())).toBe("unclear");
});

test("without a list of accounts nothing is known of them", () => {
  expect(accountStanding(root, "user", "shop", new Set())).toBe("unclear");
});

test("one run sees one machine", () => {
  put("/usr/bin/other");
  const machines = new Machines("once");
  const machine = machines.find(root, "/etc/systemd/system/a.service");
  expect(machine.kindOf("/usr/bin/run")).toBe("absent");
  put("/usr/bin/run", "", 0o755);
  expect(machines.find(root, "/etc/systemd/system/b.service")).toBe(machine);
  expect(machine.kindOf("/usr/bin/run")).toBe("absent");
});
