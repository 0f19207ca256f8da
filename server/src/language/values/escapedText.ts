import { offsetOf, type Text } from "../text/text.ts";
import { type Findings, type Grammar, hasUnknownPiece, type ValueContext } from "./grammar.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";
import { cEscapeAt, type Unescaped } from "./wordSplit.ts";

/** Whether an escape may stand for the NUL character. */
type Nul = "taken" | "refused";

/** The text with its C escapes read, or where one stands that systemd does not know. */
type Reading =
  | { readonly kind: "text"; readonly text: Text }
  | { readonly kind: "unknown-escape"; readonly from: number; readonly to: number };

/** Reads the C escapes of a whole value, in which quotes and blanks are ordinary characters (measured). */
function unescapeValue(text: Text, nul: Nul, { version }: ValueContext): Reading {
  const { content } = text;
  if (!content.includes("\\")) return { kind: "text", text };
  let cooked = "";
  const origin: number[] = [];
  let at = 0;
  while (at < content.length) {
    const piece =
      content[at] === "\\" ? escapeAt(content, at, nul, version) : { content: content[at] ?? "", length: 1 };
    if (piece === undefined)
      return { kind: "unknown-escape", from: at, to: Math.min(at + 2, content.length) };
    for (let i = 0; i < piece.content.length; i++) origin.push(offsetOf(text, at));
    cooked += piece.content;
    at += piece.length;
  }
  origin.push(offsetOf(text, at));
  return { kind: "text", text: { content: cooked, origin } };
}

function escapeAt(content: string, at: number, nul: Nul, version: number): Unescaped | undefined {
  const zero = /\\(?:x00|000|u0000|U00000000)/y;
  zero.lastIndex = at;
  const [written] = zero.exec(content) ?? [];
  if (written !== undefined) return nul === "taken" ? { content: "\0", length: written.length } : undefined;
  if (version >= 262 && /^\\u[dD][89a-fA-F]/.test(content.slice(at, at + 4))) return undefined;
  return cEscapeAt(content, at);
}

function judgeEscapes(text: Text, nul: Nul, context: ValueContext, findings: Findings): Text | undefined {
  const reading = unescapeValue(text, nul, context);
  if (reading.kind === "text") return reading.text;
  const written = text.content.slice(reading.from, reading.to);
  findings.report("unknown-escape", text, reading.from, reading.to, [written]);
  return undefined;
}

/** Text with C escapes in which NUL may stand, and no specifiers: the data of a credential. */
export const escapedData: Grammar = {
  judge: (text, context, findings) => void judgeEscapes(text, "taken", context, findings),
  explain(text, _context, explanation) {
    if (text.content !== "") explanation.token("string", text, 0, text.content.length);
  },
};

/** StandardInputText=: C escapes first, then specifiers; each assignment is a line of the input. */
export const inputText: Grammar = {
  judge(text, context, findings) {
    const unescaped = judgeEscapes(text, "refused", context, findings);
    if (unescaped === undefined) return;
    const expansion = expandSpecifiers(unescaped, context);
    if (expansion.kind === "unknown-letter") {
      findings.report("unknown-specifier", unescaped, expansion.at, expansion.at + 2, [expansion.letter]);
    }
  },
  explain(text, context, explanation) {
    if (text.content === "") return;
    const unescaped = unescapeValue(text, "refused", context);
    const expansion = unescaped.kind === "text" ? expandSpecifiers(unescaped.text, context) : undefined;
    const read = expansion?.kind === "expanded" ? expansion.text.content : undefined;
    const isSpelt = read !== undefined && read !== text.content && !hasUnknownPiece(read);
    explanation.token("string", text, 0, text.content.length, isSpelt ? spell(read) : undefined);
  },
};

function spell(content: string): string {
  return `The program reads:\n\n${content
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")}`;
}
