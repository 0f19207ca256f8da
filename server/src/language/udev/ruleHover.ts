import type { Hover } from "../features/hover.ts";
import { code } from "../features/markdown.ts";
import { describeUnitName } from "../features/unitNameDescription.ts";
import { type Span, spanOf, type Text } from "../text/text.ts";
import type { AnalysedRules } from "./analysedRules.ts";
import { takesSubstitutionsOf } from "./judgePair.ts";
import { findRuleKey, rightOperators } from "./ruleKeys.ts";
import { pairAt } from "./rulePlace.ts";
import type { RuleOperator, RulePair } from "./rulesTree.ts";
import { actions, attributes, properties, tags } from "./ruleWords.ts";
import { substitutionsIn } from "./substitutions.ts";
import { findSystemdProperty } from "./systemdProperties.ts";
import {
  builtins,
  constants,
  findWord,
  importSources,
  options,
  runKinds,
  type UdevWord,
} from "./udevWords.ts";
import { wantedUnits } from "./wantedUnits.ts";

/** What a part of udev's rules means; undefined where that is nothing. */
export function hoverRules({ tree, version }: AnalysedRules, at: number): Hover | undefined {
  const pair = pairAt(tree, at);
  if (pair === undefined) return undefined;
  const key = whole(pair.key);
  if (covers(key, at)) return told(key, keyMeaning(pair));
  if (covers(pair.operatorSpan, at)) return told(pair.operatorSpan, operatorMeaning(pair.operator));
  if (pair.attribute !== undefined) {
    const span = whole(pair.attribute);
    if (covers(span, at)) return told(span, attributeMeaning(pair));
  }
  return hoverValue(pair, at, version);
}

function whole(text: Text): Span {
  return spanOf(text, 0, text.content.length);
}

function covers({ from, to }: Span, at: number): boolean {
  return from <= at && at < to;
}

function told({ from, to }: Span, markdown: string | undefined): Hover | undefined {
  return markdown === undefined ? undefined : { from, to, markdown };
}

function keyMeaning({ key }: RulePair): string | undefined {
  const known = findRuleKey(key.content);
  if (known === undefined) return undefined;
  const operators = rightOperators(known).map((one) => `\`${one}\``);
  return `**${known.key}**\n\n${known.meaning}\n\nTakes ${operators.join(", ")}.`;
}

const operatorMeanings: Readonly<Record<RuleOperator, string>> = {
  "==": "Matches where the device has this: `*`, `?` and `[…]` stand for other letters, and `|` stands between alternatives.",
  "!=": "Matches where the device does not have this.",
  "=": "Sets this, in the place of what was there.",
  "+=": "Adds this to what is there.",
  "-=": "Takes this away from what is there.",
  ":=": "Sets this for good: later rules cannot change it.",
};

function operatorMeaning(operator: RuleOperator): string {
  return `**\`${operator}\`**\n\n${operatorMeanings[operator]}`;
}

const attributeWords: Readonly<Record<string, readonly UdevWord[]>> = {
  ENV: properties,
  ATTR: attributes,
  ATTRS: attributes,
  IMPORT: importSources,
  CONST: constants,
  RUN: runKinds,
};

function attributeMeaning({ key, attribute }: RulePair): string | undefined {
  const name = attribute?.content ?? "";
  const property = key.content === "ENV" ? findSystemdProperty(name) : undefined;
  const meaning = property?.meaning ?? findWord(attributeWords[key.content] ?? [], name)?.meaning;
  return meaning === undefined ? undefined : `**${code(name)}**\n\n${meaning}`;
}

function hoverValue(pair: RulePair, at: number, version: number): Hover | undefined {
  const { value, key, operator } = pair;
  if (takesSubstitutionsOf(key.content, operator)) {
    for (const use of substitutionsIn(value.content)) {
      const span = spanOf(value, use.from, use.to);
      if (!covers(span, at)) continue;
      const written = value.content.slice(use.from, use.to);
      if (use.kind === "sign") return told(span, `**${code(written)}**: ${code(written.slice(1))} itself.`);
      if (use.kind === "substitution")
        return told(span, `**${code(written)}**\n\n${use.substitution.meaning}`);
    }
  }
  if (key.content === "ENV" && findSystemdProperty(pair.attribute?.content ?? "")?.value === "units") {
    return hoverUnit(pair, at, version);
  }
  return hoverWord(pair, at);
}

function hoverUnit(pair: RulePair, at: number, version: number): Hover | undefined {
  for (const { text, name } of wantedUnits(pair, version).units) {
    const span = whole(text);
    if (!covers(span, at) || name === undefined) continue;
    const shown = name.replaceAll("\uffff", "…");
    const paragraphs = name.includes("\uffff")
      ? ["What udev puts in takes the place of the dots."]
      : describeUnitName(name);
    const isTemplate = /@\.\w+$/.test(name);
    const instance =
      "Of this device, the instance is its path in /sys, escaped as `systemd-escape --path` does: in the template, `%f` is the path again.";
    return told(span, [`**${code(shown)}**`, ...paragraphs, ...(isTemplate ? [instance] : [])].join("\n\n"));
  }
  return undefined;
}

function hoverWord({ key, attribute, value }: RulePair, at: number): Hover | undefined {
  const isBuiltin = attribute?.content === "builtin";
  const words: readonly UdevWord[] =
    { ACTION: actions, TAG: tags, TAGS: tags, OPTIONS: options }[key.content] ?? (isBuiltin ? builtins : []);
  for (const { 0: written, index } of value.content.matchAll(/[^|\s]+/g)) {
    const span = spanOf(value, index, index + written.length);
    if (!covers(span, at)) continue;
    const meaning = (findWord(words, written) ?? findWord(words, written.replace(/=.*/s, "=")))?.meaning;
    return told(span, meaning === undefined ? undefined : `**${code(written)}**\n\n${meaning}`);
  }
  return undefined;
}
