// Which parts of a program run for which parser's probes.
import { Session } from "node:inspector/promises";

/** Parts of the script that ran, by their offsets; what lies in a later, smaller one counts as that one says. */
export type Ran = readonly { readonly from: number; readonly to: number; readonly ran: boolean }[];

/** Runs `work` once for each key and gives what of the script at `url` ran in it. */
export async function coverageOf<Key>(
  url: string,
  keys: readonly Key[],
  work: (key: Key) => void,
): Promise<ReadonlyMap<Key, Ran>> {
  const session = new Session();
  session.connect();
  const covered = new Map<Key, Ran>();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    for (const key of keys) {
      await session.post("Profiler.takePreciseCoverage");
      work(key);
      const { result } = await session.post("Profiler.takePreciseCoverage");
      const functions = result.find((script) => script.url === url)?.functions ?? [];
      covered.set(
        key,
        functions.flatMap(({ ranges }) =>
          ranges.map(({ startOffset, endOffset, count }) => ({
            from: startOffset,
            to: endOffset,
            ran: count > 0,
          })),
        ),
      );
    }
    return covered;
  } finally {
    session.disconnect();
  }
}
