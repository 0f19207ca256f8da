import { type ChosenSeverities, type ChosenSeverity, readChoice } from "../language/chosenSeverity.ts";
import type { ProblemCode } from "../language/problems/catalogue.ts";
import { defaultTemplateSuffixes } from "../language/units/unitFile.ts";
import type { Scope } from "../language/values/grammar.ts";
import { findTargetVersion, readTargetVersion, type TargetVersion } from "../workspace/targetVersion.ts";

/** What the user set, made whole. */
export interface Settings {
  readonly target: TargetVersion;
  /** Of files whose path does not tell. */
  readonly scope: Scope;
  readonly templateSuffixes: readonly string[];
  /** How severe the user wants problems to be shown, by code. */
  readonly severities: ChosenSeverities;
}

/**
 * Reads the section `unitwright` of an editor's settings. Whatever is missing or of the wrong kind counts as not set;
 * `complain` is told of values that say nothing.
 */
export function readSettings(section: unknown, complain: (message: string) => void): Settings {
  const fields: Readonly<Record<string, unknown>> =
    typeof section === "object" && section !== null ? { ...section } : {};
  return {
    target: readTarget(fields.targetVersion, complain),
    scope: readScope(fields.scope, complain),
    templateSuffixes: readSuffixes(fields.templateSuffixes, complain),
    severities: readSeverities(fields.severity, complain),
  };
}

function readTarget(value: unknown, complain: (message: string) => void): TargetVersion {
  if (value !== undefined && value !== null && value !== "" && value !== "auto") {
    const read = readTargetVersion(String(value));
    if (read !== undefined) return read;
    complain(
      `unitwright.targetVersion: ${JSON.stringify(value)} is no release of systemd, such as 252 or 239-262.`,
    );
  }
  return findTargetVersion("/");
}

function readScope(value: unknown, complain: (message: string) => void): Scope {
  if (value === "system" || value === "user") return value;
  if (value !== undefined && value !== null && value !== "auto") {
    complain(`unitwright.scope: ${JSON.stringify(value)} is none of auto, system, user.`);
  }
  return "unknown";
}

function readSuffixes(value: unknown, complain: (message: string) => void): readonly string[] {
  if (value === undefined || value === null) return defaultTemplateSuffixes;
  if (Array.isArray(value) && value.every((one) => typeof one === "string" && /^\.[^/]+$/.test(one)))
    return value;
  complain("unitwright.templateSuffixes: every suffix is a text that begins with a dot, such as .in.");
  return defaultTemplateSuffixes;
}

function readSeverities(value: unknown, complain: (message: string) => void): ChosenSeverities {
  if (value === undefined || value === null) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) {
    complain('unitwright.severity: write an object, such as { "user-nobody": "off" }.');
    return new Map();
  }
  const chosen: [ProblemCode, ChosenSeverity][] = [];
  for (const [code, severity] of Object.entries(value)) {
    const choice = readChoice(code, severity);
    if (choice.kind === "choice") chosen.push([choice.code, choice.severity]);
    else complain(`unitwright.severity: ${choice.message}`);
  }
  return new Map(chosen);
}

/** Asks the editor for one section of its settings, as they hold for a document. */
export type AskSettings = (uri: string) => Promise<unknown>;

/** The settings by document, asked for once and kept until the editor says that they changed. */
export class SettingsCache {
  readonly #known = new Map<string, Promise<Settings>>();
  readonly #ask: AskSettings;
  readonly #complain: (message: string) => void;

  constructor(ask: AskSettings, complain: (message: string) => void) {
    this.#ask = ask;
    this.#complain = complain;
  }

  /** The settings for a document; the defaults where the editor does not answer. */
  get(uri: string): Promise<Settings> {
    const known = this.#known.get(uri);
    if (known !== undefined) return known;
    const asked = this.#ask(uri).then(
      (section) => readSettings(section, this.#complain),
      (error: unknown) => {
        this.#complain(`The editor did not tell its settings: ${String(error)}`);
        return readSettings(undefined, this.#complain);
      },
    );
    this.#known.set(uri, asked);
    return asked;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  forgetAll(): void {
    this.#known.clear();
  }
}
