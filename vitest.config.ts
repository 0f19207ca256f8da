import { availableParallelism } from "node:os";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

// One project a layer, so that each can be run alone: `npx vitest run --project language`.
const project = (name: string, timeout: number, rest: TestProjectInlineConfiguration["test"] = {}) => ({
  test: {
    ...rest,
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: timeout * 4,
  },
});

export default defineConfig({
  test: {
    // Vitest would leave one processor to others, which is half of a small machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project("language", 60_000),
      project("protocol", 60_000),
      project("client", 60_000),
      project("syntaxes", 20_000),
      project("live", 60_000),
      // Each file has a VS Code and a browser of its own: one after the other is faster on a small machine. Keys may come
      // too early for a workbench under load; a test that needed another try says so in the end.
      project("workbench", 120_000, { fileParallelism: false, retry: 2, sequence: { groupOrder: 1 } }),
    ],
    benchmark: { include: ["test/bench/**/*.bench.ts"] },
  },
});
