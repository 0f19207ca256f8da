import { basename, dirname, join } from "node:path/posix";
import type { Edit } from "../language/features/codeActions.ts";
import {
  isRenamed,
  nameTriggered,
  partnerOf,
  type Renaming,
  renamed,
  renameInRules,
  renameInUnit,
  renamePath,
  triggerTypes,
} from "../language/features/renaming.ts";
import { parseUnitName, type UnitName, withType } from "../language/names/unitName.ts";
import type { LineIndex } from "../language/text/lineIndex.ts";
import type { Asker, FileMention, NamedUnits, NamingFile } from "./namedUnits.ts";

/** What is to be done so that a unit has another name. */
export interface RenamePlan {
  readonly edits: readonly FileEdits[];
  /** Files and folders that get another path, after the edits. */
  readonly moves: readonly Move[];
  /** What nobody but the user can do, in sentences. */
  readonly left: readonly string[];
}

export interface FileEdits {
  readonly path: string;
  readonly lines: LineIndex;
  /** In order, none overlapping another. */
  readonly edits: readonly Edit[];
}

interface Move {
  readonly from: string;
  readonly to: string;
}

export type RenameOutcome =
  | { readonly kind: "plan"; readonly plan: RenamePlan }
  /** It cannot be done; `why` is a sentence. */
  | { readonly kind: "refused"; readonly why: string };

/** Who moves the unit's own file: the plan, or the user, who is about to. */
type Mover = "plan" | "user";

/**
 * Plans to give a unit of the editor's folders another name: its file, the folders that belong to it, the unit of the
 * same path where it is a mount or an automount, and every place that names it. What it is to others because of its name
 * is written down.
 */
export async function planRename(
  named: NamedUnits,
  renaming: Renaming,
  asker: Asker,
  mover: Mover,
): Promise<RenameOutcome> {
  const main = await partOf(named, renaming, asker);
  const why = whyNot(named, renaming, main, mover);
  if (why !== undefined) return { kind: "refused", why };
  const parts = [main];
  const partner = partnerOf(renaming);
  const other = partner && (await partOf(named, partner, asker));
  if (other?.files.some(({ path }) => named.mayChange(path))) parts.push(other);
  const edits = new EditsByFile();
  const left: string[] = [];
  for (const part of parts) {
    for (const mentions of byFile(part.mentions)) edits.add(...editsOfMentions(mentions, part, parts));
    for (const file of part.files)
      if (file.source.kind === "unit") edits.add(file, renamePath(file.source.unit, part));
    await keepTriggers(named, part, asker, edits, left);
  }
  const files = parts.flatMap((part) => (part === main && mover === "user" ? [] : movesOf(part)));
  const folders: Move[] = [];
  for (const part of parts) folders.push(...(await foldersOf(named, part, asker)));
  const links = await named.linksTo(asker.settings, (path, name) =>
    parts.some((part) => isRenamed(name, part) && (path === undefined || part.fragments.includes(path))),
  );
  if (links.length > 0) left.push(`These links still lead to the old name: ${links.join(", ")}.`);
  return { kind: "plan", plan: { edits: edits.all(), moves: [...files, ...folders], left } };
}

/** The folders of drop-ins and links that go with a unit: not those of another one of that name. */
async function foldersOf(named: NamedUnits, part: Part, asker: Asker): Promise<readonly Move[]> {
  const folders = await named.foldersOf(asker.settings, (name) => isRenamed(name, part));
  const found: Move[] = [];
  for (const { path, name, ending } of folders) {
    const { fragments } = await named.find(name, { ...asker, path: join(dirname(path), name.name) });
    const isIts = part.fragments.length === fragments.length || fragments.length > 0;
    const isOther = fragments.some((one) => !part.fragments.includes(one));
    if (isIts && !isOther) found.push({ from: path, to: join(dirname(path), renamed(name, part) + ending) });
  }
  return found;
}

/** One of the units that get another name. */
interface Part extends Renaming {
  /** The paths of its file, or of its template's. */
  readonly fragments: readonly string[];
  /** Its own files, not its template's. */
  readonly files: readonly NamingFile[];
  readonly isElsewhere: boolean;
  readonly mentions: readonly FileMention[];
}

async function partOf(named: NamedUnits, { from, to }: Renaming, asker: Asker): Promise<Part> {
  const { fragments } = await named.find(from, asker);
  const own = fragments.filter((path) => basename(path).startsWith(from.name));
  const files = own.flatMap((path) => named.read(path, asker.settings) ?? []);
  const mentions = (await named.mentionsOf(from.name, asker)).filter(({ path }) => named.mayChange(path));
  const isElsewhere = own.some((path) => !named.mayChange(path));
  return { from, to, fragments, files, isElsewhere, mentions };
}

function whyNot(named: NamedUnits, { from, to }: Renaming, part: Part, mover: Mover): string | undefined {
  const { files, isElsewhere } = part;
  if (isElsewhere) return `${from.name} lies outside of the opened folders.`;
  if (files.length > 1) return `Several files are called ${from.name}: rename it in the one that is meant.`;
  const taken = files.map(({ path }) => movedTo(path, part)).find((path) => named.exists(path));
  if (taken !== undefined && mover === "plan") return `There is a ${to.name} already.`;
  return undefined;
}

function movesOf(part: Part): readonly Move[] {
  return part.files.map(({ path }) => ({ from: path, to: movedTo(path, part) }));
}

/** The ending of a template source stays. */
function movedTo(path: string, { from, to }: Renaming): string {
  return join(dirname(path), to.name + basename(path).slice(from.name.length));
}

function byFile(mentions: readonly FileMention[]): Iterable<readonly [FileMention, ...FileMention[]]> {
  const files = new Map<string, [FileMention, ...FileMention[]]>();
  for (const mention of mentions) {
    const known = files.get(mention.path);
    if (known === undefined) files.set(mention.path, [mention]);
    else known.push(mention);
  }
  return files.values();
}

function editsOfMentions(
  [first, ...others]: readonly [FileMention, ...FileMention[]],
  renaming: Renaming,
  all: readonly Renaming[],
): readonly [NamingFile, readonly Edit[]] {
  const { file } = first;
  const mentions = [first, ...others].map(({ mention }) => mention);
  if (file.source.kind === "rules") return [file, renameInRules(file.source.rules, mentions, renaming)];
  const { unit } = file.source;
  const own = unit.file.name;
  const mine = own && all.find((one) => isRenamed(own, one));
  const after = own === undefined || mine === undefined ? own : parseUnitName(renamed(own, mine));
  return [file, renameInUnit(unit, mentions, renaming, after)];
}

/** Writes down what a timer, a path or a socket and its service are to one another by their names. */
async function keepTriggers(
  named: NamedUnits,
  part: Part,
  asker: Asker,
  edits: EditsByFile,
  left: string[],
): Promise<void> {
  const keep = (file: NamingFile, service: UnitName) => {
    const added = file.source.kind === "unit" ? nameTriggered(file.source.unit, service) : [];
    if (added === "impossible") {
      left.push(
        `${basename(file.path)} starts the instances of a service that is called as it is: rename both.`,
      );
    } else edits.add(file, added);
  };
  if (triggerTypes.includes(part.from.type)) {
    const service = withType(part.from, "service");
    const found = service && (await named.find(service, asker));
    for (const file of part.files) if (service && found?.fragments.length !== 0) keep(file, service);
  }
  if (part.from.type !== "service") return;
  for (const name of triggersOf(part.from)) {
    const { fragments } = await named.find(name, asker);
    for (const path of fragments) {
      const file =
        named.mayChange(path) && basename(path).startsWith(name.name) && named.read(path, asker.settings);
      if (file) keep(file, part.to);
    }
  }
}

/** The units that start a service because they are called as it is; a plain socket may start instances of a template. */
function triggersOf(service: UnitName): readonly UnitName[] {
  return triggerTypes.flatMap((type) => withType(service, type) ?? []);
}

/** Edits of several files, put together bit by bit. */
class EditsByFile {
  readonly #files = new Map<string, { readonly lines: LineIndex; readonly edits: Edit[] }>();

  add({ path, lines }: Pick<NamingFile, "path" | "lines">, edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    const known = this.#files.get(path) ?? { lines, edits: [] };
    known.edits.push(...edits);
    this.#files.set(path, known);
  }

  all(): readonly FileEdits[] {
    return [...this.#files].map(([path, { lines, edits }]) => ({
      path,
      lines,
      edits: edits.toSorted((a, b) => a.from - b.from),
    }));
  }
}
