import {
  type CodeAction,
  type CodeActionContext,
  CodeActionTriggerKind,
  type CompletionItem,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Position,
  type Range,
  type SemanticTokens,
} from "vscode-languageserver/node";
import { type AnalysedUnit, analyse } from "../language/analysis.ts";
import { effectiveUnit } from "../language/effectiveUnit.ts";
import { analysedAssignment, placeOfCaret } from "../language/features/caret.ts";
import { fixesFor } from "../language/features/codeActions.ts";
import { complete, type UnitNames } from "../language/features/completion.ts";
import { documentSymbols } from "../language/features/documentSymbols.ts";
import { effectiveText } from "../language/features/effectiveText.ts";
import { ignoreProblem } from "../language/features/fixes/ignore.ts";
import { foldingRanges } from "../language/features/folding.ts";
import { hover } from "../language/features/hover.ts";
import { inlayHints } from "../language/features/inlayHints.ts";
import { rewritesAt } from "../language/features/rewrites.ts";
import { semanticTokens, semanticTokensIn } from "../language/features/semanticTokens.ts";
import { nameReading } from "../language/features/unitMentions.ts";
import { unitTypeOfSuffix } from "../language/names/unitName.ts";
import type { Clock } from "../language/values/grammar.ts";
import type { WhyUnknown } from "../workspace/unitParts.ts";
import type { UnitPart } from "../workspace/unitTexts.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenUnit } from "./documents.ts";
import { filePathOf, offsetOf, spanOf } from "./fromLsp.ts";
import type { EffectiveUnitAnswer } from "./messages.ts";
import { fileEdit, type RenameParts } from "./renameRequests.ts";
import {
  codeActionOf,
  completionItemOf,
  diagnosticOf,
  documentSymbolOf,
  foldingRangeOf,
  hoverOf,
  inlayHintOf,
  rewriteActionOf,
  semanticTokensOf,
} from "./toLsp.ts";
import type { WholeUnits } from "./wholeUnits.ts";

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
  const place = placeOfCaret(unit.tree, at);
  const assignment = place?.kind === "value" ? analysedAssignment(unit, place.node) : undefined;
  // Only some values name units: elsewhere no folder needs to be looked at.
  const isNaming = assignment !== undefined && nameReading(unit, assignment) !== "none";
  const names = isNaming ? await findUnits(open) : [];
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
  const found = hover(unit, offsetOf(lines, position), clockOfTheMachine());
  return found === undefined ? null : hoverOf(lines, found, client);
}

function clockOfTheMachine(): Clock {
  return { now: Date.now() * 1000, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** The fixes of the problems that the range touches, and other ways to write what stands there. */
export async function answerCodeActions(
  open: OpenUnit,
  range: Range,
  context: CodeActionContext,
  wholes: WholeUnits,
  renames: RenameParts,
): Promise<CodeAction[]> {
  const fixes = isWanted("quickfix", context) ? await answerFixes(open, range, wholes, renames) : [];
  const rewrites = isWanted("refactor.rewrite", context) ? answerRewrites(open, range) : [];
  return [...fixes, ...rewrites];
}

/** Other ways to write a thing are only for who asks: a light bulb beside each would be too much. */
function isWanted(kind: string, { only, triggerKind }: CodeActionContext): boolean {
  if (only !== undefined) return only.some((one) => kind.startsWith(one));
  return kind === "quickfix" || triggerKind === CodeActionTriggerKind.Invoked;
}

function answerRewrites({ uri, unit, lines }: OpenUnit, range: Range): readonly CodeAction[] {
  return rewritesAt(unit, spanOf(lines, range)).map((rewrite) => rewriteActionOf(uri, lines, rewrite));
}

/** Editors ask for whole documents too, and nobody reads more fixes than these. */
const mendedAtMost = 50;

/** The fixes of the problems that the range touches, and last what leaves each of them out. */
async function answerFixes(
  open: OpenUnit,
  range: Range,
  wholes: WholeUnits,
  renames: RenameParts,
): Promise<readonly CodeAction[]> {
  const { uri, unit, lines } = open;
  const { from, to } = spanOf(lines, range);
  const problems = await wholes.problemsOf(open);
  const touched = problems.filter((problem) => problem.from <= to && from <= problem.to);
  const actions = touched.slice(0, mendedAtMost).flatMap((problem) => {
    const diagnostic = diagnosticOf(open, problem);
    const fixes = [...fixesFor(unit, problem), ...ignoreProblem(unit, problem)];
    return fixes.map(async (fix): Promise<readonly CodeAction[]> => {
      const action = codeActionOf(uri, lines, fix, diagnostic);
      if (fix.file === undefined) return [action];
      const edit = await fileEdit(open, fix.file, renames);
      return edit === undefined ? [] : [{ ...action, edit }];
    });
  });
  return (await Promise.all(actions)).flat();
}

export function answerInlayHints({ unit, lines }: OpenUnit, range: Range): InlayHint[] {
  return inlayHints(unit, spanOf(lines, range)).map((hint) => inlayHintOf(lines, hint));
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

/** What is in effect of the unit that the document is part of. */
export async function answerEffectiveUnit(open: OpenUnit, wholes: WholeUnits): Promise<EffectiveUnitAnswer> {
  const { uri, version, unit } = open;
  const parts = await wholes.partsOf(open);
  if (parts === undefined) return { kind: "unknown", version, why: notOnDisk };
  if (parts.kind === "unknown") return { kind: "unknown", version, why: reasons[parts.why] };
  const paths = new Map([[unit, filePathOf(uri) ?? uri]]);
  const read = (some: readonly UnitPart[]) =>
    some.map(({ document, file, path }) => {
      const part = analyse(document, file, unit.table, unit.scope);
      paths.set(part, path);
      return part;
    });
  const [fragment = unit, ...dropIns] = [...read(parts.rest.before), unit, ...read(parts.rest.after)];
  const whole = { ...effectiveUnit(fragment, dropIns), name: parts.name };
  const pathOf = (part: AnalysedUnit) => paths.get(part) ?? "";
  const text = effectiveText(whole, pathOf);
  return { kind: "known", version, name: parts.name.name, text, files: whole.parts.map(pathOf) };
}

const notOnDisk = "Save this file first: its name and its folder tell which unit it is part of.";

const reasons: Readonly<Record<WhyUnknown, string>> = {
  "many-units":
    "This drop-in extends many units. Open the file of one of them to see what is in effect there.",
  "no-unit-file": "There is no unit file that this drop-in would extend.",
  "template-source": "A part of this unit is a template source: nobody can tell what will be made of it.",
  masked: "This unit is masked, so systemd reads none of its files.",
  hidden: "systemd does not read this file: one of the same name in a more important folder takes its place.",
  ambiguous: "There are several units of this name, and nothing tells which of them is meant.",
  unreadable: "A part of this unit cannot be read.",
};
