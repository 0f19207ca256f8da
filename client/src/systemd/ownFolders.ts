// Where people put units and drop-ins, of the machine and of a user.
import { homedir, userInfo } from "node:os";
import { join } from "node:path/posix";
import type { Lasting } from "./acts.ts";
import type { ScopeKind } from "./manager.ts";

/** The folders that a manager reads people's units from: those that stay, and those that are gone after a boot. */
export type OwnFolders = Readonly<Record<Lasting, string>>;

/** The folders of a manager's administrator, of the system's or of a user's (systemd.unit(5)). */
export function ownFolders(scope: ScopeKind, environment = ownEnvironment()): OwnFolders {
  if (scope === "system") {
    return { "for-good": "/etc/systemd/system", "until-reboot": "/run/systemd/system" };
  }
  const { home, user, XDG_CONFIG_HOME, XDG_RUNTIME_DIR } = environment;
  return {
    "for-good": join(XDG_CONFIG_HOME || join(home, ".config"), "systemd/user"),
    "until-reboot": join(XDG_RUNTIME_DIR || `/run/user/${user}`, "systemd/user"),
  };
}

/** What a user's folders follow from. */
export interface Environment {
  readonly home: string;
  /** The user's number. */
  readonly user: number;
  readonly XDG_CONFIG_HOME?: string | undefined;
  readonly XDG_RUNTIME_DIR?: string | undefined;
}

function ownEnvironment(): Environment {
  const { XDG_CONFIG_HOME, XDG_RUNTIME_DIR } = process.env;
  return { home: homedir(), user: userInfo().uid, XDG_CONFIG_HOME, XDG_RUNTIME_DIR };
}
