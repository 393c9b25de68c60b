import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASE_KINDS } from "../support/database";
import type { Received } from "../support/receiver";
import { askDesk } from "../support/run-desk";
import { installMlflow } from "./python";
import { type ClientStage, openClientStage } from "./stage";

const SECRET = "the secret of MLflow's receiver";
const INSTALL_MS_MAX = 20 * 60_000;

type Version = {
  version: string;
  source: string;
  run_id: string | null;
  stage: string;
  aliases: string[];
  tags: object;
};
type Logged = { run_id: string; uri: string; version: string };
type Hook = { id: string; name: string; events: string[]; status: string };

beforeAll(async () => {
  await installMlflow();
  await askDesk("/build");
}, INSTALL_MS_MAX);

/** In order, as somebody's day with a registry: each flow goes on with what the one before has made. */
describe.each(DATABASE_KINDS)("the unmodified client of MLflow on %s", (kind) => {
  let stage: ClientStage;
  let logged: Logged;

  beforeAll(async () => {
    stage = await openClientStage(kind);
  }, 120_000);
  afterAll(() => stage?.close());

  test("creates a model and a version of a source that nobody fetches, and the automations fire", async () => {
    const source = "s3://nowhere.invalid/churn/model";

    const made = await stage.mlflow.call<Version>("create_version", { name: "churn", source, tags: { step: "one" } });

    expect(made).toMatchObject({ version: "1", source, stage: "None", tags: { step: "one" } });
    expect(await stage.delivered("churn", "CREATE_MODEL")).toBeDefined();
    expect(await stage.delivered("churn", "LINK_ARTIFACT")).toMatchObject({ version: 1 });
    expect(await stage.rest("GET", "/models/churn/versions/v1")).toMatchObject({ number: 1 });
  });

  test("logs a model under a registered name, while its run is tracked in a folder", async () => {
    logged = await stage.mlflow.call<Logged>("log_model", { name: "doubling" });

    expect(logged.version).toBe("1");
    expect(await stage.delivered("doubling", "LINK_ARTIFACT")).toMatchObject({ version: 1 });
  });

  test("registers from a run, and from a logged model", async () => {
    const byRun = await stage.mlflow.call<Version>("register", {
      uri: `runs:/${logged.run_id}/model`,
      name: "doubling",
    });
    const byModel = await stage.mlflow.call<Version>("register", { uri: logged.uri, name: "doubling" });

    expect([byRun.version, byModel.version]).toEqual(["2", "3"]);
    expect(byRun).toMatchObject({ run_id: logged.run_id, source: expect.stringMatching(/^models:\/m-/) });
    expect(await stage.delivered("doubling", "LINK_ARTIFACT")).toMatchObject({ version: 3 });
  });

  test("puts an alias, moves it, and loads what it holds", async () => {
    await stage.mlflow.call("set_alias", { name: "doubling", alias: "champion", version: "1" });
    await stage.mlflow.call("set_alias", { name: "doubling", alias: "champion", version: "2" });

    const predicted = await stage.mlflow.call("predict", { uri: "models:/doubling@champion" });
    const held = await stage.mlflow.call<Version>("get_by_alias", { name: "doubling", alias: "champion" });

    expect(predicted).toEqual([2, 4, 6]);
    expect(held).toMatchObject({ version: "2", aliases: ["champion"] });
    expect(await stage.delivered("doubling", "ADD_ARTIFACT_ALIAS", "champion")).toMatchObject({
      version: 2,
      event: { previousVersion: 1 },
    });
  });

  test.each(["models:/doubling/1", "models:/doubling/latest"])("loads %s", async (uri) => {
    expect(await stage.mlflow.call("predict", { uri })).toEqual([2, 4, 6]);
  });

  test("sees an alias that the site has put, and is told in words of one that is not there", async () => {
    await stage.rest("PUT", "/models/doubling/aliases/staging", { version: "v3" });
    const held = await stage.mlflow.call<Version>("get_by_alias", { name: "doubling", alias: "staging" });

    expect(held.version).toBe("3");
    await expect(stage.mlflow.call("get_by_alias", { name: "doubling", alias: "nobody" })).rejects.toThrow(
      "INVALID_PARAMETER_VALUE: Registered model alias nobody not found.",
    );
  });

  test("searches by name, tag and run", async () => {
    const found = await stage.mlflow.call<{ models: string[]; versions: Version[] }>("search", {
      models: "name LIKE '%u%'",
      versions: `name = 'doubling' AND run_id = '${logged.run_id}'`,
    });
    const tagged = await stage.mlflow.call<{ versions: Version[] }>("search", {
      models: "name = 'churn'",
      versions: "tags.step = 'one'",
    });

    expect(found.models).toEqual(["churn", "doubling"]);
    expect(found.versions.map(({ version }) => version)).toContain("2");
    expect(found.versions.flatMap(({ aliases }) => aliases)).toContain("champion");
    expect(tagged.versions).toMatchObject([{ version: "1" }]);
  });

  test("tags a version, and puts it into a stage, which is an alias here", async () => {
    await stage.mlflow.call("tag", { name: "churn", version: "1", key: "reviewed", value: "yes" });
    const staged = await stage.mlflow.call<Version>("to_stage", { name: "churn", version: "1", stage: "Production" });

    expect(staged.stage).toBe("Production");
    expect(await stage.delivered("churn", "ADD_ARTIFACT_TAG")).toBeDefined();
    expect(await stage.delivered("churn", "ADD_ARTIFACT_ALIAS", "production")).toMatchObject({ version: 1 });
  });

  test("makes a webhook, tests it, and gets the very next event, signed as MLflow signs", async () => {
    const url = `${stage.receiver.origin}/mlflow`;
    const wish = { name: "gate", url, events: ["model_version_alias.created"], secret: SECRET };
    const hook = await stage.mlflow.call<Hook>("create_webhook", wish);
    const tested = await stage.mlflow.call("try_webhook", { webhook_id: hook.id });
    await stage.mlflow.call("set_alias", { name: "doubling", alias: "challenger", version: "3" });

    await expect.poll(() => requests().length, { timeout: 10_000 }).toBe(2);
    const { headers, body }: Pick<Received, "headers" | "body"> = requests()[1] ?? { headers: {}, body: "" };
    const signed = `${headers["x-mlflow-delivery-id"]}.${headers["x-mlflow-timestamp"]}.${body}`;
    expect(tested).toEqual({ success: true, status: 200, body: "ok" });
    expect(headers["x-mlflow-signature"]).toBe(`v1,${createHmac("sha256", SECRET).update(signed).digest("base64")}`);
    expect(JSON.parse(body)).toMatchObject({
      entity: "model_version_alias",
      action: "created",
      data: { name: "doubling", alias: "challenger", version: "3" },
    });

    const listed = await stage.mlflow.call<Hook[]>("webhooks", { disabled: hook.id });
    expect(listed).toMatchObject([{ id: hook.id, name: "gate", status: "DISABLED" }]);
    await stage.mlflow.call("delete_webhook", { webhook_id: hook.id });
    expect((await stage.rest("GET", "/webhooks")).items.map(({ name }: Hook) => name)).toEqual(["ci"]);
  });

  test("keeps a folder among the team's own files, registers it and loads it", async () => {
    const kept = await stage.mlflow.call<Version>("keep_folder", { path: "folders/kept/1", name: "kept" });

    expect(kept.source).toMatch(/\/api\/2\.0\/mlflow-artifacts\/artifacts\/folders\/kept\/1$/);
    expect(await stage.delivered("kept", "LINK_ARTIFACT")).toMatchObject({ version: 1 });
    expect(await stage.mlflow.call("predict", { uri: "models:/kept/1" })).toEqual([2, 4, 6]);
  });

  test("is told what to do with a folder that nothing uploads", async () => {
    const wish = { uri: "/tmp/nowhere/model", name: "kept" };

    await expect(stage.mlflow.call("register", wish)).rejects.toThrow(/MLFLOW_TRACKING_URI/);
  });

  test("is told which webhook events there are, at once and not after its retries", async () => {
    const wish = { name: "prompts", url: stage.receiver.origin, events: ["prompt.created"], secret: null };

    await expect(stage.mlflow.call("create_webhook", wish)).rejects.toThrow(/prompt\.created.*model_version\.created/);
  });

  test("deletes a version, and its alias goes with it", async () => {
    const left = await stage.mlflow.call("delete_version", { name: "doubling", version: "2" });

    expect(left).not.toHaveProperty("champion");
    await expect(stage.mlflow.call("predict", { uri: "models:/doubling@champion" })).rejects.toThrow(
      /champion not found/,
    );
  });

  function requests() {
    return stage.receiver.requests.filter(({ path }) => path === "/mlflow");
  }
});
