import { expect, test } from "vitest";
import { journalLine } from "../../client/src/journals/journalLine.ts";
import { type JournalEntry, parseJournalEntry } from "../../client/src/systemd/journalEntry.ts";
import { mostFieldBytes, readJournalExport } from "../../client/src/systemd/journalExport.ts";

test("journal entries: text, bytes, repeated fields, colours, what is none", () => {
  const [plain] = entries({ MESSAGE: "hello", PRIORITY: "3", SYSLOG_IDENTIFIER: "me", _PID: "7" });
  expect(plain).toEqual({
    cursor: "c",
    time: 1500,
    priority: 3,
    units: [],
    invocation: undefined,
    source: "me",
    pid: 7,
    message: "hello",
    length: 5,
  });
  const coloured = Buffer.from("\x1b[31mä\x1b[m\xff", "latin1");
  expect(entries({ MESSAGE: coloured, _COMM: "prog" })).toMatchObject([
    { message: "\ufffd\ufffd", source: "prog", priority: 6 },
  ]);
  expect(entries({ MESSAGE: Buffer.from("one\ntwo\n\n=") })).toMatchObject([{ message: "one\ntwo\n\n=" }]);
  expect(entries({ MESSAGE: "" })).toMatchObject([{ message: "" }]);
  expect(read(Buffer.from("MESSAGE=a\nMESSAGE=b\n__CURSOR=c\n\n"))).toMatchObject([{ message: "a\nb" }]);
  expect(read(Buffer.from("MESSAGE=without a place\n\n\n\n"))).toEqual([]);
  expect(read(Buffer.from("__CURSOR=c\nMESSAGE=cut off when journalctl was ended"))).toEqual([]);
});

test("entries are the same whatever pieces they come in", () => {
  const bytes = Buffer.concat(
    [
      { MESSAGE: "ä plain one", _PID: "1", UNIT: "a.service" },
      { MESSAGE: Buffer.from("two\nlines"), PRIORITY: "4" },
      { MESSAGE: Buffer.alloc(300, 10) },
      { MESSAGE: "" },
    ].map(spoken),
  );
  const whole = read(bytes);
  expect(whole.map((entry) => entry.length)).toEqual([12, 9, 300, 0]);
  for (let size = 1; size < 40; size++) expect(read(bytes, size), `pieces of ${size}`).toEqual(whole);
});

test("of a message without end only the beginning is kept, and its length told", () => {
  const half = 3 * mostFieldBytes;
  for (const message of [
    Buffer.alloc(2 * half, "x"),
    Buffer.concat([Buffer.alloc(half, "x\n"), Buffer.alloc(half)]),
  ]) {
    const [entry, next] = read(
      Buffer.concat([spoken({ MESSAGE: message }), spoken({ MESSAGE: "next" })]),
      5000,
    );
    expect(entry?.length).toBe(message.length);
    expect(entry?.message.length).toBeLessThanOrEqual(mostFieldBytes);
    expect(next?.message).toBe("next");
    if (entry === undefined) continue;
    expect(journalLine(entry, "one-unit").length).toBeLessThan(30_500);
    expect(journalLine(entry, "one-unit")).toMatch(/ … \(cut: 393,216 bytes in all\)$/);
  }
});

test("an entry is of the units that journalctl would find it for", () => {
  const unitsOf = (fields: Fields) => entries(fields)[0]?.units;
  expect(unitsOf({ _SYSTEMD_UNIT: "a.service" })).toEqual(["a.service"]);
  expect(unitsOf({ _PID: "1", UNIT: "a.service", _SYSTEMD_UNIT: "init.scope" })).toEqual([
    "a.service",
    "init.scope",
  ]);
  expect(unitsOf({ _PID: "2", UNIT: "a.service", _SYSTEMD_UNIT: "b.service" })).toEqual(["b.service"]);
  expect(unitsOf({ _UID: "0", COREDUMP_UNIT: "a.service", _SYSTEMD_UNIT: "dump@1.service" })?.[0]).toBe(
    "a.service",
  );
  expect(unitsOf({ _UID: "9", COREDUMP_UNIT: "a.service" })).toEqual([]);
  expect(unitsOf({ _SYSTEMD_USER_UNIT: "a.service", _SYSTEMD_UNIT: "user@1.service" })?.[0]).toBe(
    "a.service",
  );
});

test("a line has a time, a level where it matters, who and what", () => {
  const entry: JournalEntry = {
    cursor: "c",
    time: new Date(2026, 0, 2, 3, 4, 5, 6).getTime(),
    priority: 3,
    units: ["a@1.service", "init.scope"],
    invocation: undefined,
    source: "me",
    pid: 7,
    message: "one\ntwo\n",
    length: 8,
  };
  expect(journalLine(entry, "one-unit")).toBe("2026-01-02 03:04:05.006 [error] me[7]: one\n    two");
  expect(journalLine({ ...entry, priority: 6, pid: undefined, message: "x" }, "one-unit")).toBe(
    "2026-01-02 03:04:05.006 me: x",
  );
  expect(journalLine({ ...entry, message: "1 %\r2 %\r\nthree" }, "one-unit")).toMatch(
    /: 1 %\n {4}2 %\n {4}three$/,
  );
  expect(journalLine({ ...entry, priority: 4, message: "x" }, "several-units")).toBe(
    "2026-01-02 03:04:05.006 [warning] a@1.service me[7]: x",
  );
});

type Fields = Readonly<Record<string, string | Buffer>>;

const entries = (fields: Fields) => read(spoken(fields));

/** An entry as journalctl writes it: text as it is, bytes behind their length. */
function spoken(fields: Fields): Buffer {
  const all: Fields = { __CURSOR: "c", __REALTIME_TIMESTAMP: "1500000", ...fields };
  const parts = Object.entries(all).map(([name, value]) => {
    if (typeof value === "string") return Buffer.from(`${name}=${value}\n`);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(value.length));
    return Buffer.concat([Buffer.from(`${name}\n`), length, value, Buffer.from("\n")]);
  });
  return Buffer.concat([...parts, Buffer.from("\n")]);
}

function read(bytes: Buffer, size = bytes.length): readonly JournalEntry[] {
  const found: JournalEntry[] = [];
  const next = readJournalExport((fields) => {
    const entry = parseJournalEntry(fields);
    if (entry !== undefined) found.push(entry);
  });
  for (let at = 0; at < bytes.length; at += size) next(bytes.subarray(at, at + size));
  return found;
}
