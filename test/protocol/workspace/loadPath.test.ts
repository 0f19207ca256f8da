import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemLoadPath, userLoadPath } from "../../../server/src/workspace/loadPath.ts";

describe("the load path", () => {
  test("of the system manager lies under the root", () => {
    const path = systemLoadPath("/srv/image");
    expect(path).toContain("/srv/image/etc/systemd/system");
    expect(path.indexOf("/srv/image/etc/systemd/system")).toBeLessThan(
      path.indexOf("/srv/image/usr/lib/systemd/system"),
    );
  });
  test("of a user follows the environment", () => {
    expect(
      userLoadPath("/", { HOME: "/home/a", XDG_RUNTIME_DIR: "/run/user/7", XDG_DATA_DIRS: "x:/opt/share" }),
    ).toEqual([
      "/home/a/.config/systemd/user.control",
      "/run/user/7/systemd/user.control",
      "/run/user/7/systemd/transient",
      "/run/user/7/systemd/generator.early",
      "/home/a/.config/systemd/user",
      "/etc/xdg/systemd/user",
      "/etc/systemd/user",
      "/run/user/7/systemd/user",
      "/run/systemd/user",
      "/run/user/7/systemd/generator",
      "/home/a/.local/share/systemd/user",
      "/opt/share/systemd/user",
      "/usr/local/lib/systemd/user",
      "/usr/lib/systemd/user",
      "/run/user/7/systemd/generator.late",
    ]);
  });
  test("of a user without a home is the machine's", () => {
    expect(userLoadPath("/", {})).toContain("/etc/systemd/user");
  });
  test.skipIf(!hasAnalyze())("is the one systemd names itself", () => {
    expect(unitPaths("--system")).toEqual(systemLoadPath("/"));
    const home = mkdtempSync(join(tmpdir(), "unitwright-home-"));
    mkdirSync(join(home, "runtime"));
    const environment = { HOME: home, XDG_RUNTIME_DIR: join(home, "runtime") };
    expect(unitPaths("--user", environment)).toEqual(userLoadPath("/", environment));
    rmSync(home, { recursive: true });
  });
});

function hasAnalyze(): boolean {
  try {
    return /^systemd 252/.test(
      execFileSync("systemd-analyze", ["--version"], { encoding: "utf8", timeout: 5000 }),
    );
  } catch {
    return false;
  }
}

function unitPaths(scope: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const env = { PATH: process.env.PATH, ...environment };
  return execFileSync("systemd-analyze", ["unit-paths", scope], { encoding: "utf8", env, timeout: 10_000 })
    .trim()
    .split("\n");
}
