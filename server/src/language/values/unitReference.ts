import { escapedName } from "../names/escapedName.ts";
import { restoreBackslashes } from "../names/lostBackslashes.ts";
import {
  readUnitName,
  type UnitName,
  type UnitNameProblem,
  type UnitType,
  unitNameLimit,
  unitTypeOfSuffix,
  unitTypes,
} from "../names/unitName.ts";
import type { ProblemCode } from "../problems/catalogue.ts";
import { nearestWord } from "../words/nearest.ts";
import { findSpecialUnitWithoutType } from "../words/specialUnits.ts";
import { type Grammar, hasUnknownPiece, unknownPiece } from "./grammar.ts";
import { list } from "./list.ts";
import { expanding } from "./specifierExpansion.ts";
import { plainWords, unitWords } from "./wordSplit.ts";

/** Which units may be named. */
export interface UnitReferenceRules {
  /** The types allowed; all where absent. */
  readonly types?: readonly UnitType[];
  /** The type most likely meant where none is named. */
  readonly usual?: UnitType;
  /**
   * What a template becomes: an instance with the unit's own instance or prefix, nothing systemd takes, or, in [Install],
   * nothing else (measured).
   */
  readonly templates: "instantiated" | "refused" | "kept";
  /** Whether instances and templates of types that have none may be named all the same. */
  readonly instances?: "of-any-type";
  /** Naming the unit itself makes systemd ignore the assignment. */
  readonly self?: "refused";
}

/**
 * The name of one unit. Specifiers must have been expanded; of a name with an unknown piece, only the characters are
 * judged, and the type where it is known.
 */
function unitReference(rules: UnitReferenceRules): Grammar {
  return {
    judge(text, context, findings) {
      const { content } = text;
      const report = (code: ProblemCode, ...args: readonly string[]) =>
        findings.report(code, text, 0, content.length, [content, ...args]);
      if (hasUnknownPiece(content)) return judgeKnownParts(content, rules, report);
      const reading = readUnitName(content);
      if (!reading.ok)
        return report(
          "not-unit-name",
          spellNameProblem(reading.problem),
          meantName(content, reading.problem, rules, context.version),
        );
      const { name } = reading;
      if (name.kind === "template" && rules.templates === "refused")
        return report("template-without-instance");
      if (name.kind === "template" && rules.templates === "instantiated") {
        const { length } = instanceFrom(context.unit.name);
        if (content.length + length > unitNameLimit)
          return report("not-unit-name", `its instance has more than ${unitNameLimit} characters`, "");
      }
      if (rules.types !== undefined && !rules.types.includes(name.type)) {
        return report("wrong-unit-type", rules.types.map((type) => `.${type}`).join(" or "));
      }
      if (name.kind !== "plain" && rules.instances === undefined && !withInstances.has(name.type)) {
        return report("not-unit-name", `there are no instances of .${name.type} units`, "");
      }
      if (rules.self === "refused" && name.name === context.unit.name?.name) return report("own-name");
      const restored = restoreBackslashes(content);
      if (restored === undefined) return;
      findings.report("lost-backslashes", text, 0, content.length, [content, restored], "none");
    },
    explain(text, _context, explanation) {
      const { length } = text.content;
      if (length > 0) explanation.token("unit", text, 0, length);
      explanation.expect(text, 0, length, { kind: "units", types: rules.types ?? [] });
    },
  };
}

/** What a template that the unit names gets for its instance, or at least one character of it. */
function instanceFrom(unit: UnitName | undefined): string {
  switch (unit?.kind) {
    case "plain":
      return unit.prefix;
    case "instance":
      return unit.instance;
    default:
      return unknownPiece;
  }
}

function judgeKnownParts(
  content: string,
  rules: UnitReferenceRules,
  report: (code: ProblemCode, ...args: readonly string[]) => void,
): void {
  const foreign = content.search(foreignCharacter);
  if (foreign >= 0) {
    report("not-unit-name", `it must not hold \`${content[foreign]}\``, "");
    return;
  }
  const { length } = content.replaceAll(unknownPiece, "");
  if (length > unitNameLimit) {
    report("not-unit-name", spellNameProblem({ why: "too-long", length }), "");
    return;
  }
  const suffix = knownSuffix(content);
  if (suffix === undefined) return;
  const type = unitTypeOfSuffix(suffix);
  if (type === undefined) {
    report("not-unit-name", spellNameProblem({ why: "unknown-suffix", at: 0, suffix: `.${suffix}` }), "");
  } else if (rules.types !== undefined && !rules.types.includes(type)) {
    report("wrong-unit-type", rules.types.map((type) => `.${type}`).join(" or "));
  }
}

/** What no unit name holds, but for an unknown piece. */
export const foreignCharacter = /[^A-Za-z0-9:_.\\@\uffff-]/;

/** What stands behind the last dot, of a text with unknown pieces; undefined where one of them could hold the last. */
export function knownSuffix(content: string): string | undefined {
  const dot = content.lastIndexOf(".");
  return dot < 0 || hasUnknownPiece(content.slice(dot)) ? undefined : content.slice(dot + 1);
}

/** The types whose units can be made from a template (measured; systemd.unit(5) does not say). */
const withInstances: ReadonlySet<UnitType> = new Set(["service", "socket", "target", "timer", "path"]);

/** What keeps a text from being a unit's name, to go behind a colon. */
export function spellNameProblem(problem: UnitNameProblem): string {
  switch (problem.why) {
    case "empty":
      return "it is empty";
    case "too-long":
      return "it has more than 255 characters";
    case "no-suffix":
      return "it needs a type at its end, such as .service";
    case "unknown-suffix":
      return `there are no ${problem.suffix} units`;
    case "no-prefix":
      return "nothing stands before the type or the `@`";
    case "bad-character":
      return `it must not hold \`${problem.character}\``;
    default:
      return problem satisfies never;
  }
}

/**
 * The name that was probably meant: the one that a path or an instance spelt out has, that of a unit everybody has, or with a likely type at its end, or with the type
 * nearest to what stands there; else empty.
 */
function meantName(
  content: string,
  problem: UnitNameProblem,
  rules: UnitReferenceRules,
  version: number,
): string {
  const [type = rules.usual ?? "service"] = rules.types ?? [];
  const completed = `${content}.${type}`;
  if (problem.why === "unknown-suffix") {
    const near = nearestWord(problem.suffix.slice(1), rules.types ?? unitTypes);
    if (near !== undefined) return `${content.slice(0, problem.at)}.${near}`;
  } else if (problem.why === "bad-character") {
    const escaped = escapedName(content, version);
    return escaped !== undefined && (rules.types ?? unitTypes).includes(escaped.type) ? escaped.name : "";
  } else if (problem.why !== "no-suffix") return "";
  const special = findSpecialUnitWithoutType(content, rules.types ?? unitTypes);
  if (special !== undefined) return special.name;
  return readUnitName(completed).ok ? completed : "";
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

/** Sockets=: blank-separated names of sockets; a bad one costs only itself. */
export const socketList: Grammar = list(
  plainWords,
  "word",
  expanding(unitReference({ types: ["socket"], templates: "instantiated" })),
);
