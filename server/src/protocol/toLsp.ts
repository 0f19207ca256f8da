import { pathToFileURL } from "node:url";
import {
  type CodeAction,
  CodeActionKind,
  type Command,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  InlayHintKind,
  InsertTextFormat,
  type DocumentSymbol as LspDocumentSymbol,
  type FoldingRange as LspFoldingRange,
  type Hover as LspHover,
  type InlayHint as LspInlayHint,
  type MarkupContent,
  MarkupKind,
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
  SymbolKind,
} from "vscode-languageserver/node";
import { shownSeverity } from "../language/chosenSeverity.ts";
import type { Fix } from "../language/features/codeActions.ts";
import type { Completion } from "../language/features/completion.ts";
import type { DocumentSymbol } from "../language/features/documentSymbols.ts";
import type { FoldingRange } from "../language/features/folding.ts";
import type { Hover } from "../language/features/hover.ts";
import type { InlayHint } from "../language/features/inlayHints.ts";
import type { Rewrite } from "../language/features/rewrites.ts";
import type { SemanticToken, SemanticTokenType } from "../language/features/semanticTokens.ts";
import { messageOf, type Problem, type RelatedPlace } from "../language/problems/catalogue.ts";
import type { Severity } from "../language/problems/consequence.ts";
import { type LineIndex, lineIndexOf, placeOf } from "../language/text/lineIndex.ts";
import type { Span } from "../language/text/text.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenDocument } from "./documents.ts";
import { problemUrl, ruleProblemUrl } from "./problemUrl.ts";

/** The range of a span; lines and characters from 0, in UTF-16 code units, which every client takes. */
export function rangeOf(lines: LineIndex, { from, to }: Span): Range {
  return { start: positionOf(lines, from), end: positionOf(lines, to) };
}

function positionOf(lines: LineIndex, offset: number) {
  const { line, column } = placeOf(lines, offset);
  return { line, character: column };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function diagnosticOf(open: OpenDocument, problem: Problem): Diagnostic {
  const { lines, settings } = open;
  const tag = tags.get(problem.code);
  return {
    range: rangeOf(lines, problem),
    severity: severities[shownSeverity(problem, settings.severities)],
    source: "unitwright",
    code: problem.code,
    codeDescription: {
      href: open.kind === "unit" ? problemUrl(open.unit, problem) : ruleProblemUrl(problem),
    },
    message: messageOf(problem),
    data: { consequence: problem.consequence },
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(problem.related === undefined ? {} : { relatedInformation: problem.related.map(relatedOf) }),
  };
}

/** A place of another file that has a part in a problem. */
function relatedOf({ path, document, from, to, message }: RelatedPlace): DiagnosticRelatedInformation {
  const uri = pathToFileURL(path).href;
  return {
    location: { uri, range: rangeOf(lineIndexOf(document), { from, to }) },
    message: plainText(message),
  };
}

/** Struck through is what still works; greyed out what no longer does anything. */
const tags: ReadonlyMap<string, DiagnosticTag> = new Map([
  ["deprecated-directive", DiagnosticTag.Deprecated],
  ["deprecated-word", DiagnosticTag.Deprecated],
  ["old-directive-name", DiagnosticTag.Deprecated],
  ["removed-directive", DiagnosticTag.Unnecessary],
  ["only-first-counts", DiagnosticTag.Unnecessary],
]);

const completionKinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  directive: CompletionItemKind.Property,
  word: CompletionItemKind.EnumMember,
  unit: CompletionItemKind.Reference,
  specifier: CompletionItemKind.Variable,
};

export function completionItemOf(
  lines: LineIndex,
  completion: Completion,
  client: ClientAbilities,
): CompletionItem {
  const { label, kind, detail, documentation, sortText, isDeprecated } = completion;
  const { newText, insertTextFormat, command } = insertionOf(completion, client);
  return {
    label,
    kind: completionKinds[kind],
    sortText,
    filterText: label,
    insertTextFormat,
    textEdit: { range: rangeOf(lines, completion), newText },
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: proseOf(documentation, client.markup) }),
    ...(isDeprecated === true ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(command === undefined ? {} : { command }),
  };
}

interface Insertion {
  readonly newText: string;
  readonly insertTextFormat: InsertTextFormat;
  readonly command?: Command;
}

/** What is inserted, and what happens then. The instance of a template is asked for, or left as a place to fill in. */
function insertionOf(
  { insertText, asksInstance, triggersNext }: Completion,
  { suggestCommand, instanceCommand, takesSnippets }: ClientAbilities,
): Insertion {
  const plain = { newText: insertText, insertTextFormat: InsertTextFormat.PlainText };
  if (asksInstance !== undefined && instanceCommand !== undefined) {
    const { template, backslashes } = asksInstance;
    const command = {
      title: "Choose Instance",
      command: instanceCommand,
      arguments: [template, backslashes],
    };
    return { ...plain, command };
  }
  if (asksInstance !== undefined && takesSnippets) {
    const escaped = insertText.replace(/[\\$}]/g, "\\$&");
    const newText = escaped.replace("@", () => `@$${"{1:instance}"}`);
    return { newText, insertTextFormat: InsertTextFormat.Snippet };
  }
  if (triggersNext !== true || suggestCommand === undefined) return plain;
  return { ...plain, command: { title: "Suggest", command: suggestCommand } };
}

export function hoverOf(lines: LineIndex, hover: Hover, { markup }: ClientAbilities): LspHover {
  return { range: rangeOf(lines, hover), contents: proseOf(hover.markdown, markup) };
}

export function inlayHintOf(lines: LineIndex, { at, label, whole }: InlayHint): LspInlayHint {
  const hint: LspInlayHint = { position: positionOf(lines, at), label, kind: InlayHintKind.Parameter };
  return whole === undefined ? hint : { ...hint, tooltip: whole };
}

function proseOf(markdown: string, markup: ClientAbilities["markup"]): MarkupContent {
  if (markup === "markdown") return { kind: MarkupKind.Markdown, value: markdown };
  const plain = markdown.replace(/\[([^\]]+)\]\((\S+?)\)/g, "$1 ($2)").replace(/\*\*|`/g, "");
  return { kind: MarkupKind.PlainText, value: plain };
}

export function documentSymbolOf(lines: LineIndex, symbol: DocumentSymbol): LspDocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbol.kind === "section" ? SymbolKind.Module : SymbolKind.Property,
    range: rangeOf(lines, symbol),
    selectionRange: rangeOf(lines, symbol.selection),
    children: symbol.children.map((child) => documentSymbolOf(lines, child)),
  };
}

export function foldingRangeOf(lines: LineIndex, { from, to, kind }: FoldingRange): LspFoldingRange {
  const startLine = placeOf(lines, from).line;
  const endLine = placeOf(lines, to).line;
  return kind === "comment" ? { startLine, endLine, kind } : { startLine, endLine };
}

export function codeActionOf(uri: string, lines: LineIndex, fix: Fix, diagnostic: Diagnostic): CodeAction {
  const edits = fix.edits.map((edit) => ({ range: rangeOf(lines, edit), newText: edit.newText }));
  return {
    title: plainText(fix.title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: fix.isPreferred,
    edit: { changes: { [uri]: edits } },
  };
}

export function rewriteActionOf(uri: string, lines: LineIndex, rewrite: Rewrite): CodeAction {
  const edits = rewrite.edits.map((edit) => ({ range: rangeOf(lines, edit), newText: edit.newText }));
  const title = plainText(rewrite.title);
  return { title, kind: CodeActionKind.RefactorRewrite, edit: { changes: { [uri]: edits } } };
}

/** Titles are shown as they are: Markdown's marks of code are left out, those that are part of the code stay. */
function plainText(markdown: string): string {
  return markdown.replace(/(`+)( ?)(.*?)\2\1(?!`)/g, "$3");
}

/** Our tokens by the nearest name of LSP, so that every colour theme has a colour for them. */
const tokenTypes: Readonly<Record<SemanticTokenType, string>> = {
  section: "namespace",
  directive: "property",
  specifier: "macro",
  keyword: "enumMember",
  number: "number",
  operator: "operator",
  string: "string",
  path: "string",
  unit: "class",
  variable: "variable",
  command: "function",
  parameter: "parameter",
};
const legendTypes = [...new Set(Object.values(tokenTypes))];
export const tokensLegend: SemanticTokensLegend = { tokenTypes: legendTypes, tokenModifiers: ["deprecated"] };

export function semanticTokensOf(lines: LineIndex, tokens: readonly SemanticToken[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const token of tokens) {
    const { line, column } = placeOf(lines, token.from);
    const type = legendTypes.indexOf(tokenTypes[token.type]);
    builder.push(line, column, token.to - token.from, type, token.isDeprecated === true ? 1 : 0);
  }
  return builder.build();
}
