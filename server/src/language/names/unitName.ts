/** The unit types, by the suffix of their names. */
export const unitTypes = [
  "service",
  "socket",
  "timer",
  "path",
  "mount",
  "automount",
  "swap",
  "slice",
  "scope",
  "target",
  "device",
] as const;
export type UnitType = (typeof unitTypes)[number];

/** A valid unit name, taken apart. `name` spells it whole. */
export type UnitName =
  | { readonly kind: "plain"; readonly name: string; readonly prefix: string; readonly type: UnitType }
  | { readonly kind: "template"; readonly name: string; readonly prefix: string; readonly type: UnitType }
  | {
      readonly kind: "instance";
      readonly name: string;
      readonly prefix: string;
      /** As spelt in the name, that is: escaped. */
      readonly instance: string;
      readonly type: UnitType;
    };
export type UnitNameKind = UnitName["kind"];

/** Why a string is no unit name; `at` is the index of the character to blame. */
export type UnitNameProblem =
  | { readonly why: "empty" }
  /** More than 255 bytes. */
  | { readonly why: "too-long"; readonly length: number }
  | { readonly why: "no-suffix" }
  | { readonly why: "unknown-suffix"; readonly at: number; readonly suffix: string }
  /** Nothing stands before the suffix or before the first `@`. */
  | { readonly why: "no-prefix" }
  | { readonly why: "bad-character"; readonly at: number; readonly character: string };

export type UnitNameReading =
  | { readonly ok: true; readonly name: UnitName }
  | { readonly ok: false; readonly problem: UnitNameProblem };

/** The longest unit name systemd takes, in bytes. */
export const unitNameLimit = 255;

/** Takes a unit name apart, or says what keeps the string from being one (systemd.unit(5); the order is ours). */
export function readUnitName(text: string): UnitNameReading {
  if (text === "") return no({ why: "empty" });
  const dot = text.lastIndexOf(".");
  const end = dot < 0 ? text.length : dot;
  const bad = findBadCharacter(text, end);
  if (bad >= 0) return no({ why: "bad-character", at: bad, character: characterAt(text, bad) });
  if (dot < 0) return no({ why: "no-suffix" });
  const type = unitTypeOfSuffix(text.slice(dot + 1));
  if (type === undefined) return no({ why: "unknown-suffix", at: dot, suffix: text.slice(dot) });
  // All that is left is ASCII, so its length is its number of bytes.
  if (text.length > unitNameLimit) return no({ why: "too-long", length: text.length });
  const at = text.slice(0, dot).indexOf("@");
  const prefix = text.slice(0, at < 0 ? dot : at);
  if (prefix === "") return no({ why: "no-prefix" });
  if (at < 0) return { ok: true, name: { kind: "plain", name: text, prefix, type } };
  const instance = text.slice(at + 1, dot);
  if (instance === "") return { ok: true, name: { kind: "template", name: text, prefix, type } };
  return { ok: true, name: { kind: "instance", name: text, prefix, instance, type } };
}

/** The parts of a unit name; nothing for a string that is none. */
export function parseUnitName(text: string): UnitName | undefined {
  const reading = readUnitName(text);
  return reading.ok ? reading.name : undefined;
}

/** Whether the string is a unit name of one of these kinds; of any kind, when none are given. */
export function isValidUnitName(text: string, kinds?: readonly UnitNameKind[]): boolean {
  const name = parseUnitName(text);
  return name !== undefined && (kinds === undefined || kinds.includes(name.kind));
}

/** The unit type a suffix stands for, given without its dot. Case matters, as it does to systemd. */
export function unitTypeOfSuffix(suffix: string): UnitType | undefined {
  return typesBySuffix.get(suffix);
}

const typesBySuffix: ReadonlyMap<string, UnitType> = new Map(unitTypes.map((type) => [type, type]));

/** The name of one instance of a template, or of another instance beside the given one. `instance` is escaped. */
export function instantiate(template: UnitName, instance: string): UnitName | undefined {
  if (template.kind === "plain" || !isValidInstance(instance)) return undefined;
  return parseUnitName(`${template.prefix}@${instance}.${template.type}`);
}

/** The template an instance is made from (a template's is itself); plain units have none. */
export function templateOf(name: UnitName): string | undefined {
  return name.kind === "plain" ? undefined : `${name.prefix}@.${name.type}`;
}

/** The same name as another type of unit, as a timer's service or a service's socket is named. */
export function withType(name: UnitName, type: UnitType): UnitName | undefined {
  return parseUnitName(name.name.slice(0, name.name.length - name.type.length) + type);
}

/** Whether the string, as it is, can stand between the `@` and the suffix of a unit name. */
function isValidInstance(text: string): boolean {
  return text !== "" && findBadCharacter(text, text.length) < 0;
}

function no(problem: UnitNameProblem): UnitNameReading {
  return { ok: false, problem };
}

/** The index of the first character before `end` that no unit name can hold, or -1. */
function findBadCharacter(text: string, end: number): number {
  const at = text.search(noNameCharacter);
  return at < end ? at : -1;
}

/** All but letters and digits of ASCII, and `:` `-` `_` `.` `\` `@`. */
const noNameCharacter = /[^0-9A-Za-z:_.\\@-]/;

/** Whether a unit name can hold a UTF-16 code unit. */
export function isNameCharacter(code: number): boolean {
  return !noNameCharacter.test(String.fromCharCode(code));
}

/** The whole character at an index, even where it takes two code units. */
function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}
