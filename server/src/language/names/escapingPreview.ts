import { busPathOfUnit } from "./busLabel.ts";
import {
  escapePath,
  escapeText,
  type Outcome,
  type PathProblem,
  type UnescapeProblem,
  unescapePath,
  unescapeText,
} from "./escape.ts";
import { restoreBackslashes } from "./lostBackslashes.ts";
import { mangle } from "./mangle.ts";
import { unitNameOfPath } from "./pathName.ts";
import { instantiate, parseUnitName, type UnitName, type UnitType, unitNameLimit } from "./unitName.ts";

/** What a text is to become the name of: a unit of a type, or an instance of a template. */
export type Naming =
  | { readonly kind: "type"; readonly type: UnitType }
  | { readonly kind: "template"; readonly template: UnitName };

/** One spelling of a text, or why there is none. `what` says in a few words which. */
export type Spelling =
  | { readonly what: string; readonly text: string; readonly note?: string }
  | { readonly what: string; readonly problem: string };

export interface EscapingPreview {
  /** The text as part of names. */
  readonly into: readonly Spelling[];
  /** What the text stands for, read as a name or a part of one. */
  readonly outOf: readonly Spelling[];
}

/**
 * Everything that systemd would make of a text, into names and out of them, as systemd-escape(1) answers and, where
 * that differs, as the manager names units. `target` is the version of systemd to follow.
 */
export function previewEscaping(text: string, naming: Naming, target: number): EscapingPreview {
  return text === ""
    ? { into: [], outOf: [] }
    : { into: intoNames(text, naming, target), outOf: outOfNames(text) };
}

function intoNames(text: string, naming: Naming, target: number): readonly Spelling[] {
  const names = text.startsWith("/")
    ? [...ofPath(text, naming, target), ...ofText(text, naming)]
    : ofText(text, naming);
  const mangled = mangle(text, {
    type: naming.kind === "type" ? naming.type : "service",
    globs: "escaped",
    target,
  });
  const isNew = !names.some((one) => "text" in one && one.text === mangled) && mangled !== text;
  const typed: readonly Spelling[] =
    mangled !== undefined && isNew ? [{ what: "unit that systemctl takes it for", text: mangled }] : [];
  const all = [...names, ...typed];
  const units = [...all.flatMap((one) => ("text" in one ? [one.text] : [])), text];
  const unit = units.find((name) => parseUnitName(name) !== undefined);
  return unit === undefined
    ? all
    : [...all, { what: "object on the bus", text: busPathOfUnit(unit), note: unit }];
}

function ofPath(path: string, naming: Naming, target: number): readonly Spelling[] {
  const escaped = escapePath(path, target);
  if (!escaped.ok) return [{ what: "path, escaped", problem: pathSentence(escaped.problem) }];
  return [
    naming.kind === "type"
      ? unitOfPath(path, escaped.text, naming.type, target)
      : ofInstance("path", escaped.text, naming.template),
    { what: "path, escaped", text: escaped.text },
  ];
}

function unitOfPath(path: string, escaped: string, type: UnitType, target: number): Spelling {
  const what = `${type} unit of the path`;
  const name = unitNameOfPath(path, type, target);
  const length = escaped.length + type.length + 1;
  if (!name.ok) return { what, problem: pathSentence(name.problem) };
  if (length <= unitNameLimit) return { what, text: name.text };
  return target < 251
    ? { what, problem: tooLong(length) }
    : { what, text: name.text, note: `cut and hashed by systemd: whole it has ${length} bytes` };
}

function ofText(text: string, naming: Naming): readonly Spelling[] {
  const escaped = escapeText(text);
  const named =
    naming.kind === "type"
      ? ofType(text, escaped, naming.type)
      : [ofInstance("text", escaped, naming.template)];
  return [...named, { what: "text, escaped", text: escaped }];
}

function ofType(text: string, escaped: string, type: UnitType): readonly Spelling[] {
  // Nobody names a unit after a path but as a path.
  if (text.startsWith("/")) return [];
  const what = `${type} unit of the text`;
  const name = `${escaped}.${type}`;
  return [name.length > unitNameLimit ? { what, problem: tooLong(name.length) } : { what, text: name }];
}

function ofInstance(from: "path" | "text", escaped: string, template: UnitName): Spelling {
  const what = `instance by the ${from}`;
  const instance = instantiate(template, escaped);
  if (instance !== undefined) {
    return {
      what,
      text: instance.name,
      note: from === "path" ? "%f gives the path back" : "%I gives the text back",
    };
  }
  return { what, problem: tooLong(template.name.length + escaped.length) };
}

function outOfNames(text: string): readonly Spelling[] {
  const restored = restoreBackslashes(text);
  const lost: readonly Spelling[] =
    restored === undefined ? [] : [{ what: "name with the backslashes that it lost", text: restored }];
  return [...lost, ...partsOf(restored ?? text).flatMap(({ part, of }) => unescaped(part, of))];
}

/** What of a text can be unescaped: the parts of a unit name, or all of it. */
function partsOf(text: string): readonly { readonly part: string; readonly of: string }[] {
  const name = parseUnitName(text);
  if (name === undefined) return /^[^/]*[-\\]/.test(text) ? [{ part: text, of: "text" }] : [];
  const prefix = { part: name.prefix, of: name.kind === "plain" ? "name" : "prefix" };
  return name.kind === "instance" ? [{ part: name.instance, of: "instance" }, prefix] : [prefix];
}

function unescaped(part: string, of: string): readonly Spelling[] {
  const plain = unescapeText(part);
  if (!plain.ok) return [{ what: `${of}, unescaped`, problem: escapeSentence(plain.problem) }];
  const path = unescapePath(part);
  return [
    { what: `${of}, unescaped`, text: plain.text },
    { what: `${of}, unescaped as a path`, ...result(path, escapeSentence) },
  ];
}

function result<Problem>(
  outcome: Outcome<Problem>,
  sentence: (problem: Problem) => string,
): { readonly text: string } | { readonly problem: string } {
  return outcome.ok ? { text: outcome.text } : { problem: sentence(outcome.problem) };
}

function pathSentence(problem: PathProblem): string {
  switch (problem.why) {
    case "dot-dot":
      return "A path with .. in it has no name: write it without.";
    case "only-dots":
      return "This path names nothing.";
    case "component-too-long":
      return "A part of the path has more than 255 bytes.";
    case "too-long":
      return "The path has more than 4095 bytes.";
    default:
      return problem satisfies never;
  }
}

function escapeSentence(problem: UnescapeProblem): string {
  switch (problem.why) {
    case "bad-escape":
      return `After the backslash at character ${problem.at + 1} an x and two hex digits must follow.`;
    case "empty":
      return "Nothing stands for no path: the root is -.";
    case "no-plain-path":
      return "This is no path: it would hold an empty part, . or .., or end in a slash.";
    default:
      return problem satisfies never;
  }
}

function tooLong(length: number): string {
  return `The name would have ${length} bytes; systemd takes ${unitNameLimit}.`;
}
