// Which instances of a template to offer, and what a typed text becomes as one. No VS Code in here.
import {
  escapePath,
  escapeText,
  type PathProblem,
  unescapeText,
} from "../../../server/src/language/names/escape.ts";
import {
  instantiate,
  parseUnitName,
  templateOf,
  type UnitName,
} from "../../../server/src/language/names/unitName.ts";

/** An instance that can be chosen, as it stands in the unit's name. */
export interface InstanceChoice {
  readonly instance: string;
  /** The unit's whole name. */
  readonly name: string;
  /** Where it comes from, or what it stands for. */
  readonly description: string;
}

/** What was typed as it is where that can be an instance, and escaped as path and as text where that is another. */
export function typedChoices(template: UnitName, typed: string): readonly InstanceChoice[] {
  if (typed === "") return [];
  const path = typed.startsWith("/") ? escapePath(typed, newest) : undefined;
  return choicesOf(template, [
    { instance: typed, description: "as typed" },
    ...(path?.ok ? [{ instance: path.text, description: "escaped as a path" }] : []),
    { instance: escapeText(typed), description: "escaped as a text" },
  ]);
}

/** The instances of a template among the names of units, and those that are given as they are. */
export function knownChoices(
  template: UnitName,
  names: readonly string[],
  instances: readonly string[],
): readonly InstanceChoice[] {
  const named = names.flatMap((text) => {
    const name = parseUnitName(text);
    return name?.kind === "instance" && templateOf(name) === template.name ? [name.instance] : [];
  });
  const all = [...new Set([...named, ...instances])].sort();
  return choicesOf(
    template,
    all.map((instance) => ({ instance, description: plainText(instance) })),
  );
}

/** Why a typed text can be no instance, as a sentence; undefined where it can be one. */
export function instanceProblem(template: UnitName, typed: string): string | undefined {
  if (typed === "" || typedChoices(template, typed).length > 0) return undefined;
  const path = typed.startsWith("/") ? escapePath(typed, newest) : undefined;
  if (path !== undefined && !path.ok) return pathProblems[path.problem.why];
  return "The name would be longer than the 255 bytes that systemd takes.";
}

/** systemd escapes paths alike since this release; where one knows better, the verdict on the name tells. */
const newest = 257;

const pathProblems: Readonly<Record<PathProblem["why"], string>> = {
  "dot-dot": "A path with .. in it cannot be escaped.",
  "only-dots": "This path names nothing.",
  "component-too-long": "A part of this path is longer than 255 bytes.",
  "too-long": "This path is longer than 4095 bytes.",
};

function choicesOf(
  template: UnitName,
  candidates: readonly Omit<InstanceChoice, "name">[],
): readonly InstanceChoice[] {
  const seen = new Set<string>();
  return candidates.flatMap((candidate) => {
    const unit = instantiate(template, candidate.instance);
    if (unit === undefined || seen.has(candidate.instance)) return [];
    seen.add(candidate.instance);
    return [{ ...candidate, name: unit.name }];
  });
}

function plainText(instance: string): string {
  const plain = unescapeText(instance);
  return plain.ok && plain.text !== instance ? plain.text : "";
}
