import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

/** The languages of ours, by their ids. */
export type Language = "systemd-unit" | "udev-rules" | "systemd-journal";

const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");

await oniguruma.loadWASM(readFileSync(wasm));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: oniguruma.createOnigScanner,
    createOnigString: oniguruma.createOnigString,
  }),
  loadGrammar: async (scopeName) => {
    const file = new URL(
      `../../syntaxes/${scopeName.replace("source.", "")}.tmLanguage.json`,
      import.meta.url,
    );
    return textmate.parseRawGrammar(readFileSync(file, "utf8"), file.pathname);
  },
});
const grammars = {
  "systemd-unit": await registry.loadGrammar("source.systemd-unit"),
  "udev-rules": await registry.loadGrammar("source.udev-rules"),
  "systemd-journal": await registry.loadGrammar("source.systemd-journal"),
};

/** One coloured piece of a line. Scopes go from the outermost in, without the grammar's name in each. */
export interface Piece {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Colours a text as an editor would, line by line. */
export function colour(text: string, language: Language = "systemd-unit"): readonly (readonly Piece[])[] {
  const grammar = grammars[language];
  if (grammar === null) throw new Error(`no grammar for ${language}`);
  let state = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1).map((scope) => scope.replaceAll(`.${language}`, "")),
    }));
  });
}

/** The text with, under each of its lines, what its pieces are; blanks and pieces without a scope are left out. */
export function annotate(text: string, language?: Language): string {
  return colour(text, language)
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
