import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const isCi = process.env.CI === "true";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/e2e/**", "tests/chaos/**", "tests/bench/**"],
    globalSetup: ["tests/support/postgres-setup.ts"],
    reporters: isCi ? ["default", "json"] : ["default"],
    outputFile: { json: ".cache/reports/vitest.json" },
    allowOnly: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
