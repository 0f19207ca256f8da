import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const scopeName = "source.systemd-unit";
const grammarFile = new URL("../../syntaxes/systemd-unit.tmLanguage.json", import.meta.url);
const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");

await oniguruma.loadWASM(readFileSync(wasm));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: oniguruma.createOnigScanner,
    createOnigString: oniguruma.createOnigString,
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarFile, "utf8"), grammarFile.pathname),
});
const grammar = await registry.loadGrammar(scopeName);

/** One coloured piece of a line. Scopes go from the outermost in, without the grammar's name in each. */
export interface Piece {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Colours a text as an editor would, line by line. */
export function colour(text: string): readonly (readonly Piece[])[] {
  if (grammar === null) throw new Error(`no grammar for ${scopeName}`);
  let state = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1).map((scope) => scope.replaceAll(".systemd-unit", "")),
    }));
  });
}

/** The text with, under each of its lines, what its pieces are; blanks and pieces without a scope are left out. */
export function annotate(text: string): string {
  return colour(text)
    .flatMap((pieces) => {
      let column = 0;
      const marks = pieces.map((piece) => {
        const mark = `${" ".repeat(column)}${"^".repeat(piece.text.length)} ${piece.scopes.join(" ")}`;
        column += piece.text.length;
        return piece.scopes.length === 0 || piece.text.trim() === "" ? [] : [mark];
      });
      return [`>${pieces.map((piece) => piece.text).join("")}`, ...marks.flat().map((mark) => ` ${mark}`)];
    })
    .join("\n");
}
