import {
  type CompletionItem,
  CompletionItemKind,
  type Disposable,
  languages,
  MarkdownString,
  type Position,
  Range,
  SnippetString,
  type TextDocument,
} from "vscode";
import snippetFile from "../../../snippets/systemd-unit.json";
import { unitLanguage } from "../settings.ts";
import { type Snippet, snippetPlace, snippetsFor } from "./snippetPlace.ts";

interface NamedSnippet extends Snippet {
  readonly name: string;
  readonly sortText: string;
}

/** In their file's order, below what the language server offers unless more of their trigger was typed. */
const snippets: readonly NamedSnippet[] = Object.entries<Snippet>(snippetFile).map(
  ([name, snippet], index) => ({ ...snippet, name, sortText: `z${index.toString().padStart(3, "0")}` }),
);

/** Offers the snippets that fit the file and the place, and nowhere else. */
export function completeSnippets(): Disposable {
  return languages.registerCompletionItemProvider(unitLanguage, {
    provideCompletionItems: (document, position) => {
      const place = snippetPlace(...around(document, position));
      if (place === undefined) return [];
      const range = document.getWordRangeAtPosition(position) ?? new Range(position, position);
      const fitting = snippets.filter((snippet) => isFor(snippet, document));
      return snippetsFor(fitting, place).map((snippet) => itemOf(snippet, range));
    },
  });
}

function around(document: TextDocument, position: Position): readonly [before: string, behind: string] {
  const text = document.getText();
  const at = document.offsetAt(position);
  return [text.slice(0, at), text.slice(at)];
}

/** A file that has no name yet may become any. */
function isFor({ include }: Snippet, document: TextDocument): boolean {
  if (include === undefined || document.isUntitled) return true;
  return include.some((pattern) => languages.match({ pattern }, document) > 0);
}

function itemOf(snippet: NamedSnippet, range: Range): CompletionItem {
  const { trigger, name, description, body, sortText } = snippet;
  const insertText = new SnippetString(body.join("\n"));
  const documentation = new MarkdownString(description).appendCodeblock(preview(body), unitLanguage);
  return {
    label: { label: trigger, description: name },
    kind: CompletionItemKind.Snippet,
    documentation,
    insertText,
    range,
    sortText,
  };
}

/** What is inserted, with what stands in for the words that are still to be written. */
function preview(body: readonly string[]): string {
  const stops = new Map<string, string>();
  const remember = (_: string, stop: string, word: string) => {
    stops.set(stop, word);
    return word;
  };
  return body
    .join("\n")
    .replace(/\$\{TM_FILENAME_BASE(?::([^}]*))?(?:\/[^\n]*?\/g)?\}/g, (_, word: string = "") => word)
    .replace(/\$\{(\d+)\|([^,|]*)[^|]*\|\}/g, remember)
    .replace(/\$\{(\d+):([^}]*)\}/g, remember)
    .replace(/\$(\d+)/g, (_, stop: string) => stops.get(stop) ?? "");
}
