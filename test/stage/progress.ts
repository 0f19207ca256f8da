// Tells what a long command is doing: one line a step, with the time it took.

/** Runs one named step and shows it. Fails as the work fails. */
export type Step = <T>(title: string, work: () => Promise<T>) => Promise<T>;

/**
 * Steps shown on a stream. On a terminal the line stands, with the time running, while the step does;
 * elsewhere it is written when the step ends, so that a log holds one line a step.
 */
export function stepsOn(stream: NodeJS.WriteStream): Step {
  return async (title, work) => {
    const began = Date.now();
    const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
    const running = stream.isTTY
      ? setInterval(() => stream.write(`\r… ${title}  ${seconds()}`), 200)
      : undefined;
    const start = stream.isTTY ? "\r\x1b[K" : "";
    try {
      const result = await work();
      stream.write(`${start}✓ ${title}  ${seconds()}\n`);
      return result;
    } catch (error) {
      stream.write(`${start}✗ ${title}  ${seconds()}\n`);
      throw error;
    } finally {
      clearInterval(running);
    }
  };
}
