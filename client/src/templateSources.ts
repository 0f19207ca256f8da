import { type Disposable, languages, type TextDocument, workspace } from "vscode";
import { templateSuffixesFor, unitLanguage } from "./settings.ts";
import { isTemplateSource } from "./templateSourceName.ts";

/** What VS Code takes such a file for when no extension knows better. Jinja's and the like keep their own colours. */
const unclaimed: ReadonlySet<string> = new Set(["plaintext", "ini", "properties"]);

/**
 * Gives template sources (`a.service.in`) the language of unit files. The usual suffixes are in the manifest; this is
 * for those the user set.
 */
export function nameTemplateSources(): Disposable {
  // A change of language tells of the same document as closed and opened: who chose another by hand must get it.
  const named = new WeakSet<TextDocument>();
  const name = (document: TextDocument) => {
    const { uri, languageId } = document;
    if (!unclaimed.has(languageId) || named.has(document)) return;
    if (!isTemplateSource(uri.path, templateSuffixesFor(uri))) return;
    named.add(document);
    void languages.setTextDocumentLanguage(document, unitLanguage);
  };
  for (const document of workspace.textDocuments) name(document);
  return workspace.onDidOpenTextDocument(name);
}
