import { expect, test } from "vitest";
import {
  nextRung,
  type PolkitStand,
  type Refusal,
  type Rung,
} from "../../client/src/systemd/elevation/ladder.ts";

/** The rungs that are climbed when each of them refuses in turn. */
function climbed(polkit: PolkitStand, refusals: readonly Refusal[]): readonly (Rung | "give-up")[] {
  const rungs: (Rung | "give-up")[] = ["plain"];
  for (const refusal of refusals) {
    const last = rungs.at(-1) ?? "give-up";
    if (last !== "give-up") rungs.push(nextRung(last, refusal, polkit));
  }
  return rungs;
}

test("sudo that asks for nothing comes before polkit, which comes before sudo with a password", () => {
  const all = climbed("challenges", ["challenge", "unavailable", "unavailable", "unavailable"]);
  expect(all).toEqual(["plain", "sudo", "polkit", "sudo-password", "give-up"]);
});

test("without polkit sudo may ask", () => {
  expect(climbed("absent", ["denied", "unavailable"])).toEqual(["plain", "sudo", "sudo-password"]);
});

test("what polkit forbids is not got around with a password", () => {
  expect(climbed("denies", ["denied", "unavailable"])).toEqual(["plain", "sudo", "give-up"]);
});

test("who gave up, or typed what did not do, is not asked by somebody else", () => {
  for (const refusal of ["declined", "rejected"] as const) {
    const polkit = climbed("challenges", ["challenge", "unavailable", refusal]);
    expect(polkit).toEqual(["plain", "sudo", "polkit", "give-up"]);
    const sudo = climbed("absent", ["denied", "unavailable", refusal]);
    expect(sudo).toEqual(["plain", "sudo", "sudo-password", "give-up"]);
  }
});
