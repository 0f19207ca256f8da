import { existsSync } from "node:fs";
import { join } from "node:path/posix";

/** Variables of the environment that decide where user units lie; systemd-path(1), XDG base directories. */
export interface LoadPathEnvironment {
  readonly HOME?: string | undefined;
  readonly XDG_CONFIG_HOME?: string | undefined;
  readonly XDG_CONFIG_DIRS?: string | undefined;
  readonly XDG_DATA_HOME?: string | undefined;
  readonly XDG_DATA_DIRS?: string | undefined;
  readonly XDG_RUNTIME_DIR?: string | undefined;
}

/** The folders that the system manager reads units from, most important first (systemd.unit(5); measured on 252). */
export function systemLoadPath(root: string): readonly string[] {
  return systemFolders.map((folder) => join(root, folder));
}

/** The folders that a user's manager reads units from, most important first (systemd.unit(5); measured on 252). */
export function userLoadPath(root: string, environment: LoadPathEnvironment): readonly string[] {
  const { HOME: home, XDG_RUNTIME_DIR: runtime } = environment;
  const config = environment.XDG_CONFIG_HOME ?? (home === undefined ? undefined : join(home, ".config"));
  const data = environment.XDG_DATA_HOME ?? (home === undefined ? undefined : join(home, ".local/share"));
  const configDirs = (environment.XDG_CONFIG_DIRS ?? "/etc/xdg").split(":");
  const dataDirs = (environment.XDG_DATA_DIRS ?? "/usr/local/share:/usr/share").split(":");
  const folders = [
    below(config, "systemd/user.control"),
    below(runtime, "systemd/user.control"),
    below(runtime, "systemd/transient"),
    below(runtime, "systemd/generator.early"),
    below(config, "systemd/user"),
    ...configDirs.map((folder) => below(folder, "systemd/user")),
    "/etc/systemd/user",
    below(runtime, "systemd/user"),
    "/run/systemd/user",
    below(runtime, "systemd/generator"),
    below(data, "systemd/user"),
    ...dataDirs.map((folder) => below(folder, "systemd/user")),
    "/usr/local/lib/systemd/user",
    "/usr/lib/systemd/user",
    below(runtime, "systemd/generator.late"),
  ];
  return [...new Set(folders.filter((folder) => folder !== undefined))].map((folder) => join(root, folder));
}

/** The folders of both load paths that there are now. */
export function presentLoadPath(root: string, environment: LoadPathEnvironment): readonly string[] {
  const folders = new Set([...systemLoadPath(root), ...userLoadPath(root, environment)]);
  return [...folders].filter((folder) => existsSync(folder));
}

const systemFolders = [
  "/etc/systemd/system.control",
  "/run/systemd/system.control",
  "/run/systemd/transient",
  "/run/systemd/generator.early",
  "/etc/systemd/system",
  "/etc/systemd/system.attached",
  "/run/systemd/system",
  "/run/systemd/system.attached",
  "/run/systemd/generator",
  "/usr/local/lib/systemd/system",
  "/lib/systemd/system",
  "/usr/lib/systemd/system",
  "/run/systemd/generator.late",
] as const;

/** A folder below one that the environment names; XDG tells to pass over what is not absolute. */
function below(folder: string | undefined, rest: string): string | undefined {
  return folder?.startsWith("/") ? join(folder, rest) : undefined;
}
