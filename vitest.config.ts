import { defineConfig } from "vitest/config";

// One project a layer, so that each can be run alone: `npx vitest run --project language`.
const project = (name: string, timeout: number) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: timeout * 4,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("language", 20_000),
      project("protocol", 20_000),
      project("client", 20_000),
      project("syntaxes", 20_000),
      project("live", 60_000),
      // Each file has a VS Code and a browser of its own: one after the other is faster on a small machine.
      { ...project("workbench", 120_000), fileParallelism: false },
    ],
    benchmark: { include: ["test/bench/**/*.bench.ts"] },
  },
});
