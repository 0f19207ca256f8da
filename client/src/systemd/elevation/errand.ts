// One errand of the user's: one act or several, done by the least right that serves, for which somebody is asked at most
// once. What was asked for is used until the errand is over, and given back then.
import type { Act, ActEnd } from "../acts.ts";
import { type Bus, type BusCall, busDaemon, type Caller } from "../bus.ts";
import { SystemdError } from "../errors.ts";
import type { ActOptions, Manager } from "../manager.ts";
import type { WrittenFile } from "../writtenFile.ts";
import type { Asker } from "./asker.ts";
import { climb, type PolkitStand, type Refusal, type Rung, RungRefused } from "./ladder.ts";
import type { Need } from "./polkitActions.ts";
import { authority } from "./polkitAuthority.ts";
import { createPolkitWay, isChallenge, pkexecStand } from "./polkitWay.ts";
import { openSilentBridge } from "./rootBridge.ts";
import { openAskingBridge } from "./sudoPassword.ts";

export interface Errand {
  /** Does one act of the errand. Throws SystemdError; `access-denied` when no right serves, `declined` when the user gave up. */
  perform(act: Act, options?: Pick<ActOptions, "cancel">): Promise<ActEnd>;
  /** Writes a file of the machine as root. Throws SystemdError as `perform` does, and `refused` when it cannot be written. */
  writeFile(file: WrittenFile, options?: Pick<ActOptions, "cancel">): Promise<void>;
  /** The right by which the last call was made. */
  rung(): Rung;
  /** Gives back what was asked for. */
  close(): void;
}

/** What is known of an errand before it is done; it may grow while the errand lasts. */
export interface Expected {
  /** What the user wants, in a few words to head a question with, such as "Start nginx.service". */
  readonly task: () => string;
  /** What it comes to, as often as it comes to it. */
  readonly needs: () => readonly Need[];
}

/** What all errands of a window share. */
export interface ErrandSurroundings {
  readonly asker: Asker;
  /** Lets one after the other ask the user. */
  readonly inTurn: <T>(ask: () => Promise<T>) => Promise<T>;
  /** Root's connection, by sudo without a password. Throws RungRefused. */
  readonly silentBridge: () => Promise<Bus>;
}

/** `asker` is how the user is asked. */
export function createErrandSurroundings(asker: Asker): ErrandSurroundings {
  let last: Promise<unknown> = Promise.resolve();
  let silentSudoRefused: RungRefused | undefined;
  return {
    asker,
    inTurn: (ask) => {
      const asked = last.then(ask);
      last = asked.catch(() => {});
      return asked;
    },
    silentBridge: async () => {
      // It is tried no more once it has refused, since sudo logs each try, and may write to the administrator.
      if (silentSudoRefused !== undefined) throw silentSudoRefused;
      try {
        return await openSilentBridge();
      } catch (error) {
        if (error instanceof RungRefused) silentSudoRefused = error;
        throw error;
      }
    },
  };
}

/** A rung that was reached: what calls go over there. */
interface Standing {
  readonly rung: Rung;
  readonly caller: (own: Bus) => Caller;
  readonly close: () => void;
}

/**
 * Begins an errand with one manager. Nothing is asked, opened or run before it turns out to be needed; what is asked then
 * is about all that is `expected` at that time.
 */
export function createErrand(manager: Manager, expected: Expected, around: ErrandSurroundings): Errand {
  const plain: Standing = { rung: "plain", caller: (own) => own, close: () => {} };
  let standing = Promise.resolve(plain);
  let reached: Standing = plain;
  const done = new Set<Need>();
  const heard = new Set<AbortSignal>();
  const asking = new AbortController();
  let isOpen = true;

  const needs = () => [...expected.needs(), ...[...done].filter((need) => !expected.needs().includes(need))];
  const asker: Asker = {
    password: (question, signal) => around.asker.password({ ...question, task: expected.task() }, signal),
    user: around.asker.user,
  };

  const step = async (rung: Exclude<Rung, "plain">): Promise<Standing> => {
    switch (rung) {
      case "sudo": {
        const bus = await around.silentBridge();
        return { rung, caller: () => bus, close: () => bus.close() };
      }
      case "polkit": {
        const way = createPolkitWay({ ...around, asker, needs, signal: asking.signal });
        return { rung, caller: way.over, close: way.close };
      }
      case "sudo-password": {
        const bus = await around.inTurn(() => openAskingBridge(asker, asking.signal));
        return { rung, caller: () => bus, close: () => bus.close() };
      }
      default:
        return rung satisfies never;
    }
  };

  const climbFrom = async (own: Bus, from: Standing, why: RungRefused): Promise<Standing> => {
    const polkit = await polkitStand(own, why.refusal);
    try {
      return await climb(from.rung, why, polkit, async (rung) => {
        reached = await step(rung);
        if (!isOpen) reached.close();
        return reached;
      });
    } catch (refused) {
      if (!(refused instanceof RungRefused)) throw refused;
      // Where somebody was asked, that is the end of the errand; else the next act may be another matter.
      if (!wasAsked(refused)) standing = Promise.resolve(from);
      // That a way does not exist here is no answer: then the first one stands.
      throw gaveUp(refused.refusal === "unavailable" ? why : refused);
    }
  };

  /** Goes over the rung of now, and over the next one where that refuses: a refused call has done nothing. */
  const call = async (own: Bus, one: BusCall): Promise<readonly unknown[]> => {
    for (;;) {
      const tried = standing;
      const at = await tried;
      try {
        return await at.caller(own).call(one);
      } catch (error) {
        const why = refusalOf(at.rung, error);
        if (why === undefined) throw error;
        // Others who were refused meanwhile wait for the same climb.
        if (standing === tried) standing = climbFrom(own, at, why);
      }
    }
  };

  const prepare = (need: Need, { cancel }: ActOptions) => {
    done.add(need);
    if (cancel === undefined || heard.has(cancel)) return;
    heard.add(cancel);
    cancel.addEventListener("abort", () => asking.abort(), { once: true });
  };
  const through = (own: Bus): Caller => ({ call: (one) => call(own, one) });
  return {
    perform: async (act, options = {}) => {
      prepare(act.verb, options);
      // Every other manager does what those say who may speak to it at all.
      if (manager.scope !== "system") return manager.perform(act, options);
      if (reached === plain) {
        try {
          return await manager.perform(act, options);
        } catch (error) {
          const end = refusalOf("plain", error) && (await manager.needless(act));
          if (end !== undefined) return end;
          if (refusalOf("plain", error) === undefined) throw error;
        }
      }
      return manager.perform(act, { ...options, through });
    },
    writeFile: (file, options = {}) => {
      prepare("write-file", options);
      // A unit file that is written is read next.
      done.add("daemon-reload");
      return manager.writeFile(file, { ...options, through });
    },
    rung: () => reached.rung,
    close: () => {
      isOpen = false;
      asking.abort();
      reached.close();
    },
  };
}

/** How an error of a call says that this rung does not serve; undefined for every other error. */
function refusalOf(rung: Rung, error: unknown): RungRefused | undefined {
  if (error instanceof RungRefused) return error;
  if (!(error instanceof SystemdError && error.kind === "access-denied")) return undefined;
  switch (rung) {
    case "plain":
      return new RungRefused(plainRefusal(error), error.message);
    // What root may not do, nobody may; and polkit's own way says itself when it does not serve.
    case "polkit":
    case "sudo":
    case "sudo-password":
      return undefined;
    default:
      return rung satisfies never;
  }
}

function plainRefusal(error: SystemdError): Refusal {
  if (isChallenge(error)) return "challenge";
  return error.heldBack ? "root-only" : "denied";
}

const wasAsked = ({ refusal }: RungRefused) => refusal === "declined" || refusal === "rejected";

async function polkitStand(own: Bus, refusal: Refusal): Promise<PolkitStand> {
  if (refusal === "challenge") return "challenges";
  if (refusal === "root-only") return pkexecStand(own);
  const call = { ...busDaemon, member: "NameHasOwner", signature: "s", body: [authority.destination] };
  // Where it is installed it was started to decide on this call.
  return (await own.call(call))[0] === true ? "denies" : "absent";
}

function gaveUp({ refusal, message }: RungRefused): SystemdError {
  return new SystemdError(refusal === "declined" ? "declined" : "access-denied", message, "");
}
