import { describe, expect, test } from "vitest";
import { systemLoadPath, userLoadPath } from "../../../server/src/workspace/loadPath.ts";

describe("the load path", () => {
  // What `systemd-analyze unit-paths` of 252.39 printed, on Debian 12.
  test("of the system manager lies under the root", () => {
    expect(systemLoadPath("/srv/image").map((folder) => folder.replace("/srv/image/", "/"))).toEqual([
      "/etc/systemd/system.control",
      "/run/systemd/system.control",
      "/run/systemd/transient",
      "/run/systemd/generator.early",
      "/etc/systemd/system",
      "/etc/systemd/system.attached",
      "/run/systemd/system",
      "/run/systemd/system.attached",
      "/run/systemd/generator",
      "/usr/local/lib/systemd/system",
      "/lib/systemd/system",
      "/usr/lib/systemd/system",
      "/run/systemd/generator.late",
    ]);
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
});
