// polkit's own helper checks passwords, as root: it asks for what it needs line by line, and tells polkit the outcome
// itself (polkit-agent-helper-1, what polkit's own agents speak with it; polkit 127 and later has a socket for it).
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { RungRefused } from "./ladder.ts";

/** Whose identity is to be shown, and the secret by which polkit knows the question. */
export interface Challenge {
  readonly user: string;
  readonly cookie: string;
}

export interface HelperPrompt {
  readonly text: string;
  readonly typing: "hidden" | "shown";
  /** What the helper said before, such as that an account has expired; empty when nothing. */
  readonly said: string;
}

/** `said` is what the helper had to say besides; empty when nothing. */
export type HelperEnd =
  | { readonly kind: "accepted" | "declined" }
  | { readonly kind: "rejected"; readonly said: string };

/**
 * Lets the helper check who somebody is. `answer` gives what they type, or undefined when they give up. Throws
 * RungRefused (`unavailable`) where there is no helper.
 */
export async function askHelper(
  challenge: Challenge,
  answer: (prompt: HelperPrompt) => Promise<string | undefined>,
  signal: AbortSignal,
): Promise<HelperEnd> {
  const helper = (await connectHelper(challenge.user)) ?? spawnHelper(challenge.user);
  const timer = setTimeout(helper.end, longestConversation);
  signal.addEventListener("abort", helper.end, { once: true });
  const said: string[] = [];
  try {
    helper.input.write(`${challenge.cookie}\n`);
    for await (const line of createInterface({ input: helper.output })) {
      const { word, text } = readLine(line);
      if (word === "SUCCESS") return { kind: "accepted" };
      if (word === "PAM_ERROR_MSG" || word === "PAM_TEXT_INFO") said.push(text);
      else if (word === "PAM_PROMPT_ECHO_OFF" || word === "PAM_PROMPT_ECHO_ON") {
        const typing = word === "PAM_PROMPT_ECHO_ON" ? "shown" : "hidden";
        const typed = await answer({ text, typing, said: said.splice(0).join(" ") });
        if (typed === undefined) return { kind: "declined" };
        helper.input.write(`${typed}\n`);
      } else break;
    }
    return signal.aborted ? { kind: "declined" } : { kind: "rejected", said: said.join(" ") };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", helper.end);
    helper.end();
  }
}

/** True where polkit has a helper that checks passwords for agents. */
export const hasHelper = () => existsSync(socketPath) || helperPath() !== undefined;

/** In milliseconds. */
const longestConversation = 300_000;

const socketPath = "/run/polkit/agent-helper.socket";

/** Where Debian, Fedora, Arch and SUSE, older Debian, and NixOS put it. */
const helperPaths = [
  "/usr/lib/polkit-1/polkit-agent-helper-1",
  "/usr/libexec/polkit-agent-helper-1",
  "/usr/libexec/polkit-1/polkit-agent-helper-1",
  "/usr/lib/policykit-1/polkit-agent-helper-1",
  "/run/wrappers/bin/polkit-agent-helper-1",
] as const;

const helperPath = () => helperPaths.find((path) => existsSync(path));

interface Helper {
  readonly input: Writable;
  readonly output: Readable;
  readonly end: () => void;
}

/** Undefined where nobody listens: the program is the older way. */
function connectHelper(user: string): Promise<Helper | undefined> {
  return new Promise((resolve) => {
    if (!existsSync(socketPath)) return resolve(undefined);
    const socket = connect(socketPath);
    socket.on("error", () => resolve(undefined));
    socket.once("connect", () => {
      socket.write(`${user}\n`);
      resolve({ input: socket, output: socket, end: () => void socket.destroy() });
    });
  });
}

function spawnHelper(user: string): Helper {
  const path = helperPath();
  if (path === undefined)
    throw new RungRefused("unavailable", "polkit has no helper to check passwords here.");
  const child = spawn(path, [user], { stdio: ["pipe", "pipe", "ignore"], cwd: "/" });
  // That it cannot run, or has gone, shows in its output, which ends.
  for (const one of [child, child.stdin]) one.on("error", () => {});
  const end = () => {
    child.stdin.end();
    child.kill("SIGTERM");
  };
  return { input: child.stdin, output: child.stdout, end };
}

/** A line is a word, and a text with C's escapes, bytes that are not ASCII among them (g_strescape of GLib). */
export function readLine(line: string): { readonly word: string; readonly text: string } {
  const [, word = "", rest = ""] = /^(\S*) ?(.*)$/s.exec(line) ?? [];
  const bytes = rest.replace(/\\([0-7]{1,3}|.)/gs, (_, escaped: string) => {
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 0xff);
    return controls[escaped] ?? escaped;
  });
  return { word, text: Buffer.from(bytes, "latin1").toString("utf8") };
}

const controls: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
