import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const isCi = process.env.CI === "true";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/e2e/**", "tests/bench/**"],
    globalSetup: ["tests/support/postgres-setup.ts"],
    reporters: isCi ? ["default", "json"] : ["default"],
    outputFile: { json: ".cache/reports/unit.json" },
    allowOnly: false,
    // Two even on two cores: most of the time a test waits for a database, a process or a clock.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
