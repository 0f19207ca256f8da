import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newestVersion } from "../../../server/src/language/knowledge/directives.ts";
import { readOsRelease, systemdOf } from "../../../server/src/workspace/osRelease.ts";
import { findTargetVersion, readTargetVersion } from "../../../server/src/workspace/targetVersion.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "unitwright-root-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content = ""): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe("the systemd that files are judged for", () => {
  test.each([
    "usr/lib/systemd/libsystemd-shared-257.so",
    "usr/lib64/systemd/libsystemd-shared-257.10-1.fc42.so",
    "usr/lib/aarch64-linux-gnu/systemd/libsystemd-shared-257.so",
    "lib/systemd/libsystemd-shared-257.so",
  ])("is the installed one: %s", (path) => {
    put(path);
    put("etc/os-release", "ID=debian\nVERSION_ID=12\n");
    expect(findTargetVersion(root)).toEqual({ oldest: 257, newest: 257, source: "installed" });
  });
  test("is the newest of several, as in the middle of an upgrade", () => {
    put("usr/lib/systemd/libsystemd-shared-252.so");
    put("usr/lib/systemd/libsystemd-shared-257.so");
    expect(findTargetVersion(root)).toMatchObject({ newest: 257 });
  });
  test("is the distribution's where none is installed", () => {
    put("usr/lib/os-release", 'ID=ubuntu\nVERSION_ID="24.04"\n');
    mkdirSync(join(root, "etc"));
    symlinkSync("../usr/lib/os-release", join(root, "etc/os-release"));
    expect(findTargetVersion(root)).toEqual({ oldest: 255, newest: 255, source: "distribution" });
  });
  test("is never read outside the root", () => {
    put("etc/keep");
    const outside = mkdtempSync(join(tmpdir(), "unitwright-outside-"));
    writeFileSync(join(outside, "os-release"), "ID=debian\nVERSION_ID=10\n");
    symlinkSync(join(outside, "os-release"), join(root, "etc/os-release"));
    expect(findTargetVersion(root)).toMatchObject({ source: "newest" });
    rmSync(outside, { recursive: true });
  });
  test("is the newest known where nothing tells", () => {
    expect(findTargetVersion(root)).toEqual({
      oldest: newestVersion,
      newest: newestVersion,
      source: "newest",
    });
    expect(findTargetVersion(join(root, "missing"))).toMatchObject({ source: "newest" });
  });
});

describe("a target as people write it", () => {
  test.each([
    ["252", [252, 252]],
    ["v257", [257, 257]],
    ["239-262", [239, 262]],
    [" 239 - 262 ", [239, 262]],
  ])("%s", (text, ends) => {
    const target = readTargetVersion(text);
    expect([target?.oldest, target?.newest]).toEqual(ends);
  });
  test.each(["", "auto", "12", "262-239", "252.39", "-252", "252-", "9999"])("not %j", (text) => {
    expect(readTargetVersion(text)).toBeUndefined();
  });
});

describe("os-release", () => {
  test.each([
    ["ID=debian\nVERSION_CODENAME=forky\n", 262],
    ['ID="rocky"\nVERSION_ID="9.4"\nID_LIKE="rhel centos fedora"\n', 252],
    ['ID="rhel"\nVERSION_ID="9.1"\n', 250],
    ['ID=linuxmint\nVERSION_ID=22\nID_LIKE="ubuntu debian"\nUBUNTU_CODENAME=noble\n', 255],
    ["ID='raspbian'\nVERSION_ID='12'\nID_LIKE=debian\n", 252],
    ['ID="ol"\nVERSION_ID="8.9"\nID_LIKE="fedora"\n', undefined],
    ["ID='ubuntu'\nVERSION_ID='24.10'\n", 256],
    ["ID=arch\n", undefined],
    ["ID=constructor\nVERSION_ID=toString\n", undefined],
  ])("%j ships %s", (text, version) => {
    expect(systemdOf(readOsRelease(text))).toBe(version);
  });
  test("of any text gives an answer", () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom("ID=debian", "[x]", "ID[]=a", 'VERSION_ID="', "__proto__=1", "ID"),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(systemdOf(readOsRelease(lines.join("\n"))) ?? 0).toBeTypeOf("number");
      }),
    );
  });
});
