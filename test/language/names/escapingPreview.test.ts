import { describe, expect, test } from "vitest";
import {
  type Naming,
  previewEscaping,
  type Spelling,
} from "../../../server/src/language/names/escapingPreview.ts";
import { restoreBackslashes } from "../../../server/src/language/names/lostBackslashes.ts";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";

const service: Naming = { kind: "type", type: "service" };
const device: Naming = { kind: "type", type: "device" };

function template(text: string): Naming {
  const name = parseUnitName(text);
  if (name?.kind !== "template") throw new Error(`${text} is no template.`);
  return { kind: "template", template: name };
}

function spell(spellings: readonly Spelling[]): readonly string[] {
  return spellings.map((one) => `${one.what}: ${"text" in one ? one.text : one.problem}`);
}

describe("into names", () => {
  const into = (text: string, naming: Naming, target = 257) =>
    spell(previewEscaping(text, naming, target).into);

  test("a path names a unit of the chosen type first, then what else it could be", () => {
    expect(into("/dev/disk/by-id/a b", device)).toEqual([
      "device unit of the path: dev-disk-by\\x2did-a\\x20b.device",
      "path, escaped: dev-disk-by\\x2did-a\\x20b",
      "text, escaped: -dev-disk-by\\x2did-a\\x20b",
      "object on the bus: /org/freedesktop/systemd1/unit/dev_2ddisk_2dby_5cx2did_2da_5cx20b_2edevice",
    ]);
  });

  test("a text becomes the instance of the chosen template", () => {
    expect(into("usb:0529-0600 usb", template("openct-handler@.service"))).toEqual([
      "instance by the text: openct-handler@usb:0529\\x2d0600\\x20usb.service",
      "text, escaped: usb:0529\\x2d0600\\x20usb",
      "unit that systemctl takes it for: usb:0529-0600\\x20usb.service",
      "object on the bus: /org/freedesktop/systemd1/unit/openct_2dhandler_40usb_3a0529_5cx2d0600_5cx20usb_2eservice",
    ]);
  });

  test("a path that cannot be a name says why", () => {
    expect(into("/a/../b", device, 252)[0]).toBe(
      "path, escaped: A path with .. in it has no name: write it without.",
    );
    expect(into(`/${"x".repeat(256)}`, device)[0]).toBe(
      "path, escaped: A part of the path has more than 255 bytes.",
    );
  });

  test("a name that is too long is the hashed one of the manager", () => {
    const path = `/srv/${"a".repeat(200)}/${"b".repeat(100)}`;
    const {
      into: [first],
    } = previewEscaping(path, { kind: "type", type: "mount" }, 257);
    expect(first).toMatchObject({ note: "cut and hashed by systemd: whole it has 311 bytes" });
    expect(first && "text" in first ? first.text : "").toMatch(/^srv-a+-b+_[0-9a-f]{16}\.mount$/);
    const instance = previewEscaping(path, template("a@.service"), 257).into[0];
    expect(instance).toMatchObject({ problem: "The name would have 315 bytes; systemd takes 255." });
  });

  test("nothing becomes nothing", () => {
    expect(previewEscaping("", service, 257)).toEqual({ into: [], outOf: [] });
  });
});

describe("out of names", () => {
  const outOf = (text: string) => spell(previewEscaping(text, service, 257).outOf);

  test("an instance's name gives its instance and its prefix back", () => {
    expect(outOf("getty@dev-tty1.service")).toEqual([
      "instance, unescaped: dev/tty1",
      "instance, unescaped as a path: /dev/tty1",
      "prefix, unescaped: getty",
      "prefix, unescaped as a path: /getty",
    ]);
  });

  test("a broken escape says where", () => {
    expect(outOf("a\\b-c")).toEqual([
      "text, unescaped: After the backslash at character 2 an x and two hex digits must follow.",
    ]);
  });

  test("a name that lost its backslashes gets them back", () => {
    expect(outOf("serial-getty@serial-byx2dpath-pci.service").slice(0, 2)).toEqual([
      "name with the backslashes that it lost: serial-getty@serial-by\\x2dpath-pci.service",
      "instance, unescaped: serial/by-path/pci",
    ]);
  });

  test("plain words stand for nothing else", () => {
    expect(outOf("hello")).toEqual([]);
  });
});

describe("lost backslashes", () => {
  test("are put back where a dash was escaped, and with it what else is usual in paths", () => {
    expect(restoreBackslashes("dev-disk-byx2did-ax20b.device")).toBe("dev-disk-by\\x2did-a\\x20b.device");
    expect(restoreBackslashes("linux20@a-bx2dc.service")).toBe("linux20@a-b\\x2dc.service");
  });

  test("are not suspected in names that need none", () => {
    for (const name of [
      "matrix2d.service",
      "linux20.device",
      "dev-sda.device",
      "a@b.service",
      "a@x2d.service",
    ]) {
      expect(restoreBackslashes(name)).toBeUndefined();
    }
    expect(restoreBackslashes("dev-by\\x2dax2db.device")).toBeUndefined();
  });
});
