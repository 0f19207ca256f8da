import type { Grammar } from "./grammar.ts";
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
  explain(text, _context, explanation) {
    const bits = readMode(text.content);
    if (bits !== undefined) tokenOf(text, "number", `\`${spellMode(bits)}\``, explanation);
  },
};
