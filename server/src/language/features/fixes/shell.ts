import { type AnalysedUnit, valueContext } from "../../analysis.ts";
import type { Problem } from "../../problems/catalogue.ts";
import type { ValueContext } from "../../values/grammar.ts";
import { writtenCommands } from "../../values/writtenCommands.ts";
import { findSpecifier, isInTable } from "../../words/specifiers.ts";
import { analysedAssignment, nodeAt } from "../caret.ts";
import type { Fix } from "../codeActions.ts";

/**
 * Gives the command to a shell as it was typed, or drops the `&` at its end, without which a service runs in the
 * background too. None for a line that is continued, nor where the program is to be told another name.
 */
export function fixShell(unit: AnalysedUnit, problem: Problem): readonly Fix[] {
  const node = nodeAt(unit.tree, problem.from);
  const assignment = node?.kind === "assignment" ? analysedAssignment(unit, node) : undefined;
  if (assignment?.known === undefined) return [];
  const { value } = assignment.node;
  if (typeof value.origin !== "number") return [];
  const origin = value.origin;
  const command = writtenCommands(value).find(({ to }) => problem.from < origin + to);
  if (command === undefined) return [];
  const to = origin + command.to;
  if (problem.args[1] === "background") {
    const before = command.words.at(-2)?.to ?? command.to;
    return [
      { title: "Remove the `&`", isPreferred: true, edits: [{ from: origin + before, to, newText: "" }] },
    ];
  }
  const written = value.content.slice(command.from, command.to);
  const prefixes = /^[-:+!]*/.exec(written)?.[0] ?? "";
  if (/^[@|"']/.test(written.slice(prefixes.length))) return [];
  const context = valueContext(unit, assignment.section, assignment.known);
  const dollar = prefixes.includes(":") ? "$" : "$$";
  const script = asOneWord(written.slice(prefixes.length), dollar, context);
  const from = origin + command.from + prefixes.length;
  const edits = [{ from, to, newText: `/bin/sh -c ${script}` }];
  return [{ title: "Run it by `/bin/sh -c`", isPreferred: true, edits }];
}

/**
 * The text as one quoted word that reaches the program as it is: systemd reads backslashes in quotes, fills in variables
 * whatever the quotes, and replaces specifiers, of which those that it knows were meant for it.
 */
function asOneWord(text: string, dollar: string, { specifiers, version }: ValueContext): string {
  const quoted = text
    .replace(/\\/g, "\\\\")
    .replace(/'/g, "\\'")
    .replace(/\$/g, () => dollar)
    .replace(/%%|%[A-Za-z0-9]/g, (written) => {
      const specifier = findSpecifier(written.charAt(1));
      const isKnown =
        written === "%%" || (specifier && specifiers && isInTable(specifier, specifiers, version));
      return isKnown ? written : `%${written}`;
    });
  return `'${quoted}'`;
}
