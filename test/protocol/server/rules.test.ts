// udev's rules in an editor.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Editor, startEditor } from "./editor.ts";

const uri = "file:///etc/udev/rules.d/70-token.rules";

describe("a file of udev's rules", () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await startEditor({ settings: { targetVersion: "257" } });
  });
  afterAll(() => editor.stop());

  test("is judged as udev judges it, and again with every edit", async () => {
    editor.open(uri, 'ACTION="add", SUBSYSTEM=="usb", MODE="0664"\n');
    expect(await editor.diagnostics(uri)).toMatchObject([
      {
        code: "udev-wrong-operator",
        severity: 2,
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } },
        message: "`ACTION` takes `==` or `!=`, not `=`. udev drops the whole rule.",
        codeDescription: { href: expect.stringMatching(/\/udev\.html$/) },
      },
    ]);
    editor.replace(uri, 'ACTION="add"', 'ACTION=="add"');
    expect(await editor.codes(uri)).toEqual([]);
    editor.close(uri);
  });

  test("is one by its content where its name does not tell, and polkit's are none", async () => {
    const [ours, polkits] = ["file:///src/50-token.rules", "file:///usr/share/polkit-1/rules.d/50-x.rules"];
    editor.open(ours, 'KERNEL=="sd*" MODE="0660"\n');
    editor.open(polkits, "polkit.addRule(function(action) { return 1; });\n");
    expect(await editor.codes(ours)).toEqual(["udev-commas"]);
    expect(await editor.codes(polkits)).toEqual([]);
  });
});
