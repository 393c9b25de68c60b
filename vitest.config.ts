import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const isCi = process.env.CI === "true";

/** `vitest run` is the suite of every day; `--mode chaos` runs the tests that kill and flood, which take minutes. */
export default defineConfig(({ mode }) => {
  const isChaos = mode === "chaos";
  return {
    resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
    test: {
      include: isChaos ? ["tests/chaos/**/*.test.ts"] : ["tests/**/*.test.ts"],
      exclude: isChaos ? [] : ["tests/e2e/**", "tests/chaos/**", "tests/bench/**"],
      globalSetup: ["tests/support/postgres-setup.ts"],
      reporters: isCi ? ["default", "json"] : ["default"],
      outputFile: { json: `.cache/reports/${isChaos ? "chaos" : "unit"}.json` },
      allowOnly: false,
      // Two even on two cores: most of the time a test waits for a database, a process or a clock.
      maxWorkers: 2,
      testTimeout: isChaos ? 300_000 : 30_000,
      hookTimeout: 60_000,
    },
  };
});
