// Makes links of the files that a journal names, of those that there are.
import { stat } from "node:fs/promises";
import { type Disposable, DocumentLink, languages, Range, type TextDocument, Uri } from "vscode";
import { journalScheme } from "./journalAddress.ts";
import { type NamedFile, namedFiles } from "./journalLinks.ts";

/** How many different paths of a text are looked for; and for how long, in milliseconds, an answer holds. */
const mostPaths = 500;
const answerHolds = 30_000;

export function linkJournals(): Disposable {
  const known = new Map<string, { readonly isFile: boolean; readonly asked: number }>();
  const isFile = async (path: string): Promise<boolean> => {
    const former = known.get(path);
    if (former !== undefined && Date.now() - former.asked < answerHolds) return former.isFile;
    const found = await stat(path).then(
      (stats) => stats.isFile(),
      () => false,
    );
    if (known.size > 10 * mostPaths) known.clear();
    known.set(path, { isFile: found, asked: Date.now() });
    return found;
  };
  return languages.registerDocumentLinkProvider(
    { scheme: journalScheme },
    {
      provideDocumentLinks: async (document) => {
        const named = namedFiles(document.getText());
        const paths = [...new Set(named.map((one) => one.path))].slice(-mostPaths);
        const there = await Promise.all(paths.map(isFile));
        const files = new Set(paths.filter((_, index) => there[index]));
        return named.filter((one) => files.has(one.path)).map((one) => linkTo(document, one));
      },
    },
  );
}

function linkTo(document: TextDocument, { path, line, column, from, to }: NamedFile): DocumentLink {
  const place = line === undefined ? "" : `L${line}${column === undefined ? "" : `,${column}`}`;
  const range = new Range(document.positionAt(from), document.positionAt(to));
  const link = new DocumentLink(range, Uri.file(path).with({ fragment: place }));
  link.tooltip = line === undefined ? `Open ${path}` : `Open ${path} at line ${line}`;
  return link;
}
