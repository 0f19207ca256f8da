// One errand of the user's: one act or several, done by the least right that serves, for which somebody is asked at most
// once. What was asked for is used until the errand is over, and given back then.
import type { Act, ActEnd } from "../acts.ts";
import { type Bus, type BusCall, busDaemon, type Caller } from "../bus.ts";
import { SystemdError } from "../errors.ts";
import type { ActOptions, Manager } from "../manager.ts";
import type { WrittenFile } from "../writtenFile.ts";
import { nextRung, type PolkitStand, type Refusal, type Rung, RungRefused } from "./ladder.ts";
import { openSilentBridge } from "./sudoBridge.ts";

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

/** What all errands of a window share. */
export interface ErrandSurroundings {
  /** Why sudo does not help without a password, once that is known. It is tried only once, since sudo logs each try. */
  silentSudoRefused?: string;
}

/** A rung that was reached: what calls go over there. */
interface Standing {
  readonly rung: Rung;
  readonly caller: (own: Bus) => Caller;
  readonly close: () => void;
}

/** Begins an errand with one manager. Nothing is asked, opened or run before it turns out to be needed. */
export function createErrand(manager: Manager, around: ErrandSurroundings): Errand {
  const plain: Standing = { rung: "plain", caller: (own) => own, close: () => {} };
  let standing = Promise.resolve(plain);
  let reached: Standing = plain;
  let isOpen = true;

  const climb = async (own: Bus, from: Standing, why: RungRefused): Promise<Standing> => {
    const polkit = await polkitStand(own, why.refusal);
    let refused = why;
    for (let rung: Rung = from.rung; ; ) {
      const next = nextRung(rung, refused.refusal, polkit);
      // That a way does not exist here is no answer: then the first one stands.
      if (next === "give-up") throw gaveUp(refused.refusal === "unavailable" ? why : refused);
      rung = next;
      try {
        reached = await step(rung, around);
        if (!isOpen) reached.close();
        return reached;
      } catch (error) {
        if (!(error instanceof RungRefused)) throw error;
        refused = error;
      }
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
        if (standing === tried) standing = climb(own, at, why);
      }
    }
  };

  const through = (own: Bus): Caller => ({ call: (one) => call(own, one) });
  return {
    perform: async (act, options = {}) => {
      // The user's own manager does what its user says.
      if (manager.scope === "user") return manager.perform(act, options);
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
    writeFile: (file, options = {}) => manager.writeFile(file, { ...options, through }),
    rung: () => reached.rung,
    close: () => {
      isOpen = false;
      reached.close();
    },
  };
}

async function step(rung: Rung, around: ErrandSurroundings): Promise<Standing> {
  switch (rung) {
    case "sudo": {
      const bus = await silentBridge(around);
      return { rung, caller: () => bus, close: () => bus.close() };
    }
    case "polkit":
      return {
        rung,
        caller: (own) => ({ call: (one) => own.call({ ...one, authorization: "ask" }) }),
        close: () => {},
      };
    default:
      throw new RungRefused("unavailable", "Nobody can be asked here.");
  }
}

async function silentBridge(around: ErrandSurroundings): Promise<Bus> {
  if (around.silentSudoRefused !== undefined) throw new RungRefused("unavailable", around.silentSudoRefused);
  try {
    return await openSilentBridge();
  } catch (error) {
    if (error instanceof RungRefused) around.silentSudoRefused = error.message;
    throw error;
  }
}

/** How an error of a call says that this rung does not serve; undefined for every other error. */
function refusalOf(rung: Rung, error: unknown): RungRefused | undefined {
  if (error instanceof RungRefused) return error;
  if (!(error instanceof SystemdError && error.kind === "access-denied")) return undefined;
  switch (rung) {
    case "plain":
      return new RungRefused(error.origin === challenged ? "challenge" : "denied", error.message);
    case "polkit":
      return new RungRefused("rejected", error.message);
    // What root may not do, nobody may.
    case "sudo":
    case "sudo-password":
      return undefined;
    default:
      return rung satisfies never;
  }
}

/** polkit would let somebody who says who they are; without it, or where it forbids, the error is AccessDenied. */
const polkitName = "org.freedesktop.PolicyKit1";
const challenged = "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired";

async function polkitStand(own: Bus, refusal: Refusal): Promise<PolkitStand> {
  if (refusal === "challenge") return "challenges";
  const call = { ...busDaemon, member: "NameHasOwner", signature: "s", body: [polkitName] };
  // Where it is installed it was started to decide on this call.
  return (await own.call(call))[0] === true ? "denies" : "absent";
}

function gaveUp({ refusal, message }: RungRefused): SystemdError {
  return new SystemdError(refusal === "declined" ? "declined" : "access-denied", message, "");
}
