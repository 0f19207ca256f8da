// Every file of any bytes gets a verdict, in steps that grow with its length and no faster.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveUnit } from "../../../server/src/language/effectiveUnit.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { measuredVersions } from "../../../server/src/language/knowledge/generated/directives.ts";
import { messageOf } from "../../../server/src/language/problems/catalogue.ts";
import { bytesOfText, textOfBytes } from "../../../server/src/workspace/byteText.ts";
import { documents, unitPaths } from "../../support/arbitraries.ts";
import { analysed } from "../../support/language.ts";

/** Bytes that are nothing at all, and bytes that are unit files but for a few. */
const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(documents, fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }))
    .map(([document, changes]) => {
      const bytes = new Uint8Array(bytesOfText(document));
      for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
      return bytes;
    }),
);

test("any bytes are judged, each problem inside the file and with a message", () => {
  fc.assert(
    fc.property(anyBytes, unitPaths, fc.constantFrom(...measuredVersions), (bytes, path, version) => {
      const text = textOfBytes(bytes);
      const unit = analysed({ path, text, carets: [] }, version);
      const found = judge(unit, unit.file.kind === "unit" ? effectiveUnit(unit, []) : undefined);
      let last = 0;
      for (const problem of found) {
        const { from, to, line } = problem;
        expect(last <= from && from <= to && to <= text.length).toBe(true);
        expect(line).toBeGreaterThan(0);
        expect(messageOf(problem)).not.toBe("");
        last = from;
      }
    }),
    { numRuns: 1500 },
  );
});

test("one bad byte is found where it is, and ends the reading", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.integer({ min: 0x80, max: 0xff }), (length, byte) => {
      const good = new TextEncoder().encode(`[Service]\nExecStart=/bin/a\n# é\nNice=${"x".repeat(length)}`);
      const bytes = new Uint8Array([...good, byte, 10]);
      const text = textOfBytes(bytes);
      const unit = analysed({ path: "/a.service", text, carets: [] });
      const places = judge(unit).filter(({ consequence }) => consequence === "rest-dropped");
      expect(places.map(({ code, from }) => ({ code, from }))).toEqual([
        { code: "invalid-text", from: text.length - 2 },
      ]);
    }),
  );
});

/** Documents of `size` pieces, in which something that is read twice would be read far more often. */
const growing: readonly (readonly [string, (size: number) => string])[] = [
  ["lines", (size) => `[Service]\n${"Restart=always\nFoo=bar\n".repeat(size)}`],
  ["sections", (size) => "[Service]\n[Nothing]\n".repeat(size)],
  ["lines outside", (size) => "a\n=b\nc=d\n".repeat(size)],
  ["a list", (size) => `[Unit]\nAfter=${"a.service b ".repeat(size)}\n`],
  ["a continued list", (size) => `[Unit]\nAfter=${"a.service b \\\n# c\n".repeat(size)}\n`],
  ["quoted paths", (size) => `[Service]\nReadOnlyPaths=${'"/a b" c\\ d '.repeat(size)}\n`],
  ["a quote that never closes", (size) => `[Service]\nReadOnlyPaths="${"a ".repeat(size)}\n`],
  ["arguments", (size) => `[Service]\nExecStart=/bin/a ${'"$X" %n \\q ; -b '.repeat(size)}\n`],
  ["commands", (size) => `[Service]\nExecStart=${"-a ; @b c ; ".repeat(size)}\n`],
  [
    "specifiers",
    (size) => `[Service]\nDescription=${"%n%%% ".repeat(size)}\nWorkingDirectory=${"/%p".repeat(size)}\n`,
  ],
  ["a time span", (size) => `[Service]\nTimeoutSec=${"1s ".repeat(size)}x\n`],
  ["a calendar event", (size) => `[Timer]\nOnCalendar=${"1,".repeat(size)}1:00\n`],
  ["a size", (size) => `[Service]\nMemoryMax=${"1".repeat(size)}K\n`],
  ["a path", (size) => `[Service]\nRootDirectory=${"/a/.".repeat(size)}/..\n`],
  ["assignments", (size) => `[Service]\nEnvironment=${"A=b c ".repeat(size)}\n`],
  ["blanks", (size) => `[Service]\nRestart=${" ".repeat(size)}always${"\t".repeat(size)}\n`],
  ["backslashes", (size) => `[Service]\nEnvironment=A=${"\\\\".repeat(size)}\n`],
  ["brackets", (size) => `${"[".repeat(size)}\n[${"]".repeat(size)}\n`],
];

describe("steps grow with the length of", () => {
  test.each(growing)("%s", (_, document) => {
    const steps = (size: number) => countSteps(document(size));
    // The first run pays for what is made once.
    steps(10);
    const [small, large] = [steps(200), steps(800)];
    expect(large / small).toBeLessThan(6);
  });
});

/** The characters that are looked at or copied while a document is judged. */
function countSteps(text: string): number {
  let steps = 0;
  const { charCodeAt, slice } = String.prototype;
  const { slice: copy } = Array.prototype;
  // A spy of the test runner's would remember every call.
  Reflect.set(String.prototype, "charCodeAt", function (this: string, at: number) {
    steps++;
    return charCodeAt.call(this, at);
  });
  Reflect.set(String.prototype, "slice", function (this: string, from: number, to: number) {
    const part = slice.call(this, from, to);
    steps += part.length;
    return part;
  });
  Reflect.set(Array.prototype, "slice", function (this: unknown[], from: number, to: number) {
    const part = copy.call(this, from, to);
    steps += part.length;
    return part;
  });
  try {
    const unit = analysed({ path: pathFor(text), text, carets: [] });
    judge(unit, effectiveUnit(unit, []));
  } finally {
    Reflect.set(String.prototype, "charCodeAt", charCodeAt);
    Reflect.set(String.prototype, "slice", slice);
    Reflect.set(Array.prototype, "slice", copy);
  }
  return steps;
}

function pathFor(text: string): string {
  return text.startsWith("[Timer]") ? "/a.timer" : "/a.service";
}
