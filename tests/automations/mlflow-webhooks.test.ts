import { createHmac } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { updateAutomation } from "@/lib/automations/commands";
import {
  createMlflowWebhook,
  deleteMlflowWebhook,
  testMlflowWebhook,
  updateMlflowWebhook,
} from "@/lib/automations/mlflow-webhooks/commands";
import { getMlflowWebhook, listMlflowWebhooks } from "@/lib/automations/mlflow-webhooks/queries";
import type { NewMlflowWebhook } from "@/lib/core/mlflow-webhook";
import { audit, automations, secrets, webhooks } from "@/lib/db/schema";
import { updateWebhook } from "@/lib/webhooks/commands";
import { getWebhook } from "@/lib/webhooks/queries";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { type Receiver, startReceiver } from "../support/receiver";
import { makePorts } from "../webhooks/support";

const SECRET = "the raw secret of a receiver";

describe.each(DATABASE_KINDS)("MLflow's webhooks on %s", (kind) => {
  let database: TestDatabase;
  let receiver: Receiver;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  async function setUp() {
    const team = await database.team();
    const scope = await team.scope("admin");
    return { db: database.db, team, scope, ports: makePorts(database.db, [receiver.origin]) };
  }

  function wish(change: Partial<NewMlflowWebhook> = {}): NewMlflowWebhook {
    const eventTypes = ["LINK_ARTIFACT", "ADD_ARTIFACT_ALIAS"] as const;
    const url = `${receiver.origin}/mlflow`;
    return {
      name: "hook",
      url,
      eventTypes,
      description: "Tells the gate.",
      secret: SECRET,
      status: "ACTIVE",
      ...change,
    };
  }

  async function living(scope: { teamId: `tm_${string}` }) {
    return database.db
      .select({ name: automations.name, type: automations.eventType, isEnabled: automations.isEnabled })
      .from(automations)
      .where(and(eq(automations.teamId, scope.teamId), isNull(automations.deletedAt)))
      .orderBy(automations.name);
  }

  test("one request makes the webhook, an automation for each event, and a sealed secret", async () => {
    const { db, scope, ports } = await setUp();

    const made = must(await createMlflowWebhook(db, scope, wish(), ports));

    const onSite = must(await getWebhook(db, scope, "hook"));
    const [entry] = await db.select().from(audit).where(eq(audit.teamId, scope.teamId));
    const [secret] = await db.select().from(secrets).where(eq(secrets.teamId, scope.teamId));
    expect(made).toMatchObject({ name: "hook", description: "Tells the gate.", status: "ACTIVE" });
    expect(made.id).toBe(onSite.id.slice("whk_".length));
    expect(made.eventTypes).toEqual(["LINK_ARTIFACT", "ADD_ARTIFACT_ALIAS"]);
    expect(onSite).toMatchObject({ preset: "mlflow", signingSecret: secret?.name });
    expect(onSite.retrySchedule.slice(0, 2)).toEqual([1, 1]);
    expect(await living(scope)).toMatchObject([
      { name: "hook: model_version.created (MLflow)", type: "LINK_ARTIFACT", isEnabled: true },
      { name: "hook: model_version_alias.created (MLflow)", type: "ADD_ARTIFACT_ALIAS", isEnabled: true },
    ]);
    expect(entry).toMatchObject({ action: "webhook.created", details: { via: "MLflow" } });
    expect(JSON.stringify([made, onSite, secret, entry])).not.toContain(SECRET);
  });

  test.each([
    ["an address within", { url: "http://169.254.169.254/latest" }, "invalid"],
    ["a name that another webhook has", { name: "taken" }, "conflict"],
  ])("%s leaves nothing behind", async (_what, change, code) => {
    const { db, scope, ports } = await setUp();
    must(await createMlflowWebhook(db, scope, wish({ name: "taken", secret: null }), ports));

    const refused = await createMlflowWebhook(db, scope, wish(change), ports);

    expect(refused).toMatchObject({ ok: false, problem: { code } });
    expect(await living(scope)).toHaveLength(2);
    expect(await db.select().from(secrets).where(eq(secrets.teamId, scope.teamId))).toEqual([]);
  });

  test("a change carries name, events, status and secret on to both halves", async () => {
    const { db, scope, ports } = await setUp();
    const { id } = must(await createMlflowWebhook(db, scope, wish({ secret: null }), ports));

    const changed = must(
      await updateMlflowWebhook(
        db,
        scope,
        id,
        { name: "gate", eventTypes: ["ADD_ARTIFACT_ALIAS", "CREATE_MODEL"], status: "DISABLED", secret: SECRET },
        ports,
      ),
    );

    expect(changed).toMatchObject({ name: "gate", description: "Tells the gate.", status: "DISABLED" });
    expect(await living(scope)).toEqual([
      { name: "gate: model_version_alias.created (MLflow)", type: "ADD_ARTIFACT_ALIAS", isEnabled: false },
      { name: "gate: registered_model.created (MLflow)", type: "CREATE_MODEL", isEnabled: false },
    ]);
    expect(must(await getWebhook(db, scope, "gate"))).toMatchObject({
      isPaused: true,
      signingSecret: expect.stringMatching(/^MLFLOW_WEBHOOK_/),
    });
    expect(must(await updateMlflowWebhook(db, scope, id, { status: "ACTIVE" }, ports)).status).toBe("ACTIVE");
    expect((await living(scope)).every(({ isEnabled }) => isEnabled)).toBe(true);
  });

  test("what the site changes is what MLflow sees, and what it has edited stays", async () => {
    const { db, scope, ports } = await setUp();
    const { id } = must(await createMlflowWebhook(db, scope, wish(), ports));
    must(await updateAutomation(db, scope, "hook: model_version.created (MLflow)", { name: "Tell the gate" }));

    must(await updateWebhook(db, scope, "hook", { isPaused: true }, ports));
    const paused = must(await getMlflowWebhook(db, scope, id));
    must(await updateMlflowWebhook(db, scope, id, { name: "renamed" }, ports));

    expect(paused.status).toBe("DISABLED");
    expect((await living(scope)).map(({ name }) => name).sort()).toEqual([
      "Tell the gate",
      "renamed: model_version_alias.created (MLflow)",
    ]);
  });

  test("of two changes at once each is seen whole: no event is carried twice", async () => {
    const { db, scope, ports } = await setUp();
    const { id } = must(await createMlflowWebhook(db, scope, wish({ eventTypes: ["LINK_ARTIFACT"] }), ports));
    const patch = { eventTypes: ["LINK_ARTIFACT", "CREATE_MODEL"] as const };

    const both = await Promise.all([1, 2].map(() => updateMlflowWebhook(db, scope, id, patch, ports)));

    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await living(scope)).toHaveLength(2);
  });

  test("deleting takes the automations and the secret along", async () => {
    const { db, scope, ports } = await setUp();
    const { id } = must(await createMlflowWebhook(db, scope, wish(), ports));

    must(await deleteMlflowWebhook(db, scope, id));

    expect(await living(scope)).toEqual([]);
    expect(await db.select().from(secrets).where(eq(secrets.teamId, scope.teamId))).toEqual([]);
    expect(await getMlflowWebhook(db, scope, id)).toMatchObject({ ok: false, problem: { code: "not_found" } });
    expect(await deleteMlflowWebhook(db, scope, id)).toMatchObject({ ok: false, problem: { code: "not_found" } });
  });

  test("a test sends the sample with MLflow's signature, and the standard one beside it", async () => {
    const { db, scope, ports } = await setUp();
    const { id } = must(await createMlflowWebhook(db, scope, wish(), ports));
    receiver.reply = () => ({ status: receiver.requests.length === 1 ? 200 : 404, body: `not here: ${SECRET}` });

    const first = must(await testMlflowWebhook(db, scope, { mlflowId: id, eventType: null }, ports));
    const second = must(await testMlflowWebhook(db, scope, { mlflowId: id, eventType: "CREATE_MODEL" }, ports));

    const [request, other] = receiver.requests;
    const { "x-mlflow-delivery-id": deliveryId, "x-mlflow-timestamp": time } = request?.headers ?? {};
    const signed = createHmac("sha256", SECRET).update(`${deliveryId}.${time}.${request?.body}`).digest("base64");
    expect(request?.headers).toMatchObject({ "webhook-id": deliveryId, "x-mlflow-signature": `v1,${signed}` });
    expect(new Webhook(SECRET, { format: "raw" }).verify(request?.body ?? "", Object(request?.headers))).toMatchObject({
      entity: "model_version",
      action: "created",
    });
    expect(JSON.parse(other?.body ?? "")).toMatchObject({ entity: "registered_model", action: "created" });
    expect(first).toMatchObject({ isDelivered: true, status: 200, error: null });
    expect(second).toMatchObject({ isDelivered: false, status: 404, error: null });
    expect(JSON.stringify([first, second])).not.toContain(SECRET);
  });

  test("a receiver that is not there is told in words", async () => {
    const { db, scope, ports } = await setUp();
    const { id } = must(await createMlflowWebhook(db, scope, wish(), ports));
    receiver.reply = () => "reset";

    const tested = must(await testMlflowWebhook(db, scope, { mlflowId: id, eventType: null }, ports));

    expect(tested).toMatchObject({ isDelivered: false, status: null, body: null, error: expect.stringMatching(/\w/) });
  });

  test("the list is newest first, by pages, and of this team and kind alone", async () => {
    const { db, scope, ports } = await setUp();
    const other = await (await database.team()).scope("admin");
    must(await createMlflowWebhook(db, other, wish(), ports));
    for (const name of ["a", "b", "c"]) {
      must(await createMlflowWebhook(db, scope, wish({ name, secret: null }), ports));
    }
    await db
      .update(webhooks)
      .set({ preset: "generic" })
      .where(and(eq(webhooks.teamId, scope.teamId), eq(webhooks.name, "b")));
    must(await createMlflowWebhook(db, scope, wish({ name: "d", secret: null }), ports));

    const first = must(await listMlflowWebhooks(db, scope, { limit: 2 }));
    const second = must(await listMlflowWebhooks(db, scope, { limit: 2, cursor: first.nextCursor ?? "" }));

    expect([first, second].map(({ items }) => items.map(({ name }) => name))).toEqual([["d", "c"], ["a"]]);
    expect(second.nextCursor).toBeNull();
    expect(await listMlflowWebhooks(db, scope, { limit: 2, cursor: "xx" })).toMatchObject({
      problem: { message: "Invalid page token, could not base64-decode" },
    });
  });

  test("only admins write, all of the team read, and nobody else sees that there is one", async () => {
    const { db, team, scope, ports } = await setUp();
    const { id } = must(await createMlflowWebhook(db, scope, wish(), ports));
    const member = await team.scope("member");
    const restricted = await team.scope("admin", { models: [] });
    const stranger = await (await database.team()).scope("admin");
    const asked = { mlflowId: id, eventType: null };

    const byMember = [
      await createMlflowWebhook(db, member, wish({ name: "x" }), ports),
      await updateMlflowWebhook(db, member, id, { name: "x" }, ports),
      await testMlflowWebhook(db, member, asked, ports),
      await deleteMlflowWebhook(db, member, id),
    ];
    const byOthers = [
      await getMlflowWebhook(db, stranger, id),
      await deleteMlflowWebhook(db, stranger, id),
      await updateMlflowWebhook(db, stranger, id, { status: "DISABLED" }, ports),
      await getMlflowWebhook(db, restricted, id),
      await deleteMlflowWebhook(db, restricted, id),
    ];

    expect(byMember.map((result) => (result.ok ? "done" : result.problem.code))).toEqual(Array(4).fill("forbidden"));
    expect(byOthers.map((result) => (result.ok ? "done" : result.problem.code))).toEqual(Array(5).fill("not_found"));
    expect(must(await getMlflowWebhook(db, await team.scope("viewer"), id)).name).toBe("hook");
    expect(receiver.requests).toEqual([]);
  });
});
