import { type AnalysedUnit, valueContext } from "../analysis.ts";
import type { ResolvedDirective } from "../knowledge/directives.ts";
import { grammarOf } from "../knowledge/grammars.ts";
import type { SectionName } from "../knowledge/sections.ts";
import type { SyntaxNode } from "../syntax/tree.ts";
import type { Span } from "../text/text.ts";
import { sectionAt } from "./caret.ts";
import type { Completion } from "./completion.ts";
import { describeDirective } from "./directiveDescription.ts";
import { usualDirectivesOf } from "./usualDirectives.ts";

/**
 * The directives that the section around `span` takes at the target release, without those that are set already and
 * may stand only once. `after` tells whether the `=` is written behind the span already.
 */
export function completeDirective(
  unit: AnalysedUnit,
  span: Span,
  after: "equals" | "nothing",
  node: SyntaxNode | undefined,
): readonly Completion[] {
  const section = sectionAt(unit, span.from);
  if (section?.kind !== "read") return [];
  const done = setOnceIn(unit, section.name, node);
  const usual = usualDirectivesOf(section.name);
  const completions: Completion[] = [];
  for (const known of unit.table.inSection(section.name)) {
    if (!isWorthSetting(known) || done.has(known.directive.name)) continue;
    completions.push(directiveCompletion(unit, known, span, after, usual));
  }
  return completions;
}

/** Whether the release acts on it under this name. */
function isWorthSetting({ status, directive, parsing }: ResolvedDirective): boolean {
  return (
    (status === "known" || status === "deprecated") && directive.renamed === undefined && !parsing.refused
  );
}

/** The directives of the section that the unit sets elsewhere than in `node` and that count only once. */
function setOnceIn(
  unit: AnalysedUnit,
  section: SectionName,
  node: SyntaxNode | undefined,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { node: other, section: where, known } of unit.assignments) {
    if (where !== section || other === node || known === undefined) continue;
    const { repeat } = known.parsing;
    if (repeat === "last" || repeat === "first") names.add(known.directive.name);
  }
  return names;
}

function directiveCompletion(
  unit: AnalysedUnit,
  known: ResolvedDirective,
  span: Span,
  after: "equals" | "nothing",
  usual: readonly string[],
): Completion {
  const { name } = known.directive;
  const completion: Completion = {
    label: name,
    kind: "directive",
    insertText: after === "equals" ? name : `${name}=`,
    ...span,
    documentation: describeDirective(unit, known),
    sortText: sortTextOf(known, usual),
    ...(known.status === "deprecated" ? { isDeprecated: true } : {}),
  };
  return after === "nothing" && offersWords(unit, known) ? { ...completion, triggersNext: true } : completion;
}

function sortTextOf({ directive: { name }, status }: ResolvedDirective, usual: readonly string[]): string {
  if (status === "deprecated") return `9${name}`;
  const index = usual.indexOf(name);
  return index < 0 ? `5${name}` : `1${index.toString().padStart(3, "0")}`;
}

/** Whether something can be offered as the beginning of the directive's value. */
function offersWords(unit: AnalysedUnit, known: ResolvedDirective): boolean {
  let found = false;
  grammarOf(known.parsing.value).explain(
    { content: "", origin: 0 },
    valueContext(unit, known.directive.section, known),
    {
      token: () => {},
      expect: (_place, _from, _to, offer) => {
        if (offer.kind === "units" || (offer.kind === "words" && offer.words.length > 1)) found = true;
      },
    },
  );
  return found;
}
