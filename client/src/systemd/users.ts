// The accounts of this machine, by getent(1): it asks all that the machine knows them from, of which /etc/passwd is one.
import { execFile } from "node:child_process";
import type { UserOfMachine } from "./scope.ts";

/** A user with the number of the group that is first theirs. */
export interface Account extends UserOfMachine {
  readonly gid: number;
}

/** Those of these numbers that have an account, found within 5 s. */
export function usersByNumber(uids: readonly number[]): Promise<readonly Account[]> {
  if (uids.length === 0) return Promise.resolve([]);
  return new Promise((resolve) => {
    // Its status says that some were not found; those that were are printed all the same.
    execFile("getent", ["passwd", ...uids.map(String)], { timeout: 5000 }, (_, printed) => {
      resolve(readAccounts(printed));
    });
  });
}

/** Reads lines of passwd(5). */
export function readAccounts(lines: string): readonly Account[] {
  return lines.split("\n").flatMap((line) => {
    const [name = "", , uid = "", gid = ""] = line.split(":");
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
