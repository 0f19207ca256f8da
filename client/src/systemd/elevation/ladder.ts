// Which way to more rights comes next when one did not serve. Every way is tried at most once for an errand, and as soon
// as a human was asked, what they said is the end of it.

/**
 * By what right something is done, from the least to ask for: our own; root's by sudo without a password; polkit's leave
 * to somebody who says who they are; root's by sudo with a password.
 */
export type Rung = "plain" | "sudo" | "polkit" | "sudo-password";

/**
 * How a rung did not serve. Nobody was asked when somebody would have to say who they are (`challenge`), when the bus
 * lets nobody but root through (`root-only`), when it is forbidden whoever asks (`denied`), or when the way does not
 * exist here (`unavailable`). A human was asked when they
 * gave up (`declined`), or when what they typed did not do (`rejected`).
 */
export type Refusal = "challenge" | "root-only" | "denied" | "unavailable" | "declined" | "rejected";

/** What polkit makes of what is to be done: it lets people say who they are, forbids it, or does not help here. */
export type PolkitStand = "challenges" | "denies" | "absent";

/** The rung to try after this one refused. */
export function nextRung(
  rung: Rung,
  refusal: Refusal,
  polkit: PolkitStand,
): Exclude<Rung, "plain"> | "give-up" {
  if (refusal === "declined" || refusal === "rejected") return "give-up";
  switch (rung) {
    case "plain":
      return "sudo";
    case "sudo":
      // What polkit forbids, its administrator has forbidden: no password is asked to get around that.
      if (polkit === "denies") return "give-up";
      return polkit === "challenges" ? "polkit" : "sudo-password";
    case "polkit":
      return refusal === "unavailable" ? "sudo-password" : "give-up";
    case "sudo-password":
      return "give-up";
    default:
      return rung satisfies never;
  }
}

/**
 * Takes one step after the other up the ladder from a rung that refused, until one serves. Throws what the last that was
 * tried refused with, and whatever else a step throws.
 */
export async function climb<Reached>(
  from: Rung,
  why: RungRefused,
  polkit: PolkitStand,
  step: (rung: Exclude<Rung, "plain">) => Promise<Reached>,
): Promise<Reached> {
  let rung = from;
  let refused = why;
  for (;;) {
    const next = nextRung(rung, refused.refusal, polkit);
    if (next === "give-up") throw refused;
    rung = next;
    try {
      return await step(next);
    } catch (error) {
      if (!(error instanceof RungRefused)) throw error;
      refused = error;
    }
  }
}

/** What the log of acts says of the right by which something was done; empty where it was the user's own. */
export function rungWords(rung: Rung): string {
  switch (rung) {
    case "plain":
      return "";
    case "sudo":
      return "as root, by sudo without a password";
    case "polkit":
      return "with polkit's leave";
    case "sudo-password":
      return "as root, by sudo with a password";
    default:
      return rung satisfies never;
  }
}

/** What a way to more rights throws when it does not serve. `message` is a sentence for the user. */
export class RungRefused extends Error {
  override readonly name = "RungRefused";
  readonly refusal: Refusal;

  constructor(refusal: Refusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}
