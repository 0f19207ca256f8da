import { type QuickPickItem, window } from "vscode";
import type { Cleanable } from "../systemd/acts.ts";
import type { Target } from "./target.ts";

/** Asks which folders of the units are emptied for good; undefined when the user gives up or picks none. */
export async function chooseFolders(chosen: readonly Target[]): Promise<readonly Cleanable[] | undefined> {
  const picked = await window.showQuickPick(folders, {
    title: `Empty folders of ${chosen.map((target) => target.name).join(", ")}`,
    placeHolder: "What is in them is lost",
    canPickMany: true,
  });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ what }) => what);
}

const folders: readonly (QuickPickItem & { readonly what: Cleanable })[] = [
  { label: "Cache", description: "CacheDirectory=", detail: "What it can make again.", what: "cache" },
  {
    label: "Runtime",
    description: "RuntimeDirectory=",
    detail: "What is gone after a boot anyway.",
    what: "runtime",
  },
  {
    label: "Logs",
    description: "LogsDirectory=",
    detail: "Log files of its own; not the journal.",
    what: "logs",
  },
  { label: "State", description: "StateDirectory=", detail: "What it keeps: its data.", what: "state" },
  {
    label: "Configuration",
    description: "ConfigurationDirectory=",
    detail: "How it is set up.",
    what: "configuration",
  },
  {
    label: "Kept file descriptors",
    description: "FileDescriptorStoreMax=",
    detail: "Open files and sockets that systemd holds for it (since systemd 254).",
    what: "fdstore",
  },
];
