// "Show Overrides of This Machine": every file that lies over another, each beside what lies beneath.
import { commands, type QuickPickItem, Uri, window } from "vscode";
import { type MachineOverride, machineOverrides, type OverrideKind } from "../systemd/machineOverrides.ts";
import { scopeMark } from "../systemd/scope.ts";
import { type CommandContext, isTrusted } from "./act.ts";

/** Lists them until the user has seen enough: each that is chosen opens without closing the list. */
export async function showOverrides({ live }: CommandContext): Promise<void> {
  if (!isTrusted()) return;
  live.begin();
  await live.settled();
  const all = live.scopes().map(async (scope) => {
    const state = live.manager(scope)?.state();
    const found = state?.kind === "ready" ? await machineOverrides(state.folders) : [];
    return found.map((one) => itemOf(one, scopeMark(scope)));
  });
  const items = Promise.all(all).then((lists) => lists.flat());
  if ((await items).length === 0) {
    void window.showInformationMessage("Nothing on this machine lies over another unit file.");
    return;
  }
  const list = window.createQuickPick<OverrideItem>();
  list.title = "Overrides of This Machine";
  list.placeholder = "A unit, a path, or how: masked, overridden, redirected, extended, equivalent";
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.ignoreFocusOut = true;
  list.items = await items;
  list.onDidAccept(() => {
    const [chosen] = list.selectedItems;
    if (chosen !== undefined) void show(chosen.override);
  });
  list.onDidHide(() => list.dispose());
  list.show();
}

interface OverrideItem extends QuickPickItem {
  readonly override: MachineOverride;
}

function itemOf(override: MachineOverride, mark: string): OverrideItem {
  const { unit, kind, path, beneath } = override;
  const detail = kind === "extended" || beneath === undefined ? path : `${path} over ${beneath}`;
  return {
    label: `$(${icons[kind]}) ${unit}`,
    description: mark === "" ? kind : `${mark}, ${kind}`,
    detail,
    override,
  };
}

/** The unit's file on the left, as it came, and on the right what counts in its place or is added to it. */
async function show({ unit, kind, path, beneath }: MachineOverride): Promise<void> {
  if (beneath === undefined) {
    await window.showTextDocument(Uri.file(path), { preview: false, preserveFocus: true });
    return;
  }
  const sides = kind === "extended" ? "file ↔ drop-in" : "beneath ↔ in effect";
  await commands.executeCommand("vscode.diff", Uri.file(beneath), Uri.file(path), `${unit} (${sides})`, {
    preserveFocus: true,
  });
}

const icons: Readonly<Record<OverrideKind, string>> = {
  masked: "circle-slash",
  redirected: "arrow-right",
  overridden: "replace",
  equivalent: "check",
  extended: "add",
};
