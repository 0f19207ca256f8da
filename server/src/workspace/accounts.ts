import { join } from "node:path/posix";
import type { AccountKind, AccountStanding } from "../language/machine.ts";
import { FolderListings } from "./folderListings.ts";
import { followPath } from "./pathKind.ts";
import { readUnitText } from "./readUnitText.ts";

/** The database that has a kind of account, as the C library calls it. */
const databases = { user: "passwd", group: "group" } as const;

/**
 * Whether the system in the folder `root` has an account of a name, by its own files. What a name service, systemd-homed
 * or sysusers.d may add nobody can tell (nsswitch.conf(5), userdbd in nss-systemd(8), sysusers.d(5)).
 */
export function accountStanding(
  root: string,
  kind: AccountKind,
  name: string,
  slow: ReadonlySet<string>,
): AccountStanding {
  const read = (path: string) => {
    const end = followPath(root, path, slow);
    const text = end.kind === "file" || end.kind === "program" ? readUnitText(end.path) : undefined;
    return text?.kind === "text" ? text.text : undefined;
  };
  const database = databases[kind];
  const entries = read(`/etc/${database}`);
  if (entries === undefined) return "unclear";
  if (entries.split("\n").some((line) => line.startsWith(`${name}:`))) return "present";
  const sources = sourcesOf(read("/etc/nsswitch.conf") ?? "", database);
  if (!sources.every((source) => source === "files" || source === "systemd")) return "unclear";
  const isThere = (path: string) => followPath(root, path, slow).kind !== "absent";
  const mayBeMade =
    userDatabases.some((folder) => isThere(`${folder}/${name}.${kind}`)) ||
    isThere("/run/systemd/userdb/io.systemd.Home") ||
    declared(root, read).has(name);
  return mayBeMade ? "unclear" : "absent";
}

/** Where records of accounts lie that nss-systemd(8) hands out. */
const userDatabases = ["/etc/userdb", "/run/userdb", "/run/host/userdb", "/usr/lib/userdb"] as const;

/** Who is asked for accounts; the C library's own answer where nothing is said is its files. */
function sourcesOf(text: string, database: string): readonly string[] {
  const line = text.split("\n").find((one) => one.startsWith(`${database}:`));
  const words = line
    ?.slice(database.length + 1)
    .replace(/#.*|\[[^\]]*\]/g, " ")
    .split(/\s+/)
    .filter(Boolean);
  return words ?? ["files"];
}

/** Every word of the files by which accounts are made when the machine boots, or a package is installed. */
function declared(root: string, read: (path: string) => string | undefined): ReadonlySet<string> {
  const listings = new FolderListings("once");
  const words = [
    "/etc/sysusers.d",
    "/run/sysusers.d",
    "/usr/local/lib/sysusers.d",
    "/usr/lib/sysusers.d",
  ].flatMap((folder) =>
    [...listings.list(join(root, folder)).names].flatMap((name) =>
      (read(`${folder}/${name}`) ?? "").split(/[\s:"]+/),
    ),
  );
  return new Set(words);
}
