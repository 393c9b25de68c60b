import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const isCi = process.env.CI === "true";
/** What takes long because it waits for leases, timeouts and processes to end: `npm run test:long`. */
const LONG = "tests/**/*.long.test.ts";
const SERVERLESS = "tests/serverless/**/*.test.ts";
/** What judges or changes the state of a process: its environment, log, memory, metrics and globals. */
const OF_A_PROCESS = [
  "tests/{app,platform}/**/*.test.ts",
  "tests/demo/github/runs.test.ts",
  "tests/docs/operations.test.ts",
  "tests/rest/observed.test.ts",
];
/** What needs MLflow's own client, from its registry: `npm run test:mlflow`. */
const MLFLOW_CLIENT = "tests/mlflow-client/**/*.test.ts";

/**
 * `own` files have a process each, `shared` ones take turns in a few. `serverless`: what stands behind a pooler, with files
 * in S3 and no worker. See tests/support/shape.ts.
 */
const SHAPES = {
  usual: { own: OF_A_PROCESS, shared: ["tests/**/*.test.ts"], exclude: [LONG, SERVERLESS, MLFLOW_CLIENT] },
  long: { own: [LONG], shared: [], exclude: [SERVERLESS] },
  serverless: {
    own: ["tests/rest/observed.test.ts", SERVERLESS],
    shared: ["tests/{rest,mlflow}/**/*.test.ts"],
    exclude: ["tests/mlflow/**/*.long.test.ts"],
  },
  mlflow: { own: [MLFLOW_CLIENT], shared: [], exclude: [] },
};
const shape = shapeOf(process.env.MODELWIRE_TEST_SHAPE);
const { own, shared, exclude } = SHAPES[shape];
const elsewhere = ["tests/e2e/**", "tests/bench/**", ...exclude];

export default defineConfig({
  test: {
    globalSetup: ["tests/support/run-setup.ts"],
    reporters: isCi ? ["default", "json"] : ["default"],
    outputFile: { json: `.cache/reports/${shape === "usual" ? "unit" : shape}.json` },
    allowOnly: false,
    // More than the two cores: most of the time a test waits for a database, a process or a clock.
    maxWorkers: 3,
    projects: [
      // One after the other, because a worker is handed on only among files that follow one another.
      project("own", { include: own, exclude: elsewhere, sequence: { groupOrder: 0 } }),
      // Half the time of a run went into importing the same modules for each file.
      project("shared", {
        include: shared,
        exclude: [...elsewhere, ...own],
        isolate: false,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});

/** Projects inherit nothing, or each would set the run up once more. */
function project(name: string, test: TestProjectInlineConfiguration["test"]): TestProjectInlineConfiguration {
  return {
    resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
    test: { name, testTimeout: 30_000, hookTimeout: 60_000, ...test },
  };
}

function shapeOf(text: string | undefined): keyof typeof SHAPES {
  return text === "long" || text === "serverless" || text === "mlflow" ? text : "usual";
}
