// "Run Command as a Unit…": what systemd-run does, a command with limits of its own, in a service or in a scope.
import { basename } from "node:path/posix";
import { type QuickPickItem, window, workspace } from "vscode";
import { type Act, systemctlCommand } from "../systemd/acts.ts";
import { limitWords, readCommand } from "../systemd/commandWords.ts";
import type { Scope } from "../systemd/manager.ts";
import { findProgram } from "../systemd/programs.ts";
import { type PropertyChange, runtimeProperties } from "../systemd/runtimeProperties.ts";
import { actOnUnits, type CommandContext, isTrusted } from "./act.ts";

const title = "Run a Command as a Unit";

/** Makes the function behind the command. */
export function runCommand(context: CommandContext): () => Promise<void> {
  return async () => {
    if (!isTrusted()) return;
    const command = await askCommand();
    const place = command && (await askPlace(context));
    const limits = place && (await askLimits());
    if (command === undefined || place === undefined || limits === undefined) return;
    const unit = freshName(basename(command[0]), place.type);
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
    const act: Extract<Act, { verb: "run" }> = {
      ...{ verb: "run", unit, description: command.join(" "), command, limits },
      ...(folder === undefined ? {} : { folder }),
    };
    if (place.type === "scope") return runInTerminal(act, place.scope);
    const target = { scope: place.scope, name: unit };
    await actOnUnits(context, { verb: "run", plan: async () => () => [act] }, [target]);
    await context.journals.show(target);
  };
}

type Command = readonly [string, ...string[]];

/** A command whose program is there, by its absolute path; undefined when the user gives up. */
async function askCommand(): Promise<Command | undefined> {
  const typed = await window.showInputBox({
    ...{ title, ignoreFocusOut: true, placeHolder: "rsync -a /srv/ /backup/" },
    prompt: "The program and its arguments. There is no shell: for pipes and variables write sh -c '…'.",
    validateInput: async (text) => {
      const reading = readCommand(text);
      if (reading.kind === "mistake") return text.trim() === "" ? undefined : reading.why;
      const [program] = reading.words;
      return (await findProgram(program)) === undefined ? `There is no program ${program}.` : undefined;
    },
  });
  const reading = readCommand(typed ?? "");
  if (reading.kind === "mistake") return undefined;
  const [program, ...rest] = reading.words;
  const path = await findProgram(program);
  return path === undefined ? undefined : [path, ...rest];
}

interface Place extends QuickPickItem {
  readonly type: "service" | "scope";
  readonly scope: Scope;
}

async function askPlace({ live }: CommandContext): Promise<Place | undefined> {
  live.begin();
  await live.settled();
  const reachable = places.filter(({ scope }) => live.manager(scope)?.state().kind === "ready");
  if (reachable.length === 0) {
    void window.showWarningMessage("There is no systemd here that could run it.");
    return undefined;
  }
  return window.showQuickPick(reachable, { title, placeHolder: "As what?", ignoreFocusOut: true });
}

const inBackground = "Runs in the background, and writes into the journal.";
const inTerminal = "Runs in a terminal, as one that you had typed it into, within its limits.";

const places: readonly Place[] = [
  { label: "$(account) Service of My User", detail: inBackground, type: "service", scope: "user" },
  { label: "$(server) Service of the System", detail: inBackground, type: "service", scope: "system" },
  { label: "$(terminal) Scope of My User", detail: inTerminal, type: "scope", scope: "user" },
  { label: "$(terminal) Scope of the System", detail: inTerminal, type: "scope", scope: "system" },
];

async function askLimits(): Promise<readonly PropertyChange[] | undefined> {
  const typed = await window.showInputBox({
    ...{ title, ignoreFocusOut: true, placeHolder: "MemoryMax=512M CPUQuota=50% TasksMax=100" },
    prompt: "What it may use; leave it empty for no limits.",
    validateInput: (text) => {
      const wrong = limitWords(text).find((word) => limitOf(word) === undefined);
      if (wrong === undefined) return undefined;
      const known = runtimeProperties.find(({ directive }) => wrong.startsWith(`${directive}=`));
      if (known !== undefined) return `${known.directive}= takes something else. ${known.expects}.`;
      return `${wrong} is none of ${runtimeProperties.map(({ directive }) => `${directive}=`).join(" ")}`;
    },
  });
  return typed === undefined ? undefined : limitWords(typed).flatMap((word) => limitOf(word) ?? []);
}

function limitOf(word: string): PropertyChange | undefined {
  const [name = "", ...value] = word.split("=");
  return runtimeProperties.find(({ directive }) => directive === name)?.read(value.join("="));
}

/** A scope has its processes from whoever starts it, so it needs a program that does: systemd-run, in a terminal. */
function runInTerminal(act: Extract<Act, { verb: "run" }>, scope: Scope): void {
  const [shellPath, ...words] = systemctlCommand(act, scope);
  // A scope takes the folder from the terminal.
  const shellArgs = ["--scope", ...words.filter((word) => !word.startsWith("--working-directory="))];
  const cwd = act.folder === undefined ? {} : { cwd: act.folder };
  window
    .createTerminal({ name: act.unit, shellPath: shellPath ?? "", shellArgs, ...cwd, isTransient: true })
    .show();
}

/** Such as `run-rsync-k3f9.service`. */
function freshName(program: string, type: Place["type"]): string {
  const plain = program.replace(/[^A-Za-z0-9_.-]/g, "_").slice(0, 100);
  return `run-${plain}-${Date.now().toString(36).slice(-5)}.${type}`;
}
