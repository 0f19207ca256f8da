// Every file of any bytes gets a verdict, in steps that grow with its length and no faster.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveUnit } from "../../../server/src/language/effectiveUnit.ts";
import { judge } from "../../../server/src/language/judge.ts";
import { measuredVersions } from "../../../server/src/language/knowledge/generated/directives.ts";
import { messageOf } from "../../../server/src/language/problems/catalogue.ts";
import { textOfBytes } from "../../../server/src/workspace/byteText.ts";
import { bytesLike, documents, unitPaths } from "../../support/arbitraries.ts";
import { analysed } from "../../support/language.ts";
import { countSteps } from "../../support/steps.ts";

test("any bytes are judged, each problem inside the file and with a message", () => {
  fc.assert(
    fc.property(
      bytesLike(documents),
      unitPaths,
      fc.constantFrom(...measuredVersions),
      (bytes, path, version) => {
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
      },
    ),
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
    const steps = (size: number) => {
      const text = document(size);
      return countSteps(() => {
        const unit = analysed({ path: pathFor(text), text, carets: [] });
        judge(unit, effectiveUnit(unit, []));
      });
    };
    // The first run pays for what is made once.
    steps(10);
    const [small, large] = [steps(200), steps(800)];
    expect(large / small).toBeLessThan(6);
  });
});

function pathFor(text: string): string {
  return text.startsWith("[Timer]") ? "/a.timer" : "/a.service";
}
