import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { isValidUnitName } from "../../../server/src/language/names/unitName.ts";
import { exitStatuses } from "../../../server/src/language/words/exitStatuses.ts";
import { readSignalName, signalName, signals } from "../../../server/src/language/words/signals.ts";
import { findSpecialUnit, specialUnits } from "../../../server/src/language/words/specialUnits.ts";

describe("signals", () => {
  // What systemd 252 answered.
  test.each([
    ["SIGTERM", 15],
    ["TERM", 15],
    ["SIGRTMIN", 34],
    ["RTMIN", 34],
    ["RTMIN+0", 34],
    ["SIGRTMIN+1", 35],
    ["RTMIN+01", 35],
    ["RTMIN+30", 64],
    ["RTMAX", 64],
    ["RTMAX-1", 63],
    ["SIGRTMAX-30", 34],
    ["SIGIO", 29],
    ["SIGCHLD", 17],
    ["SIGSTKFLT", 16],
  ])("%s is %i", (name, number) => {
    expect(readSignalName(name)).toEqual({ kind: "signal", number });
  });
  test.each(["RTMIN+31", "RTMAX-31"])("%s is beyond the last or the first", (name) => {
    expect(readSignalName(name)).toEqual({ kind: "out-of-range" });
  });
  const strangers = [
    "sigterm",
    "term",
    "RTMIN-1",
    "RTMAX+1",
    "RTMIN+ 1",
    "RTMIN+08",
    "SIG",
    "SIGSIGTERM",
    "SIGPOLL",
  ];
  test.each([...strangers, "SIGCLD", "SIGUNUSED", "SIG15", ""])("%s is none", (name) => {
    expect(readSignalName(name)).toEqual({ kind: "unknown" });
  });
  test("their names lead back to their numbers", () => {
    for (let number = 1; number <= 64; number++) {
      const name = signalName(number);
      if (number === 32 || number === 33) expect(name).toBeUndefined();
      else expect(name && readSignalName(name)).toEqual({ kind: "signal", number });
    }
    expect(signals.map(({ number }) => number)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
  });
});

describe("exit statuses", () => {
  test("names and numbers are each used once, in order", () => {
    const numbers = exitStatuses.map(({ status }) => status);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(new Set(exitStatuses.map(({ name }) => name)).size).toBe(exitStatuses.length);
  });

  const listed = spawnSync("systemd-analyze", ["exit-status", "--no-pager"], {
    encoding: "utf8",
    timeout: 10_000,
  });
  const version = Number(
    /^systemd (\d+)/.exec(
      spawnSync("systemd-analyze", ["--version"], { encoding: "utf8" }).stdout ?? "",
    )?.[1],
  );
  test.skipIf(listed.status !== 0)("are those of this machine's systemd", () => {
    const theirs = [...listed.stdout.matchAll(/^(\w+) +(\d+) (?:libc|LSB|BSD|systemd)$/gm)].map(
      ([, name, status]) => `${name} ${status}`,
    );
    const ours = exitStatuses.filter(({ since = 0 }) => since <= version);
    expect(ours.map(({ name, status }) => `${name} ${status}`)).toEqual(theirs);
  });
});

describe("special units", () => {
  test("have valid names, each once, and one sentence", () => {
    for (const { name, meaning } of specialUnits) {
      expect(isValidUnitName(name), name).toBe(true);
      expect(meaning, name).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(specialUnits.map(({ name }) => name)).size).toBe(specialUnits.length);
  });
  test("are found by name", () => {
    expect(findSpecialUnit("network-online.target")?.meaning).toContain("network");
    expect(findSpecialUnit("shop.service")).toBeUndefined();
  });
});
