import { type AnalysedAssignment, type AnalysedUnit, valueContext } from "../analysis.ts";
import { grammarOf } from "../knowledge/grammars.ts";
import { type Span, slice, spanOf, type Text } from "../text/text.ts";
import { isValueRead } from "../valueFindings.ts";
import { hasUnknownPiece, type TokenKind } from "../values/grammar.ts";
import { expandSpecifiers } from "../values/specifierExpansion.ts";
import { unitInMind } from "./specifierUse.ts";

/** A place of a document that leads to something outside of it. */
export type DocumentLink = Span &
  /** `path` is absolute; whether there is such a file is not known here. */
  (
    | { readonly kind: "file"; readonly path: string }
    /** A page of the manual: its name and its section, as in `man:bash(1)`. */
    | { readonly kind: "manual"; readonly page: string; readonly section: string }
  );

/** The files and manual pages that the values of a file name; specifiers filled in as far as names and the machine tell. */
export function documentLinks(unit: AnalysedUnit): readonly DocumentLink[] {
  return unit.assignments.flatMap((assignment) => linksIn(unit, assignment));
}

function linksIn(unit: AnalysedUnit, assignment: AnalysedAssignment): readonly DocumentLink[] {
  const { node, section, known } = assignment;
  if (known === undefined || !isValueRead(assignment)) return [];
  const context = { ...valueContext(unit, section, known), unit: unitInMind(unit) };
  const links: DocumentLink[] = [];
  const add = (kind: TokenKind, written: Text) => {
    const span = spanOf(written, 0, written.content.length);
    if (known.directive.name === "Documentation") {
      const [, page, number] = /^man:([\w.+:@[-]+)\(([0-9a-zA-Z]+)\)$/.exec(written.content) ?? [];
      if (page !== undefined && number !== undefined)
        links.push({ ...span, kind: "manual", page, section: number });
    } else if (kind === "path" || kind === "command") {
      const expansion = expandSpecifiers(written, context);
      if (expansion.kind !== "expanded") return;
      const { content } = expansion.text;
      if (content.startsWith("/") && !hasUnknownPiece(content))
        links.push({ ...span, kind: "file", path: content });
    }
  };
  grammarOf(known.parsing.value).explain(node.value, context, {
    expect() {},
    token: (kind, place, from, to) => add(kind, slice(place, from, to)),
  });
  return links;
}
