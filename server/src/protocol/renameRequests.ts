import { basename, dirname, join } from "node:path/posix";
import {
  ErrorCodes,
  type FileOperationRegistrationOptions,
  type Position,
  type Range,
  RenameFile,
  ResponseError,
  TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { FileChange } from "../language/features/codeActions.ts";
import type { Renaming } from "../language/features/renaming.ts";
import { knownUnit } from "../language/names/meantUnit.ts";
import {
  parseUnitName,
  readUnitName,
  templateOf,
  type UnitName,
  unitTypes,
} from "../language/names/unitName.ts";
import { unitFileOf } from "../language/units/unitFile.ts";
import { spellNameProblem } from "../language/values/unitReference.ts";
import { findSpecialUnit } from "../language/words/specialUnits.ts";
import type { ClientAbilities } from "./clientAbilities.ts";
import type { OpenDocument, OpenDocuments, OpenUnit } from "./documents.ts";
import { filePathOf } from "./fromLsp.ts";
import { mentionAt } from "./linkRequests.ts";
import { type NamedUnits, uriOf } from "./namedUnits.ts";
import { planRename, type RenamePlan } from "./renamePlan.ts";
import type { SettingsCache } from "./settings.ts";
import { rangeOf } from "./toLsp.ts";

/** The files whose renaming the editor tells of before it happens. */
export const renamedFiles: FileOperationRegistrationOptions = {
  filters: [{ scheme: "file", pattern: { glob: `**/*.{${unitTypes.join(",")}}`, matches: "file" } }],
};

/** What renaming takes. */
export interface RenameParts {
  /**
   * The files that get another name by edits of ours, old and new address parted by a blank: of those the editor tells as
   * if the user had done it.
   */
  readonly planned: Set<string>;
  readonly named: NamedUnits;
  readonly documents: OpenDocuments;
  readonly client: ClientAbilities;
  /** Tells the user what is left to do. */
  readonly tell: (message: string) => void;
}

/** The unit that would be renamed at a position, and what it is called now. */
export function answerPrepareRename(
  open: OpenDocument,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | ResponseError | null {
  const asked = mentionAt(open, position);
  if (asked === undefined) return null;
  const name = knownUnit(asked.mention.name);
  if (name === undefined) return refusal("Nobody can tell which unit this is.");
  return { range: rangeOf(open.lines, asked.mention), placeholder: name.name };
}

/** All that gives the unit at a position another name. */
export async function answerRename(
  open: OpenDocument,
  position: Position,
  newName: string,
  parts: RenameParts,
): Promise<WorkspaceEdit | ResponseError | null> {
  const { named, client, tell } = parts;
  const asked = mentionAt(open, position);
  const from = asked && knownUnit(asked.mention.name);
  if (asked === undefined || from === undefined) return null;
  const asker = named.asker(open, asked.scope);
  const location = await named.find(from, asker);
  const isAlias = location.name.name !== from.name && location.fragments.length > 0;
  if (isAlias) return refusal(`${from.name} is another name of ${location.name.name}: rename that.`);
  if (location.fragments.length === 0 && findSpecialUnit(from.name) !== undefined) {
    return refusal(`${from.name} is a unit that every systemd has.`);
  }
  const renaming = readRenaming(newName, from);
  if (typeof renaming === "string") return refusal(renaming);
  if (renaming === undefined) return { documentChanges: [] };
  const outcome = await planRename(named, renaming, asker, "plan");
  if (outcome.kind === "refused") return refusal(outcome.why);
  if (!client.renamesFiles && outcome.plan.moves.length > 0) {
    return refusal("This editor renames no files for a language server.");
  }
  for (const sentence of outcome.plan.left) tell(sentence);
  return workspaceEditOf(outcome.plan, parts);
}

function refusal(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, message);
}

/**
 * What a new name says: with the unit's type where it has none. Of an instance that gets another prefix the template is
 * meant. Undefined where nothing changes; a sentence where the unit cannot be called so.
 */
function readRenaming(text: string, from: UnitName): Renaming | string | undefined {
  const typed = text.trim();
  const reading = readUnitName(typed);
  const to = reading.ok ? reading.name : parseUnitName(`${typed}.${from.type}`);
  if (to === undefined)
    return `${typed} is no unit name${reading.ok ? "" : `: ${spellNameProblem(reading.problem)}`}.`;
  if (to.name === from.name) return undefined;
  if (to.type !== from.type) return `The name must end in .${from.type}: another type is another unit.`;
  if (to.kind !== from.kind) return kindSentences[from.kind];
  if (from.kind === "instance" && to.kind === "instance" && to.instance === from.instance) {
    const [template, now] = [parseUnitName(templateOf(from) ?? ""), parseUnitName(templateOf(to) ?? "")];
    return template && now && { from: template, to: now };
  }
  return { from, to };
}

const kindSentences: Readonly<Record<UnitName["kind"], string>> = {
  plain: "The name must not hold an @: that would be an instance of a template.",
  template: "The name of a template has an @ right before its type, as in app@.service.",
  instance:
    "The name of an instance has its template's name, an @ and a text of its own, as in app@shop.service.",
};

/** What is to be changed beside a file that the user is about to rename; null where nothing is, and for files moved to another folder. */
export async function answerWillRename(
  { oldUri, newUri }: { readonly oldUri: string; readonly newUri: string },
  parts: RenameParts,
  settings: SettingsCache,
): Promise<WorkspaceEdit | null> {
  const [path, now] = [filePathOf(oldUri), filePathOf(newUri)];
  if (path === undefined || now === undefined || dirname(path) !== dirname(now)) return null;
  const its = await settings.get(oldUri);
  const [old, next] = [path, now].map((one) => unitFileOf(one, its.templateSuffixes));
  const [from, to] = [old?.name, next?.name];
  const isUnit = old?.kind === "unit" && next?.kind === "unit" && basename(path) !== basename(now);
  if (!isUnit || from === undefined || to === undefined || from.type !== to.type || from.kind !== to.kind)
    return null;
  const scope = old.scope === "unknown" ? its.scope : old.scope;
  const outcome = await planRename(parts.named, { from, to }, { path, scope, settings: its }, "user");
  if (outcome.kind === "refused") return null;
  const { edits, moves, left } = outcome.plan;
  // The texts of our own edits are changed by now, and the other files are on their way.
  const isOurs = parts.planned.delete(`${uriOf(path)} ${uriOf(now)}`) && edits.length === 0;
  if (isOurs || edits.length + moves.length === 0) return null;
  for (const sentence of left) parts.tell(sentence);
  return workspaceEditOf(outcome.plan, parts);
}

/** What gives an open file another name or folder; undefined where that cannot be done. */
export async function fileEdit(
  open: OpenUnit,
  change: FileChange,
  parts: RenameParts,
): Promise<WorkspaceEdit | undefined> {
  const { named, client } = parts;
  const path = filePathOf(open.uri);
  if (path === undefined || !client.renamesFiles) return undefined;
  if (change.kind === "folder") {
    const to = uriOf(join(change.folder, basename(path)));
    return { documentChanges: [RenameFile.create(open.uri, to)] };
  }
  const [from, to] = [open.unit.file.name, parseUnitName(change.name)];
  if (from === undefined || to === undefined) return undefined;
  const outcome = await planRename(named, { from, to }, named.asker(open, open.unit.scope), "plan");
  return outcome.kind === "plan" ? workspaceEditOf(outcome.plan, parts) : undefined;
}

/** Texts first, since they are found by the old paths. */
function workspaceEditOf(
  { edits, moves }: RenamePlan,
  { documents, client, planned }: RenameParts,
): WorkspaceEdit {
  const changesOf = ({ lines, edits: ofFile }: RenamePlan["edits"][number]) =>
    ofFile.map((edit) => ({ range: rangeOf(lines, edit), newText: edit.newText }));
  if (!client.renamesFiles) {
    return { changes: Object.fromEntries(edits.map((file) => [uriOf(file.path), changesOf(file)])) };
  }
  const texts = edits.map((file) => {
    const uri = uriOf(file.path);
    return TextDocumentEdit.create({ uri, version: documents.versionOf(uri) ?? null }, changesOf(file));
  });
  const renames = moves.map(({ from, to }) => RenameFile.create(uriOf(from), uriOf(to)));
  for (const { oldUri, newUri } of renames) planned.add(`${oldUri} ${newUri}`);
  return { documentChanges: [...texts, ...renames] };
}
