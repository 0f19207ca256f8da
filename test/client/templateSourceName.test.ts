import { describe, expect, test } from "vitest";
import { isTemplateSource } from "../../client/src/templateSourceName.ts";
import { unitFileOf } from "../../server/src/language/units/unitFile.ts";

describe("a template source is told by its name", () => {
  test.each([
    ["/w/a.service.in", true],
    ["/w/a@.socket.j2", true],
    ["/w/a.service.d/x.conf.in", true],
    ["/w/service.d/x.conf.in", true],
    ["/w/a.service", false],
    ["/w/a.in", false],
    ["/w/x.conf.in", false],
    ["/w/myservice.d/x.conf.in", false],
    ["/w/a.service.txt", false],
  ])("%s: %s", (path, expected) => {
    const suffixes = ["", ".in", ".j2"];
    expect(isTemplateSource(path, suffixes)).toBe(expected);
    // The server sees units in the same files.
    expect(unitFileOf(path, suffixes.slice(1))?.template !== undefined).toBe(expected);
  });
});
