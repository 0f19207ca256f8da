import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "../../../server/src/language/syntax/parse.ts";
import type { SyntaxNode } from "../../../server/src/language/syntax/tree.ts";
import { offsetOf } from "../../../server/src/language/text/text.ts";

/** Text that is rich in what the file grammar cares about. */
const unitText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "[Unit]",
        "[",
        "]",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "\\",
        "\\\n",
        "=",
        " ",
        "\t",
        "#",
        ";",
        "\ufeff",
      ),
      fc.constantFrom(
        "Description",
        "After",
        "a.service",
        "%i",
        '"',
        "'",
        "\udcff",
        "\uffff",
        "é",
        "😀",
        "{% if %}",
        "@x@",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

describe("a tree", () => {
  test("spells the document exactly, whatever it holds", () => {
    fc.assert(
      fc.property(unitText, fc.boolean(), (document, isTemplate) => {
        const { nodes } = parse(document, isTemplate ? { template: "placeholders" } : {});
        expect(nodes.map(({ from, to }) => document.slice(from, to)).join("")).toBe(document);
        let end = 0;
        for (const node of nodes) {
          expect(node.from).toBe(end);
          end = node.to;
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("has every key and value inside its node, character by character", () => {
    fc.assert(
      fc.property(unitText, (document) => {
        for (const node of parse(document).nodes) {
          if (node.kind !== "assignment") continue;
          expect(document[node.equals]).toBe("=");
          for (const text of [node.key, node.value]) {
            for (let i = 0; i < text.content.length; i++) {
              const at = offsetOf(text, i);
              expect(at >= node.from && at < node.to).toBe(true);
              // A backslash that continued the line reads as a blank; everything else is verbatim.
              if (document[at] !== text.content[i])
                expect([document[at], text.content[i]]).toEqual(["\\", " "]);
            }
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("takes a number of steps that grows with the document, not with its square", () => {
    const line = "Environment=A=1 \\\n  # a comment\n";
    const sizes = [1000, 2000, 4000].map((count) => parse(`[Service]\n${line.repeat(count)}`).nodes.length);
    expect(sizes).toEqual([2, 2, 2]);
  });
});

describe("an assignment", () => {
  const assignment = (document: string) =>
    parse(document).nodes.find(
      (node): node is Extract<SyntaxNode, { kind: "assignment" }> => node.kind === "assignment",
    );

  test("joins continued lines with one blank and keeps the comments between", () => {
    const found = assignment("A=one \\\n# note\n  two");
    expect(found?.value.content).toBe("one    two");
    expect(found?.comments).toHaveLength(1);
  });

  test("knows where each word of a continued value stands", () => {
    const document = "A=one \\\n  two";
    const value = assignment(document)?.value;
    expect(value && offsetOf(value, value.content.indexOf("two"))).toBe(document.indexOf("two"));
  });
});

describe("a template source", () => {
  test("has its control lines skipped", () => {
    const { nodes } = parse("[Unit]\n{% if x %}\nAfter=a.service\n{% endif %}\n", {
      template: "placeholders",
    });
    expect(nodes.map(({ kind }) => kind)).toEqual([
      "section",
      "template-control",
      "assignment",
      "template-control",
    ]);
  });
});
