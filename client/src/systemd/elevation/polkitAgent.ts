// An agent of our own, for where no desktop has one (over SSH, in WSL and in containers): polkit asks it who somebody is,
// it asks the user, and polkit's helper checks what they type.
import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import { type Bus, busDaemon, type IncomingCall, propertiesInterface } from "../bus.ts";
import { asArray, asText, variantValue } from "../decode.ts";
import { SystemdError } from "../errors.ts";
import { askHelper, hasHelper } from "./agentHelper.ts";
import { type Asker, mostAttempts, wrongPassword } from "./asker.ts";
import { RungRefused } from "./ladder.ts";
import { authority, ownProcess } from "./polkitAuthority.ts";

export interface PolkitAgent {
  /** Whether no other agent can be asked in its place, since this process is in no session. */
  readonly standsAlone: boolean;
  /** What came of the last question; undefined while there was none. */
  outcome(): "accepted" | "declined" | "rejected" | undefined;
  /** polkit asks this agent no more. */
  close(): Promise<void>;
}

/**
 * Registers an agent for what this process does, which is asked where the session has none. Throws RungRefused (`unavailable`) where polkit takes none, or cannot
 * check passwords.
 */
export async function registerAgent(bus: Bus, asker: Asker, signal: AbortSignal): Promise<PolkitAgent> {
  if (!hasHelper()) throw new RungRefused("unavailable", "polkit has no helper to check passwords here.");
  const polkit = asText(
    (
      await bus.call({ ...busDaemon, member: "GetNameOwner", signature: "s", body: [authority.destination] })
    )[0],
  );
  const questions = new Map<string, AbortController>();
  let outcome: ReturnType<PolkitAgent["outcome"]>;

  const begin = async ({ body }: IncomingCall): Promise<void> => {
    const [, message, , , cookie, identities] = body;
    const question = new AbortController();
    questions.set(asText(cookie), question);
    const asked = {
      purpose: asText(message),
      cookie: asText(cookie),
      users: userNumbers(identities),
    };
    try {
      outcome = await authenticate(asked, asker, AbortSignal.any([signal, question.signal]));
    } finally {
      questions.delete(asText(cookie));
    }
    if (outcome === "declined") throw new SystemdError("declined", "The user gave up.", cancelled);
  };
  const answer = (call: IncomingCall): Promise<void> | undefined => {
    // Nobody but polkit may have passwords asked for.
    if (call.path !== agentPath || call.interface !== agentInterface || call.sender !== polkit)
      return undefined;
    if (call.member === "BeginAuthentication") return begin(call);
    if (call.member !== "CancelAuthentication") return undefined;
    questions.get(asText(call.body[0]))?.abort();
    return Promise.resolve();
  };

  const stopAnswering = bus.onCall(answer);
  const subject = await ownProcess();
  const locale = process.env.LANG ?? "C.UTF-8";
  const inSession = await hasSession(bus);
  // Outside of a session polkit passes over an agent that is to come last.
  const fallback = { fallback: { signature: "b", value: inSession } };
  try {
    await bus.call({
      ...authority,
      member: "RegisterAuthenticationAgentWithOptions",
      signature: "(sa{sv})ssa{sv}",
      body: [subject, locale, agentPath, fallback],
    });
  } catch (error) {
    stopAnswering();
    if (!(error instanceof SystemdError)) throw error;
    throw new RungRefused("unavailable", `polkit takes no agent of ours: ${error.message}`);
  }
  return {
    standsAlone: !inSession,
    outcome: () => outcome,
    close: async () => {
      for (const question of questions.values()) question.abort();
      stopAnswering();
      const call = { ...authority, signature: "(sa{sv})s", body: [subject, agentPath] };
      await bus.call({ ...call, member: "UnregisterAuthenticationAgent" }).catch(() => {});
    },
  };
}

/** As polkit finds the session of a process: its own, else the one in which its user has their desktop. */
async function hasSession(bus: Bus): Promise<boolean> {
  try {
    await bus.call({ ...login, member: "GetSessionByPID", signature: "u", body: [process.pid] });
    return true;
  } catch {
    // It is a service of the user's, or there is no login manager at all.
  }
  try {
    const uid = process.getuid?.() ?? 0;
    const path = asText((await bus.call({ ...login, member: "GetUser", signature: "u", body: [uid] }))[0]);
    const get = { ...login, path, interface: propertiesInterface, member: "Get", signature: "ss" };
    const display = await bus.call({ ...get, body: ["org.freedesktop.login1.User", "Display"] });
    return asText(asArray(variantValue(display[0]))[0]) !== "";
  } catch {
    return false;
  }
}

const login = {
  destination: "org.freedesktop.login1",
  path: "/org/freedesktop/login1",
  interface: "org.freedesktop.login1.Manager",
} as const;

const agentPath = "/unitwright/PolkitAgent";
const agentInterface = "org.freedesktop.PolicyKit1.AuthenticationAgent";
const cancelled = "org.freedesktop.PolicyKit1.Error.Cancelled";

interface Asked {
  readonly purpose: string;
  readonly cookie: string;
  /** Whoever of them shows who they are is enough. */
  readonly users: readonly number[];
}

async function authenticate(
  { purpose, cookie, users }: Asked,
  asker: Asker,
  signal: AbortSignal,
): Promise<"accepted" | "declined" | "rejected"> {
  const user = await chooseUser(users, purpose, asker, signal);
  if (user === undefined) return "declined";
  let reason: string | undefined;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const end = await askHelper(
      { user, cookie },
      ({ text, typing, said }) => {
        const why = [reason, said].filter((part) => part !== undefined && part !== "").join(" ");
        const question = {
          task: "",
          user,
          purpose,
          prompt: text,
          typing,
          reason: why === "" ? undefined : why,
        };
        return asker.password(question, signal);
      },
      signal,
    );
    if (end.kind !== "rejected") return end.kind;
    reason = [wrongPassword, end.said].filter((part) => part !== "").join(" ");
  }
  return "rejected";
}

/** The user themself where that is enough, else the only one, else one they choose. */
async function chooseUser(
  users: readonly number[],
  purpose: string,
  asker: Asker,
  signal: AbortSignal,
): Promise<string | undefined> {
  const own = userInfo();
  if (users.includes(own.uid)) return own.username;
  const names = (await Promise.all(users.map(nameOfUser))).filter((name) => name !== undefined);
  return names.length < 2 ? names[0] : asker.user(names, purpose, signal);
}

/** By the name service, since accounts need not stand in a file. */
async function nameOfUser(uid: number): Promise<string | undefined> {
  const found = await promisify(execFile)("getent", ["passwd", `${uid}`], { timeout: 10_000 }).catch(
    () => undefined,
  );
  return found?.stdout.split(":")[0] || undefined;
}

/** The `unix-user` ones of an `a(sa{sv})`. */
function userNumbers(identities: unknown): readonly number[] {
  return asArray(identities).flatMap((identity) => {
    const [kind, details] = asArray(identity);
    if (kind !== "unix-user" || typeof details !== "object" || details === null || !("uid" in details))
      return [];
    const uid = variantValue(details.uid);
    return typeof uid === "number" ? [uid] : [];
  });
}
