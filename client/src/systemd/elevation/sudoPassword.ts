// Root's connection by sudo with a password, which is asked for one errand and forgotten. sudo reads the password from
// its standard input, one byte at a time up to the end of the line, and leaves what follows to the bridge.
import { randomBytes } from "node:crypto";
import type { Bus } from "../bus.ts";
import { type Asker, wrongPassword } from "./asker.ts";
import { RungRefused } from "./ladder.ts";
import { findProgram, joinBridge, type RootChild, startRoot, systemBus } from "./rootBridge.ts";

/** Throws RungRefused: `declined`, `rejected` after what sudo lets one try, or `unavailable`. */
export async function openAskingBridge(asker: Asker, signal: AbortSignal, to = systemBus): Promise<Bus> {
  const mark = `unitwright-${randomBytes(12).toString("hex")}:`;
  const bridge = findProgram("systemd-stdio-bridge");
  // With -k nothing is remembered, neither from before nor for later. %p is whose password it is. The bridge itself
  // says nothing when it is there, and what sudo were sent too early it would take for a password; so env says it.
  const whom = to.user === undefined ? [] : ["-u", to.user];
  const run = [findProgram("env"), "-v", bridge, ...to.words];
  const words = ["-k", "-S", "-p", `${mark}%p:`, ...whom, "--", ...run];
  const root = startRoot(findProgram("sudo"), words);
  const hangUp = () => void root.child.stdin.end();
  signal.addEventListener("abort", hangUp, { once: true });
  try {
    const next = tellApart(root, mark, bridge);
    for (let reason: string | undefined; ; reason = wrongPassword) {
      const heard = await next();
      if (heard.kind === "bridge") break;
      if (heard.kind === "ended")
        throw whyEnded(root, mark, reason === undefined ? "unavailable" : "rejected");
      const { user } = heard;
      const purpose = `sudo asks for a password, to ${to.purpose}.`;
      const question = { task: "", user, purpose, prompt: "Password", typing: "hidden", reason } as const;
      const typed = await asker.password(question, signal);
      if (typed === undefined) throw new RungRefused("declined", "Nobody said who they are.");
      root.child.stdin.write(`${typed}\n`);
    }
    const bus = await joinBridge(root);
    if (bus === undefined) throw whyEnded(root, mark, "rejected");
    return bus;
  } catch (error) {
    hangUp();
    throw error;
  } finally {
    signal.removeEventListener("abort", hangUp);
  }
}

type Heard =
  | { readonly kind: "prompt"; readonly user: string }
  | { readonly kind: "bridge" }
  | { readonly kind: "ended" };

/** What sudo says on standard error, told by the marks in it: its prompt, or that the bridge is run. */
function tellApart({ child, ended }: RootChild, mark: string, bridge: string): () => Promise<Heard> {
  let unread = "";
  let look = () => {};
  let isOver = false;
  child.stderr.on("data", (text: string) => {
    unread += text;
    look();
  });
  void ended.then(() => {
    isOver = true;
    look();
  });
  const take = (): Heard | undefined => {
    const [prompt, user] = new RegExp(`${mark}([^:]*):`).exec(unread) ?? [];
    if (prompt !== undefined) {
      unread = unread.slice(unread.indexOf(prompt) + prompt.length);
      return { kind: "prompt", user: user ?? "" };
    }
    if (isOver) return { kind: "ended" };
    return unread.includes(bridge) ? { kind: "bridge" } : undefined;
  };
  return () =>
    new Promise((resolve) => {
      const settle = (heard: Heard | undefined) => {
        if (heard === undefined) return;
        clearTimeout(timer);
        look = () => {};
        resolve(heard);
      };
      // It waits for something that nobody is asked for, such as a second secret.
      const timer = setTimeout(() => child.stdin.end(), silence);
      look = () => settle(take());
      look();
    });
}

/** How long sudo may think about a password, in milliseconds. */
const silence = 30_000;

function whyEnded({ complaint }: RootChild, mark: string, refusal: "unavailable" | "rejected"): RungRefused {
  const said = complaint().replaceAll(new RegExp(`${mark}[^:]*:`, "g"), "");
  return new RungRefused(refusal, `sudo did not help: ${said.replace(/^sudo: |\.$/g, "") || "it hung up"}.`);
}
