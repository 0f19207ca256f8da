import { type AnalysedUnit, valueContext } from "../analysis.ts";
import { defaultOf } from "../knowledge/defaults.ts";
import type { DirectiveReference, EmptyRule } from "../knowledge/directive.ts";
import type { ResolvedDirective } from "../knowledge/directives.ts";
import { grammarOf } from "../knowledge/grammars.ts";
import { manualUrl } from "../knowledge/manual.ts";
import { summaryOf } from "../knowledge/summaries/index.ts";
import type { Word } from "../values/grammar.ts";

/** All that a reader wants to know of a directive in its section, as Markdown. */
export function describeDirective(unit: AnalysedUnit, known: ResolvedDirective): string {
  const { section, name } = known.directive;
  const paragraphs = [
    `**\`${name}=\`** in [${section}]`,
    ageNote(known, unit.table.version),
    summaryOf(section, name),
    wordList(unit, known),
    defaultNote(unit, known),
    [repeatNote(known), percentNote(known), buildNote(known), sinceNote(known)]
      .filter((note) => note !== "")
      .join(" "),
    manualLink(known),
  ];
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}

function ageNote({ directive, status, parsing }: ResolvedDirective, target: number): string {
  const { deprecated, removed, renamed, since, gone } = directive;
  switch (status) {
    case "removed":
      return `**Without effect** since systemd ${removed}.${useInstead(deprecated?.instead)}`;
    case "deprecated":
      return `**Deprecated** since systemd ${deprecated?.since}.${useInstead(deprecated?.instead)}`;
    case "gone":
      return `**Unknown** since systemd ${gone}.${useInstead(deprecated?.instead ?? renamed?.to)}`;
    case "not-yet":
      return `**Too new:** systemd ${since} brought it, and the target is ${target}.`;
    case "known":
      if (parsing.refused) return "**Without effect** in units of this type.";
      return renamed === undefined || target < renamed.since
        ? ""
        : `An older name of ${spell(renamed.to)}, which systemd ${renamed.since} brought.`;
    default:
      return status satisfies never;
  }
}

function useInstead(instead: DirectiveReference | undefined): string {
  return instead === undefined ? "" : ` Use ${spell(instead)}.`;
}

function spell({ name, section }: DirectiveReference): string {
  return section === undefined ? `\`${name}=\`` : `\`${name}=\` in [${section}]`;
}

/** More words than these are left to completion. */
const mostWordsListed = 16;
/** Where a value can be nothing else, a list of them tells nothing. */
const plainWords: readonly string[] = ["yes", "no", "infinity"];

/** The words that the value can be, each with what it does. */
function wordList(unit: AnalysedUnit, known: ResolvedDirective): string {
  const words = wordsOf(unit, known);
  if (words.every(({ text }) => plainWords.includes(text)) || words.length > mostWordsListed) return "";
  if (words.every(({ meaning }) => meaning === undefined)) {
    return `Words: ${words.map(({ text }) => `\`${text}\``).join(", ")}.`;
  }
  return words
    .map(({ text, meaning }) => `- \`${text}\`${meaning === undefined ? "" : `: ${meaning}`}`)
    .join("\n");
}

/** What holds without it, spelt out; nothing where the words above say that already. */
function defaultNote(unit: AnalysedUnit, known: ResolvedDirective): string {
  const found = defaultOf(known.directive.section, known.directive.name);
  if (found === undefined || known.parsing.refused === true || wordList(unit, known).includes("Default"))
    return "";
  const meaning = meaningOf(unit, known, found.value);
  const spelt = meaning === undefined ? "" : ` (${meaning})`;
  const unless = found.unless === undefined ? "" : `, unless ${found.unless}`;
  return `Default: \`${found.value}\`${spelt}${unless}.`;
}

/** What a value of one part is spelt out as, where that is short. */
function meaningOf(unit: AnalysedUnit, known: ResolvedDirective, value: string): string | undefined {
  let meaning: string | undefined;
  const context = valueContext(unit, known.directive.section, known);
  grammarOf(known.parsing.value).explain({ content: value, origin: 0 }, context, {
    token: (kind, _place, _from, _to, said) => {
      if (kind === "number" && said !== undefined && !said.includes(".")) meaning = said;
    },
    expect: () => {},
  });
  const short = meaning?.replace(/ \(.*\)$/, "");
  return short?.replaceAll(" ", "") === value ? undefined : short;
}

function wordsOf(unit: AnalysedUnit, known: ResolvedDirective): readonly Word[] {
  const words: Word[] = [];
  grammarOf(known.parsing.value).explain(
    { content: "", origin: 0 },
    valueContext(unit, known.directive.section, known),
    {
      token: () => {},
      expect: (_place, _from, _to, offer) => {
        if (offer.kind === "words" && offer.areSamples === undefined) words.push(...offer.words);
      },
    },
  );
  return words;
}

/** What a second and an empty assignment do, where that is not simply that the last one counts. */
function repeatNote({ parsing: { repeat, empty, group } }: ResolvedDirective): string {
  switch (repeat) {
    case "first":
      return "Only the first one in the unit counts.";
    case "append":
    case "merge":
      return `May stand several times; they add up.${emptyNote(empty, group)}`;
    case "by-key":
      return `May stand several times; of those with the same key the last one counts.${emptyNote(empty, group)}`;
    case "last":
      return empty === "fatal" ? "Must not be empty: systemd would stop reading the file there." : "";
    default:
      return repeat satisfies never;
  }
}

function emptyNote(empty: EmptyRule, group: string | undefined): string {
  if (empty === "resets") return " An empty one forgets those before it.";
  if (empty === "empties") return " An empty one forgets those before it and leaves nothing.";
  if (empty !== "resets-group") return "";
  return ` An empty one forgets all ${group ?? "of its kind"} set before it.`;
}

function percentNote({ parsing }: ResolvedDirective): string {
  return parsing.specifiers === undefined ? "" : "Specifiers such as `%n` are filled in.";
}

/** What a build option of systemd brings, in words. */
const buildNeeds: Readonly<Record<string, string>> = {
  HAVE_SECCOMP: "seccomp",
  HAVE_PAM: "PAM",
  HAVE_SELINUX: "SELinux",
  HAVE_APPARMOR: "AppArmor",
  ENABLE_SMACK: "Smack",
};

function buildNote({ directive: { needs } }: ResolvedDirective): string {
  if (needs === undefined) return "";
  return `Ignored in silence where systemd was built without ${buildNeeds[needs] ?? `\`${needs}\``}.`;
}

/** Releases this old run nowhere any more, so that nobody needs to be told. */
const oldestOfInterest = 220;

function sinceNote({ directive: { since } }: ResolvedDirective): string {
  return since < oldestOfInterest ? "" : `Since systemd ${since}.`;
}

function manualLink({ directive: { section, name } }: ResolvedDirective): string {
  return `[Manual](${manualUrl(section, name)})`;
}
