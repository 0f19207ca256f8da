import { expect, test } from "vitest";
import { filesOutcome, jobOutcome } from "../../client/src/commands/outcome.ts";
import { busSockets, explainUnreachable, socketsOf } from "../../client/src/systemd/busAddress.ts";
import { fromBusError } from "../../client/src/systemd/errors.ts";
import type { UnitDetails } from "../../client/src/systemd/manager.ts";
import { wslAdvice } from "../../client/src/systemd/wslConf.ts";
import { clockTime, unitTooltip } from "../../client/src/units/unitTooltip.ts";
import { failed, inactive, unit } from "./units.ts";

const details: UnitDetails = {
  description: "Serves",
  fragmentPath: "/etc/systemd/system/a.service",
  dropInPaths: [],
  documentation: [],
  fileState: "enabled",
  since: 1_000_000,
  needsReload: false,
  mainPid: 42,
  result: "success",
  exitStatus: 0,
  statusText: undefined,
  memory: 5 * 1024 * 1024,
  triggers: [],
  loadError: undefined,
};

test.each([
  ["org.freedesktop.DBus.Error.AccessDenied", "access-denied"],
  ["org.freedesktop.DBus.Error.InteractiveAuthorizationRequired", "access-denied"],
  ["org.freedesktop.systemd1.NoSuchUnit", "no-such-unit"],
  ["org.freedesktop.systemd1.UnitMasked", "masked"],
  ["org.freedesktop.DBus.Error.NoReply", "timed-out"],
  ["org.freedesktop.DBus.Error.ServiceUnknown", "disconnected"],
  ["org.freedesktop.systemd1.OnlyByDependency", "refused"],
])("%s is told by its name", (name, kind) => {
  expect(fromBusError(name, "Text in any language")).toMatchObject({ kind, origin: name });
});

test("a job that is done needs no words, every other end says why", () => {
  const end = (result: string) => ({ result, conditionUnmet: false });
  expect(jobOutcome("start", "a.service", end("done"), undefined)).toBeUndefined();
  expect(
    jobOutcome("start", "a.service", end("failed"), { ...details, result: "exit-code", exitStatus: 3 }),
  ).toEqual({
    kind: "failed",
    message: "Could not start a.service: its process exited with status 3.",
  });
  expect(jobOutcome("start", "a.service", { result: "done", conditionUnmet: true }, undefined)?.kind).toBe(
    "warning",
  );
  const results = [
    "failed",
    "canceled",
    "timeout",
    "dependency",
    "skipped",
    "invalid",
    "assert",
    "unsupported",
    "once",
    "of-tomorrow",
  ];
  const messages = results.map((result) => jobOutcome("start", "a.service", end(result), undefined)?.message);
  expect(new Set(messages).size).toBe(results.length);
});

test("enabling what has no [Install] section says so", () => {
  const enable = { verb: "enable", unit: "a.service", lasting: "for-good" } as const;
  expect(filesOutcome(enable, { changed: [], hasInstallSection: false })?.message).toMatch(/\[Install\]/);
  expect(filesOutcome(enable, { changed: [], hasInstallSection: true })).toBeUndefined();
});

test("the system bus is where systemd puts it, unless the environment says another place", () => {
  const around = { uid: 1000, platform: "linux", root: "/" };
  expect(busSockets("system", { ...around, env: {} })).toEqual(["/run/dbus/system_bus_socket"]);
  expect(
    busSockets("system", { ...around, env: { DBUS_SYSTEM_BUS_ADDRESS: "unix:path=/a%20b/bus,guid=1" } }),
  ).toEqual(["/a b/bus"]);
  expect(busSockets("user", { ...around, env: { XDG_RUNTIME_DIR: "/run/user/1000" } })).toEqual([
    "/run/user/1000/bus",
  ]);
  expect(
    busSockets("user", {
      ...around,
      env: { DBUS_SESSION_BUS_ADDRESS: "unix:abstract=/x;unix:guid=1,path=/y" },
    }),
  ).toEqual(["/y", "/run/user/1000/bus"]);
  expect(busSockets("user", { ...around, uid: undefined, env: {} })).toEqual([]);
  expect(socketsOf("tcp:host=a,path=b;unixexec:path=c")).toEqual([]);
});

test("each cause of unreachability has its own reason and a way out", () => {
  const cause = (code: string, platform: string) =>
    explainUnreachable("system", code, { env: {}, uid: 0, platform, root: "/nowhere" });
  expect(cause("ENOENT", "darwin").cause).toBe("not-linux");
  expect(cause("ENOENT", "linux").cause).toBe("no-systemd");
  expect(cause("EACCES", "linux").cause).toBe("refused");
  expect(cause("AUTH", "linux").cause).toBe("refused");
  expect(cause("LOST", "linux").cause).toBe("lost");
  const all = [
    cause("ENOENT", "win32"),
    cause("ENOENT", "linux"),
    cause("EPERM", "linux"),
    cause("LOST", "linux"),
  ];
  expect(new Set(all.map((one) => one.reason)).size).toBe(4);
  expect(all.every((one) => one.advice.endsWith("."))).toBe(true);
});

test.each([
  ["", "Write systemd=true under [boot]"],
  ["[network]\nhostname=a\n", "Write systemd=true under [boot]"],
  ["[boot]\nsystemd=false\n", "Change systemd=false to systemd=true"],
  ["[boot]\nsystemd=true\n", "run wsl --shutdown in Windows. If that does not help"],
  ["[boot\n=\0", "Write systemd=true under [boot]"],
])("WSL without systemd says what to change: %j", (conf, wanted) => {
  expect(wslAdvice(conf)).toContain(wanted);
});

test("a tooltip tells the facts and takes names as text", () => {
  const since = new Date(2026, 0, 2, 3, 4, 5).getTime();
  const text = unitTooltip(
    unit("a\\x2db_c.service"),
    { ...details, since, needsReload: true },
    since + 90_000,
  );
  expect(text).toContain("**a\\\\x2db\\_c.service** — Serves");
  expect(text).toContain("running since 03:04:05");
  expect(text).toContain("5.0 MiB");
  expect(text).toContain("changed on disk");
  expect(text).not.toContain("Result");
  expect(unitTooltip(unit("a.service", failed), { ...details, result: "oom-kill" }, 0)).toContain(
    "Result: oom\\-kill",
  );
});

test("a tooltip says nothing twice", () => {
  const masked = unit("a.service", { ...inactive, loadState: "masked", fileState: "masked" });
  const about = { description: "a.service", mainPid: undefined, memory: undefined, fragmentPath: "" };
  const loadError = "Unit a.service is masked.";
  expect(unitTooltip(masked, { ...details, ...about, loadError }, 0)).toBe(
    "**a.service**\n\n- State: masked",
  );
});

test("a tooltip says what the state of a unit's file means, where its word does not", () => {
  const tooltip = (fileState: string) => unitTooltip(unit("a.service", { fileState }), undefined, 0);
  expect(tooltip("disabled")).toMatch(/Enablement: disabled$/m);
  expect(tooltip("static")).toContain("something else starts it");
  expect(tooltip("bad")).toContain("Enablement: bad");
});

test.each([
  [new Date(2026, 0, 2, 3, 4, 5), "03:04:05"],
  [new Date(2025, 10, 20, 23, 59, 9), "2025-11-20 23:59:09"],
])("%s is told as %s", (date, words) => {
  expect(clockTime(date.getTime(), new Date(2026, 0, 2, 23).getTime())).toBe(words);
});
