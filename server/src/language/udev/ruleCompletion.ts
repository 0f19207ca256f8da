import type { Completion, UnitNames } from "../features/completion.ts";
import type { AnalysedRules } from "./analysedRules.ts";
import { takesSubstitutionsOf } from "./judgePair.ts";
import { isMatch, rightOperators, ruleKeys } from "./ruleKeys.ts";
import { placeInRules, type RulePlace } from "./rulePlace.ts";
import { actions, attributes, properties, subsystems, tags } from "./ruleWords.ts";
import { substitutions } from "./substitutions.ts";
import { findSystemdProperty, systemdProperties } from "./systemdProperties.ts";
import {
  builtins,
  constants,
  importSources,
  isKnownTo,
  options,
  runKinds,
  type UdevWord,
} from "./udevWords.ts";

/** What could be written at the offset `at` of udev's rules; `names` are those of the units that rules could want. */
export function completeRules(rules: AnalysedRules, at: number, names: UnitNames): readonly Completion[] {
  const place = placeInRules(rules.tree, at);
  if (place === undefined) return [];
  const found = itemsAt(rules, place, at, names);
  const { document } = rules.tree;
  return found.filter(({ from, label, insertText }) => {
    const typed = document.slice(from, at).toLowerCase();
    return label.toLowerCase().includes(typed) || insertText.toLowerCase().includes(typed);
  });
}

function itemsAt(
  rules: AnalysedRules,
  place: RulePlace,
  at: number,
  names: UnitNames,
): readonly Completion[] {
  const { document } = rules.tree;
  switch (place.kind) {
    case "key":
      return keys(document, place.from, at);
    case "brace":
      return inBraces(rules, place, at);
    case "value":
      return inValue(rules, place, at, names);
    default:
      return place satisfies never;
  }
}

/** Sorts as listed. */
function sorted(items: readonly Omit<Completion, "sortText">[], first = "a"): readonly Completion[] {
  return items.map((item, index) => ({ ...item, sortText: `${first}${String(index).padStart(4, "0")}` }));
}

function keys(document: string, from: number, at: number): readonly Completion[] {
  const to = at + (/^[A-Za-z_]*/.exec(document.slice(at, at + 40))?.[0].length ?? 0);
  const isWhole = /[{=!+:-]/.test(document[to] ?? "");
  const items = ruleKeys.map((rule) => {
    const { key, attribute, meaning } = rule;
    const sign = attribute === "needed" ? "{" : (rightOperators(rule)[0] ?? "=");
    return {
      label: key,
      kind: "directive" as const,
      insertText: isWhole ? key : `${key}${sign}`,
      detail: rightOperators(rule).join(" "),
      documentation: meaning,
      from,
      to,
      triggersNext: true as const,
    };
  });
  if (isWhole) return sorted(items);
  const forSystemd = [
    { text: 'TAG+="systemd"', meaning: tags[0]?.meaning ?? "" },
    { text: "ENV{SYSTEMD_WANTS}+=", meaning: findSystemdProperty("SYSTEMD_WANTS")?.meaning ?? "" },
  ].map(({ text, meaning }) => ({
    label: text,
    kind: "directive" as const,
    insertText: text,
    documentation: meaning,
    from,
    to,
    ...(text.endsWith("=") ? { triggersNext: true as const } : {}),
  }));
  return sorted([...items, ...forSystemd]);
}

const braceWords: Readonly<Record<string, readonly UdevWord[]>> = {
  ENV: [...systemdProperties.map(({ name, meaning }) => ({ word: name, meaning })), ...properties],
  ATTR: attributes,
  ATTRS: attributes,
  IMPORT: importSources,
  CONST: constants,
  RUN: runKinds,
};

function inBraces(
  { tree: { document }, version }: AnalysedRules,
  { key, from }: Extract<RulePlace, { kind: "brace" }>,
  at: number,
): readonly Completion[] {
  const to = at + (/^[\w./]*/.exec(document.slice(at, at + 80))?.[0].length ?? 0);
  const close = document[to] === "}" ? "" : "}";
  const words = (braceWords[key] ?? []).filter((word) => isKnownTo(version, word));
  return sorted(
    words.map(({ word, meaning }) => ({
      label: word,
      kind: "word",
      insertText: word + close,
      documentation: meaning,
      from,
      to,
    })),
  );
}

type ValuePlace = Extract<RulePlace, { kind: "value" }>;

function inValue(
  rules: AnalysedRules,
  place: ValuePlace,
  at: number,
  names: UnitNames,
): readonly Completion[] {
  const { typed, key, attribute = "", operator, quotes } = place;
  const sign = /[$%][a-z]*$/i.exec(typed)?.[0];
  if (sign !== undefined && takesSubstitutionsOf(key, operator)) {
    return quotes === "missing" ? [] : substitutionItems(sign, at);
  }
  const property = key === "ENV" ? findSystemdProperty(attribute) : undefined;
  const isUnits = property?.value === "units";
  const before = isUnits ? /[^\s]*$/ : isMatch(operator) ? /[^|]*$/ : /.*$/s;
  const from = at - (before.exec(typed)?.[0].length ?? 0);
  const { document } = rules.tree;
  const behind = quotes === "missing" ? 0 : (/^[^"\s|]*/.exec(document.slice(at, at + 300))?.[0].length ?? 0);
  const quote = quotes === "missing" ? '"' : "";
  const item = (word: string, kind: "word" | "unit", documentation?: string) => ({
    label: word,
    kind,
    insertText: `${quote}${word}${quote}`,
    from,
    to: at + behind,
    ...(documentation === undefined ? {} : { documentation }),
  });
  if (isUnits) {
    const units = [...new Set([...names.named([])].map(({ name }) => name))].sort();
    return sorted(units.map((name) => item(name, "unit", templateNote(name))));
  }
  return sorted(wordsFor(rules, place).map(({ word, meaning }) => item(word, "word", meaning)));
}

function templateNote(name: string): string | undefined {
  return /@\.\w+$/.test(name) ? "A template: it gets the device's path in /sys as its instance." : undefined;
}

function wordsFor(rules: AnalysedRules, { key, attribute = "", operator }: ValuePlace): readonly UdevWord[] {
  const { version } = rules;
  const known = (words: readonly UdevWord[]) => words.filter((word) => isKnownTo(version, word));
  if (key === "ENV" && findSystemdProperty(attribute)?.value === "boolean") {
    return [
      { word: "1", meaning: "Yes." },
      { word: "0", meaning: "No." },
    ];
  }
  switch (key) {
    case "ACTION":
      return known(actions);
    case "SUBSYSTEM":
    case "SUBSYSTEMS":
      return subsystems.map((word) => ({ word, meaning: "A subsystem of the kernel." }));
    case "TAG":
    case "TAGS":
      return tags;
    case "OPTIONS":
      return known(options);
    case "IMPORT":
    case "RUN":
      return attribute === "builtin" ? known(builtins) : [];
    case "GOTO":
      return labels(rules, "LABEL");
    case "LABEL":
      return isMatch(operator) ? [] : labels(rules, "GOTO");
    default:
      return [];
  }
}

/** The values that the file has of GOTO or LABEL. */
function labels({ tree }: AnalysedRules, key: "LABEL" | "GOTO"): readonly UdevWord[] {
  const found = new Set<string>();
  for (const node of tree.nodes) {
    if (node.kind !== "rule") continue;
    for (const pair of node.pairs) if (pair.key.content === key) found.add(pair.value.content);
  }
  return [...found].map((word) => ({ word, meaning: `As in \`${key}="${word}"\`.` }));
}

function substitutionItems(sign: string, at: number): readonly Completion[] {
  const isDollar = sign.startsWith("$");
  return sorted(
    substitutions
      .filter(({ name }) => name !== "tempnode" && name !== "sysfs")
      .map(({ name, letter, braces, meaning }) => {
        const text = isDollar ? `$${name}` : `%${letter}`;
        return {
          label: text,
          kind: "specifier",
          insertText: braces === "needed" ? `${text}{` : text,
          detail: isDollar ? `%${letter}` : `$${name}`,
          documentation: meaning,
          from: at - sign.length,
          to: at,
        };
      }),
  );
}
