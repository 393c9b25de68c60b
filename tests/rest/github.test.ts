import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDeliveries } from "@/lib/db/schema";
import { type GitHubHarness, type GitHubPlace, openGitHub } from "../github-app/harness";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;
let github: GitHubHarness;
let place: GitHubPlace;

beforeAll(async () => {
  api = await openTestApi("embedded", {
    executors: { github: (input, signal) => github.executor(input, signal) },
  });
  github = await openGitHub("embedded", { database: api.database, scope: await api.team.scope("admin") });
  place = await github.addPlace();
  await api.call("POST", "/models", { body: { name: "churn" } });
  for (const [name, dispatch] of Object.entries(DISPATCHES)) {
    await api.call("POST", "/automations", {
      body: { name, eventType: "LINK_ARTIFACT", action: { type: "github", repository: place.name, dispatch } },
    });
  }
});
afterAll(async () => {
  await github.close();
  await api.close();
});

const DISPATCHES = {
  listens: { kind: "repository", eventType: "deploy-model" },
  deploys: { kind: "workflow", workflow: "deploys.yml" },
};

describe("a test of an automation that dispatches", () => {
  test("starts nothing unless it is said that a real run is wanted", async () => {
    const refused = await api.call("POST", "/automations/deploys/test", { body: {} });

    expect(refused).toMatchObject({ status: 422, body: { code: "invalid", errors: [{ path: "startsRun" }] } });
    expect(refused.body.detail).toContain(place.name);
    expect(github.runsOf(place)).toEqual([]);
  });

  test("starts one real run, tells which, and makes no delivery", async () => {
    const { status, body } = await api.call("POST", "/automations/deploys/test", { body: { startsRun: true } });

    const [run, ...others] = github.runsOf(place);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { isDelivered: true, code: "delivered", status: 200, run: { id: run?.id } },
    });
    expect(run?.title).toMatch(/^Deploy \[dl_/);
    expect(JSON.parse(body.request.body).inputs.version).toContain("fraud-detector");
    expect(others).toEqual([]);
    expect(await api.call("GET", "/deliveries")).toMatchObject({ body: { items: [] } });
  });

  test("says what GitHub said when it refuses", async () => {
    await github.sandbox.repositories.setWorkflowEnabled(place.name, "deploys.yml", false);
    const { body } = await api.call("POST", "/automations/deploys/test", { body: { startsRun: true } });
    await github.sandbox.repositories.setWorkflowEnabled(place.name, "deploys.yml", true);

    expect(body).toMatchObject({ isDelivered: false, code: "dispatch_refused", status: 422, run: null });
    expect(body.response.body).toContain("disabled workflow");
  });

  test("is not for viewers, and the event has to be one of the team", async () => {
    const viewer = await api.token("viewer");
    const body = { startsRun: true };

    expect(await api.call("POST", "/automations/listens/test", { body, token: viewer })).toMatchObject({ status: 403 });
    expect(
      await api.call("POST", "/automations/listens/test", { body: { ...body, eventId: "evt_none" } }),
    ).toMatchObject({ status: 404 });
  });
});

describe("a delivery whose end is not known", () => {
  test("is delivered once somebody says that it arrived, which it then shows", async () => {
    await api.call("POST", "/models/churn/versions", { body: { source: { uri: "s3://b/0" } } });
    const { body: list } = await api.call("GET", "/deliveries");
    const { id } = list.items[0];
    const early = await api.call("POST", `/deliveries/${id}/confirm`);
    await api.database.db
      .update(openDeliveries)
      .set({ state: "unknown", dueAt: null, finishedAt: new Date() })
      .where(eq(openDeliveries.deliveryId, id));
    const viewer = await api.token("viewer");

    expect(early).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(await api.call("POST", `/deliveries/${id}/confirm`, { token: viewer })).toMatchObject({ status: 403 });
    expect(await api.call("POST", "/deliveries/dl_none/confirm")).toMatchObject({ status: 404 });
    expect(await api.call("POST", `/deliveries/${id}/confirm`)).toMatchObject({
      status: 200,
      body: { id, from: "unknown", to: "delivered" },
    });
    const { body } = await api.call("GET", `/deliveries/${id}`);
    expect(body).toMatchObject({ state: "delivered", confirmed: { by: expect.any(String) }, attempts: 0 });
    expect(body.finishedAt).toBe(body.confirmed.at);
  });
});
