// Drop-ins: a few directives that are read on top of a unit's own file.
import { parseUnitName, type UnitType } from "../../../server/src/language/names/unitName.ts";
import type { Answers, Choice, NewUnitKind } from "./newUnit.ts";
import { snippetText } from "./snippetText.ts";
import { asTyped, plainValue } from "./valueText.ts";

const dropIn = ({ unit = "", change = "", command = "", after = "", variable = "" }: Answers) => [
  { name: `${unit}.d/override.conf`, text: changes(change, { command, after, variable }) },
];

export const dropInKind: NewUnitKind = {
  id: "drop-in",
  label: "Drop-In for an Existing Unit",
  icon: "edit",
  detail: "Changes a few directives of a unit, and leaves its own file alone",
  questions: [
    {
      kind: "choice",
      key: "unit",
      prompt: "Which unit is to be changed? Choose, or type its name",
      typed: "as it is",
      choices: (_answers, { units }) => units.map((name) => ({ value: name, label: name })),
    },
    {
      kind: "choice",
      key: "change",
      prompt: "What is to be changed?",
      choices: ({ unit = "" }, { scope }) => [
        ...(typeOf(unit) === "service" ? ofServices : []),
        ...(typeOf(unit) === "service" && scope === "system" ? [sandbox] : []),
        ...ofAll,
      ],
    },
    {
      kind: "text",
      key: "command",
      prompt: "The new command, as ExecStart= takes it",
      placeholder: "/usr/local/bin/program --option",
      check: (text) => (text.trim() === "" ? "There must be something to run." : undefined),
      isAsked: ({ change }) => change === "command",
    },
    {
      kind: "text",
      key: "variable",
      prompt: "Variable, as NAME=value",
      placeholder: "DEBUG=1",
      check: (text) => (/^[A-Za-z_]\w*=/.test(text.trim()) ? undefined : "This is a name, = and a value."),
      isAsked: ({ change }) => change === "environment",
    },
    {
      kind: "choice",
      key: "after",
      prompt: "Which unit is needed first? Choose, or type its name",
      typed: "as it is",
      choices: ({ unit }, { units }) =>
        units
          .filter((name) => name !== unit && !name.includes("@."))
          .map((name) => ({ value: name, label: name })),
      isAsked: ({ change }) => change === "order",
    },
  ],
  files: dropIn,
};

const ofServices: readonly Choice[] = [
  { value: "command", label: "Its command", detail: "Takes the old ExecStart= away and sets another" },
  { value: "environment", label: "A variable of its environment", detail: "Environment=" },
  { value: "limits", label: "Its share of memory, processor and processes" },
];

/** Most of it takes rights that a user's manager has not. */
const sandbox: Choice = {
  value: "sandbox",
  label: "What it may see and do",
  detail: "A sandbox that most network services can live in",
};

const ofAll: readonly Choice[] = [
  { value: "order", label: "What it needs, and waits for", detail: "Wants= and After=" },
  { value: "description", label: "Something else", detail: "Begins with an empty [Unit] section" },
];

function changes(change: string, { command = "", after = "", variable = "" }: Answers): string {
  switch (change) {
    case "command":
      return `${snippetText("replace-execstart", "", { 1: asTyped(command) })}\n`;
    case "environment":
      return `[Service]\nEnvironment=${quoted(plainValue(variable))}\n`;
    case "limits":
      return `[Service]\n${snippetText("limits", "", {})}\n`;
    case "sandbox":
      return `[Service]\n${snippetText("sandbox", "", {})}\n`;
    case "order":
      return `[Unit]\nWants=${after.trim()}\nAfter=${after.trim()}\n`;
    default:
      return "[Unit]\n";
  }
}

/** One word to systemd, whatever the value holds (systemd.syntax(7), "Quoting"). */
function quoted(assignment: string): string {
  if (/^[\w=./:@%,+-]*$/.test(assignment)) return assignment;
  return `"${assignment.replace(/["\\]/g, "\\$&")}"`;
}

function typeOf(unit: string): UnitType | undefined {
  return parseUnitName(unit)?.type;
}
