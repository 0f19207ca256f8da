// The jobs that deserve a row: most last so short that a row would only make the others jump.
import type { Scope, Unit, UnitJob } from "../systemd/manager.ts";

export interface LastingJobs {
  /** The units whose job has lasted, the oldest first; those of whose jobs too little was seen so far are left out. */
  of(scope: Scope, withJobs: readonly WithJob[]): readonly WithJob[];
  /** Whether the last look found jobs that had not lasted yet. */
  areYoung(scope: Scope): boolean;
}

export type WithJob = Unit & { readonly job: UnitJob };

/** So long a job must have been there, in milliseconds. */
const lasting = 2000;

/** `now` gives the time in milliseconds. */
export function createLastingJobs(now: () => number): LastingJobs {
  const seen = new Map<Scope, ReadonlyMap<number, number>>();
  const young = new Set<Scope>();
  return {
    of: (scope, withJobs) => {
      const before = seen.get(scope);
      const time = now();
      const since = new Map(withJobs.map(({ job }) => [job.id, before?.get(job.id) ?? time]));
      seen.set(scope, since);
      const old = withJobs.filter(({ job }) => time - (since.get(job.id) ?? time) >= lasting);
      if (old.length < withJobs.length) young.add(scope);
      else young.delete(scope);
      return old.sort((one, other) => one.job.id - other.job.id);
    },
    areYoung: (scope) => young.has(scope),
  };
}

export const hasJob = (unit: Unit): unit is WithJob => unit.job !== undefined;
