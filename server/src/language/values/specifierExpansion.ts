import { unescapeText } from "../names/escape.ts";
import type { UnitName } from "../names/unitName.ts";
import { offsetOf, type Text } from "../text/text.ts";
import { findSpecifier, isInTable } from "../words/specifiers.ts";
import { type Explanation, type Findings, type Grammar, unknownPiece, type ValueContext } from "./grammar.ts";

/** The text with every specifier replaced, or where a letter stands that the table does not have. */
type Expansion =
  | { readonly kind: "expanded"; readonly text: Text }
  | { readonly kind: "unknown-letter"; readonly at: number; readonly letter: string };

/**
 * Replaces specifiers as systemd does before it looks at the value: `%%` by a percent sign, a known letter by what the unit's
 * name says it stands for, or an unknown piece, while `%` before anything but a letter or digit, or at the end, stays.
 */
export function expandSpecifiers(text: Text, context: ValueContext): Expansion {
  const { content } = text;
  const table = context.specifiers;
  if (table === undefined || !content.includes("%")) return { kind: "expanded", text };
  let expanded = "";
  const origin: number[] = [];
  let at = 0;
  while (at < content.length) {
    const letter = content[at + 1] ?? "";
    if (content[at] === "%" && /[A-Za-z0-9]/.test(letter)) {
      const specifier = findSpecifier(letter);
      if (specifier === undefined || !isInTable(specifier, table, context.version)) {
        return { kind: "unknown-letter", at, letter };
      }
      const value = valueFromName(letter, context.unit) ?? unknownPiece;
      expanded += value;
      for (let i = 0; i < value.length; i++) origin.push(offsetOf(text, at));
      at += 2;
    } else {
      expanded += content[at];
      origin.push(offsetOf(text, at));
      at += content[at] === "%" && letter === "%" ? 2 : 1;
    }
  }
  origin.push(offsetOf(text, at));
  return { kind: "expanded", text: { content: expanded, origin } };
}

/**
 * What a specifier stands for where the unit's own name tells it; undefined where it takes the machine, or an instance
 * of the template that nobody has chosen yet. An instance of a unit that has none is empty (measured).
 */
function valueFromName(letter: string, unit: UnitName | undefined): string | undefined {
  if (unit === undefined || unit.kind === "template") return undefined;
  const instance = unit.kind === "instance" ? unit.instance : "";
  switch (letter) {
    case "i":
      return instance;
    case "I":
      return unescaped(instance);
    case "n":
      return unit.name;
    case "N":
      return unit.name.slice(0, unit.name.lastIndexOf("."));
    case "p":
      return unit.prefix;
    case "P":
      return unescaped(unit.prefix);
    case "j":
      return lastPart(unit.prefix);
    case "J":
      return unescaped(lastPart(unit.prefix));
    default:
      return undefined;
  }
}

function unescaped(text: string): string | undefined {
  const reading = unescapeText(text);
  return reading.ok ? reading.text : undefined;
}

function lastPart(prefix: string): string {
  return prefix.slice(prefix.lastIndexOf("-") + 1);
}

/** `inner`, judged after the specifiers of the directive's table have been expanded. */
export function expanding(inner: Grammar): Grammar {
  return {
    judge: (text, context, findings) => judgeExpanded(text, context, findings, inner),
    explain: (text, context, explanation) => explainExpanded(text, context, explanation, inner),
  };
}

function judgeExpanded(text: Text, context: ValueContext, findings: Findings, inner: Grammar): void {
  const expansion = expandSpecifiers(text, context);
  if (expansion.kind === "expanded") inner.judge(expansion.text, context, findings);
  else findings.report("unknown-specifier", text, expansion.at, expansion.at + 2, [expansion.letter]);
}

function explainExpanded(text: Text, context: ValueContext, explanation: Explanation, inner: Grammar): void {
  const expansion = expandSpecifiers(text, context);
  inner.explain(expansion.kind === "expanded" ? expansion.text : text, context, explanation);
}
