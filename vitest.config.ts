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
      project("workbench", 120_000),
    ],
    benchmark: { include: ["test/bench/**/*.bench.ts"] },
  },
});
