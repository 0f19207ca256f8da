import type { AccountKind, AccountStanding, Machine, PathKind } from "../language/machine.ts";
import { accountStanding } from "./accounts.ts";
import type { Freshness } from "./folderListings.ts";
import { slowMounts } from "./mountTable.ts";
import { followPath } from "./pathKind.ts";

/** How long what was seen is good for; in milliseconds. */
const goodFor = 3000;
/** More files than are open at a time. */
const keptAtMost = 2000;

/** A machine, and what it was asked. */
interface Seen {
  readonly machine: Machine;
  /** Whether it would give the same answers now. */
  readonly isStill: () => boolean;
  /** In milliseconds since 1970. */
  checked: number;
}

/** What files need of the machines that read them, looked at when they are judged. Never throws. */
export class Machines {
  readonly #freshness: Freshness;
  readonly #seen = new Map<string, Seen>();

  constructor(freshness: Freshness) {
    this.#freshness = freshness;
  }

  /**
   * The system in the folder `root`, as it is asked about by the file at `path`: the same object as before, as long as
   * it would give the same answers. Within one run all files are told the same.
   */
  find(root: string, path: string): Machine {
    const key = this.#freshness === "once" ? root : `${root}\0${path}`;
    const known = this.#seen.get(key);
    if (known !== undefined && this.#isGood(known)) return known.machine;
    if (this.#seen.size >= keptAtMost) this.#seen.clear();
    const seen = lookAround(root);
    this.#seen.set(key, seen);
    return seen.machine;
  }

  #isGood(seen: Seen): boolean {
    const now = Date.now();
    if (this.#freshness === "once" || now - seen.checked < goodFor) return true;
    if (!seen.isStill()) return false;
    seen.checked = now;
    return true;
  }
}

function lookAround(root: string): Seen {
  const kinds = new Map<string, PathKind>();
  const accounts = new Map<string, Map<AccountKind, AccountStanding>>();
  let slow: ReadonlySet<string> | undefined;
  const mounts = () => {
    slow ??= slowMounts();
    return slow;
  };
  const machine: Machine = {
    kindOf: (path) => {
      const kind = kinds.get(path) ?? followPath(root, path, mounts()).kind;
      kinds.set(path, kind);
      return kind;
    },
    account: (kind, name) => {
      const known = accounts.get(name) ?? new Map<AccountKind, AccountStanding>();
      const standing = known.get(kind) ?? accountStanding(root, kind, name, mounts());
      accounts.set(name, known.set(kind, standing));
      return standing;
    },
  };
  const isStill = () => {
    const now = slowMounts();
    return (
      [...kinds].every(([path, kind]) => followPath(root, path, now).kind === kind) &&
      [...accounts].every(([name, known]) =>
        [...known].every(([kind, standing]) => accountStanding(root, kind, name, now) === standing),
      )
    );
  };
  return { machine, isStill, checked: Date.now() };
}
