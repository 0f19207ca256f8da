// polkit's leave for the calls of an errand, asked for at most once. What somebody says is good for all calls where
// polkit remembers it for some minutes, as in a session at the machine itself; elsewhere it gets us root's connection.
import type { Bus, BusCall, Caller } from "../bus.ts";
import { SystemdError } from "../errors.ts";
import type { Asker } from "./asker.ts";
import { type PolkitStand, RungRefused } from "./ladder.ts";
import { actionForAll, callsFor, type Need, needsRoot } from "./polkitActions.ts";
import { type PolkitAgent, registerAgent } from "./polkitAgent.ts";
import { checkAuthorization, longestQuestion } from "./polkitAuthority.ts";
import { type BridgeTo, findProgram, isInstalled, joinBridge, startRoot, systemBus } from "./rootBridge.ts";

export interface PolkitWayOptions {
  readonly asker: Asker;
  /** Lets one after the other ask, whatever errand they are of: polkit takes one agent of a process. */
  readonly inTurn: <T>(ask: () => Promise<T>) => Promise<T>;
  /** What the errand comes to, as far as is known. */
  readonly needs: () => readonly Need[];
  /** Ends the asking. */
  readonly signal: AbortSignal;
}

export interface PolkitWay {
  /** Makes calls with polkit's leave. Throws RungRefused where it is not given. */
  over(own: Bus): Caller;
  close(): void;
}

/** Nothing is asked before a call needs it. */
export function createPolkitWay(options: PolkitWayOptions): PolkitWay {
  let root: Bus | undefined;
  let refused: RungRefused | undefined;

  const ask = async (own: Bus, one: BusCall): Promise<readonly unknown[]> => {
    // Another call may have brought the leave meanwhile, or that there is none.
    if (root !== undefined) return root.call(one);
    if (refused !== undefined) throw refused;
    const needs = options.needs();
    const before = await unlessStopped(own, one);
    if (typeof before !== "string") return before;
    if (before === "challenge" && !needsRoot(needs)) {
      const after = await askAhead(own, one, options);
      if (after !== undefined) return after;
      if (callsFor(needs) === 1 && !isInstalled("pkexec")) return askOfOne(own, one, options);
    }
    root = await openByPkexec(own, systemBus, options);
    return root.call(one);
  };
  const call = async (own: Bus, one: BusCall): Promise<readonly unknown[]> => {
    if (root !== undefined) return root.call(one);
    const silent = await unlessStopped(own, one);
    if (typeof silent !== "string") return silent;
    return options.inTurn(() =>
      ask(own, one).catch((error: unknown) => {
        if (error instanceof RungRefused) refused = error;
        throw error;
      }),
    );
  };
  return {
    over: (own) => ({ call: (one) => call(own, one) }),
    close: () => root?.close(),
  };
}

/** polkit would let somebody who says who they are. */
export const isChallenge = (error: unknown): boolean =>
  error instanceof SystemdError &&
  error.origin === "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired";

/** The answer, or whether somebody must say who they are, or only root is let through. */
async function unlessStopped(
  bus: Bus,
  one: BusCall,
): Promise<readonly unknown[] | "challenge" | "root-only"> {
  try {
    return await bus.call(one);
  } catch (error) {
    if (isChallenge(error)) return "challenge";
    if (error instanceof SystemdError && error.kind === "access-denied" && error.heldBack) return "root-only";
    throw error;
  }
}

/**
 * Asks in a question of our own, ahead of systemd's, which would wait for the answer for 25 s only. Undefined where the
 * answer would not last until the call is made, and nobody was asked; or where that is not enough.
 */
async function askAhead(
  own: Bus,
  one: BusCall,
  options: PolkitWayOptions,
): Promise<readonly unknown[] | undefined> {
  const action = actionForAll(options.needs());
  if (action === undefined) return undefined;
  const stand = await checkAuthorization(own, action);
  if (stand.kind !== "challenge" || !stand.keeps) return undefined;
  await withAgent(own, options, async (agent) => {
    const { kind } = await checkAuthorization(own, action, options.signal);
    if (kind !== "granted") throw refusal(agent, kind === "dismissed" ? "declined" : kind);
  });
  const after = await unlessStopped(own, one);
  return typeof after === "string" ? undefined : after;
}

/** systemd itself asks polkit, about this one call. */
function askOfOne(own: Bus, one: BusCall, options: PolkitWayOptions): Promise<readonly unknown[]> {
  return withAgent(own, options, async (agent) => {
    try {
      return await own.call({ ...one, authorization: "ask", timeout: longestQuestion });
    } catch (error) {
      if (isChallenge(error)) throw refusal(agent, "challenge");
      if (error instanceof SystemdError && error.kind === "access-denied") throw refusal(agent, "denied");
      throw error;
    }
  });
}

/** Where only root is let through, polkit helps by pkexec alone. */
export async function pkexecStand(own: Bus): Promise<PolkitStand> {
  if (!isInstalled("pkexec")) return "absent";
  try {
    const { kind } = await checkAuthorization(own, "org.freedesktop.policykit.exec");
    return kind === "denied" ? "denies" : "challenges";
  } catch (error) {
    if (error instanceof SystemdError) return "absent";
    throw error;
  }
}

/** A bridge of root's, or of another user's; somebody is asked. Throws RungRefused. */
export function openByPkexec(
  own: Bus,
  to: BridgeTo,
  options: Pick<PolkitWayOptions, "asker" | "signal">,
): Promise<Bus> {
  const bridge = findProgram("systemd-stdio-bridge");
  const pkexec = findProgram("pkexec");
  const whom = to.user === undefined ? [] : ["--user", to.user];
  return withAgent(own, options, async (agent) => {
    const root = startRoot(pkexec, ["--disable-internal-agent", ...whom, bridge, ...to.words]);
    const bus = await joinBridge(root, longestQuestion);
    if (bus !== undefined) return bus;
    // pkexec(1) ends with 126 when the user gave up, and with 127 when they are not allowed to.
    throw refusal(agent, (await root.ended) === 126 ? "declined" : "denied");
  });
}

async function withAgent<T>(
  own: Bus,
  { asker, signal }: Pick<PolkitWayOptions, "asker" | "signal">,
  ask: (agent: PolkitAgent) => Promise<T>,
): Promise<T> {
  const agent = await registerAgent(own, asker, signal);
  try {
    return await ask(agent);
  } finally {
    await agent.close();
  }
}

/** Of a question that our agent was not asked, the desktop's was; or polkit found none, which is no answer. */
function refusal(agent: PolkitAgent, kind: "declined" | "denied" | "challenge"): RungRefused {
  const outcome = agent.outcome() ?? kind;
  if (outcome === "declined") return new RungRefused("declined", "Nobody said who they are.");
  if (outcome === "challenge" || (outcome === "denied" && agent.standsAlone))
    return new RungRefused("unavailable", "polkit cannot ask anybody here.");
  return new RungRefused("rejected", "polkit did not accept what was said.");
}
