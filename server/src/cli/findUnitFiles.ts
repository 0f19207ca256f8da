import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { mayBeRulesPath } from "../language/udev/udevFile.ts";
import { pathIn } from "../language/units/filePath.ts";
import { type UnitFile, unitFileOf } from "../language/units/unitFile.ts";
import { reasonOf } from "../workspace/fileErrors.ts";

/** What one PATH of the command line leads to. */
export type Found =
  /** A file to judge; `isNamed` where the user named it, and it was not found in a folder. */
  | ({ readonly kind: "file"; readonly file: UnitFile } & FoundPlace)
  /** A file that is named like udev's rules; what it holds decides. */
  | ({ readonly kind: "rules" } & FoundPlace)
  /** Something that cannot be judged, with the reason. */
  | { readonly kind: "failure"; readonly path: string; readonly why: string }
  /** Something in a folder that is passed over, with the reason. */
  | { readonly kind: "skipped"; readonly path: string; readonly why: string };

/** Where a file was found. */
interface FoundPlace {
  /** As it is told, from how the user spelt it. */
  readonly path: string;
  /** The same as an absolute path. */
  readonly place: string;
  readonly isNamed: boolean;
}

/**
 * Finds the unit files and drop-ins at a path, spelt as the user gave it. Folders are searched with all that lies
 * below them, in alphabetical order; links to folders are not followed. A file that several names lead to (an alias,
 * a link in `.wants`) comes once, under its own name where that lies in the folder too.
 */
export function* findUnitFiles(path: string): Generator<Found> {
  const place = resolve(path);
  const file = unitFileOf(place);
  const kind = kindOf(path);
  if (kind !== "folder") {
    // A file is looked at when it is read: here only the name counts.
    if (file !== undefined) yield { kind: "file", path, place, file, isNamed: true };
    else if (path.endsWith(".rules") && kind === "other") yield { kind: "rules", path, place, isNamed: true };
    else if (kind !== "other") yield { kind: "failure", path, why: kind.why };
    else yield { kind: "failure", path, why: "not named like a unit file, a drop-in or udev's rules" };
  } else if (file !== undefined) yield { kind: "failure", path, why: "a folder, not a unit file" };
  else yield* searchTree(path, place);
}

function* searchTree(folder: string, place: string): Generator<Found> {
  const links: FoundFile[] = [];
  const seen = new Set<string>();
  yield* searchFolder(folder, place, seen, links);
  for (const link of links) {
    const target = realPath(link.path);
    if (target !== undefined && seen.has(target)) continue;
    if (target !== undefined) seen.add(target);
    yield link;
  }
}

type FoundFile = Extract<Found, { kind: "file" | "rules" }>;

/** Yields regular files and what is odd; links are collected, since what they lead to may be found later. */
function* searchFolder(
  folder: string,
  folderPlace: string,
  seen: Set<string>,
  links: FoundFile[],
): Generator<Found> {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { kind: "failure", path: folder, why: reasonOf(error) };
    return;
  }
  const real = realPath(folder) ?? folder;
  for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = pathIn(folder, entry.name);
    const place = pathIn(folderPlace, entry.name);
    const file = unitFileOf(place);
    if (entry.isDirectory()) {
      if (file !== undefined) yield { kind: "skipped", path, why: "a folder, not a unit file" };
      if (!unsearched.has(entry.name)) yield* searchFolder(path, place, seen, links);
    } else if (file !== undefined || mayBeRulesPath(place)) {
      const found: FoundFile =
        file === undefined
          ? { kind: "rules", path, place, isNamed: false }
          : { kind: "file", path, place, file, isNamed: false };
      if (entry.isSymbolicLink()) links.push(found);
      else {
        seen.add(pathIn(real, entry.name));
        yield found;
      }
    }
  }
}

/** Folders that hold other people's files by the thousand. */
const unsearched: ReadonlySet<string> = new Set(["node_modules", ".git"]);

function kindOf(path: string): "folder" | "other" | { readonly why: string } {
  try {
    return statSync(path).isDirectory() ? "folder" : "other";
  } catch (error) {
    return { why: reasonOf(error) };
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
