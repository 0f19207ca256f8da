import { specifierFromName } from "../names/specifierFromName.ts";
import { addOffsets, offsetOf, type Text } from "../text/text.ts";
import { escapedForms, findSpecifier, isInTable } from "../words/specifiers.ts";
import { type Explanation, type Findings, type Grammar, unknownPiece, type ValueContext } from "./grammar.ts";

/** The text with every specifier replaced, or where a letter stands that the table does not have. */
type Expansion =
  | { readonly kind: "expanded"; readonly text: Text }
  | { readonly kind: "unknown-letter"; readonly at: number; readonly letter: string };

/**
 * Replaces specifiers as systemd does before it looks at the value: `%%` by a percent sign, a known letter by what the unit's
 * name or its being the system manager's says it stands for, or an unknown piece, while `%` before anything but a letter or digit, or at the end, stays.
 */
export function expandSpecifiers(text: Text, context: ValueContext): Expansion {
  const { content } = text;
  const table = context.specifiers;
  if (table === undefined || !content.includes("%")) return { kind: "expanded", text };
  let expanded = "";
  const origin: number[] = [];
  let at = 0;
  while (at < content.length) {
    const percent = content.indexOf("%", at);
    const end = percent < 0 ? content.length : percent;
    expanded += content.slice(at, end);
    addOffsets(origin, text, at, end);
    at = end;
    if (percent < 0) break;
    const letter = content[at + 1] ?? "";
    if (/[A-Za-z0-9]/.test(letter)) {
      const specifier = findSpecifier(letter);
      if (specifier === undefined || !isInTable(specifier, table, context.version)) {
        return { kind: "unknown-letter", at, letter };
      }
      const ofManager = context.scope === "system" ? specifier.ofSystem : undefined;
      const { name } = context.unit;
      const value =
        (name && specifierFromName(letter, name)) ??
        ofManager ??
        context.unit.machine?.get(letter) ??
        unknownPiece;
      expanded += value;
      for (let i = 0; i < value.length; i++) origin.push(offsetOf(text, at));
      at += 2;
    } else {
      expanded += "%";
      origin.push(offsetOf(text, at));
      at += letter === "%" ? 2 : 1;
    }
  }
  origin.push(offsetOf(text, at));
  return { kind: "expanded", text: { content: expanded, origin } };
}

/** `inner`, judged after the specifiers of the directive's table have been expanded. */
export function expanding(inner: Grammar): Grammar {
  return {
    judge: (text, context, findings) => judgeExpanded(text, context, findings, inner),
    explain: (text, context, explanation) => explainExpanded(text, context, explanation, inner),
  };
}

function judgeExpanded(text: Text, context: ValueContext, findings: Findings, inner: Grammar): void {
  // Few values hold one.
  if (!text.content.includes("%")) {
    inner.judge(text, context, findings);
    return;
  }
  const expansion = expandSpecifiers(text, context);
  if (expansion.kind === "expanded") {
    const isGone = expansion.text.content === "" && text.content !== "";
    inner.judge(expansion.text, context, isGone ? atSource(text, findings) : findings);
  } else {
    const args = [expansion.letter, escapedForms[expansion.letter] ?? ""];
    findings.report("unknown-specifier", text, expansion.at, expansion.at + 2, args);
  }
}

/** Findings about what became nothing stand where its specifiers are written. */
function atSource(text: Text, findings: Findings): Findings {
  return {
    report: (code, _place, _from, _to, args, effect) =>
      findings.report(code, text, 0, text.content.length, args, effect),
  };
}

function explainExpanded(text: Text, context: ValueContext, explanation: Explanation, inner: Grammar): void {
  const expansion = expandSpecifiers(text, context);
  inner.explain(expansion.kind === "expanded" ? expansion.text : text, context, explanation);
}
