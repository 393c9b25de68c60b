import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const isCi = process.env.CI === "true";
/** `serverless`: what stands behind a pooler, with files in S3 and no worker. See tests/support/shape.ts. */
const isServerless = process.env.MODELWIRE_TEST_SHAPE === "serverless";
/** What takes minutes because it measures how long something takes. */
const LONG = "tests/**/*.long.test.ts";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: isServerless ? ["tests/{rest,serverless}/**/*.test.ts"] : ["tests/**/*.test.ts"],
    exclude: ["tests/e2e/**", "tests/bench/**", ...(isServerless ? [] : [LONG])],
    globalSetup: ["tests/support/run-setup.ts"],
    reporters: isCi ? ["default", "json"] : ["default"],
    outputFile: { json: `.cache/reports/${isServerless ? "serverless" : "unit"}.json` },
    allowOnly: false,
    // Two even on two cores: most of the time a test waits for a database, a process or a clock.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
