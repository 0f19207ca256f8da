import type { AnalysedUnit } from "../analysis.ts";
import { endWithoutLineEnd } from "../syntax/lineEnd.ts";
import type { Assignment } from "../syntax/tree.ts";
import { type Span, spanOf } from "../text/text.ts";
import { type SectionExtent, sectionExtents } from "./sectionExtent.ts";

/** An entry of the outline. */
export interface DocumentSymbol extends Span {
  readonly kind: "section" | "directive";
  /** Never empty. */
  readonly name: string;
  /** A directive's value, on one line. */
  readonly detail: string;
  /** The part of it that is selected when it is gone to. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** The sections, each with its assignments: also those that systemd does not read. */
export function documentSymbols({ tree }: AnalysedUnit): readonly DocumentSymbol[] {
  return sectionExtents(tree).map((section) => sectionSymbol(tree.document, section));
}

function sectionSymbol(document: string, { header, nodes }: SectionExtent): DocumentSymbol {
  const name = header.name.content;
  const children = nodes.flatMap((node) =>
    node.kind === "assignment" ? [assignmentSymbol(document, node)] : [],
  );
  const { from, to } = withoutLineEnd(document, header);
  return {
    kind: "section",
    name: `[${name.trim()}]`,
    detail: "",
    from,
    to: withoutLineEnd(document, nodes.at(-1) ?? header).to,
    selection: { from, to },
    children,
  };
}

function assignmentSymbol(document: string, node: Assignment): DocumentSymbol {
  return {
    kind: "directive",
    name: node.key.content,
    detail: node.value.content.replace(/\s+/g, " "),
    ...withoutLineEnd(document, node),
    selection: spanOf(node.key, 0, node.key.content.length),
    children: [],
  };
}

function withoutLineEnd(document: string, span: Span): Span {
  return { from: span.from, to: endWithoutLineEnd(document, span) };
}
