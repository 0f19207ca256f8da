import { escapeByte, pathComponents } from "./escape.ts";
import { unitNameOfPath } from "./pathName.ts";
import { isNameCharacter, isValidUnitName, type UnitType } from "./unitName.ts";
import { utf8Bytes } from "./utf8.ts";

export interface MangleRules {
  /** The type a name without a suffix is given. */
  readonly type: UnitType;
  /** Whether `*`, `?` and `[…]` match units, or are characters like any other. */
  readonly globs: "match" | "escaped";
  /** The version of systemd to follow. */
  readonly target: number;
}

/**
 * Makes a unit name of what a person types, as systemctl does with its arguments: valid names stay, paths become
 * device or mount units, other characters are escaped and a missing suffix is added. Nothing when even so no valid
 * name comes out (an empty text, or one too long).
 */
export function mangle(text: string, rules: MangleRules): string | undefined {
  if (text === "") return undefined;
  if (isValidUnitName(text)) return text;
  if (rules.globs === "match" && isGlob(text) && hasOnlyGlobCharacters(text)) return text;
  const ofPath = text.startsWith("/") ? mangledPath(text, rules.target) : undefined;
  if (ofPath !== undefined) return ofPath;
  const escaped = escapeStrangers(text, rules.globs);
  if (rules.globs === "match" && isGlob(escaped)) return escaped;
  if (isValidUnitName(escaped)) return escaped;
  const name = `${escaped}.${rules.type}`;
  return rules.globs === "match" || isValidUnitName(name) ? name : undefined;
}

/** What lies below /dev or /sys is a device; every other path a mount point. */
function mangledPath(path: string, target: number): string | undefined {
  const components = pathComponents(path, target);
  const isDevice = components.length > 1 && (components[0] === "dev" || components[0] === "sys");
  const name = unitNameOfPath(path, isDevice ? "device" : "mount", target);
  return name.ok ? name.text : undefined;
}

/** Unlike `escapeText`, this leaves `-`, `\`, `@` and a leading dot as they are. */
function escapeStrangers(text: string, globs: MangleRules["globs"]): string {
  let escaped = "";
  for (const byte of utf8Bytes(text)) {
    const character = String.fromCharCode(byte);
    if (character === "/") escaped += "-";
    else if (isNameCharacter(byte) || (globs === "match" && isGlobCharacter(character))) escaped += character;
    else escaped += escapeByte(byte);
  }
  return escaped;
}

function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

function isGlobCharacter(character: string): boolean {
  return "[]!-*?".includes(character);
}

function hasOnlyGlobCharacters(text: string): boolean {
  return [...text].every(
    (character) => isGlobCharacter(character) || isNameCharacter(character.charCodeAt(0)),
  );
}
