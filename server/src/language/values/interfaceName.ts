import { byteLength } from "../text/utf8.ts";
import { type Grammar, hasUnknownPiece } from "./grammar.ts";
import { readNumber } from "./number.ts";

/** How long a name may be: that of an interface itself, or one of its alternative names, too. */
export type InterfaceNameKind = "own" | "alternative";

const mostBytes = { own: 15, alternative: 127 } as const;

/** What keeps a text from naming a network interface, to go behind a colon, and where; undefined where nothing does. */
export function interfaceMistake(
  content: string,
  kind: InterfaceNameKind,
): { readonly at?: number; readonly why: string } | undefined {
  if (content === "") return { why: "it is empty" };
  const number = readNumber(content);
  const isIndex = number.kind === "number" && number.value > 0n && number.value < 2n ** 31n;
  if (isIndex || /^[0-9]+$/.test(content)) return { why: "a number stands for an index, not for a name" };
  if (byteLength(content) > mostBytes[kind]) return { why: `it has more than ${mostBytes[kind]} characters` };
  if (["all", "default", ".", ".."].includes(content))
    return { why: "the kernel keeps this name for itself" };
  return foreignCharacter(content);
}

/** What is wrong however the specifiers are filled in. */
function foreignCharacter(content: string): { readonly at: number; readonly why: string } | undefined {
  const at = content.search(/[^!-~\uffff]|[:/%]/);
  return at < 0 ? undefined : { at, why: `it must not hold \`${content[at]}\`` };
}

/** The name of a network interface; whether there is one of this name, only the machine knows. */
export function interfaceName(kind: InterfaceNameKind): Grammar {
  return {
    judge(text, _context, findings) {
      const { content } = text;
      const mistake = hasUnknownPiece(content) ? foreignCharacter(content) : interfaceMistake(content, kind);
      if (mistake === undefined) return;
      const { at = 0, why } = mistake;
      const to = mistake.at === undefined ? content.length : at + 1;
      findings.report("not-interface-name", text, at, to, [content, why]);
    },
    explain(text, _context, explanation) {
      if (text.content !== "") explanation.token("string", text, 0, text.content.length);
    },
  };
}
