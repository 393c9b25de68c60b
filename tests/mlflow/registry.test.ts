import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MlflowAnswer, type MlflowStage, openMlflowStage } from "./stage";

let stage: MlflowStage;

beforeAll(async () => {
  stage = await openMlflowStage("embedded");
});
afterAll(() => stage.close());

async function register(name: string, version: object = {}): Promise<MlflowAnswer> {
  await stage.mlflow("POST", "registered-models/create", { body: { name } });
  return stage.mlflow("POST", "model-versions/create", { body: { name, source: "s3://bucket/model", ...version } });
}

async function eventsOf(model: string): Promise<string[]> {
  const { body } = await stage.api.call("GET", `/events?model=${encodeURIComponent(model)}&limit=50`);
  return body.items
    .map((event: { type: string; alias: string | null; tag: { key: string } | null }) =>
      [event.type, event.alias ?? event.tag?.key].filter(Boolean).join(" "),
    )
    .reverse();
}

describe("one registry in two tongues", () => {
  test("shows the same of a version that MLflow's client registered", async () => {
    const registered = await register("fraud", {
      source: "models:/m-1234",
      run_id: "run-1",
      run_link: "https://mlflow.acme.test/#/runs/run-1",
      model_id: "m-1234",
      description: "first",
      tags: [
        { key: "stage", value: "raw" },
        { key: "stage", value: "checked" },
      ],
    });
    expect(registered.body.model_version).toMatchObject({ version: "1", source: "models:/m-1234", model_id: "m-1234" });

    const { body } = await stage.api.call("GET", "/models/fraud/versions/v1");
    expect(body).toMatchObject({
      number: 1,
      description: "first",
      referenceUri: "models:/m-1234",
      source: { runId: "run-1", url: "https://mlflow.acme.test/#/runs/run-1" },
      tags: [{ key: "stage", value: "checked" }],
    });
    expect(await eventsOf("fraud")).toEqual(["CREATE_MODEL", "LINK_ARTIFACT", "ADD_ARTIFACT_TAG stage"]);
    expect(await stage.mlflow("GET", "model-versions/get-download-uri?name=fraud&version=1")).toMatchObject({
      body: { artifact_uri: "models:/m-1234" },
    });
  });

  test("counts on from 0 in a model that was made here, and tells MLflow's client of all that was done here", async () => {
    await stage.api.call("POST", "/models", { body: { name: "here", description: "ours" } });
    await stage.api.call("POST", "/models/here/versions", {
      body: { source: { uri: "hf://acme/here" }, aliases: ["champion"] },
    });
    const second = await register("here");

    expect(second.body.model_version.version).toBe("1");
    expect(await stage.mlflow("GET", "registered-models/alias?name=here&alias=champion")).toMatchObject({
      body: { model_version: { version: "0", source: "hf://acme/here", aliases: ["champion"] } },
    });
    expect(await stage.mlflow("GET", "registered-models/get?name=here")).toMatchObject({
      body: { registered_model: { description: "ours", aliases: [{ alias: "champion", version: "0" }] } },
    });
  });

  test("raises what a move of an alias is, with where it stood, and nothing when it is there already", async () => {
    await register("moved");
    await register("moved");
    for (const version of ["1", "2", "2"]) {
      await stage.mlflow("POST", "registered-models/alias", { body: { name: "moved", alias: "prod", version } });
    }

    const { body } = await stage.api.call("GET", "/models/moved/aliases/prod/history");
    expect(body.items).toMatchObject([
      { from: 1, to: 2 },
      { from: null, to: 1 },
    ]);
    expect((await eventsOf("moved")).filter((event) => event.startsWith("ADD_ARTIFACT_ALIAS"))).toHaveLength(2);
  });

  test("a deleted version takes its aliases along, and its number is never given again", async () => {
    await register("gone");
    await stage.mlflow("POST", "registered-models/alias", { body: { name: "gone", alias: "prod", version: "1" } });
    await stage.mlflow("DELETE", "model-versions/delete", { body: { name: "gone", version: "1" } });

    expect(await stage.mlflow("GET", "registered-models/alias?name=gone&alias=prod")).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE", message: "Registered model alias prod not found." },
    });
    expect((await register("gone")).body.model_version.version).toBe("2");
  });

  test("a copy knows where the version that it was made of has its bytes, and a name is no version of another", async () => {
    await register("origin", { source: "s3://bucket/origin" });
    await stage.mlflow("POST", "registered-models/alias", { body: { name: "origin", alias: "ok", version: "1" } });
    for (const source of ["models:/origin/1", "models:/origin@ok", "models:/nobody/1"]) {
      await register("copy", { source });
    }

    const uris = await Promise.all(
      ["1", "2", "3"].map((version) =>
        stage.mlflow("GET", `model-versions/get-download-uri?name=copy&version=${version}`),
      ),
    );
    expect(uris.map(({ body }) => body.artifact_uri)).toEqual([
      "s3://bucket/origin",
      "s3://bucket/origin",
      "models:/nobody/1",
    ]);
  });

  test("a renamed model keeps its versions, its aliases and the rights of its tokens", async () => {
    await register("old name");
    const { body } = await stage.api.call("GET", "/models/old%20name");
    const token = await stage.api.token("member", { models: [body.id] });
    await stage.mlflow("POST", "registered-models/rename", { body: { name: "old name", new_name: "new name" } });

    expect(await stage.mlflow("GET", "registered-models/get?name=old+name")).toMatchObject({ status: 404 });
    expect(await stage.mlflow("GET", "model-versions/get?name=new+name&version=1", { token })).toMatchObject({
      status: 200,
    });
    await register("taken");
    expect(
      await stage.mlflow("POST", "registered-models/rename", { body: { name: "new name", new_name: "taken" } }),
    ).toMatchObject({
      status: 400,
      body: { error_code: "RESOURCE_ALREADY_EXISTS", message: "Registered Model (name=taken) already exists." },
    });
  });
});

describe("a stage", () => {
  const stages = (name: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const { body } = await stage.mlflow("GET", `model-versions/get?name=${name}&version=${index + 1}`);
        return `${body.model_version.current_stage} ${(body.model_version.aliases ?? []).join(",")}`.trim();
      }),
    );
  const transition = (name: string, version: string, to: string, archives = false) =>
    stage.mlflow("POST", "model-versions/transition-stage", {
      body: { name, version, stage: to, archive_existing_versions: archives },
    });

  test("brings its alias along, and leaves it behind", async () => {
    await register("staged");
    await register("staged");
    await transition("staged", "1", "staging");
    await transition("staged", "1", "Production");
    expect(await stages("staged", 2)).toEqual(["Production production", "None"]);

    await transition("staged", "2", "PRODUCTION", true);
    expect(await stages("staged", 2)).toEqual(["Archived", "Production production"]);
    await transition("staged", "2", "Archived");
    expect(await stages("staged", 2)).toEqual(["Archived", "Archived"]);
    expect((await eventsOf("staged")).filter((event) => event.includes("ALIAS"))).toEqual([
      "ADD_ARTIFACT_ALIAS staging",
      "REMOVE_ARTIFACT_ALIAS staging",
      "ADD_ARTIFACT_ALIAS production",
      "ADD_ARTIFACT_ALIAS production",
      "REMOVE_ARTIFACT_ALIAS production",
    ]);
  });

  test("follows its alias when that is moved or removed here, so that both name one version", async () => {
    await register("followed");
    await register("followed");
    await stage.api.call("PUT", "/models/followed/aliases/production", { body: { version: "v2" } });
    await stage.api.call("PUT", "/models/followed/aliases/production", { body: { version: "v1" } });

    expect(await stages("followed", 2)).toEqual(["Production production", "Archived"]);
    expect(
      await stage.mlflow("GET", "registered-models/get-latest-versions?name=followed&stages=Production"),
    ).toMatchObject({ body: { model_versions: [{ version: "1" }] } });
    await stage.api.call("DELETE", "/models/followed/aliases/production");
    expect(await stages("followed", 2)).toEqual(["None", "Archived"]);
  });

  test("is one of four, and others are archived only when a version becomes active", async () => {
    await register("four");

    expect(await transition("four", "1", "unknown")).toMatchObject({
      status: 400,
      body: {
        message: "Invalid Model Version stage: unknown. Value must be one of None, Staging, Production, Archived.",
      },
    });
    expect(await transition("four", "1", "Archived", true)).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE", message: expect.stringContaining("not an Active stage") },
    });
  });
});

describe("rights", () => {
  test("a viewer reads and writes nothing, and is told so", async () => {
    await register("viewed");
    const token = await stage.api.token("viewer");

    expect(await stage.mlflow("GET", "registered-models/get?name=viewed", { token })).toMatchObject({ status: 200 });
    for (const [method, path, body] of [
      ["POST", "registered-models/create", { name: "mine" }],
      ["POST", "model-versions/create", { name: "viewed", source: "s3://b/m" }],
      ["POST", "registered-models/alias", { name: "viewed", alias: "a", version: "1" }],
      ["POST", "model-versions/transition-stage", { name: "viewed", version: "1", stage: "Archived" }],
      ["DELETE", "registered-models/delete", { name: "viewed" }],
    ] as const) {
      expect(await stage.mlflow(method, path, { token, body })).toMatchObject({
        status: 403,
        body: { error_code: "PERMISSION_DENIED" },
      });
    }
  });

  test("a protected alias is an admin's, by whichever call it would move", async () => {
    await register("guarded");
    await register("guarded");
    const body = { name: "guarded", alias: "production", version: "1" };
    await stage.mlflow("POST", "registered-models/alias", { body });
    await stage.api.call("PUT", "/protected-aliases/production");
    const token = await stage.api.token("member");

    const told = {
      status: 403,
      body: { error_code: "PERMISSION_DENIED", message: expect.stringContaining("production is one.") },
    };
    const calls = [
      ["POST", "registered-models/alias", { ...body, version: "2" }],
      ["DELETE", "registered-models/alias", { name: "guarded", alias: "production" }],
      ["POST", "model-versions/transition-stage", { name: "guarded", version: "2", stage: "Production" }],
      ["POST", "model-versions/transition-stage", { name: "guarded", version: "1", stage: "None" }],
    ] as const;
    for (const [method, path, sent] of calls) {
      expect(await stage.mlflow(method, path, { token, body: sent })).toMatchObject(told);
    }
    expect(
      await stage.mlflow("DELETE", "model-versions/delete", { token, body: { name: "guarded", version: "1" } }),
    ).toMatchObject({ status: 409, body: { error_code: "RESOURCE_CONFLICT" } });
    await stage.api.call("DELETE", "/protected-aliases/production");
  });

  test("a token for one model registers there as the client does it, and finds no other model", async () => {
    await register("allowed");
    await register("hidden");
    const { body } = await stage.api.call("GET", "/models/allowed");
    const token = await stage.api.token("member", { models: [body.id] });
    const create = (name: string) => stage.mlflow("POST", "registered-models/create", { token, body: { name } });

    expect(await create("allowed")).toMatchObject({ status: 400, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
    expect(
      await stage.mlflow("POST", "model-versions/create", { token, body: { name: "allowed", source: "s3://b/2" } }),
    ).toMatchObject({ status: 200, body: { model_version: { version: "2" } } });
    expect((await create("hidden")).body).toEqual((await create("nobody's")).body);
    expect(await create("hidden")).toMatchObject({ status: 403 });
    expect(await stage.mlflow("GET", "registered-models/get?name=hidden", { token })).toMatchObject({ status: 404 });
  });
});
