// The bus of another user's manager, or of a local machine's. systemd-stdio-bridge leads there, as that user or as root:
// the bus of a user lets nobody else in, not even root.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { Bus } from "../bus.ts";
import { busSockets, ownSurroundings } from "../busAddress.ts";
import { openBus } from "../busManager.ts";
import type { OtherScope } from "../manager.ts";
import { machineOf, ownerWords, userOf } from "../scope.ts";
import { usersByNumber } from "../users.ts";
import type { Asker } from "./asker.ts";
import type { ErrandSurroundings } from "./errand.ts";
import { climb, RungRefused } from "./ladder.ts";
import { openByPkexec, pkexecStand } from "./polkitWay.ts";
import { type BridgeTo, findProgram, joinBridge, type RootChild, startRoot } from "./rootBridge.ts";
import { openAskingBridge } from "./sudoPassword.ts";

/** Whether somebody may be asked for a password, who just wanted it so, or nobody is. */
export type Asking = "may-ask" | "silent";

/** What it takes to ask. */
export type AskingSurroundings = Pick<ErrandSurroundings, "asker" | "inTurn">;

/**
 * Makes the function that opens the bus each time the other's manager is there. It asks once at most, and where it was
 * refused tries no more, since sudo logs each try. It rejects with `code`: `ENOENT` where there is no bus now, `EACCES`
 * where nobody let us.
 */
export function openerOfOther(
  scope: OtherScope,
  around: AskingSurroundings,
  asking: Asking,
): (socket: string) => Promise<Bus> {
  let mayAsk = asking === "may-ask";
  let refused: Error | undefined;
  const reach = async (to: BridgeTo): Promise<Bus> => {
    try {
      return isRoot() ? await openAsRoot(scope, to) : await openBySudo(scope, to);
    } catch (error) {
      if (!(error instanceof RungRefused && mayAsk)) throw error;
      mayAsk = false;
      return around.inTurn(() => openAsking(to, error, titled(around.asker, scope)));
    }
  };
  return async (socket) => {
    if (refused !== undefined) throw refused;
    if (!existsSync(dirname(socket)) || (isRoot() && !existsSync(socket))) throw absent(scope);
    try {
      return await reach(bridgeTo(scope, socket));
    } catch (error) {
      if (!(error instanceof RungRefused)) throw error;
      refused = Object.assign(new Error(error.message), { code: "EACCES" });
      throw refused;
    }
  };
}

/** Goes up the ladder from where sudo did not help without a password. */
async function openAsking(to: BridgeTo, silent: RungRefused, asker: Asker): Promise<Bus> {
  const { signal } = new AbortController();
  const [socket = ""] = busSockets("system", ownSurroundings());
  const own = await openBus(socket);
  try {
    return await climb("sudo", silent, await pkexecStand(own), (rung) =>
      rung === "polkit" ? openByPkexec(own, to, { asker, signal }) : openAskingBridge(asker, signal, to),
    );
  } finally {
    own.close();
  }
}

const titled = (asker: Asker, scope: OtherScope): Asker => ({
  ...asker,
  password: (question, signal) =>
    asker.password({ ...question, task: `Show the units of ${ownerWords(scope)}` }, signal),
});

const isRoot = () => process.getuid?.() === 0;

function bridgeTo(scope: OtherScope, socket: string): BridgeTo {
  const purpose = `show and change the units of ${ownerWords(scope)}`;
  const user = userOf(scope)?.name;
  if (user !== undefined) return { words: [`--bus-path=unix:path=${socket}`], user, purpose };
  return { words: [`--machine=${machineOf(scope) ?? ""}`], purpose };
}

async function openAsRoot(scope: OtherScope, { words }: BridgeTo): Promise<Bus> {
  const user = userOf(scope);
  const [account] = user === undefined ? [] : await usersByNumber([user.uid]);
  // A number may be another user's by now.
  if (account?.name !== user?.name) throw absent(scope);
  return joined(scope, startRoot(findProgram("systemd-stdio-bridge"), words, account));
}

/** Without asking anybody. Throws RungRefused where sudo did not run the bridge at all. */
async function openBySudo(scope: OtherScope, { words, user }: BridgeTo): Promise<Bus> {
  const bridge = findProgram("systemd-stdio-bridge");
  const whom = user === undefined ? [] : ["-u", user];
  // env says what it runs, so that a bus which is not there is told from a sudo which does not help.
  const root = startRoot(findProgram("sudo"), [
    ...["-n", ...whom, "--"],
    ...[findProgram("env"), "-v", bridge, ...words],
  ]);
  let said = "";
  root.child.stderr.on("data", (text: string) => {
    said = (said + text).slice(0, 4000);
  });
  return joined(scope, root).catch((error: unknown) => {
    if (said.includes(bridge)) throw error;
    throw new RungRefused("unavailable", `sudo did not help: ${root.complaint()}`);
  });
}

async function joined(scope: OtherScope, root: RootChild): Promise<Bus> {
  const bus = await joinBridge(root);
  if (bus === undefined) throw absent(scope);
  return bus;
}

const absent = (scope: OtherScope) =>
  Object.assign(new Error(`There is no bus of ${ownerWords(scope)} now.`), { code: "ENOENT" });
