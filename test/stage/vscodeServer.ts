// A running VS Code server: the workbench in any browser, its extension host in a process of ours.
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Closing } from "./closing.ts";
import { type Argv, run, type Service, startService } from "./program.ts";
import { endStrays, runMark } from "./strays.ts";
import type { SystemdBox } from "./systemdBox.ts";
import type { VsCodeInstall } from "./vscodeInstall.ts";

export interface VsCodeOptions {
  readonly install: VsCodeInstall;
  /** The folder the workbench opens. */
  readonly folder: string;
  /** Takes all that VS Code writes: settings, extensions, logs. Made when absent. */
  readonly profile: string;
  /** Without a token anybody on this machine may connect: for tests only. */
  readonly token?: string;
  /** Lets a page run tests in the extension host; suppresses toasts and refuses modal dialogs. */
  readonly smokeTestDriver?: boolean;
  /** Ask whether the folder's authors are trusted. Otherwise they are. */
  readonly workspaceTrust?: boolean;
  /** Added to the profile's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server, its extension hosts and their children. */
  readonly env?: Readonly<Record<string, string>>;
  /** A box to run in, so that its systemd is the machine's; it must see the folders named here, at the same path. */
  readonly within?: SystemdBox;
  /** The user of the box to run as: root by default. */
  readonly uid?: number;
}

export interface VsCodeServer {
  /** "http://127.0.0.1:PORT": nothing but this machine can reach it. */
  readonly origin: string;
  /** The address that opens the folder, with the token if there is one. */
  readonly url: string;
  /** Resolves, with how, when the server has ended. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

const quietSettings = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "extensions.verifySignature": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "git.openRepositoryInParentFolders": "never",
  // In a browser VS Code saves by itself otherwise, and a look at an example would change it.
  "files.autoSave": "off",
};

/**
 * Starts the server and resolves when it answers.
 * @throws Error when it does not within a minute, with the end of its log
 */
export async function startVsCode(closing: Closing, options: VsCodeOptions): Promise<VsCodeServer> {
  const { install, profile, token } = options;
  writeSettings(join(profile, "user"), options.settings ?? {});
  const log = join(profile, "server.log");
  writeFileSync(log, "");
  const server = join(install.home, "out", "server-main.js");
  const argv = [install.node, server, ...serverArguments(options)];
  const env = { ...options.env, [runMark]: profile };
  const service = options.within
    ? enterService(closing, options.within, argv, { env, log, uid: options.uid ?? 0 })
    : await startService(closing, argv, { env: { ...ownEnvironment(), ...env }, log });
  const stop = closing.add("VS Code's server", async () => {
    await service.end();
    await endStrays(profile);
  });
  const origin = await answeringOrigin(service, log);
  const query = new URLSearchParams({ ...(token ? { tkn: token } : {}), folder: options.folder });
  return { origin, url: `${origin}/?${query}`, ended: service.ended, stop };
}

/** Makes a VS Code user folder whose settings keep the workbench to what it is opened for, and add the given ones. */
export function writeSettings(userFolder: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(userFolder, "User"), { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  writeFileSync(join(userFolder, "User", "settings.json"), text);
}

/**
 * Installs an extension into a profile.
 * @throws Error when VS Code refuses it
 */
export async function installVsix(
  closing: Closing,
  install: VsCodeInstall,
  profile: string,
  vsix: string,
): Promise<void> {
  mkdirSync(profile, { recursive: true });
  const server = join(install.home, "out", "server-main.js");
  const folders = [
    "--server-data-dir",
    join(profile, "server"),
    "--extensions-dir",
    join(profile, "extensions"),
  ];
  await run(
    closing,
    [
      install.node,
      server,
      "--accept-server-license-terms",
      ...folders,
      "--install-extension",
      vsix,
      "--force",
    ],
    { env: { ...ownEnvironment(), HOME: profile }, timeout: 120 },
  );
}

/** Our environment without what an outer Node, npm, Vitest or VS Code left in it for its own children. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const outer = /^(npm_|NODE_OPTIONS$|NODE_ENV$|VSCODE_|ELECTRON_|VITEST|CI$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}

function enterService(
  closing: Closing,
  box: SystemdBox,
  argv: Argv,
  {
    log,
    ...as
  }: { readonly env: Readonly<Record<string, string>>; readonly uid: number; readonly log: string },
): Service {
  const file = openSync(log, "a");
  const { child, end } = box.enter(argv, { ...as, stdio: ["ignore", file, file] });
  closeSync(file);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal ?? `status ${code}`));
  });
  return { ended, end: closing.add("the server in the box", end) };
}

function serverArguments(options: VsCodeOptions): readonly string[] {
  const { profile, token } = options;
  const tokenFile = join(profile, "token");
  if (token) writeFileSync(tokenFile, token, { mode: 0o600 });
  return [
    ...["--host", "127.0.0.1", "--port", "0", "--accept-server-license-terms"],
    ...(token ? ["--connection-token-file", tokenFile] : ["--without-connection-token"]),
    ...["--disable-telemetry", "--disable-experiments"],
    ...(options.smokeTestDriver ? ["--enable-smoke-test-driver"] : []),
    ...(options.workspaceTrust ? [] : ["--disable-workspace-trust"]),
    ...["--server-data-dir", join(profile, "server"), "--user-data-dir", join(profile, "user")],
    ...["--extensions-dir", join(profile, "extensions")],
  ];
}

/** The server takes a free port by itself and names it in its log; it answers a little later. */
async function answeringOrigin(service: Service, log: string): Promise<string> {
  const deadline = Date.now() + 60_000;
  let ended: string | undefined;
  void service.ended.then((how) => {
    ended = how;
  });
  while (Date.now() < deadline && ended === undefined) {
    const port = /Extension host agent listening on (\d+)/.exec(readFileSync(log, "utf8"))?.[1];
    const origin = `http://127.0.0.1:${port}`;
    if (port && (await answers(`${origin}/version`))) return origin;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const why = ended === undefined ? "does not answer" : `ended (${ended})`;
  throw new Error(`VS Code's server ${why}:\n${readFileSync(log, "utf8").slice(-2000)}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
