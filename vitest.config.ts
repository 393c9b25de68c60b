import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const isCi = process.env.CI === "true";
/** What takes long because it waits for leases, timeouts and processes to end: `npm run test:long`. */
const LONG = "tests/**/*.long.test.ts";
const SERVERLESS = "tests/serverless/**";
/** What needs MLflow's own client, from its registry: `npm run test:mlflow`. */
const MLFLOW_CLIENT = "tests/mlflow-client/**";

/** `serverless`: what stands behind a pooler, with files in S3 and no worker. See tests/support/shape.ts. */
const SHAPES = {
  usual: { include: ["tests/**/*.test.ts"], exclude: [LONG, SERVERLESS, MLFLOW_CLIENT] },
  long: { include: [LONG], exclude: [SERVERLESS] },
  serverless: { include: ["tests/{rest,mlflow,serverless}/**/*.test.ts"], exclude: ["tests/mlflow/**/*.long.test.ts"] },
  mlflow: { include: [`${MLFLOW_CLIENT}/*.test.ts`], exclude: [] },
};
const shape = shapeOf(process.env.MODELWIRE_TEST_SHAPE);

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: SHAPES[shape].include,
    exclude: ["tests/e2e/**", "tests/bench/**", ...SHAPES[shape].exclude],
    globalSetup: ["tests/support/run-setup.ts"],
    reporters: isCi ? ["default", "json"] : ["default"],
    outputFile: { json: `.cache/reports/${shape === "usual" ? "unit" : shape}.json` },
    allowOnly: false,
    // More than the two cores: most of the time a test waits for a database, a process or a clock.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

function shapeOf(text: string | undefined): keyof typeof SHAPES {
  return text === "long" || text === "serverless" || text === "mlflow" ? text : "usual";
}
