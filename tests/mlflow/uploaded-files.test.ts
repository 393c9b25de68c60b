import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MlflowStage, openMlflowStage } from "./stage";

let stage: MlflowStage;
let artifact: string;
let tree: string;

const FILES = { MLmodel: "flavors: {}", "data/model.pkl": "bytes", "data/sub/more.txt": "more" };

beforeAll(async () => {
  stage = await openMlflowStage("embedded");
  const { call } = stage.api;
  const files = Object.entries(FILES).map(([path, text]) => ({
    path,
    sizeBytes: text.length,
    sha256: createHash("sha256").update(text).digest("hex"),
  }));
  const { body } = await call("POST", "/artifacts", { body: { project: "p", name: "churn", files } });
  for (const { id, path } of body.uploads as { id: string; path: keyof typeof FILES }[]) {
    const headers = { "content-type": "application/octet-stream" };
    await call("PUT", `/artifacts/uploads/${id}/parts/1`, { raw: FILES[path], headers });
  }
  artifact = body.artifact.id;
  await call("POST", `/artifacts/${artifact}/commit`);
  await call("POST", "/models", { body: { name: "churn" } });
  await call("POST", "/models/churn/versions", { body: { source: { artifactId: artifact }, aliases: ["champion"] } });
  tree = `/mlflow/${stage.api.team.name}/api/2.0/mlflow-artifacts/artifacts`;
});
afterAll(() => stage.close());

async function uriOf(model: string, version: string): Promise<string> {
  const { body } = await stage.mlflow("GET", `model-versions/get-download-uri?name=${model}&version=${version}`);
  return body.artifact_uri;
}

async function fetched(path: string, token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  return stage.fetch(new Request(`http://mlflow.test${tree}/${path}`, { headers }));
}

test("a version that was uploaded here, or copied from one, is fetched where its download URI says", async () => {
  const uri = await uriOf("churn", "0");
  await stage.mlflow("POST", "registered-models/create", { body: { name: "copy" } });
  await stage.mlflow("POST", "model-versions/create", { body: { name: "copy", source: "models:/churn@champion" } });

  expect(uri).toBe(`${stage.api.ports.baseUrl}${tree}/${artifact}`);
  expect(await uriOf("copy", "1")).toBe(uri);
});

test("is listed folder by folder and served byte for byte, as MLflow's client walks it", async () => {
  const token = await stage.api.token("viewer");
  const list = async (path: string) => (await stage.mlflow("GET", `${tree}?path=${path}`, { token })).body.files;

  expect(await list(artifact)).toEqual([
    { path: "data", is_dir: true },
    { path: "MLmodel", is_dir: false, file_size: 11 },
  ]);
  expect(await list(`${artifact}/data`)).toEqual([
    { path: "sub", is_dir: true },
    { path: "model.pkl", is_dir: false, file_size: 5 },
  ]);
  for (const [path, text] of Object.entries(FILES)) {
    expect(await (await fetched(`${artifact}/${path}`, token)).text()).toBe(text);
  }
  expect((await fetched(`${artifact}/nothing`, token)).status).toBe(404);
});

test("is changed by nobody, and hidden from a token that sees no version of it", async () => {
  const { body } = await stage.api.call("GET", "/models/copy");
  const token = await stage.api.token("member", { models: [body.id] });

  expect((await fetched(`${artifact}/MLmodel`, token)).status).toBe(404);
  for (const method of ["PUT", "DELETE"]) {
    expect(await stage.mlflow(method, `${tree}/${artifact}/MLmodel`)).toMatchObject({
      status: 403,
      body: { error_code: "PERMISSION_DENIED" },
    });
  }
});
