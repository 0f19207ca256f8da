// A desktop VS Code, run with a profile of its own so that the user's own settings and extensions stay as they are.
import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Closing } from "./closing.ts";
import { run, startService } from "./program.ts";
import { endStrays, runMark } from "./strays.ts";
import { ownEnvironment, writeSettings } from "./vscodeServer.ts";

/** The path of `code` where there is one and a display to show it on. */
export function findDesktopCode(): string | undefined {
  const { PATH: path = "", DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  const hasDisplay = process.platform === "darwin" || DISPLAY || WAYLAND_DISPLAY;
  // In the terminal of a remote window, `code` only talks to that window.
  if (!hasDisplay || VSCODE_IPC_HOOK_CLI) return undefined;
  return path
    .split(delimiter)
    .map((folder) => join(folder, "code"))
    .find(isExecutable);
}

export interface DesktopOptions {
  readonly code: string;
  readonly folder: string;
  readonly vsix: string;
  readonly profile: string;
}

/** Installs the VSIX and opens the folder; resolves to the exit status when the window is closed. */
export async function runDesktopCode(closing: Closing, options: DesktopOptions): Promise<number> {
  const { code, profile } = options;
  mkdirSync(profile, { recursive: true });
  writeSettings(join(profile, "user"), {});
  const env = { ...ownEnvironment(), [runMark]: profile };
  // `code` hands over to a process of its own, which outlives it.
  closing.add("VS Code", () => endStrays(profile));
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const own = [
    code,
    ...root,
    "--user-data-dir",
    join(profile, "user"),
    "--extensions-dir",
    join(profile, "extensions"),
  ];
  await run(closing, [...own, "--install-extension", options.vsix, "--force"], { env, timeout: 120 });
  const window = ["--new-window", "--wait", "--disable-workspace-trust", options.folder];
  const service = await startService(closing, [...own, ...window], { env, log: join(profile, "code.log") });
  const how = await service.ended;
  if (how === "status 0") return 0;
  throw new Error(`VS Code ended by itself: ${how}`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
