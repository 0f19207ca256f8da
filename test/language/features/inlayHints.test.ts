import { describe, expect, test } from "vitest";
import type { AnalysedUnit, Viewpoint } from "../../../server/src/language/analysis.ts";
import { hover } from "../../../server/src/language/features/hover.ts";
import { inlayHints } from "../../../server/src/language/features/inlayHints.ts";
import { parseUnitName } from "../../../server/src/language/names/unitName.ts";
import { readCaretFixture, readFixture } from "../../support/fixture.ts";
import { analysed } from "../../support/language.ts";

function seen(unit: AnalysedUnit, instance?: string, machine?: Viewpoint["machine"]): AnalysedUnit {
  const name = instance === undefined ? undefined : parseUnitName(instance);
  return { ...unit, viewpoint: { ...(name && { instance: name }), ...(machine && { machine }) } };
}

/** The document with its hints in it, each in braces. */
function drawn(unit: AnalysedUnit): string {
  const { document } = unit.tree;
  let text = "";
  let last = 0;
  for (const { at, label } of inlayHints(unit, { from: 0, to: document.length })) {
    text += `${document.slice(last, at)}{${label}}`;
    last = at;
  }
  return text + document.slice(last);
}

function unitOf(marked: string): AnalysedUnit {
  const [file] = readFixture(marked);
  if (file === undefined) throw new Error("The fixture has no file.");
  return analysed(file);
}

const template =
  "#- /etc/systemd/system/getty@.service\n[Unit]\nDescription=On %I, %n\nAfter=dev-%i.device\n";

describe("what specifiers stand for", () => {
  test("stands behind each of them when a template is looked at as an instance", () => {
    expect(drawn(seen(unitOf(template), "getty@serial-by\\x2dpath.service"))).toBe(
      "[Unit]\nDescription=On %I{serial/by-path}, %n{getty@serial-by\\x2dpath.service}\n" +
        "After=dev-%i{serial-by\\x2dpath}.device\n",
    );
  });

  test("stands in an instance's own file without asking", () => {
    const own = template.replace("getty@", "getty@tty1");
    expect(drawn(unitOf(own))).toContain("On %I{tty1}, ");
  });

  test("is not told where nobody chose an instance, nor in plain units", () => {
    expect(drawn(unitOf(template))).not.toContain("{");
    expect(drawn(unitOf(template.replace("getty@", "getty")))).not.toContain("{");
  });

  test("comes from the machine where only that can tell", () => {
    const unit = unitOf("#- /etc/systemd/system/a@.service\n[Unit]\nDescription=%i on %H, %%, %m\n");
    expect(drawn(seen(unit, "a@x.service", new Map([["H", "alpha"]])))).toBe(
      "[Unit]\nDescription=%i{x} on %H{alpha}, %%, %m\n",
    );
  });

  test("is cut where it would push the line out of sight, and whole in its tooltip", () => {
    const path = "a".repeat(60);
    const unit = seen(
      unitOf("#- /etc/systemd/system/a@.service\n[Unit]\nDescription=%i\n"),
      `a@${path}.service`,
    );
    expect(inlayHints(unit, { from: 0, to: 100 })).toEqual([
      { at: 21, label: `${"a".repeat(31)}…`, whole: path },
    ]);
  });

  test("is given for the asked part only", () => {
    const unit = seen(unitOf(template), "getty@a.service");
    const from = unit.tree.document.indexOf("After");
    expect(inlayHints(unit, { from, to: from + 3 }).map(({ label }) => label)).toEqual(["a"]);
  });
});

test("pointing at %I of a chosen instance shows %i beside it, so that the difference is seen", () => {
  const { file, at } = readCaretFixture(template.replace("%I", "%$0I"));
  const unit = seen(analysed(file), "getty@a-b.service");
  expect(hover(unit, at)?.markdown).toBe(
    "**`%I`**: instance, unescaped.\n\nAs `getty@a-b.service`: `a/b`, while `%i` is `a-b`",
  );
});
