import { describe, expect, test } from "vitest";
import {
  type DocumentSymbol,
  documentSymbols,
} from "../../../server/src/language/features/documentSymbols.ts";
import { foldingRanges } from "../../../server/src/language/features/folding.ts";
import { analysed } from "../../support/language.ts";

const unitOf = (text: string) => analysed({ path: "/etc/systemd/system/app.service", text, carets: [] });

/** The outline as an indented list, each entry with the first and the last line it covers. */
function outline(text: string): string {
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  const draw = (symbol: DocumentSymbol, indentation: string): string[] => [
    `${indentation}${symbol.name}${symbol.detail === "" ? "" : ` ${symbol.detail}`} ${lineOf(symbol.from)}-${lineOf(symbol.to)}`,
    ...symbol.children.flatMap((child) => draw(child, `${indentation}  `)),
  ];
  return documentSymbols(unitOf(text))
    .flatMap((symbol) => draw(symbol, ""))
    .join("\n");
}

/** What can be folded, as lines counted from one. */
function folds(text: string): readonly string[] {
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  return foldingRanges(unitOf(text)).map(({ kind, from, to }) => `${kind} ${lineOf(from)}-${lineOf(to)}`);
}

const file = `# A file
# with a heading
[Unit]
Description=An app

# Speaks of the program
[Service]
# Two commands
ExecStart=/bin/a \\
  # in between
  --long \\
  --longer

[X-Mine]
Key=value
`;

describe("the outline", () => {
  test("sections with their assignments, values on one line", () => {
    expect(outline(file)).toBe(
      [
        "[Unit] 3-4",
        "  Description An app 4-4",
        "[Service] 7-12",
        "  ExecStart /bin/a --long --longer 9-12",
        "[X-Mine] 14-15",
        "  Key value 15-15",
      ].join("\n"),
    );
  });
  test("every entry has a name, and what is selected lies in it", () => {
    for (const text of ["[]\n=x\n", "[", "[Unit", "[Unit]\nA=", file]) {
      for (const { name, from, to, selection, children } of documentSymbols(unitOf(text))) {
        expect(name).not.toBe("");
        expect(from <= selection.from && selection.to <= to).toBe(true);
        for (const child of children) expect(from <= child.from && child.to <= to).toBe(true);
      }
    }
  });
});

describe("folding", () => {
  test("sections, comments and continuations", () => {
    expect(folds(file)).toEqual([
      "comment 1-2",
      "section 3-4",
      "section 7-12",
      "continuation 9-12",
      "section 14-15",
    ]);
  });
  test("nothing of a single line", () => {
    expect(folds("# a\n[Unit]\n\n[Service]\n\n\n")).toEqual([]);
    expect(folds("[Unit]\n# about the service\n[Service]\n")).toEqual([]);
  });
});
