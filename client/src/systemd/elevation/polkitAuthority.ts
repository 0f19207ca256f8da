// What polkit itself says to a question of ours (org.freedesktop.PolicyKit1.Authority).
import { readFile } from "node:fs/promises";
import type { Bus, BusVariant } from "../bus.ts";
import { asArray } from "../decode.ts";

export interface Verdict {
  readonly kind: "granted" | "denied" | "dismissed" | "challenge";
  /** Whether what somebody's password brings lasts for some minutes (auth_admin_keep). */
  readonly keeps: boolean;
}

export const authority = {
  destination: "org.freedesktop.PolicyKit1",
  path: "/org/freedesktop/PolicyKit1/Authority",
  interface: "org.freedesktop.PolicyKit1.Authority",
} as const;

/** How long somebody may think about a password, in milliseconds; systemd itself would wait for 25 s only. */
export const longestQuestion = 300_000;

/** May this process do it? With `asking`, an agent asks somebody until the signal says stop. Throws SystemdError. */
export async function checkAuthorization(bus: Bus, action: string, asking?: AbortSignal): Promise<Verdict> {
  const id = asking === undefined ? "" : `unitwright-${process.pid}-${Math.random()}`;
  const cancel = () => {
    const call = { ...authority, member: "CancelCheckAuthorization", signature: "s", body: [id] };
    bus.call(call).catch(() => {});
  };
  asking?.addEventListener("abort", cancel, { once: true });
  try {
    const body = await bus.call({
      ...authority,
      member: "CheckAuthorization",
      signature: "(sa{sv})sa{ss}us",
      body: [await ownProcess(), action, {}, asking === undefined ? 0 : 1, id],
      ...(asking === undefined ? {} : { timeout: longestQuestion }),
    });
    return verdictOf(body);
  } finally {
    asking?.removeEventListener("abort", cancel);
  }
}

/** This process as polkit names one: by its number, its user, and when it started, since numbers come again. */
export async function ownProcess(): Promise<readonly [string, Readonly<Record<string, BusVariant>>]> {
  const stat = await readFile("/proc/self/stat", "utf8");
  // The program's name, in brackets, may hold anything; the 22nd field is the start (proc(5)).
  const startTime = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
  return [
    "unix-process",
    {
      pid: { signature: "u", value: process.pid },
      "start-time": { signature: "t", value: BigInt(startTime) },
      uid: { signature: "i", value: process.getuid?.() ?? -1 },
    },
  ];
}

function verdictOf(body: readonly unknown[]): Verdict {
  const [isAuthorized, isChallenge, details] = asArray(body[0]);
  const says = (key: string) =>
    typeof details === "object" &&
    details !== null &&
    key in details &&
    new Map(Object.entries(details)).get(key);
  const keeps = Boolean(says("polkit.retains_authorization_after_challenge"));
  if (isAuthorized === true) return { kind: "granted", keeps };
  if (isChallenge === true) return { kind: "challenge", keeps };
  return { kind: says("polkit.dismissed") ? "dismissed" : "denied", keeps };
}
