import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MlflowStage, openMlflowStage } from "./stage";

let stage: MlflowStage;

beforeAll(async () => {
  stage = await openMlflowStage("embedded");
  await stage.api.call("POST", "/models", { body: { name: "churn" } });
});
afterAll(() => stage.close());

const CHURN = "registered-models/get?name=churn";

function basic(pair: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

describe("a token", () => {
  test("is taken as Bearer, and as the password of whatever user", async () => {
    const token = await stage.api.token("viewer");

    expect(await stage.mlflow("GET", CHURN, { token })).toMatchObject({ status: 200 });
    for (const user of ["token", "", "someone@acme.test"]) {
      const answer = await stage.mlflow("GET", CHURN, { token: null, headers: basic(`${user}:${token}`) });
      expect(answer).toMatchObject({ status: 200, body: { registered_model: { name: "churn" } } });
    }
  });

  test("serves its own team at the plain address too, and no other team anywhere", async () => {
    const token = await stage.api.token("viewer");
    const foreign = await stage.api.token("admin", { team: await stage.api.database.team() });

    expect(await stage.mlflow("GET", `/api/2.0/mlflow/${CHURN}`, { token })).toMatchObject({ status: 200 });
    expect(await stage.mlflow("GET", `/api/2.0/mlflow/${CHURN}`, { token: foreign })).toMatchObject({ status: 404 });
    expect(await stage.mlflow("GET", CHURN, { token: foreign })).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "There is no such team." },
    });
  });

  test.each<{ what: string; headers: Record<string, string> }>([
    { what: "none", headers: {} },
    { what: "an unknown one", headers: { authorization: "Bearer mw_nothing" } },
    { what: "an unknown password", headers: basic("token:mw_nothing") },
    { what: "a user without a password", headers: basic("mw_nothing") },
    { what: "no base64", headers: { authorization: "Basic %%%" } },
    { what: "a huge one", headers: basic(`u:${"x".repeat(100_000)}`) },
  ])("is needed: $what is 401, which no client repeats", async ({ headers }) => {
    const answer = await stage.mlflow("GET", CHURN, { token: null, headers });

    expect(answer).toMatchObject({ status: 401, body: { error_code: "UNAUTHENTICATED" } });
    expect(JSON.stringify(answer.body)).not.toContain("mw_nothing");
  });

  test("that is missing time and again is told so, still as 401", async () => {
    const slow = await openMlflowStage("embedded", { rates: { failedPerAddress: { perSecond: 0.01, burst: 1 } } });
    await slow.mlflow("GET", CHURN, { token: null });

    expect(await slow.mlflow("GET", CHURN, { token: null })).toMatchObject({
      status: 401,
      body: { error_code: "UNAUTHENTICATED", message: expect.stringContaining("Wait") },
    });
    await slow.close();
  });
});

describe("an address", () => {
  test.each([
    "/api/2.0/mlflow/runs/create",
    "/mlflow/acme/api/2.0/mlflow/experiments/get-by-name?experiment_name=x",
    "/mlflow/acme/version",
    "/mlflow",
    "/api/2.0/mlflow/registered-models/get/more",
    "/api/2.0/mlflow/%ff%00",
  ])("that is none of the registry's says what to set: %s", async (path) => {
    expect(await stage.mlflow("GET", path)).toMatchObject({
      status: 404,
      body: { error_code: "ENDPOINT_NOT_FOUND", message: expect.stringContaining("MLFLOW_TRACKING_URI") },
    });
  });

  test("names the methods that it answers", async () => {
    const answer = await stage.mlflow("PUT", "registered-models/get");

    expect(answer).toMatchObject({ status: 405, body: { message: "This address answers GET." } });
    expect(answer.headers.get("allow")).toBe("GET");
  });
});
