// The questions that several kinds of units have in common.
import { escapePath } from "../../../server/src/language/names/escape.ts";
import { unitNameOfPath } from "../../../server/src/language/names/pathName.ts";
import { parseUnitName, type UnitType } from "../../../server/src/language/names/unitName.ts";
import type { ScopeKind } from "../systemd/manager.ts";
import type { Answers, ChoiceQuestion, NewFile, Place, TextQuestion } from "./newUnit.ts";

/** Makes the files of a kind from its answers. */
type Files = (answers: Answers, place: Place) => readonly NewFile[];

/** Asks for the name of units that are called `NAME.TYPE`, or `NAME@.TYPE` for templates. */
export function nameQuestion(ending: `.${UnitType}` | `@.${UnitType}`, files: Files): TextQuestion {
  return {
    kind: "text",
    key: "name",
    prompt: ending.startsWith("@") ? "Name, before the @" : "Name",
    placeholder: "Such as shop, or shop-backup",
    check: (text, answers, place) => {
      const name = baseName(text);
      if (name === "") return "A unit needs a name.";
      if (name.includes("@")) return "The @ of a template is added by itself; the name goes before it.";
      if (parseUnitName(`${name}${ending}`) === undefined) return badName(name, ending);
      return takenName(files({ ...answers, name }, place), place);
    },
    note: (text, answers, place) => willMake(files({ ...answers, name: baseName(text) }, place), place),
  };
}

/** The name that was meant: people type the ending too. */
export function baseName(typed: string): string {
  return typed.trim().replace(/@?\.(?:service|socket|timer|path|slice|target)$/, "");
}

export const descriptionQuestion: TextQuestion = {
  kind: "text",
  key: "description",
  prompt: "Description, as lists and logs show it",
  placeholder: "What it is, in a few words",
};

export const commandQuestion: TextQuestion = {
  kind: "text",
  key: "command",
  prompt: "Command, as ExecStart= takes it: no shell reads it",
  placeholder: "/usr/local/bin/program --option",
  suggest: ({ name = "" }) => `/usr/local/bin/${name}`,
  check: (text) => {
    const [program = ""] = text.trim().split(/\s+/);
    const path = program.replace(/^[@:+!|-]+/, "").replace(/^"/, "");
    if (path === "") return "There must be something to run.";
    const isRelative = path.includes("/") && !path.startsWith("/") && !path.startsWith("%");
    return isRelative ? "systemd takes a whole path, or the name of a program alone." : undefined;
  },
};

/** When a unit starts, by what it is wanted by. */
export const startQuestion: ChoiceQuestion = {
  kind: "choice",
  key: "start",
  prompt: "When shall it start?",
  choices: (_answers, { scope }) => [
    ...starts[scope],
    { value: "", label: "By hand, or with a unit that wants it", detail: "Without an [Install] section" },
  ],
};

const starts: Readonly<Record<ScopeKind, readonly { value: string; label: string; detail: string }[]>> = {
  system: [
    { value: "multi-user.target", label: "At boot", detail: "WantedBy=multi-user.target" },
    {
      value: "network",
      label: "At boot, when the network is up",
      detail: "WantedBy=multi-user.target, and after network-online.target",
    },
    { value: "graphical.target", label: "At boot of a desktop", detail: "WantedBy=graphical.target" },
  ],
  user: [
    { value: "default.target", label: "At login", detail: "WantedBy=default.target" },
    {
      value: "graphical-session.target",
      label: "With the desktop of a user",
      detail: "WantedBy=graphical-session.target",
    },
  ],
};

/** Asks for a path that a unit is named after. */
export function namingPathQuestion(
  key: string,
  prompt: string,
  placeholder: string,
  type: UnitType,
  files: Files,
): TextQuestion {
  return {
    kind: "text",
    key,
    prompt,
    placeholder,
    check: (text, answers, place) => {
      if (!text.trim().startsWith("/")) return "This must be a whole path, from / on.";
      if (!escapePath(text.trim(), newest).ok)
        return "A path with .. in it, or too long a one, names no unit.";
      if (type !== "swap" && unitNameOf(text, type) === `-.${type}`) return "The root is mounted already.";
      if (type !== "swap" && /^\/+(?:proc|sys|dev)(?:\/|$)/.test(text.trim())) {
        return "systemd and the kernel look after what is mounted here.";
      }
      return takenName(files({ ...answers, [key]: text }, place), place);
    },
    note: (text, answers, place) => willMake(files({ ...answers, [key]: text }, place), place),
  };
}

/** The name of the unit for a path, as systemd wants it; empty where the path names none. */
export function unitNameOf(path: string, type: UnitType): string {
  const name = unitNameOfPath(path.trim(), type, newest);
  return name.ok ? name.text : "";
}

/** Asks for a path that is watched, listened on or the like. */
export function pathQuestion(key: string, prompt: string, placeholder: string): TextQuestion {
  return {
    kind: "text",
    key,
    prompt,
    placeholder,
    check: (text) => (text.trim().startsWith("/") ? undefined : "This must be a whole path, from / on."),
  };
}

const newest = 257;

function badName(name: string, ending: string): string {
  if (new TextEncoder().encode(name + ending).length > 255) return "A name has 255 bytes at most.";
  return "A name is made of letters and digits of English, and of : - _ . and \\";
}

function takenName(files: readonly NewFile[], { taken }: Place): string | undefined {
  const there = files.find(({ name }) => taken.has(name));
  return there === undefined ? undefined : `${there.name} exists here already.`;
}

function willMake(files: readonly NewFile[], { folder }: Place): string {
  return `Makes ${files.map(({ name }) => name).join(" and ")} in ${folder}`;
}
