import type {
  CodeAction,
  CodeActionContext,
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Position,
  Range,
  SemanticTokens,
} from "vscode-languageserver/node";
import { placeOfCaret } from "../language/features/caret.ts";
import { fixesFor } from "../language/features/codeActions.ts";
import { complete, type UnitNames } from "../language/features/completion.ts";
import { documentSymbols } from "../language/features/documentSymbols.ts";
import { foldingRanges } from "../language/features/folding.ts";
import { hover } from "../language/features/hover.ts";
import { semanticTokens, semanticTokensIn } from "../language/features/semanticTokens.ts";
import { unitTypeOfSuffix } from "../language/names/unitName.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenUnit } from "./documents.ts";
import { offsetOf, spanOf } from "./fromLsp.ts";
import {
  codeActionOf,
  completionItemOf,
  diagnosticOf,
  documentSymbolOf,
  foldingRangeOf,
  hoverOf,
  semanticTokensOf,
} from "./toLsp.ts";

/** Finds the names of the units that a document could refer to. */
export type FindUnits = (open: OpenUnit) => Promise<readonly string[]>;

export async function answerCompletion(
  open: OpenUnit,
  position: Position,
  findUnits: FindUnits,
  client: ClientAbilities,
): Promise<CompletionItem[]> {
  const { unit, lines } = open;
  const at = offsetOf(lines, position);
  // Only values name units: elsewhere no folder needs to be looked at.
  const names = placeOfCaret(unit.tree, at)?.kind === "value" ? await findUnits(open) : [];
  return complete(unit, at, unitNames(names)).map((one) => completionItemOf(lines, one, client));
}

function unitNames(names: readonly string[]): UnitNames {
  return {
    named: (types) =>
      names
        .filter((name) => {
          const type = unitTypeOfSuffix(name.slice(name.lastIndexOf(".") + 1));
          return types.length === 0 || (type !== undefined && types.includes(type));
        })
        .map((name) => ({ name })),
  };
}

export function answerHover(
  { unit, lines }: OpenUnit,
  position: Position,
  client: ClientAbilities,
): Hover | null {
  const found = hover(unit, offsetOf(lines, position));
  return found === undefined ? null : hoverOf(lines, found, client);
}

/** Editors ask for whole documents too, and nobody reads more fixes than these. */
const mendedAtMost = 50;

/** The fixes of the problems that the range touches. */
export function answerCodeActions(open: OpenUnit, range: Range, { only }: CodeActionContext): CodeAction[] {
  if (only !== undefined && !only.some((kind) => "quickfix".startsWith(kind))) return [];
  const { uri, unit, lines } = open;
  const { from, to } = spanOf(lines, range);
  return open
    .problems()
    .filter((problem) => problem.from <= to && from <= problem.to)
    .slice(0, mendedAtMost)
    .flatMap((problem) => {
      const diagnostic = diagnosticOf(lines, unit, problem);
      return fixesFor(unit, problem).map((fix) => codeActionOf(uri, lines, fix, diagnostic));
    });
}

export function answerSymbols({ unit, lines }: OpenUnit): DocumentSymbol[] {
  return documentSymbols(unit).map((symbol) => documentSymbolOf(lines, symbol));
}

export function answerFolding({ unit, lines }: OpenUnit): FoldingRange[] {
  return foldingRanges(unit).map((range) => foldingRangeOf(lines, range));
}

export function answerTokens({ unit, lines }: OpenUnit): SemanticTokens {
  return semanticTokensOf(lines, semanticTokens(unit));
}

export function answerTokensInRange({ unit, lines }: OpenUnit, range: Range): SemanticTokens {
  return semanticTokensOf(lines, semanticTokensIn(unit, spanOf(lines, range)));
}
