import { type Outcome, type UnescapeProblem, unescapePath, unescapeText } from "./escape.ts";
import { isHashedName } from "./pathName.ts";
import type { UnitName } from "./unitName.ts";

/**
 * What a specifier stands for where the unit's own name tells it (systemd.unit(5)); undefined where it takes the machine,
 * or an instance of the template that nobody has chosen yet. The instance of a unit that has none is empty (measured).
 */
export function specifierFromName(letter: string, name: UnitName): string | undefined {
  const lastPart = name.prefix.slice(name.prefix.lastIndexOf("-") + 1);
  switch (letter) {
    case "n":
      return name.kind === "template" ? undefined : name.name;
    case "N":
      return name.kind === "template" ? undefined : name.name.slice(0, -name.type.length - 1);
    case "p":
      return name.prefix;
    case "P":
      return textOf(unescapeText(name.prefix));
    case "j":
      return lastPart;
    case "J":
      return textOf(unescapeText(lastPart));
    case "i":
      return instanceOf(name);
    case "I":
      return name.kind === "instance" ? textOf(unescapeText(name.instance)) : instanceOf(name);
    case "f":
      return pathOf(name);
    default:
      return undefined;
  }
}

function instanceOf(name: UnitName): string | undefined {
  switch (name.kind) {
    case "instance":
      return name.instance;
    case "plain":
      return "";
    case "template":
      return undefined;
    default:
      return name satisfies never;
  }
}

function pathOf(name: UnitName): string | undefined {
  if (name.kind === "template" || isHashedName(name)) return undefined;
  return textOf(unescapePath(name.kind === "instance" ? name.instance : name.prefix));
}

function textOf(outcome: Outcome<UnescapeProblem>): string | undefined {
  return outcome.ok ? outcome.text : undefined;
}
