import type { Grammar, Word } from "./grammar.ts";
import { tokenOf } from "./number.ts";

/** The bits of an access mode: octal digits up to 7777; undefined for anything else (measured). */
export function readMode(content: string): number | undefined {
  if (!/^[ \t\n\r]*[0-7]+$/.test(content)) return undefined;
  const bits = Number.parseInt(content, 8);
  return bits <= 0o7777 ? bits : undefined;
}

/** The bits as `ls` shows them: `rw-r--r--`, with s and t where the upper bits are set. */
function spellMode(bits: number): string {
  const triple = (shift: number, special: number, letter: string) => {
    const part = (bits >> shift) & 7;
    const execute = (part & 1) !== 0;
    const isSpecial = (bits & special) !== 0;
    const last = isSpecial ? (execute ? letter : letter.toUpperCase()) : execute ? "x" : "-";
    return `${part & 4 ? "r" : "-"}${part & 2 ? "w" : "-"}${last}`;
  };
  return triple(6, 0o4000, "s") + triple(3, 0o2000, "s") + triple(0, 0o1000, "t");
}

/** An access mode in octal. */
export const mode: Grammar = {
  judge(text, _context, findings) {
    if (readMode(text.content) !== undefined) return;
    findings.report("not-mode", text, 0, text.content.length, [text.content]);
  },
  explain(text, { directive }, explanation) {
    const { content } = text;
    const bits = readMode(content);
    if (bits !== undefined) {
      const meaning = directive === "UMask" ? spellMask(bits) : `\`${spellMode(bits)}\``;
      tokenOf(text, "number", meaning, explanation);
    }
    const usual = directive === "UMask" ? usualMasks : usualModes;
    const words = usual.map((mode): Word => {
      const meaning = directive === "UMask" ? spellMask(Number.parseInt(mode, 8)) : spelled(mode);
      return { text: mode, meaning };
    });
    explanation.expect(text, 0, content.length, { kind: "words", words, areSamples: true });
  },
};

const usualModes = ["0755", "0750", "0700", "0660", "0644", "0600", "0666"];
const usualMasks = ["0022", "0027", "0077", "0007", "0002"];

function spelled(mode: string): string {
  return `\`${spellMode(Number.parseInt(mode, 8))}\``;
}

/** A mask takes rights away: what is left for files and for folders. */
function spellMask(bits: number): string {
  const left = (most: number) => `\`${spellMode(most & ~bits)}\``;
  return `Takes away \`${spellMode(bits)}\`: of new files ${left(0o666)} is left, of new folders ${left(0o777)}.`;
}
