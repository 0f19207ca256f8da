import { describe, expect, test } from "vitest";
import { journalAddress, readJournalAddress } from "../../client/src/journals/journalAddress.ts";
import { filterWords, journalHead } from "../../client/src/journals/journalHead.ts";
import { namedFiles } from "../../client/src/journals/journalLinks.ts";
import { readTimeBack } from "../../client/src/journals/timeBack.ts";
import {
  type JournalFilter,
  type JournalSubject,
  journalArguments,
  terminalArguments,
} from "../../client/src/systemd/journalQuery.ts";
import { instancesPattern, namePattern } from "../../client/src/systemd/namePattern.ts";

const web: JournalSubject = { scope: "system", units: ["www@*.service"] };
const one: JournalSubject = { scope: "system", units: ["a.service"] };
const asked = (subject: JournalSubject, filter: JournalFilter, part: "past" | "coming") =>
  journalArguments({ subject, filter, uid: 1000 }, part).slice(4);

describe("what journalctl is asked for", () => {
  test("one unit and several by name, a pattern by name in the past alone", () => {
    expect(asked(one, {}, "coming")).toEqual(["--unit=a.service"]);
    expect(asked({ scope: "user", units: ["a.service", "b.service"] }, {}, "past")).toEqual([
      "--user-unit=a.service",
      "--user-unit=b.service",
    ]);
    expect(asked(web, {}, "past")).toEqual(["--unit=www@*.service"]);
    expect(asked(web, {}, "coming")).toEqual([]);
  });

  test("of a user's manager what its processes say, with those whose unit journald could not tell", () => {
    const all = ["_SYSTEMD_UNIT=user@1000.service", "+", "_UID=1000", "_TRANSPORT=stdout"];
    expect(asked({ scope: "user", units: [] }, {}, "coming")).toEqual(all);
    expect(asked({ scope: "user", units: ["a@*.service"] }, {}, "coming")).toEqual(all);
    // Every service of the system that runs as root would be among them.
    const root = { subject: { scope: "user", units: [] }, filter: {}, uid: 0 } as const;
    expect(journalArguments(root, "past").slice(4)).toEqual(["_SYSTEMD_UNIT=user@0.service"]);
  });

  test("the parts of a filter that journalctl knows", () => {
    expect(asked(one, { priority: 4, boot: "this" }, "past")).toEqual([
      "--priority=4",
      "--boot=0",
      "--unit=a.service",
    ]);
    expect(asked(one, { priority: 4, boot: "this" }, "coming")).toEqual(["--priority=4", "--unit=a.service"]);
    expect(asked(one, { boot: "previous" }, "past")).toEqual(["--boot=-1", "--unit=a.service"]);
  });

  test("in a terminal the same, with a little of the past", () => {
    const terminal = (subject: JournalSubject, filter: JournalFilter) =>
      terminalArguments({ subject, filter, uid: 1000 });
    expect(terminal(web, { priority: 3 })).toEqual([
      "--follow",
      "--lines=500",
      "--priority=3",
      "--unit=www@*.service",
    ]);
    expect(terminal(one, { since: 1_500_999 })).toEqual([
      "--follow",
      "--since=@1500",
      "--lines=all",
      "--unit=a.service",
    ]);
    expect(terminal(one, { boot: "previous" })).not.toContain("--follow");
  });
});

test("a document's address says whose journal it is, and takes nothing else", () => {
  for (const subject of [one, web, { scope: "user", units: [] }] as const) {
    expect(readJournalAddress(journalAddress(subject).query)).toEqual(subject);
  }
  expect(journalAddress(web).path).toBe("/Journal of www@*.service");
  expect(journalAddress({ scope: "user", units: ["a.service", "b.timer", "c.path"] }).path).toBe(
    "/Journal of a.service and 2 more (User)",
  );
  const refused = [
    ["--file=/etc/shadow"],
    ["a.service", "--help"],
    ["*\n.service"],
    ["a/../*.service"],
    [7],
    "a.service",
  ];
  for (const units of refused)
    expect(readJournalAddress(JSON.stringify({ scope: "system", units })), `${units}`).toBeUndefined();
  for (const query of ["", "{", "null", "[]", '{"scope":"other","units":[]}'])
    expect(readJournalAddress(query)).toBeUndefined();
});

test("the head of a document says what of the journal is shown", () => {
  expect(journalHead({ subject: web, filter: {} })).toBe("Journal of www@*.service");
  const since = new Date(2026, 0, 2, 3, 4, 5).getTime();
  const filter: JournalFilter = { priority: 4, since, boot: "this", invocations: ["0a"], text: "GET /" };
  expect(journalHead({ subject: one, filter })).toBe(
    'Journal of a.service: warnings and worse, since 2026-01-02 03:04:05, since the machine started, last run only, with "GET /"',
  );
  expect(filterWords({ text: "", invocations: [] })).toEqual([]);
});

test("times back are read as people write them", () => {
  const now = new Date(2026, 4, 6, 12, 30, 15, 500).getTime();
  const read = (text: string) => readTimeBack(text, now);
  expect(read("15 min")).toBe(now - 900_000);
  expect(read("2h")).toBe(now - 7_200_000);
  expect(read(" 3 days ")).toBe(now - 259_200_000);
  expect(read("1 week")).toBe(now - 604_800_000);
  expect(read("08:30")).toBe(new Date(2026, 4, 6, 8, 30).getTime());
  expect(read("2026-01-02")).toBe(new Date(2026, 0, 2).getTime());
  expect(read("2026-01-02 03:04")).toBe(new Date(2026, 0, 2, 3, 4).getTime());
  expect(read("2026-01-02T03:04:05")).toBe(new Date(2026, 0, 2, 3, 4, 5).getTime());
  for (const text of ["", " ", "yesterday", "5", "08:30 2026-01-02", "2026-01-0208:30", "--since"])
    expect(read(text), text).toBeUndefined();
});

test("the files that a journal names are found, with their lines", () => {
  const found = (text: string) =>
    namedFiles(text).map(({ path, line, column, from, to }) => [path, line, column, text.slice(from, to)]);
  expect(found("/etc/systemd/system/a.service:7: Unknown key")).toEqual([
    ["/etc/systemd/system/a.service", 7, undefined, "/etc/systemd/system/a.service:7"],
  ]);
  expect(found('  File "/srv/app/main.py", line 12, in run')).toEqual([
    ["/srv/app/main.py", 12, undefined, '/srv/app/main.py", line 12'],
  ]);
  expect(found("    at run (/srv/app/index.js:10:5)")).toEqual([
    ["/srv/app/index.js", 10, 5, "/srv/app/index.js:10:5"],
  ]);
  expect(found("in /srv/app/index.php on line 3")).toEqual([
    ["/srv/app/index.php", 3, undefined, "/srv/app/index.php on line 3"],
  ]);
  expect(found("error at /srv/app/main.c(7,3): bad")).toEqual([
    ["/srv/app/main.c", 7, 3, "/srv/app/main.c(7,3)"],
  ]);
  expect(found("see /etc/hosts.").map(([path]) => path)).toEqual(["/etc/hosts"]);
  expect(found("GET / 200, 3/4, http://a.example/b/c and a/b/c")).toEqual([]);
});

test("the pattern of an instance's template matches all its instances and no others", () => {
  const pattern = instancesPattern("esc\\x2daped@a-b.service") ?? "";
  expect(namePattern(pattern).test("esc\\x2daped@c.service")).toBe(true);
  expect(namePattern(pattern).test("escx2daped@c.service")).toBe(false);
  expect(instancesPattern("www@1.service")).toBe("www@*.service");
  expect(instancesPattern("www@a.b@c.socket")).toBe("www@*.socket");
  expect(instancesPattern("a.service")).toBeUndefined();
});
