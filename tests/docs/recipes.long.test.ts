import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { ask } from "../demo/github/support";
import { openRecipeStage, REPOSITORY, type RecipeDispatch, type RecipeStage } from "./recipe-stage";
import { openStandIns, type StandIns } from "./stand-ins";

const FOLDER = join("docs", "recipes");
const DEPLOY = readFileSync(join(FOLDER, "deploy-on-production.yml"), "utf8");
const BY_DEPLOY: RecipeDispatch = { kind: "workflow", workflow: "deploy.yml", ref: null };
const BY_CARELESS: RecipeDispatch = { kind: "workflow", workflow: "careless.yml", ref: null };
const BY_SAGEMAKER: RecipeDispatch = { kind: "workflow", workflow: "sagemaker.yml", ref: null };
const BY_MODAL: RecipeDispatch = { kind: "repository", eventType: "modelwire-modal" };

/** Calls a program of its own wherever a shell would read it. A name holds no slash, so that it cannot name a file. */
const HOSTILE = `"; pwned; $(pwned) \`pwned\` '; pwned; ' && pwned | sh #`;

const FILES = {
  ".github/workflows/deploy.yml": DEPLOY,
  ".github/workflows/careless.yml": DEPLOY.replace('"$VERSION"', '"${{ inputs.version }}"'),
  ".github/workflows/sagemaker.yml": readFileSync(join(FOLDER, "sagemaker-endpoint.yml"), "utf8"),
  ".github/workflows/modal.yml": readFileSync(join(FOLDER, "modal-function.yml"), "utf8"),
  "deploy.sh": 'put-into-service "$@"\n',
  "serve.py": "# the team's own Modal app\n",
};

const VARIABLES = {
  AWS_REGION: "eu-central-1",
  AWS_ROLE_ARN: "arn:aws:iam::1:role/deploy",
  MODEL_BUCKET: "acme-models",
  SERVING_IMAGE: "1.dkr.ecr.eu-central-1.amazonaws.com/serve:3",
  EXECUTION_ROLE_ARN: "arn:aws:iam::1:role/serve",
};

const SECRETS = { MODAL_TOKEN_ID: "ak-one", MODAL_TOKEN_SECRET: "as-two" };

/** Of each tool what the recipes lean on: what it is given, what it answers, and how it ends. */
const SCRIPTS = {
  pwned: "",
  "put-into-service": `note.bytes = readFileSync(join(args[0], "weights.bin"), "utf8");`,
  aws: `
const valueOf = (name) => args[args.indexOf(name) + 1];
const identity = readFileSync(env.AWS_WEB_IDENTITY_TOKEN_FILE, "utf8").split(".")[1];
note.audience = JSON.parse(Buffer.from(identity, "base64url").toString()).aud;
note.as = [env.AWS_ROLE_ARN, env.AWS_REGION];
if (args[0] === "s3") {
  note.bytes = execFileSync("tar", ["-xzOf", args[2], "./weights.bin"], { encoding: "utf8" });
}
if (args[1] === "describe-endpoint" && read("serving") === null) {
  console.error("Could not find endpoint.");
  process.exit(254);
}
if (args[1] === "describe-endpoint") {
  console.log(args.includes("--query") ? read("serving") : "{}");
}
if (args[1] === read("refuses")) {
  process.exit(254);
}
if (/^(create|update)-endpoint$/.test(args[1]) && read("goes-back") !== "yes") {
  write("serving", valueOf("--endpoint-config-name"));
}
`,
  modal: `
note.tokens = [env.MODAL_TOKEN_ID, env.MODAL_TOKEN_SECRET];
note.path = env.MODEL_PATH;
if (args[1] === "put") {
  note.bytes = readFileSync(join(args[4], "weights.bin"), "utf8");
}
if (args[0] === "deploy") {
  note.app = readFileSync(args[1], "utf8");
}
if (args[1] === "create" && read("has-volume") === "yes") {
  process.exit(1);
}
write("has-volume", "yes");
`,
};

let stage: RecipeStage;
let tools: StandIns;

beforeAll(async () => {
  tools = openStandIns(SCRIPTS);
  stage = await openRecipeStage({
    files: FILES,
    variables: VARIABLES,
    secrets: SECRETS,
    runnerEnvironment: tools.environment,
  });
});
afterAll(async () => {
  await stage.close();
  tools.close();
});

/** Lets a recipe run for a new model's version, to its end. */
async function perform(model: string, dispatch: RecipeDispatch, wish?: object) {
  const { delivery, payload } = await stage.deliver(model, dispatch, wish);
  const run = await stage.run(dispatch, payload);
  const log = stage.github.runs.log(run);
  expect(run.displayTitle.startsWith(`[${delivery}] `)).toBe(true);
  expect(log).not.toMatch(/mw_[0-9A-Za-z]{40}|eyJ[\w-]+\.eyJ/); // Neither our token nor GitHub's.
  return { delivery, payload, log, conclusion: run.attempts.at(-1)?.conclusion, calls: tools.calls() };
}

test("the deployment is given the delivery's very files, and the version by name", async () => {
  const { calls, conclusion, log } = await perform("churn", BY_DEPLOY);

  expect(conclusion, log).toBe("success");
  const version = `${stage.api.team.name}/model-registry/churn:v0`;
  expect(calls).toEqual([{ tool: "put-into-service", args: ["model", version], bytes: "weightschurn" }]);
});

test("a model's name runs nothing in the deployment, and arrives as it is", async () => {
  const { calls, conclusion, log } = await perform(HOSTILE, BY_DEPLOY);

  expect(conclusion, log).toBe("success");
  const version = `${stage.api.team.name}/model-registry/${HOSTILE}:v0`;
  expect(calls).toEqual([{ tool: "put-into-service", args: ["model", version], bytes: `weights${HOSTILE}` }]);
});

test("the same name runs where the recipe is made careless, so that the test above could fail", async () => {
  const { calls } = await perform(`careless ${HOSTILE}`, BY_CARELESS);

  expect(calls.map(({ tool }) => tool)).toContain("pwned");
});

test("SageMaker is asked in order, as the run itself, with the very files, and moves the endpoint over", async () => {
  const endpoint = "churn-endpoint-with-a-rather-long-name_that-is-cut";
  const first = await perform("sage", BY_SAGEMAKER, sageMakerInputs(endpoint));
  const name = `churn-endpoint-with-a--${first.delivery.slice(3)}-1`;

  expect(first.conclusion, first.log).toBe("success");
  expect(name).toHaveLength(61);
  expect(first.calls.map(({ args }) => args.join(" "))).toEqual([
    `s3 cp model.tar.gz s3://acme-models/${name}/model.tar.gz`,
    `sagemaker create-model --model-name ${name} --execution-role-arn ${VARIABLES.EXECUTION_ROLE_ARN} ` +
      `--primary-container Image=${VARIABLES.SERVING_IMAGE},ModelDataUrl=s3://acme-models/${name}/model.tar.gz`,
    `sagemaker create-endpoint-config --endpoint-config-name ${name} ` +
      `--production-variants VariantName=main,ModelName=${name},InstanceType=ml.m5.large,InitialInstanceCount=1`,
    `sagemaker describe-endpoint --endpoint-name ${endpoint}`,
    `sagemaker create-endpoint --endpoint-name ${endpoint} --endpoint-config-name ${name}`,
    `sagemaker wait endpoint-in-service --endpoint-name ${endpoint}`,
    `sagemaker describe-endpoint --endpoint-name ${endpoint} --query EndpointConfigName --output text`,
  ]);
  expect(first.calls[0]?.bytes).toBe("weightssage");
  for (const { audience, as } of first.calls) {
    expect(audience).toBe("sts.amazonaws.com");
    expect(as).toEqual([VARIABLES.AWS_ROLE_ARN, VARIABLES.AWS_REGION]);
  }

  const second = await perform(`sage ${HOSTILE}`, BY_SAGEMAKER, sageMakerInputs(endpoint));
  expect(second.conclusion, second.log).toBe("success");
  expect(second.calls.map(({ args }) => args[1])).toEqual([
    "cp",
    "create-model",
    "create-endpoint-config",
    "describe-endpoint",
    "update-endpoint",
    "wait",
    "describe-endpoint",
  ]);
  expect(second.calls[0]?.bytes).toBe(`weightssage ${HOSTILE}`);
});

test("SageMaker's endpoint stays untouched where a step before fails, and one that went back is a failure", async () => {
  tools.set("refuses", "create-model");
  const refused = await perform("refused", BY_SAGEMAKER, sageMakerInputs("churn"));
  tools.set("refuses", "");
  tools.set("serving", "what-was-before");
  tools.set("goes-back", "yes");
  const back = await perform("back", BY_SAGEMAKER, sageMakerInputs("churn"));

  expect(refused.conclusion).toBe("failure");
  expect(refused.calls.map(({ args }) => args[1])).toEqual(["cp", "create-model"]);
  expect(back.conclusion).toBe("failure");
  expect(back.log).toContain("It went back to what-was-before.");
});

test("Modal is given the very files under the version's digest, and then deploys the app that reads them", async () => {
  const { payload, calls, conclusion, log } = await perform("modal", BY_MODAL);
  const again = await perform(`modal ${HOSTILE}`, BY_MODAL);

  expect(conclusion, log).toBe("success");
  const digest = digestIn(payload);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  const rest = { tokens: Object.values(SECRETS), path: `/models/${digest}` };
  expect(calls).toEqual([
    { tool: "modal", args: ["volume", "create", "models"], ...rest },
    { tool: "modal", args: ["volume", "put", "--force", "models", "model", digest], ...rest, bytes: "weightsmodal" },
    { tool: "modal", args: ["deploy", "serve.py"], ...rest, app: FILES["serve.py"] },
  ]);
  expect(log).not.toContain(SECRETS.MODAL_TOKEN_SECRET);
  expect(again.conclusion, again.log).toBe("success");
  expect(again.calls.map(({ tool, args }) => [tool, args[1]])).toEqual([
    ["modal", "create"],
    ["modal", "put"],
    ["modal", "serve.py"],
  ]);
});

test.each(readdirSync(FOLDER))(
  "%s says the delivery's id first, and writes no text of the registry into a script",
  (file) => {
    const recipe = parse(readFileSync(join(FOLDER, file), "utf8"));
    const steps = Object.values<{ steps: { run?: string }[] }>(recipe.jobs).flatMap(({ steps: own }) => own);

    expect(recipe["run-name"]).toMatch(
      /^\[\$\{\{ (inputs|github\.event\.client_payload\.modelwire)\.delivery_id \}\}\] /,
    );
    expect(recipe.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.map(({ run = "" }) => run).join("\n")).not.toContain("${{");
  },
);

test("the condition that the guide gives lets the App's dispatch through, and a person's with the same payload not", async () => {
  const [app] = stage.github.apps.list();
  const [, block = ""] = /```yaml\n# verify\.yml\n([\s\S]*?)```/.exec(readFileSync("docs/github.md", "utf8")) ?? [];
  const guarded = block.replace("modelwire-models-example-com", app?.slug ?? "");
  const step = "mkdir model && touch model/weights.bin && put-into-service model";
  const text = `on: { repository_dispatch: { types: [guarded] } }\n${guarded}    runs-on: x\n    steps: [{ run: ${step} }]\n`;
  expect(guarded).not.toBe(block);
  await stage.github.repositories.write(REPOSITORY, ".github/workflows/guarded.yml", text);
  const body = { event_type: "guarded", client_payload: { delivery: "dl_made_up" } };

  const ours = await stage.run({ kind: "repository", eventType: "guarded" }, body.client_payload);
  const person = app ? stage.github.apps.userToken(app, "mira") : null;
  const before = stage.github.runs.list().length;
  expect((await ask(stage.github, person, "POST", `/repos/${REPOSITORY}/dispatches`, body)).status).toBe(204);
  const theirs = (await stage.github.runs.settled(before + 1)).at(-1);

  expect(tools.calls().map(({ args }) => args)).toEqual([["model"]]);
  expect(ours.attempts.at(-1)?.jobs.map(({ conclusion }) => conclusion)).toEqual(["success"]);
  expect(theirs?.attempts.at(-1)?.jobs.map(({ conclusion }) => conclusion)).toEqual(["skipped"]);
});

function sageMakerInputs(endpoint: string) {
  return { delivery_id: "${delivery_id}", version: "${artifact_version_ref}", endpoint };
}

function digestIn(payload: object): string {
  const { modelwire } = payload as { modelwire: { version: { digest: string } } };
  return modelwire.version.digest;
}
