// Runs inside the box as some user: does the errand that was set ahead of it, and prints what came of it as JSON.
import type { Act } from "../../client/src/systemd/acts.ts";
import type { Asker } from "../../client/src/systemd/elevation/asker.ts";
import {
  createErrand,
  createErrandSurroundings,
  type Errand,
} from "../../client/src/systemd/elevation/errand.ts";
import { SystemdError } from "../../client/src/systemd/errors.ts";
import type { Scope } from "../../client/src/systemd/manager.ts";
import { readyManager } from "./readyManager.ts";

export interface ErrandTask {
  readonly scope?: Scope;
  /** Done one after the other, each of the lists beside the others. */
  readonly acts: readonly (readonly (Act | FileText)[])[];
  /** What the user types when asked, one after the other; then they give up. */
  readonly types?: readonly string[];
  /** Done by an errand of its own afterwards, in another window of the same process. */
  readonly afterwards?: Act;
  /** Cancels all acts when the user is asked, who never answers. */
  readonly cancels?: boolean;
}

/** A file to be written. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

declare global {
  /** What the test asks for, set ahead of this program. */
  var errandTask: ErrandTask;
}

export interface Question {
  readonly user: string;
  readonly typing: string;
  readonly again: boolean;
}

export interface ErrandTold {
  /** Whatever the user was asked. */
  readonly questions: readonly Question[];
  /** How each act ended, as the result of a job, or as the kind of the error and its message. */
  readonly ends: readonly (readonly string[])[];
  readonly rung: string;
}

async function main(): Promise<void> {
  const task = globalThis.errandTask;
  const manager = await readyManager(task.scope ?? "system");
  const types = [...(task.types ?? [])];
  const questions: Question[] = [];
  const cancel = new AbortController();
  const asker: Asker = {
    password: async ({ user, typing, reason }, signal) => {
      questions.push({ user, typing, again: reason !== undefined });
      if (!task.cancels) return types.shift();
      const ended = new Promise<undefined>((resolve) =>
        signal.addEventListener("abort", () => resolve(undefined)),
      );
      cancel.abort();
      return ended;
    },
    user: async (names) => names.find((name) => name === "root"),
  };
  const needs = task.acts.flat().map((act) => ("path" in act ? "write-file" : act.verb));
  const begin = () =>
    createErrand(manager, { task: () => "", needs: () => needs }, createErrandSurroundings(asker));
  const errand = begin();
  const end = async (act: Act | FileText, errand: Errand) => {
    try {
      if ("path" in act) {
        await errand.writeFile({ path: act.path, bytes: Buffer.from(act.text) });
        return "written";
      }
      const ended = await errand.perform(act, { cancel: cancel.signal });
      return ended.kind === "job" ? ended.result : ended.kind;
    } catch (error) {
      return error instanceof SystemdError ? `${error.kind}: ${error.message}` : String(error);
    }
  };
  const inOrder = async (acts: readonly (Act | FileText)[]) => {
    const ends: string[] = [];
    for (const act of acts) ends.push(await end(act, errand));
    return ends;
  };
  const ends = await Promise.all(task.acts.map(inOrder));
  errand.close();
  const next = begin();
  if (task.afterwards !== undefined) ends.push([await end(task.afterwards, next)]);
  next.close();
  const told: ErrandTold = { ends, rung: errand.rung(), questions };
  process.stdout.write(JSON.stringify(told));
  manager.close();
}

main().catch((error: unknown) => {
  process.stdout.write(JSON.stringify({ error: String(error) }));
  process.exit(1);
});
