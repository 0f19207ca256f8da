import type { Machine } from "../src/language/machine.ts";
import type { ExampleMachine } from "../src/language/problems/explanations/explanation.ts";

/** A machine that has what an example names, and nothing else. */
export function exampleMachine({ paths, accounts }: ExampleMachine): Machine {
  return {
    kindOf: (path) => paths[path] ?? "absent",
    account: (kind, name) => (accounts.includes(`${kind} ${name}`) ? "present" : "absent"),
  };
}
