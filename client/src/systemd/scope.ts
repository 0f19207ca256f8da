// Whose units: what follows from that for rights, names, files and command lines. Names stand in the scope itself, so that
// a row, a journal or a favourite of another's means the same after the editor was closed.
import type { OtherScope, Scope, ScopeKind } from "./manager.ts";

export interface UserOfMachine {
  readonly uid: number;
  readonly name: string;
}

/** The scope of another user; undefined for a name that nothing of systemd's would take. */
export function otherUser({ uid, name }: UserOfMachine): OtherScope | undefined {
  return isUserName.test(name) ? `user:${uid}:${name}` : undefined;
}

/** The scope of a local machine; undefined for what is no machine's name (machinectl(1): a host name). */
export function localMachine(name: string): OtherScope | undefined {
  return isMachineName.test(name) ? `machine:${name}` : undefined;
}

/** The other user whose units a scope has; undefined for every other scope. */
export function userOf(scope: Scope): UserOfMachine | undefined {
  const [, uid = "", name = ""] = /^user:(\d+):(.+)$/.exec(scope) ?? [];
  return uid === "" ? undefined : { uid: Number(uid), name };
}

/** The local machine whose units a scope has; undefined for every other scope. */
export const machineOf = (scope: Scope): string | undefined => /^machine:(.+)$/.exec(scope)?.[1];

/** Whether a scope is reached by another way than the buses that are open to us. */
export const isOther = (scope: Scope): scope is OtherScope => scope !== "system" && scope !== "user";

/** What kind of manager a scope has. */
export const kindOf = (scope: Scope): ScopeKind =>
  scope === "system" || machineOf(scope) !== undefined ? "system" : "user";

/** Reads what was a scope when it was written down; undefined for what is none. Anybody can have written it. */
export function readScope(text: unknown): Scope | undefined {
  if (text === "system" || text === "user") return text;
  if (typeof text !== "string") return undefined;
  const machine = /^machine:(.+)$/.exec(text)?.[1];
  if (machine !== undefined) return localMachine(machine);
  const [, uid = "", name = ""] = /^user:(\d{1,10}):(.+)$/.exec(text) ?? [];
  return uid === "" ? undefined : otherUser({ uid: Number(uid), name });
}

/** Whose they are, as in "the units of lisa". */
export function ownerWords(scope: Scope): string {
  if (scope === "system") return "the system";
  const machine = machineOf(scope);
  if (machine !== undefined) return `the machine ${machine}`;
  return userOf(scope)?.name ?? "your user";
}

/** What tells a unit from one of the same name in another scope, such as `lisa`; empty for one of the system's. */
export function scopeMark(scope: Scope): string {
  if (scope === "system") return "";
  return machineOf(scope) ?? userOf(scope)?.name ?? "user";
}

/** The name of a unit with that mark behind it. */
export function markedName(scope: Scope, name: string): string {
  const mark = scopeMark(scope);
  return mark === "" ? name : `${name} (${mark})`;
}

/** The options by which systemctl(1), systemd-run(1) and busctl(1) speak to a scope's manager. */
export function scopeOptions(scope: Scope): readonly string[] {
  if (scope === "system") return [];
  const machine = machineOf(scope);
  if (machine !== undefined) return [`--machine=${machine}`];
  const user = userOf(scope);
  return user === undefined ? ["--user"] : ["--user", `--machine=${user.name}@.host`];
}

/** What systemd takes in places that are not strict about it, less what would need escapes (systemd's USER_NAMES). */
const isUserName = /^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/;

const isMachineName = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/;
