import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestWord } from "../../../server/src/language/words/nearest.ts";

const directives = [
  "After",
  "Before",
  "BindsTo",
  "BusName",
  "CPUQuota",
  "Conflicts",
  "Description",
  "Documentation",
  "Environment",
  "EnvironmentFile",
  "ExecCondition",
  "ExecReload",
  "ExecStart",
  "ExecStartPost",
  "ExecStartPre",
  "ExecStop",
  "ExecStopPost",
  "Group",
  "KillMode",
  "KillSignal",
  "LimitNOFILE",
  "ListenDatagram",
  "ListenStream",
  "MemoryHigh",
  "MemoryMax",
  "OnBootSec",
  "OnCalendar",
  "OnFailure",
  "PIDFile",
  "PartOf",
  "PrivateTmp",
  "ProtectHome",
  "ProtectSystem",
  "RemainAfterExit",
  "RequiredBy",
  "Requires",
  "Requisite",
  "Restart",
  "RestartSec",
  "RuntimeDirectory",
  "StandardError",
  "StandardInput",
  "StandardOutput",
  "StateDirectory",
  "SyslogIdentifier",
  "TimeoutSec",
  "TimeoutStartSec",
  "TimeoutStopSec",
  "Type",
  "UMask",
  "User",
  "WantedBy",
  "Wants",
  "WatchdogSec",
  "WorkingDirectory",
];

describe("finds what was meant", () => {
  test.each([
    ["Restat", "Restart"],
    ["ExecStrat", "ExecStart"],
    ["ExceStart", "ExecStart"],
    ["Wantedby", "WantedBy"],
    ["wantedby", "WantedBy"],
    ["WANTEDBY", "WantedBy"],
    ["Desription", "Description"],
    ["Discription", "Description"],
    ["Enviroment", "Environment"],
    ["EnviromentFile", "EnvironmentFile"],
    ["Aftre", "After"],
    ["Befor", "Before"],
    ["Require", "Requires"],
    ["Want", "Wants"],
    ["Tpye", "Type"],
    ["Usr", "User"],
    ["RestartSecs", "RestartSec"],
    ["Restart_Sec", "RestartSec"],
    ["restart-sec", "RestartSec"],
    ["TimeoutStart", "TimeoutStartSec"],
    ["WorkingDir", "WorkingDirectory"],
    ["WorkDirectory", "WorkingDirectory"],
    ["StandartOutput", "StandardOutput"],
    ["SysLogIdentifer", "SyslogIdentifier"],
    ["PIDfile", "PIDFile"],
    ["OnCalender", "OnCalendar"],
    ["ExecStartPrev", "ExecStartPre"],
    ["MemoryMaxx", "MemoryMax"],
  ])("%s → %s", (typed, meant) => {
    expect(nearestWord(typed, directives)).toBe(meant);
  });

  test("in values and section names too", () => {
    expect(nearestWord("Servcie", ["Unit", "Service", "Install"])).toBe("Service");
    expect(nearestWord("Instal", ["Unit", "Service", "Install"])).toBe("Install");
    const restarts = ["no", "always", "on-success", "on-failure", "on-abnormal", "on-abort", "on-watchdog"];
    expect(nearestWord("allways", restarts)).toBe("always");
    expect(nearestWord("on_failure", restarts)).toBe("on-failure");
    expect(nearestWord("onfaliure", restarts)).toBe("on-failure");
    expect(nearestWord("multiuser.target", ["graphical.target", "multi-user.target"])).toBe(
      "multi-user.target",
    );
  });
});

test.each(["Port", "Foo", "Exec", "Doc", "ListenAddress", "x", "", "MaxConnectionsPerSourceAddress"])(
  "suggests nothing for %s",
  (typed) => {
    expect(nearestWord(typed, directives)).toBeUndefined();
  },
);

test("prefers what differs in case alone over everything before it", () => {
  expect(nearestWord("users", ["User", "Userz", "USERS"])).toBe("USERS");
});

test("one slip in a long word is found, wherever it is", () => {
  const slip = fc
    .tuple(fc.constantFrom(...directives.filter((name) => name.length > 4)), fc.nat(), fc.nat(2))
    .map(([name, where, kind]) => {
      const at = where % (name.length - 1);
      const swapped = name.charAt(at + 1) + name.charAt(at);
      if (kind === 0) return { name, typed: name.slice(0, at) + name.slice(at + 1) };
      if (kind === 1) return { name, typed: `${name.slice(0, at)}x${name.slice(at)}` };
      return { name, typed: name.slice(0, at) + swapped + name.slice(at + 2) };
    });
  fc.assert(
    fc.property(slip, ({ name, typed }) => {
      // Several names can be one slip away: ExecStartP… lies between two. The true one alone must be found.
      expect(nearestWord(typed, [name])).toBe(name);
      expect(nearestWord(typed, directives)).toBeDefined();
    }),
  );
});

test("agrees with a plain count of slips", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(word, word, (typed, candidate) => {
      const slipped = slips(typed, candidate) <= Math.min(3, Math.floor((typed.length + 1) / 3));
      const near = slipped || (typed.length > 3 && candidate.startsWith(typed));
      expect(nearestWord(typed, [candidate])).toBe(near ? candidate : undefined);
    }),
    { numRuns: 2000 },
  );
});

/** The textbook recursion, without any cut-off. */
function slips(a: string, b: string, known = new Map<string, number>()): number {
  if (a === "" || b === "") return a.length + b.length;
  const key = `${a} ${b}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let least = Math.min(
    slips(a.slice(1), b, known) + 1,
    slips(a, b.slice(1), known) + 1,
    slips(a.slice(1), b.slice(1), known) + (a[0] === b[0] ? 0 : 1),
  );
  if (a.length > 1 && a[0] === b[1] && a[1] === b[0])
    least = Math.min(least, slips(a.slice(2), b.slice(2), known) + 1);
  known.set(key, least);
  return least;
}
