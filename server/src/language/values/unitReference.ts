import { readUnitName, type UnitType } from "../names/unitName.ts";
import { type Grammar, hasUnknownPiece } from "./grammar.ts";
import { list } from "./list.ts";
import { expanding } from "./specifierExpansion.ts";
import { unitWords } from "./wordSplit.ts";

/** Which units may be named. */
export interface UnitReferenceRules {
  /** The types allowed; all where absent. */
  readonly types?: readonly UnitType[];
  /** What a template becomes: an instance with the unit's own instance or prefix, or nothing systemd takes (measured). */
  readonly templates: "instantiated" | "refused";
  /** Naming the unit itself makes systemd ignore the assignment. */
  readonly self?: "refused";
}

/** The name of one unit. Specifiers must have been expanded; a name with an unknown piece is not judged. */
function unitReference(rules: UnitReferenceRules): Grammar {
  return {
    judge(text, context, findings) {
      const { content } = text;
      const report = (
        code: "not-unit-name" | "wrong-unit-type" | "template-without-instance" | "own-name",
        arg = "",
      ) => findings.report(code, text, 0, content.length, [content, arg]);
      if (hasUnknownPiece(content)) return;
      const reading = readUnitName(content);
      if (!reading.ok) return report("not-unit-name", withType(content, rules));
      const { name } = reading;
      if (name.kind === "template" && rules.templates === "refused")
        return report("template-without-instance");
      if (rules.types !== undefined && !rules.types.includes(name.type)) {
        return report("wrong-unit-type", rules.types.map((type) => `.${type}`).join(" or "));
      }
      if (rules.self === "refused" && name.name === context.unit?.name) report("own-name");
    },
    explain(text, _context, explanation) {
      const { length } = text.content;
      if (length > 0) explanation.token("unit", text, 0, length);
      explanation.expect(text, 0, length, { kind: "units", types: rules.types ?? [] });
    },
  };
}

/** The name people mean when they leave the type out: the only type allowed, or else a service. */
function withType(content: string, rules: UnitReferenceRules): string {
  const [only] = rules.types ?? ["service"];
  const completed = `${content}.${only ?? "service"}`;
  return readUnitName(completed).ok && !content.includes(".") ? completed : "";
}

/** Blank-separated unit names; a bad one costs only itself. */
export const unitList: Grammar = list(
  unitWords,
  "word",
  expanding(unitReference({ templates: "instantiated" })),
);

/** One unit name, which the text fills to its ends. */
export function oneUnit(rules: UnitReferenceRules): Grammar {
  return expanding(unitReference(rules));
}
