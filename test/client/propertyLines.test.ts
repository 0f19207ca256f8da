import { expect, test } from "vitest";
import { propertyLines } from "../../client/src/systemd/propertyLines.ts";

const line = (name: string, value: unknown) => propertyLines(new Map([[name, value]]))[0];
const unset = 2n ** 64n - 1n;

test.each([
  ["Id", "a.service", "Id=a.service"],
  ["Description", "Two words", "Description=Two words"],
  ["Wants", ["a.service", "b.socket"], "Wants=a.service b.socket"],
  ["Environment", ["A=one two", "B=3"], 'Environment="A=one two" B=3'],
  ["CanStart", true, "CanStart=yes"],
  ["MainPID", 42, "MainPID=42"],
  ["CacheDirectoryMode", 0o755, "CacheDirectoryMode=0755"],
  ["KillMode", "process", "KillMode=process"],
  ["TasksMax", unset, "TasksMax=infinity"],
  ["TimeoutStartUSec", 90_000_000n, "TimeoutStartUSec=90 s"],
  ["ActiveEnterTimestamp", 1_700_000_000_000_000n, "ActiveEnterTimestamp=2023-11-14T22:13:20.000Z"],
  ["ActiveExitTimestamp", 0n, "ActiveExitTimestamp="],
  ["ActiveEnterTimestampMonotonic", 5_000_000n, "ActiveEnterTimestampMonotonic=5000000"],
  ["NextElapseUSecMonotonic", 5_000_000n, "NextElapseUSecMonotonic=5000000"],
  ["InvocationID", Buffer.from([1, 171]), "InvocationID=01ab"],
  [
    "ExecStart",
    [["/bin/sh", ["/bin/sh", "-c", "a b"], false, 0n]],
    'ExecStart={/bin/sh {/bin/sh -c "a b"} no 0}',
  ],
  ["Job", [0, "/"], "Job=0 /"],
])("%s is told as a line", (name, value, expected) => {
  expect(line(name, value)).toBe(expected);
});

test("properties stand in the order of their names", () => {
  expect(
    propertyLines(
      new Map([
        ["B", "2"],
        ["A", "1"],
      ]),
    ),
  ).toEqual(["A=1", "B=2"]);
});
