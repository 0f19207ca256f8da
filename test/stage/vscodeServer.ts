// A running VS Code server: the workbench in any browser, its extension host in a process of ours.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Closing } from "./closing.ts";
import { run, type Service, startService } from "./program.ts";
import { endStrays, runMark } from "./strays.ts";
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
  /** What the extension host is started with. */
  readonly env: NodeJS.ProcessEnv;
  /** Goes before the program's own argument vector: what enters a box, where the box's systemd is the machine's. */
  readonly within?: readonly string[];
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
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "extensions.verifySignature": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
};

/**
 * Starts the server and resolves when it answers.
 * @throws Error when it does not within a minute, with the end of its log
 */
export async function startVsCode(closing: Closing, options: VsCodeOptions): Promise<VsCodeServer> {
  const { install, profile, token } = options;
  mkdirSync(join(profile, "user", "User"), { recursive: true });
  writeFileSync(
    join(profile, "user", "User", "settings.json"),
    JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2),
  );
  const log = join(profile, "server.log");
  writeFileSync(log, "");
  const server = join(install.home, "out", "server-main.js");
  const argv = [...(options.within ?? []), install.node, server, ...serverArguments(options)];
  const env = { ...programEnvironment(options.env), [runMark]: profile };
  const service = await startService(closing, argv, { env, log });
  const stop = closing.add("VS Code's server", async () => {
    await service.end();
    await endStrays(profile);
  });
  const origin = await answeringOrigin(service, log);
  const query = new URLSearchParams({ ...(token ? { tkn: token } : {}), folder: options.folder });
  return { origin, url: `${origin}/?${query}`, ended: service.ended, stop };
}

/**
 * Installs an extension into a profile and gives the folder it then lies in.
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
    { env: programEnvironment({ ...process.env, HOME: profile }), timeout: 120 },
  );
}

/** An environment without what an outer Node, npm or VS Code left for its own children. */
export function programEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const outer = /^(npm_|NODE_OPTIONS$|NODE_ENV$|VSCODE_|ELECTRON_|VITEST)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name)));
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
