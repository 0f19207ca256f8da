import { type Grammar, unknownPiece, type Word } from "./grammar.ts";
import { list } from "./list.ts";
import { tupleWords } from "./wordSplit.ts";

/** Where documentation can lie, by the beginning of its address. */
const schemes: readonly (readonly [string, (rest: string) => string])[] = [
  ["http://", () => "A page of the web."],
  ["https://", () => "A page of the web."],
  ["file:/", () => "A file of this machine."],
  ["info:", (rest) => `A page of the Info manual: \`info ${rest}\`.`],
  ["man:", (rest) => spellManual(rest)],
];

function spellManual(rest: string): string {
  const [, page, section] = /^([^()]+)\(([^()]+)\)$/.exec(rest) ?? [];
  return `A manual page: \`man ${page === undefined ? rest : `${section} ${page}`}\`.`;
}

const beginnings: readonly Word[] = [
  { text: "man:", meaning: "A manual page, such as `man:systemd.service(5)`.", goesOn: true },
  { text: "https://", meaning: "A page of the web.", goesOn: true },
  { text: "http://", meaning: "A page of the web, not encrypted.", goesOn: true },
  { text: "file:/", meaning: "A file of this machine.", goesOn: true },
  { text: "info:", meaning: "A page of the Info manual.", goesOn: true },
];

/** Whether an unknown piece could still make a known beginning of what stands before it. */
function mayHaveScheme(content: string): boolean {
  const at = content.indexOf(unknownPiece);
  return at >= 0 && schemes.some(([beginning]) => beginning.startsWith(content.slice(0, at)));
}

/** One address: plain ASCII, something behind one of the known beginnings (uri(7), measured). */
const address: Grammar = {
  judge(text, _context, findings) {
    const { content } = text;
    const scheme = schemes.find(([beginning]) => content.startsWith(beginning))?.[0];
    const foreign = content.search(/[\u0080-\ufffe]/);
    if ((scheme === undefined || scheme === content) && !mayHaveScheme(content)) {
      findings.report("not-documentation", text, 0, content.length, [content]);
    } else if (foreign >= 0) {
      findings.report("not-ascii", text, foreign, foreign + 1, [content[foreign] ?? ""]);
    }
  },
  explain(text, _context, explanation) {
    const { content } = text;
    explanation.expect(text, 0, content.length, { kind: "words", words: beginnings });
    const found = schemes.find(([beginning]) => content.startsWith(beginning));
    if (found === undefined) return;
    explanation.token("string", text, 0, content.length, found[1](content.slice(found[0].length)));
  },
};

/** Documentation=: addresses, of which a bad one costs only itself. Specifiers must have been expanded. */
export const documentation: Grammar = list(tupleWords, "word", address);
