import { readdir, stat } from "node:fs/promises";
import { join } from "node:path/posix";
import { isValidUnitName } from "../language/names/unitName.ts";
import { mayBeRulesPath } from "../language/udev/udevFile.ts";
import { unitFileOf } from "../language/units/unitFile.ts";

/** Where unit names are looked for. */
export interface UnitFolders {
  /** Folders of the editor's workspace, searched with all that lies below them. */
  readonly workspace: readonly string[];
  /** Folders of systemd's load path; what lies below them (`.wants`, `.d`) holds no units of its own. */
  readonly loadPath: readonly string[];
}

/** How much of a workspace is searched: enough for any repository of units, little of a home folder. */
const folderLimit = 1000;
const nameLimit = 20_000;

/** A listed folder is listed again when its time changes. Times are coarse, so a young one proves nothing yet. */
const settledAfter = 100;

/** A walk over a workspace is good for this long where nobody tells of changes; in milliseconds. */
const walkedFor = 1000;

/**
 * The names of units in some folders. Nothing is read before the first question; after that only the folders that
 * changed. Folders that cannot be read count as empty.
 */
export class UnitIndex {
  readonly #listings = new Map<string, Listing>();
  readonly #walks = new Map<string, Walk>();
  readonly #unitFolders = new Map<string, readonly string[]>();
  #templateSuffixes: readonly string[] = [];
  #isWatched = false;

  /** From now on `changed` is called whenever something has changed in the workspace. */
  watched(): void {
    this.#isWatched = true;
    this.#walks.clear();
  }

  changed(): void {
    this.#walks.clear();
  }

  /** The folders, from `root` down, that hold a unit of one of these names or a folder that is called so. */
  async foldersWith(
    root: string,
    names: ReadonlySet<string>,
    templateSuffixes: readonly string[],
  ): Promise<readonly string[]> {
    const found = (await this.#walked(root, templateSuffixes)).filter(
      ({ units, folders }) => units.some((unit) => names.has(unit)) || folders.some((one) => names.has(one)),
    );
    return found.map(({ path }) => path);
  }

  /** All folders, from `root` down, that hold a unit: the same list as long as they are the same. */
  async unitFolders(root: string, templateSuffixes: readonly string[]): Promise<readonly string[]> {
    const listings = await this.#walked(root, templateSuffixes);
    const paths = listings.filter(({ units }) => units.length > 0).map(({ path }) => path);
    const known = this.#unitFolders.get(root);
    if (known?.join("\0") === paths.join("\0")) return known;
    this.#unitFolders.set(root, paths);
    return paths;
  }

  /** The paths of all files, from `root` down, that may name units: unit files, drop-ins and udev's rules, by their names. */
  async namingFiles(root: string, templateSuffixes: readonly string[]): Promise<readonly string[]> {
    const listings = await this.#walked(root, templateSuffixes);
    return listings.flatMap(({ path, files }) => files.map((file) => join(path, file)));
  }

  /** The paths of all folders from `root` down. */
  async foldersBelow(root: string, templateSuffixes: readonly string[]): Promise<readonly string[]> {
    return (await this.#walked(root, templateSuffixes)).map(({ path }) => path);
  }

  /** What lies below a folder of the workspace. */
  #walked(root: string, templateSuffixes: readonly string[]): Promise<readonly Listing[]> {
    this.#keepFor(templateSuffixes);
    let walk = this.#walks.get(root);
    if (walk === undefined || (!this.#isWatched && Date.now() - walk.begun > walkedFor)) {
      walk = { begun: Date.now(), listings: this.#walk([root]) };
      this.#walks.set(root, walk);
    }
    return walk.listings;
  }

  /** The names of the unit files in these folders, template suffixes taken off, in alphabetical order. */
  async namesIn(folders: UnitFolders, templateSuffixes: readonly string[]): Promise<readonly string[]> {
    this.#keepFor(templateSuffixes);
    const loadPath = await this.#listAll(folders.loadPath);
    const listings = [...loadPath, ...(await this.#walk(folders.workspace))];
    const linked = loadPath.flatMap(({ path, folders: below }) =>
      below.filter((name) => linkFolder.test(name)).map((name) => join(path, name)),
    );
    // Most instances have no file of their own: a link tells that there is one.
    const instances = (await this.#listAll(linked)).flatMap(({ units }) => units.filter(isInstance));
    const names = new Set([...listings.flatMap((listing) => listing.units), ...instances]);
    return [...names].sort().slice(0, nameLimit);
  }

  /** What was read with other suffixes in mind says nothing any more. */
  #keepFor(templateSuffixes: readonly string[]): void {
    if (templateSuffixes.join("/") === this.#templateSuffixes.join("/")) return;
    this.#listings.clear();
    this.#walks.clear();
    this.#templateSuffixes = templateSuffixes;
  }

  /** Searches level by level, so that the limit cuts off what lies deepest. */
  async #walk(roots: readonly string[]): Promise<readonly Listing[]> {
    const found: Listing[] = [];
    let level: readonly string[] = roots;
    while (level.length > 0 && found.length < folderLimit) {
      const listings = await this.#listAll(level.slice(0, folderLimit - found.length));
      found.push(...listings);
      level = listings.flatMap(({ path, folders }) => folders.map((folder) => join(path, folder)));
    }
    return found;
  }

  async #listAll(paths: readonly string[]): Promise<readonly Listing[]> {
    const listings = await Promise.all(paths.map((path) => this.#list(path)));
    return listings.filter((listing) => listing !== undefined);
  }

  async #list(path: string): Promise<Listing | undefined> {
    try {
      const { mtimeMs } = await stat(path);
      const known = this.#listings.get(path);
      if (known?.time === mtimeMs && known.isSettled) return known;
      const listing = await listFolder(path, mtimeMs, this.#templateSuffixes);
      this.#listings.set(path, listing);
      return listing;
    } catch {
      this.#listings.delete(path);
      return undefined;
    }
  }
}

const linkFolder = /\.(?:wants|requires|upholds)$/;

function isInstance(name: string): boolean {
  return isValidUnitName(name, ["instance"]);
}

interface Walk {
  /** In milliseconds since 1970. */
  readonly begun: number;
  readonly listings: Promise<readonly Listing[]>;
}

/** What lies in one folder. */
interface Listing {
  readonly path: string;
  readonly units: readonly string[];
  readonly folders: readonly string[];
  /** The names of files that may name units; links are left out, since what they lead to is there as well. */
  readonly files: readonly string[];
  /** The folder's time of change, in milliseconds since 1970. */
  readonly time: number;
  readonly isSettled: boolean;
}

async function listFolder(path: string, time: number, templateSuffixes: readonly string[]): Promise<Listing> {
  const isSettled = Date.now() - time > settledAfter;
  const units: string[] = [];
  const folders: string[] = [];
  const files: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && entry.name !== ".git") folders.push(entry.name);
    } else if (entry.isFile() || entry.isSymbolicLink()) {
      const file = unitFileOf(`${path}/${entry.name}`, templateSuffixes);
      const mayName = file !== undefined || mayBeRulesPath(`${path}/${entry.name}`);
      if (mayName && entry.isFile()) files.push(entry.name);
      if (file?.kind === "unit" && file.name !== undefined) units.push(file.name.name);
    }
  }
  return { path, units, folders, files, time, isSettled };
}
