// The live part of the extension: the Units view and its commands. Nothing runs before somebody looks or acts.
import {
  commands,
  type ExtensionContext,
  env,
  type LogOutputChannel,
  type TreeView,
  window,
  workspace,
} from "vscode";
import { type CommandContext, isTrusted, runUnitCommand } from "../commands/act.ts";
import { askInEditor } from "../commands/askPassword.ts";
import { cancelJob } from "../commands/cancelJob.ts";
import { copySystemctlCommand } from "../commands/copySystemctlCommand.ts";
import { toggleLinger } from "../commands/linger.ts";
import { linkUnitFile } from "../commands/linkUnitFile.ts";
import { openUnitFile } from "../commands/openUnitFile.ts";
import { connectOther, rememberedOthers, showOthers, stopShowing } from "../commands/otherScopes.ts";
import { PropertyDocuments } from "../commands/propertyDocuments.ts";
import { reloadDaemon } from "../commands/reloadDaemon.ts";
import { revertUnit } from "../commands/revertUnit.ts";
import { runCommand } from "../commands/runCommand.ts";
import { runTimerNow } from "../commands/runTimerNow.ts";
import { showOverrides } from "../commands/showOverrides.ts";
import { viewId } from "../commands/showProgress.ts";
import { hideUnitFiles, showUnitFiles } from "../commands/showUnitFiles.ts";
import { targets } from "../commands/target.ts";
import { unitCommands } from "../commands/unitCommands.ts";
import { moveProcess, unitOfProcess } from "../commands/unitOfProcess.ts";
import { findNamespaces } from "../journals/findNamespaces.ts";
import { journalCommands } from "../journals/journalCommands.ts";
import { JournalDocuments } from "../journals/journalDocuments.ts";
import { createErrandSurroundings } from "../systemd/elevation/errand.ts";
import { openerOfOther } from "../systemd/elevation/otherBus.ts";
import { scopeMark } from "../systemd/scope.ts";
import { askFilter, type ChosenArrangement, createArrangement } from "./arrangement.ts";
import type { TreeChange } from "./drawnTree.ts";
import { failedUnits } from "./failedUnits.ts";
import { createLiveUnits, type LiveUnits } from "./liveUnits.ts";
import { createRefresher } from "./refresh.ts";
import { wordsChange } from "./timeWords.ts";
import { tellsTime } from "./unitTree.ts";
import { UnitTreeProvider } from "./unitTreeProvider.ts";

/** Registers the Units view and all commands on units; gives what further commands are made of. */
export function registerUnits(context: ExtensionContext, log: LogOutputChannel): CommandContext {
  const errands = createErrandSurroundings(askInEditor);
  const live = createLiveUnits({
    mayBegin: () => workspace.isTrusted,
    others: rememberedOthers(context.workspaceState),
    openerOf: (scope, asking) => openerOfOther(scope, errands, asking),
  });
  const journals = new JournalDocuments((subject) => findNamespaces(live, subject));
  const arrangement = showView(context, live, log);
  const command = { live, journals, errands, log };
  registerArranging(context, command, arrangement);
  registerCommands(context, command);
  const failed = failedUnits(live, "unitwright.showFailedUnits");
  context.subscriptions.push(journals, journalCommands(command), failed, { dispose: () => live.close() });
  return command;
}

interface ArrangedView {
  readonly chosen: ChosenArrangement;
  readonly view: TreeView<unknown>;
}

function showView(context: ExtensionContext, live: LiveUnits, log: LogOutputChannel): ArrangedView {
  const chosen = createArrangement(context.workspaceState, () => rearranged());
  const provider = new UnitTreeProvider(live, chosen.current);
  const refresher = createRefresher<TreeChange>((changes) => {
    provider.draw(changes);
    if (chosen.current().grouping !== "slice") return;
    for (const scope of live.scopes()) void live.manager(scope)?.readSlices();
  });
  const view = window.createTreeView(viewId, {
    treeDataProvider: provider,
    canSelectMany: true,
    showCollapseAll: true,
  });
  let clock: NodeJS.Timeout | undefined;
  const tellVisible = () => {
    refresher.setVisible(view.visible ? "visible" : "hidden");
    clearInterval(clock);
    // What rows say of times is said anew; systemd is not asked for that.
    clock = view.visible
      ? setInterval(() => refresher.add(namesTellingTime(live)), wordsChange / 2)
      : undefined;
  };

  live.onChange((scope, change) => {
    if (change.kind === "units") {
      refresher.add([...change.names].map((name): TreeChange => `${scope}/${name}`));
      return;
    }
    const state = live.states().get(scope);
    const whose = scopeMark(scope) || "system";
    if (state?.kind === "unreachable") log.warn(`${whose} units: ${state.reason} ${state.advice}`);
    if (state?.kind === "ready") log.info(`${whose} units: ${state.units.size}`);
    tellEmptiness(live);
    tellMessage();
    refresher.add([scope]);
  });
  /** Why there are no units to see, else which of them are seen: a description would not show in a container's only view. */
  const tellMessage = () => {
    const state = live.states().get("system");
    const text = chosen.filterText();
    const filter = text === "" ? "" : `Filter: ${text}`;
    view.message = state?.kind === "unreachable" ? `${state.reason} ${state.advice}` : filter;
  };
  const rearranged = () => {
    tellMessage();
    refresher.add(live.scopes());
    if (!chosen.asksForEnablement()) return;
    for (const [scope, state] of live.states())
      if (state.kind === "ready") void live.manager(scope)?.readFileStates([...state.units.keys()]);
  };
  rearranged();
  tellVisible();
  context.subscriptions.push(
    view,
    provider,
    view.onDidChangeVisibility(tellVisible),
    view.onDidExpandElement(({ element }) => provider.reopened(element)),
    workspace.onDidGrantWorkspaceTrust(() => provider.draw(new Set<TreeChange>(["system"]))),
    {
      dispose: () => {
        clearInterval(clock);
        refresher.close();
      },
    },
  );
  return { chosen, view };
}

function namesTellingTime(live: LiveUnits): readonly TreeChange[] {
  return [...live.states()].flatMap(([scope, state]) =>
    state.kind !== "ready"
      ? []
      : [...state.units.values()].filter(tellsTime).map(({ name }): TreeChange => `${scope}/${name}`),
  );
}

function registerArranging(
  context: ExtensionContext,
  { live }: CommandContext,
  { chosen, view }: ArrangedView,
): void {
  const setFavourite = (is: "favourite" | "other") => async (row?: unknown, rows?: unknown) => {
    if (!isTrusted()) return;
    chosen.setFavourite(await targets(live, row, rows, "Keep a unit at the top", () => true), is);
  };
  const arranging = {
    "unitwright.filterUnits": () => askFilter(chosen, view),
    "unitwright.clearFilter": () => chosen.filter(""),
    "unitwright.showFailedUnits": () => {
      chosen.filter("@failed");
      void commands.executeCommand(`${viewId}.focus`);
    },
    "unitwright.groupByType": () => chosen.group("type"),
    "unitwright.groupByState": () => chosen.group("state"),
    "unitwright.groupBySlice": () => chosen.group("slice"),
    "unitwright.showFlat": () => chosen.group("flat"),
    "unitwright.addFavourite": setFavourite("favourite"),
    "unitwright.removeFavourite": setFavourite("other"),
  };
  for (const [id, run] of Object.entries(arranging))
    context.subscriptions.push(commands.registerCommand(id, run));
}

/** Tells the manifest's `viewsWelcome` why there are no rows, by the system manager's state. */
function tellEmptiness(live: LiveUnits): void {
  const state = live.states().get("system");
  const cause = state?.kind === "unreachable" ? state.cause : (state?.kind ?? "connecting");
  void commands.executeCommand("setContext", "unitwright.units", cause);
}

function registerCommands(context: ExtensionContext, command: CommandContext): void {
  const properties = new PropertyDocuments(command);
  context.subscriptions.push(properties);
  const others = {
    "unitwright.openUnitFile": openUnitFile(command),
    "unitwright.copyUnitName": copyUnitName(command),
    "unitwright.copySystemctlCommand": copySystemctlCommand(command, commandTitles(context)),
    "unitwright.reloadDaemon": () => reloadDaemon(command),
    "unitwright.showProperties": (row?: unknown, rows?: unknown) => properties.show(row, rows),
    "unitwright.showUnitFiles": () => showUnitFiles(command),
    "unitwright.hideUnitFiles": () => hideUnitFiles(command),
    "unitwright.showOverrides": () => showOverrides(command),
    "unitwright.showOthers": showOthers(command, context.workspaceState),
    "unitwright.stopShowing": stopShowing(command, context.workspaceState),
    "unitwright.connectOther": connectOther(command),
    "unitwright.cancelJob": cancelJob(command),
    "unitwright.revertUnit": revertUnit(command),
    "unitwright.runTimerNow": runTimerNow(command),
    "unitwright.runCommand": runCommand(command),
    "unitwright.linkUnitFile": linkUnitFile(command),
    "unitwright.unitOfProcess": unitOfProcess(command),
    "unitwright.moveProcess": moveProcess(command),
    "unitwright.toggleLinger": toggleLinger(command),
  };
  for (const [id, unitCommand] of Object.entries(unitCommands)) {
    context.subscriptions.push(commands.registerCommand(id, runUnitCommand(command, unitCommand)));
  }
  for (const [id, run] of Object.entries(others))
    context.subscriptions.push(commands.registerCommand(id, run));
}

/** What the manifest calls the commands. */
function commandTitles({ extension }: ExtensionContext): ReadonlyMap<string, string> {
  const manifest: Manifest = extension.packageJSON;
  return new Map(manifest.contributes.commands.map(({ command, title }) => [command, title]));
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
  };
}

function copyUnitName({ live }: CommandContext) {
  return async (row?: unknown, rows?: unknown) => {
    if (!isTrusted()) return;
    const chosen = await targets(live, row, rows, "Copy the name of a unit", () => true);
    if (chosen.length > 0) await env.clipboard.writeText(chosen.map((target) => target.name).join("\n"));
  };
}
