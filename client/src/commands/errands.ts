// What a command does to systemd in one go: written to the log, by the least right that serves, and asked for at most once.
import type { LogOutputChannel } from "vscode";
import { type Act, type ActEnd, asTyped, systemctlCommand } from "../systemd/acts.ts";
import { createErrand, type Errand, type ErrandSurroundings } from "../systemd/elevation/errand.ts";
import { rungWords } from "../systemd/elevation/ladder.ts";
import type { Need } from "../systemd/elevation/polkitActions.ts";
import type { Manager, Scope } from "../systemd/manager.ts";
import { type WrittenFile, writingCommand } from "../systemd/writtenFile.ts";

export interface Errands {
  /**
   * Tells what is to come, so that what is asked at the first of it is enough for all of it. The first task that is told
   * heads the question, in words such as "Start nginx.service".
   */
  expect(task: string, needs: readonly Need[]): void;
  /** Performs one act and logs it, with the right that it took. Throws SystemdError. */
  perform(manager: Manager, act: Act, cancel?: AbortSignal): Promise<ActEnd>;
  /** Writes a file of the machine as root; `system` is its system manager. Throws SystemdError. */
  writeFile(system: Manager, file: WrittenFile, cancel?: AbortSignal): Promise<void>;
}

/** What errands need of a command's context. */
export interface ErrandContext {
  readonly errands: ErrandSurroundings;
  readonly log: Pick<LogOutputChannel, "info">;
}

/**
 * Does `work`, whose acts share what had to be asked for; that is given back when it ends.
 */
export async function onErrand<T>(
  { errands, log }: ErrandContext,
  work: (errands: Errands) => Promise<T>,
): Promise<T> {
  const begun = new Map<Scope, Errand>();
  const needs: Need[] = [];
  let task = "";
  const expected = { task: () => task, needs: () => needs };
  const errandWith = (manager: Manager): Errand => {
    const errand = begun.get(manager.scope) ?? createErrand(manager, expected, errands);
    begun.set(manager.scope, errand);
    return errand;
  };
  const logged = async <End>(
    manager: Manager,
    command: string,
    act: (errand: Errand) => Promise<End>,
  ): Promise<End> => {
    const errand = errandWith(manager);
    log.info(command);
    const end = await act(errand);
    const words = rungWords(errand.rung());
    if (words !== "") log.info(`${command}: ${words}`);
    return end;
  };
  const options = (cancel: AbortSignal | undefined) => (cancel === undefined ? {} : { cancel });
  try {
    return await work({
      expect: (wanted, more) => {
        task ||= wanted;
        needs.push(...more);
      },
      perform: (manager, act, cancel) =>
        logged(manager, asTyped(systemctlCommand(act, manager.scope)), (errand) =>
          errand.perform(act, options(cancel)),
        ),
      writeFile: (system, file, cancel) =>
        logged(system, asTyped(writingCommand(file.path)), (errand) =>
          errand.writeFile(file, options(cancel)),
        ),
    });
  } finally {
    for (const errand of begun.values()) errand.close();
  }
}
