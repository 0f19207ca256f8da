// Runs inside the box as some user: reaches another's manager as the steps say that were set ahead of it, and prints what
// came of each as JSON.
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import type { Act } from "../../client/src/systemd/acts.ts";
import { createBusManager } from "../../client/src/systemd/busManager.ts";
import type { Asker } from "../../client/src/systemd/elevation/asker.ts";
import { createErrand, createErrandSurroundings } from "../../client/src/systemd/elevation/errand.ts";
import { type Asking, openerOfOther } from "../../client/src/systemd/elevation/otherBus.ts";
import { SystemdError } from "../../client/src/systemd/errors.ts";
import type { Manager, OtherScope } from "../../client/src/systemd/manager.ts";

export interface OtherTask {
  readonly scope: OtherScope;
  readonly asking: Asking;
  /** What the user types when asked, one after the other; then they give up. */
  readonly types?: readonly string[];
  readonly steps: readonly Step[];
}

/** Each is told in a text: how an act ended, what a program printed, a state, a row, the names of units or machines. */
export type Step =
  | { readonly do: "act"; readonly act: Act }
  | { readonly do: "run"; readonly argv: readonly string[] }
  | { readonly do: "await"; readonly state: "ready" | "unreachable" }
  | { readonly do: "row"; readonly unit: string; readonly is: string }
  | { readonly do: "fragment"; readonly unit: string }
  /** Told by the number of the user whom its main process runs as. */
  | { readonly do: "owner"; readonly unit: string }
  | { readonly do: "own" }
  | { readonly do: "names" }
  | { readonly do: "machines" };

export interface OtherTold {
  readonly steps: readonly string[];
  /** What the user was asked, as `TASK: PURPOSE (USER)`. */
  readonly questions: readonly string[];
}

declare global {
  /** What the test asks for, set ahead of this program. */
  var otherTask: OtherTask;
}

async function main(): Promise<void> {
  const { scope, asking, types = [], steps } = globalThis.otherTask;
  const questions: string[] = [];
  const left = [...types];
  const asker: Asker = {
    password: async ({ task, purpose, user }) => {
      questions.push(`${task}: ${purpose} (${user})`);
      return left.shift();
    },
    user: async (names) => names[0],
  };
  const around = createErrandSurroundings(asker);
  const manager = createBusManager({ scope, open: openerOfOther(scope, around, asking) });
  const errand = createErrand(manager, { task: () => "", needs: () => [] }, around);
  const told: string[] = [];
  for (const step of steps) {
    const perform = (act: Act) => errand.perform(act);
    told.push(
      await answer(step, manager, perform).catch((error: unknown) =>
        error instanceof SystemdError ? `${error.kind}: ${error.message}` : String(error),
      ),
    );
  }
  errand.close();
  manager.close();
  process.stdout.write(JSON.stringify({ steps: told, questions } satisfies OtherTold));
}

type Perform = (act: Act) => ReturnType<Manager["perform"]>;

async function answer(step: Step, manager: Manager, perform: Perform): Promise<string> {
  switch (step.do) {
    case "act": {
      const end = await perform(step.act);
      return end.kind === "job" ? end.result : end.kind;
    }
    case "run":
      return output(step.argv);
    case "await":
      await until(manager, () => manager.state().kind === step.state);
      return stateOf(manager);
    case "row":
      await until(manager, () => rowOf(manager, step.unit) === step.is);
      return rowOf(manager, step.unit);
    case "fragment":
      return (await manager.fragmentPath(step.unit)) ?? "";
    case "owner": {
      const { mainPid } = await manager.details(step.unit);
      return `${(await stat(`/proc/${mainPid}`)).uid}`;
    }
    case "own": {
      const state = manager.state();
      const units = state.kind === "ready" ? [...state.units.keys()].filter(state.isOwn) : [];
      return units.sort().join(" ");
    }
    case "names": {
      const state = manager.state();
      const units = state.kind === "ready" ? [...state.units.values()] : [];
      const loaded = units.filter(({ path, loadState }) => path !== undefined && loadState === "loaded");
      return loaded
        .map(({ name }) => name)
        .sort()
        .join(" ");
    }
    case "machines":
      return (await manager.machines()).join(" ");
  }
}

const rowOf = (manager: Manager, name: string) => {
  const state = manager.state();
  const unit = state.kind === "ready" ? state.units.get(name) : undefined;
  return unit === undefined ? "absent" : `${unit.activeState}/${unit.subState}`;
};

const stateOf = (manager: Manager) => {
  const state = manager.state();
  return state.kind === "unreachable" ? `${state.cause}: ${state.reason} ${state.advice}` : state.kind;
};

/** Until it holds, or for 15 s. */
async function until(manager: Manager, holds: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 15_000);
    const look = () => {
      if (!holds()) return;
      clearTimeout(timer);
      resolve();
    };
    manager.onChange(look);
    look();
  });
}

const output = ([program = "", ...words]: readonly string[]) =>
  new Promise<string>((resolve) => {
    execFile(program, words, { timeout: 30_000 }, (error, printed, complaint) => {
      resolve(error === null ? printed.trim() : `failed: ${complaint}`);
    });
  });

main().catch((error: unknown) => {
  process.stdout.write(JSON.stringify({ steps: [String(error)], questions: [] }));
  process.exit(1);
});
