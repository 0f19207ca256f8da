// The words of assignments in effect, as the language layer reads them.
import { valueContext } from "../../server/src/language/analysis.ts";
import type { EffectiveAssignment } from "../../server/src/language/effectiveUnit.ts";
import { grammarOf } from "../../server/src/language/knowledge/grammars.ts";
import { takenTo } from "../../server/src/language/takenPart.ts";
import { offsetOf, type Span, spanOf, type Text } from "../../server/src/language/text/text.ts";
import { readPrefixes } from "../../server/src/language/values/commandPrefixes.ts";
import { unknownPiece } from "../../server/src/language/values/grammar.ts";
import { expandSpecifiers } from "../../server/src/language/values/specifierExpansion.ts";
import {
  commandWords,
  nextWord,
  relaxedCommandWords,
  type WordRules,
} from "../../server/src/language/values/wordSplit.ts";

/** The words of a text, quotes and escapes taken away; up to the first that has no end. */
export function wordsOf(content: string, rules: WordRules): readonly string[] {
  const words: string[] = [];
  const text: Text = { content, origin: 0 };
  for (let word = nextWord(text, 0, rules); word?.kind === "word"; word = nextWord(text, word.next, rules)) {
    words.push(word.text.content);
  }
  return words;
}

/** The words that systemd takes of an assignment, specifiers filled in. */
export function wordsLeft(left: EffectiveAssignment, rules: WordRules): readonly string[] {
  const { value } = left.assignment.node;
  const dropped = droppedIn(left);
  const end = takenTo(left);
  const words: string[] = [];
  for (
    let word = nextWord(value, 0, rules);
    word?.kind === "word";
    word = nextWord(value, word.next, rules)
  ) {
    const { from, to } = spanOf(value, word.from, word.to);
    if (from >= end) break;
    if (dropped.some((span) => span.from <= to && from <= span.to)) continue;
    words.push(filledIn(left, word.text));
  }
  return words;
}

/** A command as `systemctl show` tells of it. */
export interface ShownCommand {
  readonly path: string;
  readonly argv: readonly string[];
  readonly mayFail: boolean;
}

/** The commands of an assignment of Exec…=. */
export function commandsLeft(left: EffectiveAssignment): readonly ShownCommand[] {
  const commands: string[][] = [[]];
  const { value } = left.assignment.node;
  const end = takenTo(left);
  for (const { word, at, isSeparator } of commandLineWords(value)) {
    if (offsetOf(value, at) >= end) break;
    if (isSeparator) commands.push([]);
    else commands.at(-1)?.push(filledIn(left, word));
  }
  return commands.flatMap(([program = "", ...rest]) => {
    const prefixes = readPrefixes(program, left.unit.table.version);
    const path = program.slice(prefixes.length);
    if (path === "") return [];
    const argv = prefixes.namesArgvZero ? rest : [path, ...rest];
    const shown = { path, argv, mayFail: prefixes.signs.has("-") };
    return [prefixes.viaShell ? { ...shown, path: unknownPiece, argv: [unknownPiece] } : shown];
  });
}

interface CommandLineWord {
  readonly word: Text;
  /** Where in the value it begins, or the blanks before it. */
  readonly at: number;
  readonly isSeparator: boolean;
}

function* commandLineWords(text: Text): Generator<CommandLineWord> {
  for (let at = 0; ; ) {
    const strict = nextWord(text, at, commandWords);
    const word = strict?.kind === "unknown-escape" ? nextWord(text, at, relaxedCommandWords) : strict;
    const lone = /^[ \t]*(\\?;)(?=[ \t]|$)/.exec(text.content.slice(at));
    if (lone !== null) {
      yield { word: { content: ";", origin: 0 }, at, isSeparator: lone[1] === ";" };
      at += lone[0].length;
    } else if (word?.kind === "word") {
      yield { word: word.text, at, isSeparator: false };
      at = word.next;
    } else return;
  }
}

function filledIn({ unit, assignment: { section, known } }: EffectiveAssignment, word: Text): string {
  const expansion = known && expandSpecifiers(word, valueContext(unit, section, known));
  return expansion?.kind === "expanded" ? expansion.text.content : word.content;
}

function droppedIn({ unit, assignment: { node, section, known } }: EffectiveAssignment): readonly Span[] {
  const dropped: Span[] = [];
  if (known === undefined) return dropped;
  grammarOf(known.parsing.value).judge(node.value, valueContext(unit, section, known), {
    report: (_code, place, from, to, _args, effect) => {
      if (effect === "word") dropped.push(spanOf(place, from, to));
    },
  });
  return dropped;
}
