import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const isCi = process.env.CI === "true";
/** `serverless`: what stands behind a pooler, with files in S3 and no worker. See tests/support/shape.ts. */
const isServerless = process.env.MODELWIRE_TEST_SHAPE === "serverless";
/** What takes minutes because it measures how long something takes, and what has a command of its own. */
const ELSEWHERE = ["tests/**/*.long.test.ts", "tests/serverless/**"];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: isServerless ? ["tests/{rest,serverless}/**/*.test.ts"] : ["tests/**/*.test.ts"],
    exclude: ["tests/e2e/**", "tests/bench/**", ...(isServerless ? [] : ELSEWHERE)],
    globalSetup: ["tests/support/run-setup.ts"],
    reporters: isCi ? ["default", "json"] : ["default"],
    outputFile: { json: `.cache/reports/${isServerless ? "serverless" : "unit"}.json` },
    allowOnly: false,
    // More than the two cores: most of the time a test waits for a database, a process or a clock.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
