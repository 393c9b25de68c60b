import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redeliver } from "@/lib/deliveries/commands";
import { listDeliveries } from "@/lib/deliveries/queries";
import { listEvents } from "@/lib/events/queries";
import { linkVersion } from "@/lib/registry/versions/commands";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine } from "../support/engine";
import { must } from "../support/must";

const PATIENCE = { timeout: 30_000, interval: 50 };
const NOTICE = { failed: "${failed_delivery_id}", code: "${failure_code}", ref: "${artifact_version_ref}" };

describe.each(DATABASE_KINDS)("a delivery that gives up on %s", (kind) => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await openEngine(kind);
    await engine.addAutomation(await engine.addWebhook({ path: "/broken" }));
    await engine.addAutomation(await engine.addWebhook({ path: "/oncall" }), NOTICE, "AUTOMATION_FAILED");
    await engine.startWorker();
  });
  afterEach(() => engine.close());

  test("is told as an event of its own, with the version and the delivery behind it", async () => {
    engine.receiver.reply = ({ path }) => ({ status: path === "/broken" ? 404 : 200 });

    await engine.link();

    await expect.poll(() => sentTo("/oncall").length, PATIENCE).toBe(1);
    const [failed] = (await deliveriesIn("gave_up")).items;
    expect(JSON.parse(sentTo("/oncall")[0]?.body ?? "")).toEqual({
      failed: failed?.id,
      code: "http_status",
      ref: `${engine.scope.teamName}/model-registry/churn:v0`,
    });
    const events = must(await listEvents(engine.database.db, engine.scope, { type: "AUTOMATION_FAILED", limit: 10 }));
    expect(events.items).toMatchObject([{ causeDeliveryId: failed?.id, actor: { kind: "system" } }]);
  });

  test("is told once: a notice that gives up itself tells nobody more", async () => {
    engine.receiver.reply = () => ({ status: 404 });

    await engine.link();

    await expect.poll(async () => (await deliveriesIn("gave_up")).items.length, PATIENCE).toBe(2);
    const events = must(await listEvents(engine.database.db, engine.scope, { type: "AUTOMATION_FAILED", limit: 10 }));
    expect(events.items).toHaveLength(1);
  });

  test("is told for a payload that grew too large too, which cannot be sent again by hand", async () => {
    const huge = { five: "${artifact_metadata.text}".repeat(5) };
    await engine.addAutomation(await engine.addWebhook({ path: "/huge" }), huge);
    const source = { uri: "s3://bucket/huge", metadata: { text: "x".repeat(20_000) } };
    const { db } = engine.database;

    must(await linkVersion(db, engine.scope, { model: "churn", source, aliases: [], description: "" }));

    await expect.poll(() => sentTo("/oncall").length, PATIENCE).toBe(1);
    const [failed] = (await deliveriesIn("gave_up")).items;
    expect(JSON.parse(sentTo("/oncall")[0]?.body ?? "")).toMatchObject({
      failed: failed?.id,
      code: "payload_too_large",
    });
    expect(failed).toMatchObject({ attempts: 1, lastCode: "payload_too_large", lastStatus: null });
    expect(sentTo("/huge")).toEqual([]);
    expect(await redeliver(db, engine.scope, failed?.id ?? "")).toMatchObject({ problem: { code: "conflict" } });
  });

  function sentTo(path: string) {
    return engine.receiver.requests.filter((request) => request.path === path);
  }

  async function deliveriesIn(state: "gave_up") {
    return must(await listDeliveries(engine.database.db, engine.scope, { state, limit: 10 }));
  }
});
