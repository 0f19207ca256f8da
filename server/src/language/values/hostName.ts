import { slice, type Text } from "../text/text.ts";
import { type Findings, type Grammar, hasUnknownPiece, type ValueContext, type Word } from "./grammar.ts";
import { booleanOr, isBoolean, isTrue } from "./keyword.ts";
import { expandSpecifiers } from "./specifierExpansion.ts";

const longestName = 64;

/** ProtectHostname= since 258: yes, no or private, and perhaps a colon and a host name of the unit's own (measured). */
export function protectHostname(words: readonly Word[]): Grammar {
  const protection = booleanOr(words);
  return {
    judge(text, context, findings) {
      const { content } = text;
      const colon = content.indexOf(":");
      if (colon < 0) return protection.judge(text, context, findings);
      const before = slice(text, 0, colon);
      if (!judgeHostName(slice(text, colon + 1, content.length), context, findings)) return;
      if (isBoolean(before.content) && !isTrue(before.content)) {
        findings.report("host-name-unused", before, 0, colon);
      } else protection.judge(before, context, findings);
    },
    explain(text, context, explanation) {
      const { content } = text;
      const colon = content.indexOf(":");
      protection.explain(colon < 0 ? text : slice(text, 0, colon), context, explanation);
      if (colon < 0) return;
      explanation.token("string", text, colon + 1, content.length, "The host name that the unit sees.");
    },
  };
}

/** Judges a host name: letters, digits and dashes, in parts with dots between; whether it is good. */
function judgeHostName(text: Text, context: ValueContext, findings: Findings): boolean {
  const expansion = expandSpecifiers(text, context);
  const { length } = text.content;
  if (expansion.kind !== "expanded") {
    findings.report("unknown-specifier", text, expansion.at, expansion.at + 2, [expansion.letter]);
    return false;
  }
  const name = expansion.text.content;
  if (hasUnknownPiece(name)) return true;
  const why = hostNameMistake(name);
  if (why !== undefined) findings.report("not-host-name", text, 0, length, [name, why]);
  return why === undefined;
}

function hostNameMistake(name: string): string | undefined {
  if (name === "") return "it is empty";
  if (name.length > longestName) return `it has more than ${longestName} characters`;
  if (/[^A-Za-z0-9.-]/.test(name)) return "it holds letters, digits, dashes and dots only";
  if (name.split(".").includes("")) return "nothing stands between two of its dots, or at an end";
  return /(?:^|\.)-|-(?:\.|$)/.test(name) ? "none of its parts begins or ends with a dash" : undefined;
}
