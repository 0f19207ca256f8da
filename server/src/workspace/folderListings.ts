import { type Dirent, readdirSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path/posix";
import { errorCode } from "./fileErrors.ts";

/** What lies in a folder. */
export interface FolderListing {
  /** Equal for two paths that lead to the same folder; undefined where there is none. */
  readonly id: string | undefined;
  /** Whether what lies in it is not known, because it may not be read. */
  readonly isHidden: boolean;
  readonly names: ReadonlySet<string>;
  /** Whether a name among them is that of a folder of drop-ins: most folders have none. */
  readonly hasDropIns: boolean;
  /** Those of the names that are neither files nor links. */
  readonly others: ReadonlySet<string>;
  /** Where its links lead, as it is written in them. */
  readonly links: ReadonlyMap<string, string>;
  /** The names of its links by the name of what they lead to: every unit is asked for those that lead to it. */
  readonly linksTo: ReadonlyMap<string, readonly string[]>;
}

/** Whether folders are looked at anew at each question, or only once: within one run nobody expects news. */
export type Freshness = "checked" | "once";

/** A folder is listed again when its time changes. Times are coarse, so a young one proves nothing yet; in ms. */
const settledAfter = 100;
/** More folders than the load paths of many systems have; what is beyond is listed again. */
const keptAtMost = 20_000;

interface Known {
  readonly listing: FolderListing;
  readonly time: number;
  readonly isSettled: boolean;
}

const nothing = {
  names: new Set<string>(),
  hasDropIns: false,
  others: new Set<string>(),
  links: new Map<string, string>(),
  linksTo: new Map<string, readonly string[]>(),
};
const absent: FolderListing = { id: undefined, isHidden: false, ...nothing };

/** The contents of folders, read when they are first asked for and when they have changed. Never throws. */
export class FolderListings {
  readonly #known = new Map<string, Known>();
  readonly #freshness: Freshness;

  constructor(freshness: Freshness) {
    this.#freshness = freshness;
  }

  /** What lies in the folder at a path; nothing, where there is none. */
  list(path: string): FolderListing {
    const known = this.#known.get(path);
    if (known !== undefined && this.#freshness === "once") return known.listing;
    try {
      // Most folders of a load path are missing, and errors are slow to make.
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory() !== true) return this.#keep(path, absent, 0);
      const id = `${stats.dev}:${stats.ino}`;
      if (known?.isSettled === true && known.time === stats.mtimeMs && known.listing.id === id) {
        return known.listing;
      }
      return this.#keep(path, listFolder(path, id), stats.mtimeMs);
    } catch (error) {
      const code = errorCode(error);
      const isAbsent = code === "ENOTDIR" || code === "ENAMETOOLONG";
      return this.#keep(path, isAbsent ? absent : { ...absent, isHidden: true }, 0);
    }
  }

  #keep(path: string, listing: FolderListing, time: number): FolderListing {
    if (this.#known.size >= keptAtMost) this.#known.clear();
    this.#known.set(path, { listing, time, isSettled: time > 0 && Date.now() - time > settledAfter });
    return listing;
  }
}

function listFolder(path: string, id: string): FolderListing {
  const names = new Set<string>();
  const links = new Map<string, string>();
  const linksTo = new Map<string, string[]>();
  const others = new Set<string>();
  let hasDropIns = false;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    names.add(entry.name);
    hasDropIns ||= entry.name.endsWith(".d");
    if (entry.isFile()) continue;
    const target = linkTarget(path, entry);
    if (target === undefined) {
      others.add(entry.name);
      continue;
    }
    links.set(entry.name, target);
    const leadsTo = target.slice(target.lastIndexOf("/") + 1);
    const alike = linksTo.get(leadsTo);
    if (alike === undefined) linksTo.set(leadsTo, [entry.name]);
    else alike.push(entry.name);
  }
  return { id, isHidden: false, names, hasDropIns, others, links, linksTo };
}

function linkTarget(folder: string, entry: Dirent): string | undefined {
  if (!entry.isSymbolicLink()) return undefined;
  try {
    return readlinkSync(join(folder, entry.name));
  } catch {
    // Gone since the folder was listed.
    return undefined;
  }
}
