import {
  type Definition,
  type DefinitionLink,
  type DocumentLink,
  type Location,
  type Position,
  SymbolKind,
  type WorkspaceSymbol,
} from "vscode-languageserver/node";
import { documentLinks } from "../language/features/documentLinks.ts";
import { type UnitMention, unitMentionAt } from "../language/features/unitMentions.ts";
import { manualPageUrl } from "../language/knowledge/manual.ts";
import { knownUnit } from "../language/names/meantUnit.ts";
import { ruleMentionAt } from "../language/udev/ruleMentions.ts";
import type { Scope } from "../language/values/grammar.ts";
import { isTextFile } from "../workspace/textFile.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenDocument, OpenUnit } from "./documents.ts";
import { filePathOf, offsetOf } from "./fromLsp.ts";
import { type FileSpan, type NamedUnits, uriOf } from "./namedUnits.ts";
import type { Settings } from "./settings.ts";
import { rangeOf } from "./toLsp.ts";

/** A unit that is named in an open document, and the managers that it is one of. */
export interface AskedMention {
  readonly mention: UnitMention;
  readonly scope: Scope;
  /** Whether it is the file itself that is asked about, by a section header. */
  readonly isHeader: boolean;
}

/** The unit that is asked about at a position; undefined where none is named. */
export function mentionAt(open: OpenDocument, position: Position): AskedMention | undefined {
  const at = offsetOf(open.lines, position);
  if (open.kind === "rules") {
    const mention = ruleMentionAt(open.rules, at);
    return mention && { mention, scope: mention.scope, isHeader: false };
  }
  const mention = unitMentionAt(open.unit, at);
  const isHeader = open.unit.tree.document.startsWith("[", mention?.from);
  return mention && { mention, scope: open.unit.scope, isHeader };
}

/** The files of the unit that is named at a position: its own, and its drop-ins. */
export async function answerDefinition(
  open: OpenDocument,
  position: Position,
  named: NamedUnits,
  { linksDefinitions }: ClientAbilities,
): Promise<Definition | DefinitionLink[]> {
  const asked = mentionAt(open, position);
  // A header is no name; on a drop-in's, the unit that it extends is what one wants to see.
  if (asked === undefined || (asked.isHeader && !isDropIn(open))) return [];
  const name = knownUnit(asked.mention.name);
  const location = name && (await named.find(name, named.asker(open, asked.scope)));
  const own = filePathOf(open.uri);
  const places = [...(location?.fragments ?? []), ...(location?.dropIns ?? [])]
    .filter((path) => !asked.isHeader || path !== own)
    .map((path) => named.beginOf(path));
  if (!linksDefinitions) return places.map(locationOf);
  const originSelectionRange = rangeOf(open.lines, asked.mention);
  return places.map((place): DefinitionLink => {
    const range = rangeOf(place.lines, place);
    return {
      originSelectionRange,
      targetUri: uriOf(place.path),
      targetRange: range,
      targetSelectionRange: range,
    };
  });
}

function isDropIn(open: OpenDocument): boolean {
  return open.kind === "unit" && open.unit.file.kind === "drop-in";
}

/** Every place that names the unit at a position, or the file's own on a section header; with its file if that is wanted. */
export async function answerReferences(
  open: OpenDocument,
  position: Position,
  declaration: "included" | "left-out",
  named: NamedUnits,
): Promise<Location[]> {
  const asked = mentionAt(open, position);
  if (asked === undefined) return [];
  const asker = named.asker(open, asked.scope);
  const mentions = await named.mentionsOf(asked.mention.name, asker);
  const name = declaration === "included" ? knownUnit(asked.mention.name) : undefined;
  const location = name && (await named.find(name, asker));
  const files = (location?.fragments ?? []).map((path) => named.beginOf(path));
  return [...files, ...mentions].map(locationOf);
}

function locationOf(place: FileSpan): Location {
  return { uri: uriOf(place.path), range: rangeOf(place.lines, place) };
}

/** More links than anybody writes into one file; a file is looked for behind each. */
const linksAtMost = 300;

/** The files that values name and that are there, and the pages of the manual. */
export async function answerDocumentLinks({ unit, lines }: OpenUnit): Promise<DocumentLink[]> {
  const links = documentLinks(unit).slice(0, linksAtMost);
  const answers = await Promise.all(
    links.map(async (link): Promise<readonly DocumentLink[]> => {
      const range = rangeOf(lines, link);
      if (link.kind === "manual") {
        const tooltip = `Open the manual page ${link.page}(${link.section})`;
        return [{ range, target: manualPageUrl(link.page, link.section), tooltip }];
      }
      const isThere = await isTextFile(link.path);
      return isThere ? [{ range, target: uriOf(link.path), tooltip: `Open ${link.path}` }] : [];
    }),
  );
  return answers.flat();
}

/** What is shown of a search; whoever wants others types more. */
const symbolsAtMost = 500;

/** The units of the editor's folders whose names hold the letters of the query in their order. */
export async function answerWorkspaceSymbols(
  query: string,
  named: NamedUnits,
  settings: Settings,
): Promise<WorkspaceSymbol[]> {
  const files = await named.unitFiles(settings);
  return files
    .filter(({ name }) => holdsInOrder(name.toLowerCase(), query.toLowerCase()))
    .slice(0, symbolsAtMost)
    .map(({ name, path }) => ({
      name,
      kind: SymbolKind.Class,
      containerName: path.split("/").at(-2) ?? "",
      location: locationOf(named.beginOf(path)),
    }));
}

function holdsInOrder(name: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const found = name.indexOf(letter, from);
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}
