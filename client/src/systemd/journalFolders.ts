// The namespaces of which journald keeps a journal, as their folders tell (systemd-journald.service(8), "Files").
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { watchFolder } from "./watchFolder.ts";

/** Those of the wanted that have a journal by now; `*` wants all. `root` is where the machine's files begin. */
export async function namespacesThere(wanted: readonly string[], root = "/"): Promise<readonly string[]> {
  if (wanted.length === 0) return [];
  const names = await Promise.all(foldersIn(root).map((folder) => readdir(folder).catch(() => [])));
  const found = names.flat().flatMap((name) => /^[0-9a-f]{32}\.(.+)$/.exec(name)?.[1] ?? []);
  return [...new Set(found)].filter((name) => wanted.includes("*") || wanted.includes(name));
}

/**
 * Tells of each of the wanted that is not known once it has a journal, until aborted. journalctl itself follows no
 * namespace whose folder comes after it was started (252 to 262, measured).
 */
export function whenNamespacesAppear(
  wanted: readonly string[],
  known: ReadonlySet<string>,
  options: { readonly root: string | undefined; readonly signal: AbortSignal },
  appeared: (namespace: string) => void,
): void {
  const { root, signal } = options;
  if (wanted.length === 0 || signal.aborted) return;
  const told = new Set(known);
  const look = async () => {
    for (const name of await namespacesThere(wanted, root)) {
      if (told.has(name) || signal.aborted) continue;
      told.add(name);
      appeared(name);
    }
  };
  const stops = foldersIn(root).map((folder) => watchWhereverMade(folder, () => void look()));
  signal.addEventListener("abort", () => {
    for (const stop of stops) stop();
  });
  void look();
}

/** A machine that keeps its journal in memory has no folder on the disk until a namespace is the first to use it. */
function watchWhereverMade(folder: string, changed: () => void): () => void {
  let watchers = watchFolder(folder, changed);
  const stop = () => {
    for (const watcher of watchers) watcher.close();
  };
  if (watchers.length > 0) return stop;
  watchers = watchFolder(dirname(folder), () => {
    const made = watchFolder(folder, changed);
    if (made.length === 0) return;
    stop();
    watchers = made;
    changed();
  });
  return stop;
}

const foldersIn = (root = "/") => ["var", "run"].map((kept) => join(root, kept, "log/journal"));
