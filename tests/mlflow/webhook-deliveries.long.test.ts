import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMlflowWebhook, deleteMlflowWebhook } from "@/lib/automations/mlflow-webhooks/commands";
import type { MlflowEventType, NewMlflowWebhook } from "@/lib/core/mlflow-webhook";
import { listDeliveries } from "@/lib/deliveries/queries";
import { createModel } from "@/lib/registry/models/commands";
import { removeVersionTag, setVersionTag } from "@/lib/registry/versions/commands";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine } from "../support/engine";
import { must } from "../support/must";
import type { Received } from "../support/receiver";

const SECRET = "whsec_bm90IGRlY29kZWQgYnkgTUxmbG93";
const PATIENCE = { timeout: 20_000, interval: 25 };

/** What MLflow's own server loses, or sends too late: reference 2 of its protocol. */
describe.each(DATABASE_KINDS)("deliveries to MLflow's webhooks on %s", (kind) => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await openEngine(kind);
  });
  afterEach(() => engine.close());

  function register(path: string, eventTypes: MlflowEventType[] = ["LINK_ARTIFACT"], secret: string | null = null) {
    const url = engine.receiver.origin + path;
    const wish: NewMlflowWebhook = { name: path.slice(1), url, eventTypes, description: "", secret, status: "ACTIVE" };
    return createMlflowWebhook(engine.database.db, engine.scope, wish, engine.savePorts).then(must);
  }

  function requestsOf(path: string): Received[] {
    return engine.receiver.requests.filter((request) => request.path === path);
  }

  async function arrive(path: string, count: number): Promise<Received[]> {
    await expect.poll(() => requestsOf(path).length, PATIENCE).toBe(count);
    return requestsOf(path);
  }

  test("a flaky receiver is asked three times within five seconds, under one id, each time signed anew", async () => {
    await register("/flaky", ["LINK_ARTIFACT"], SECRET);
    engine.receiver.reply = () => ({ status: engine.receiver.requests.length < 3 ? 500 : 200 });
    await engine.startWorker();

    await engine.link();
    const requests = await arrive("/flaky", 3);

    const [first, , third] = requests;
    expect((third?.at ?? 0) - (first?.at ?? 0)).toBeLessThan(5_000);
    expect(new Set(requests.map(({ headers }) => headers["x-mlflow-delivery-id"])).size).toBe(1);
    for (const { headers, body } of requests) {
      const signed = `${headers["x-mlflow-delivery-id"]}.${headers["x-mlflow-timestamp"]}.${body}`;
      const signature = createHmac("sha256", SECRET).update(signed).digest("base64");
      expect(headers["x-mlflow-signature"]).toBe(`v1,${signature}`);
    }
  });

  test("a receiver that asks for two seconds is asked again within ten", async () => {
    await register("/busy");
    engine.receiver.reply = () =>
      engine.receiver.requests.length === 1 ? { status: 429, headers: { "Retry-After": "2" } } : {};
    await engine.startWorker();

    await engine.link();
    const [first, second] = await arrive("/busy", 2);

    const waited = (second?.at ?? 0) - (first?.at ?? 0);
    expect(waited).toBeGreaterThanOrEqual(1_900);
    expect(waited).toBeLessThan(10_000);
  });

  test("a 404 is not repeated, and is there to be seen and sent again", async () => {
    await register("/missing");
    engine.receiver.reply = () => ({ status: 404 });
    await engine.startWorker();

    await engine.link();

    await expect.poll(async () => (await deliveries())[0], PATIENCE).toMatchObject({ state: "gave_up" });
    expect(requestsOf("/missing")).toHaveLength(1);
  });

  test("what a worker was sending when it was stopped arrives by the next one, under the same id", async () => {
    await register("/cut-off");
    engine.receiver.reply = () => (engine.receiver.requests.length === 1 ? "hang" : {});
    const first = await engine.startWorker();
    await engine.link();
    await arrive("/cut-off", 1);

    await first.stop(0);
    await engine.startWorker();
    const requests = await arrive("/cut-off", 2);

    expect(new Set(requests.map(({ headers }) => headers["x-mlflow-delivery-id"])).size).toBe(1);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
  });

  test("a new webhook gets the very next event, and a deleted one none", async () => {
    await engine.startWorker();
    await register("/before");
    await engine.link();
    await arrive("/before", 1);

    const { id } = await register("/new");
    await engine.link();
    await arrive("/new", 1);
    must(await deleteMlflowWebhook(engine.database.db, engine.scope, id));
    await engine.link();

    await arrive("/before", 3);
    expect(requestsOf("/new")).toHaveLength(1);
  });

  test("twelve slow receivers keep no other one waiting", async () => {
    for (let number = 0; number < 12; number += 1) {
      await register(`/slow-${number}`);
    }
    engine.receiver.reply = ({ path }) => (path.startsWith("/slow") ? "hang" : {});
    await engine.startWorker();
    await engine.link();
    await expect.poll(() => engine.receiver.requests.length, PATIENCE).toBe(12);
    await register("/fast");

    const since = Date.now();
    await engine.link();
    const [request] = await arrive("/fast", 1);

    expect((request?.at ?? 0) - since).toBeLessThan(3_000);
  });

  test("every kind of change reaches it, whoever makes it, in MLflow's envelope", async () => {
    const { db } = engine.database;
    const tag = { model: "churn", version: "v0", key: "stage" };
    await register("/all", ["CREATE_MODEL", "LINK_ARTIFACT", "ADD_ARTIFACT_TAG", "REMOVE_ARTIFACT_TAG"]);
    await engine.startWorker();

    must(await createModel(db, engine.scope, { name: "fraud", description: "Scores.", card: "" }));
    await engine.link();
    must(await setVersionTag(db, engine.scope, { ...tag, value: "ok" }));
    must(await removeVersionTag(db, engine.scope, tag));

    const told = (await arrive("/all", 4)).map(({ body }) => JSON.parse(body));
    expect(told).toEqual(
      expect.arrayContaining([
        envelope("registered_model", "created", { name: "fraud", description: "Scores.", tags: {} }),
        envelope("model_version", "created", {
          name: "churn",
          version: "0",
          source: expect.stringMatching(/^s3:\/\/bucket\//),
          run_id: null,
          tags: {},
          description: "",
        }),
        envelope("model_version_tag", "set", { name: "churn", version: "0", key: "stage", value: "ok" }),
        envelope("model_version_tag", "deleted", { name: "churn", version: "0", key: "stage" }),
      ]),
    );
  });

  async function deliveries() {
    return must(await listDeliveries(engine.database.db, engine.scope, { limit: 10 })).items;
  }
});

function envelope(entity: string, action: string, data: object) {
  return { entity, action, timestamp: expect.stringMatching(/^\d{4}-/), data };
}
