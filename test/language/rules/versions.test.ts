// What is newer than the target, moved, renamed, deprecated or gone: the words of the message for each.
import { describe, expect, test } from "vitest";
import { judgeBetween } from "../../../server/src/language/judgeBetween.ts";
import { messageOf } from "../../../server/src/language/problems/catalogue.ts";
import { unitFileOf } from "../../../server/src/language/units/unitFile.ts";

/** The messages about one line of a section, for the releases from `oldest` to `newest`. */
function said(section: string, line: string, oldest: number, newest = oldest): readonly string[] {
  const file = unitFileOf("/etc/systemd/system/app.service");
  if (file === undefined) throw new Error("no unit file");
  const document = `[${section}]\n${line}\n`;
  const found = judgeBetween({ document, file }, { oldest, newest }, "system");
  return found.map((problem) => `${problem.code}: ${messageOf(problem)}`);
}

describe("newer than the target", () => {
  test.each([
    ["Service", "RestartMode=direct", 252, "`RestartMode=` exists since systemd 254; the target is 252."],
    ["Service", "Type=notify-reload", 252, "`notify-reload` is known since systemd 253; the target is 252."],
    ["Unit", "FailureAction=soft-reboot", 252, "`soft-reboot` is known since systemd 254"],
    ["Service", "SystemCallFilter=@sandbox", 252, "`@sandbox` is known since systemd 254"],
    // Once a yes or a no, and now words of its own.
    [
      "Service",
      "PrivateTmp=disconnected",
      252,
      "`disconnected` is known since systemd 257; the target is 252.",
    ],
    ["Service", "PrivateUsers=full", 252, "`full` is known since systemd 258; the target is 252."],
    ["Service", "PrivateUsers=full", 257, "`full` is known since systemd 258; the target is 257."],
    ["Service", "ProtectHostname=private", 257, "`private` is known since systemd 258; the target is 257."],
    [
      "Service",
      "Environment=A=%D",
      252,
      "`%D` stands for something here since systemd 256; the target is 252.",
    ],
    [
      "Unit",
      "Wants=a-%q.service",
      250,
      "`%q` stands for something here since systemd 251; the target is 250.",
    ],
    ["Service", "ExecStart=|/bin/true", 257, "`|` is known since systemd 258; the target is 257."],
    ["Service", "ExecStart=:/bin/true", 241, "`:` is known since systemd 242; the target is 241."],
    ["Service", "ExecStart=-+/bin/true", 230, "`+` is known since systemd 231; the target is 230."],
  ])("[%s] %s for %i", (section, line, target, message) => {
    expect(said(section, line, target)).toEqual([expect.stringContaining(message)]);
    expect(said(section, line, 262)).toEqual([]);
    expect(said(section, line, target, 262)).toEqual([expect.stringContaining(message)]);
  });

  test("what no release takes stays what it is", () => {
    expect(said("Service", "PrivateTmp=maybe", 252)).toEqual([expect.stringMatching(/^not-boolean/)]);
    expect(said("Service", "ProtectHostname=private:app", 252)).toEqual([
      expect.stringContaining("known since systemd 258"),
    ]);
    expect(said("Service", "Environment=A=%Z", 252)).toEqual([expect.stringMatching(/^unknown-specifier/)]);
    expect(said("Service", "ExecStart=?/bin/true", 252)).toEqual([
      expect.stringMatching(/^command-not-absolute/),
    ]);
  });
});

describe("renamed and moved", () => {
  test("a directive that moved says where to, and that systemd takes it here too", () => {
    expect(said("Service", "StartLimitBurst=5", 252)).toEqual([
      "old-directive-name: `StartLimitBurst=` has moved to [Unit]; systemd still takes it in [Service].",
    ]);
    expect(said("Service", "StartLimitInterval=5", 252)).toEqual([
      "old-directive-name: `StartLimitInterval=` is the old name of `[Unit] StartLimitIntervalSec=`; systemd takes both.",
    ]);
  });

  test("an old name is no old name before the release that brought the new one, nor for a range that begins there", () => {
    const line = "ConditionKernelVersion=>6.1";
    expect(said("Unit", line, 262)).toEqual([expect.stringContaining("`ConditionVersion=`")]);
    expect(said("Unit", line, 257)).toEqual([]);
    expect(said("Unit", line, 252, 262)).toEqual([]);
    expect(said("Unit", line, 258, 262)).toEqual([expect.stringContaining("`ConditionVersion=`")]);
  });
});

describe("deprecated and removed", () => {
  test.each([
    ["Service", "KillMode=none", 246, "deprecated-word"],
    ["Service", "StandardOutput=syslog", 246, "deprecated-word"],
    ["Service", "ExecStart=!!/bin/true", 258, "deprecated-word"],
    ["Unit", "RequiresOverridable=a.service", 228, "deprecated-directive"],
    ["Service", "MemoryLimit=1G", 258, "removed-directive"],
    ["Service", "SysVStartPriority=5", 218, "removed-directive"],
  ])("[%s] %s since %i", (section, line, since, code) => {
    expect(said(section, line, since)).toEqual([expect.stringMatching(`^${code}: `)]);
    expect(said(section, line, since - 1).filter((one) => one.startsWith(code))).toEqual([]);
    // What systemd remarks on at either end is told.
    expect(said(section, line, since - 1, 262)).toContainEqual(expect.stringMatching(`^${code}: `));
  });
});
