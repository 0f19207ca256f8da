import { type FSWatcher, watch } from "node:fs";

/**
 * Calls `changed` whenever something happens in the folder, until the watcher is closed. Gives none for a folder that
 * cannot be watched; one that vanishes falls silent.
 */
export function watchFolder(folder: string, changed: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, changed);
    watcher.on("error", () => {});
    return [watcher];
  } catch {
    return [];
  }
}
