import { expect, test } from "vitest";
import { type Act, asTyped, systemctlCommand, type Verb } from "../../client/src/systemd/acts.ts";
import { readCommand } from "../../client/src/systemd/commandWords.ts";
import { isPattern, namePattern } from "../../client/src/systemd/namePattern.ts";
import { possibleVerbs } from "../../client/src/systemd/possibleActs.ts";
import { runtimeProperties } from "../../client/src/systemd/runtimeProperties.ts";
import { failed, inactive, unit } from "./units.ts";

const typed = (act: Act) => asTyped(systemctlCommand(act, "system"));

test("every act has the command line that does the same", () => {
  expect(typed({ verb: "start", unit: "a.service" })).toBe("systemctl start a.service");
  expect(asTyped(systemctlCommand({ verb: "daemon-reload" }, "user"))).toBe("systemctl --user daemon-reload");
  expect(typed({ verb: "enable", unit: "a@1.service", lasting: "until-reboot" })).toBe(
    "systemctl enable --runtime a@1.service",
  );
  const signal = { name: "SIGHUP", number: 1 };
  expect(typed({ verb: "kill", unit: "a.service", whom: "all", signal })).toBe(
    "systemctl kill --signal=SIGHUP a.service",
  );
  expect(typed({ verb: "kill", unit: "a.service", whom: "main", signal })).toBe(
    "systemctl kill --signal=SIGHUP --kill-whom=main a.service",
  );
  expect(typed({ verb: "clean", unit: "a.service", what: ["cache", "logs"] })).toBe(
    "systemctl clean --what=cache,logs a.service",
  );
});

test("what systemctl has no verb for has the command line of the tool that does it", () => {
  const limits = runtimeProperties.flatMap(({ directive, read }) =>
    directive === "MemoryMax" ? (read("1G") ?? []) : [],
  );
  expect(typed({ verb: "set-property", unit: "-.slice", changes: limits, lasting: "until-reboot" })).toBe(
    "systemctl set-property --runtime -- -.slice MemoryMax=1G",
  );
  const command = ["/usr/bin/rsync", "-a", "/srv a/"] as const;
  const run = { verb: "run", unit: "run-1.service", description: "rsync", command, limits } as const;
  expect(asTyped(systemctlCommand(run, "user"))).toBe(
    "systemd-run --user --unit=run-1.service --description=rsync --property=MemoryMax=1G -- /usr/bin/rsync -a '/srv a/'",
  );
  expect(typed({ verb: "enable-linger", user: 1000 })).toBe("loginctl enable-linger 1000");
});

test.each([
  ["rsync  -a '/srv a/'", ["rsync", "-a", "/srv a/"]],
  ['sh -c "echo a; echo b"', ["sh", "-c", "echo a; echo b"]],
  ["a\\qb", "no escape"],
  ["echo 'open", "not closed"],
  ["  ", "No program"],
])("a command line is cut as systemd does: %s", (typed, wanted) => {
  const reading = readCommand(typed);
  if (reading.kind === "words") expect(reading.words).toEqual(wanted);
  else expect(reading.why).toContain(wanted);
});

test("names that a shell or systemctl would take for something else are safe to paste", () => {
  expect(typed({ verb: "stop", unit: "dev-disk-a\\x2db.device" })).toBe(
    "systemctl stop 'dev-disk-a\\x2db.device'",
  );
  expect(typed({ verb: "reload", unit: "-.mount" })).toBe("systemctl reload -- -.mount");
  expect(asTyped(["echo", "it's", ""])).toBe("echo 'it'\\''s' ''");
});

test.each([
  ["www@*.service", ["www@1.service", "www@.service"], ["www.service", "awww@1.service", "www@1.socket"]],
  ["www@?.service", ["www@1.service"], ["www@12.service", "www@.service"]],
  ["www@[1-3].*", ["www@1.service", "www@3.socket"], ["www@4.service", "www@-.service"]],
  ["www@[!1].service", ["www@2.service"], ["www@1.service"]],
  ["a+(b).ser*", ["a+(b).service"], ["aab.service"]],
  ["dev-a\\x2d*", ["dev-a\\x2db.device"], ["dev-ax2db.device"]],
  ["a[.service", ["a[.service"], ["a.service"]],
] as const)("the pattern %s matches names as systemctl's do", (pattern, matching, others) => {
  expect(isPattern(pattern) || pattern === "a[.service").toBe(true);
  for (const name of matching) expect(namePattern(pattern).test(name), name).toBe(true);
  for (const name of others) expect(namePattern(pattern).test(name), name).toBe(false);
});

test.each<[string, Parameters<typeof unit>, readonly Verb[]]>([
  [
    "a running service",
    ["a.service", { fileState: "enabled" }],
    [
      "stop",
      "restart",
      "try-restart",
      "reload",
      "kill",
      "set-property",
      "freeze",
      "thaw",
      "disable",
      "preset",
      "mask",
    ],
  ],
  [
    "a failed static service",
    ["a.service", { ...failed, fileState: "static" }],
    ["start", "reset-failed", "mask"],
  ],
  [
    "a stopped timer",
    ["a.timer", { ...inactive, fileState: "disabled" }],
    ["start", "clean", "enable", "preset", "mask"],
  ],
  ["a scope", ["a.scope", {}], ["stop", "kill", "set-property", "freeze", "thaw"]],
  ["a target", ["a.target", { ...inactive, fileState: "static" }], ["start", "isolate", "mask"]],
  [
    "the root of all slices",
    ["-.slice", { fileState: "static" }],
    ["kill", "set-property", "freeze", "thaw", "mask"],
  ],
  ["a device", ["a.device", {}], []],
  ["a masked service", ["a.service", { ...inactive, loadState: "masked", fileState: "masked" }], ["unmask"]],
  [
    "a unit whose file is not one",
    ["a.service", { ...inactive, loadState: "bad-setting", fileState: "enabled" }],
    ["disable", "preset", "mask"],
  ],
])("what is possible for %s", (_, args, verbs) => {
  expect([...possibleVerbs(unit(...args))]).toEqual(verbs);
});

test.each([
  "active",
  "inactive",
  "failed",
  "activating",
  "deactivating",
  "reloading",
  "maintenance",
] as const)("a unit that is %s can be started or stopped, never both", (activeState) => {
  const verbs = [...possibleVerbs(unit("a.service", { activeState }))];
  expect(verbs.filter((verb) => verb === "start" || verb === "stop")).toHaveLength(1);
});
