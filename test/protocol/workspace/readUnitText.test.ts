import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readUnitText } from "../../../server/src/workspace/readUnitText.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "unitwright-read-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

describe("reading a unit file", () => {
  test("gives its text, whatever the bytes", () => {
    writeFileSync(at("a.service"), Buffer.from([0x5b, 0x00, 0xff]));
    expect(readUnitText(at("a.service"))).toEqual({ kind: "text", text: "[\0\udcff" });
  });
  test("reads a file whose size is unknown beforehand to its end", () => {
    expect(readUnitText("/proc/self/status")).toMatchObject({
      kind: "text",
      text: expect.stringMatching(/^Name:(?:.*\n)+$/),
    });
  });
  test("reads what a folder was just listed with as it reads anything else", () => {
    const text = `# ${"x".repeat(200_000)}\n`;
    writeFileSync(at("long.service"), text);
    expect(readUnitText(at("long.service"), "file")).toEqual({ kind: "text", text });
    writeFileSync(at("empty.service"), "");
    expect(readUnitText(at("empty.service"), "file")).toEqual({ kind: "text", text: "" });
    expect(readUnitText(at("gone.service"), "file")).toMatchObject({ kind: "unreadable" });
    truncateSync(at("long.service"), 17 * 1024 * 1024);
    expect(readUnitText(at("long.service"), "file")).toEqual(readUnitText(at("long.service")));
  });
  test("takes a link to /dev/null for a masked unit", () => {
    symlinkSync("/dev/null", at("masked.service"));
    expect(readUnitText(at("masked.service"))).toEqual({ kind: "masked" });
  });
  test("opens no FIFO, folder, device or dangling link", () => {
    execFileSync("mkfifo", [at("fifo.service")]);
    mkdirSync(at("folder.service"));
    symlinkSync("nothing", at("dangling.service"));
    symlinkSync("circle.service", at("circle.service"));
    const kinds = ["fifo", "folder", "dangling", "circle"].map((name) => readUnitText(at(`${name}.service`)));
    expect([...kinds, readUnitText("/dev/zero")]).toEqual([
      { kind: "not-a-file", what: "a FIFO" },
      { kind: "not-a-file", what: "a folder" },
      { kind: "not-a-file", what: "a link to nothing" },
      { kind: "not-a-file", what: "a link that leads in a circle" },
      { kind: "not-a-file", what: "a device" },
    ]);
  });
  test("says why a file cannot be read", () => {
    expect(readUnitText(at("missing.service"))).toEqual({
      kind: "unreadable",
      why: "there is no such file or folder",
    });
    writeFileSync(at("huge.service"), "");
    truncateSync(at("huge.service"), 17 * 1024 * 1024);
    expect(readUnitText(at("huge.service"))).toMatchObject({
      kind: "unreadable",
      why: expect.stringContaining("larger than 16 MiB"),
    });
  });
});
