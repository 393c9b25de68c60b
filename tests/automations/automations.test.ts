import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type * as z from "zod";
import {
  createAutomation,
  deleteAutomation,
  duplicateAutomation,
  setEnabled,
  updateAutomation,
} from "@/lib/automations/commands";
import { getAutomation, listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { automationSearch } from "@/lib/core/automation-search";
import type { WebhookPreset } from "@/lib/core/webhook";
import { automations } from "@/lib/db/schema";
import { deleteWebhook } from "@/lib/webhooks/commands";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { type Receiver, startReceiver } from "../support/receiver";
import { addSecret, addWebhook, makePorts } from "../webhooks/support";
import { addDelivery, addModel, search, webhook, wish } from "./support";

describe.each(DATABASE_KINDS)("automations on %s", (kind) => {
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

  async function setUp(preset: WebhookPreset = "generic") {
    const team = await database.team();
    const admin = await team.scope("admin");
    const ports = makePorts(database.db, [receiver.origin]);
    const webhookId = await addWebhook(database.db, admin, ports, { url: receiver.origin, preset });
    const modelId = await addModel(database.db, admin, "fraud");
    return { db: database.db, team, admin, member: await team.scope("member"), ports, webhookId, modelId };
  }

  test("is saved by the names of its model and webhook, and shown by both", async () => {
    const { db, member, webhookId, modelId } = await setUp();

    const created = must(
      await createAutomation(db, member, wish({ model: "fraud", action: webhook({ ref: "${artifact_version_ref}" }) })),
    );

    const [row] = await db.select().from(automations).where(eq(automations.id, created.id));
    expect(created).toMatchObject({
      name: "Deploy",
      enabled: true,
      pauseReason: null,
      model: { id: modelId, name: "fraud" },
      action: { type: "webhook", webhook: { id: webhookId, name: "ci" }, payload: { ref: "${artifact_version_ref}" } },
      revision: 1,
      createdBy: "member-token",
      lastDelivery: null,
      deliveries30d: { delivered: 0, finished: 0 },
    });
    expect(row).toMatchObject({ matchKey: "production", secretNames: [], webhookId, modelId });
    expect(must(await getAutomation(db, member, "Deploy"))).toEqual(created);
    expect(must(await getAutomation(db, member, created.id))).toEqual(created);
  });

  test("without a payload it takes the preset's own", async () => {
    const { db, member } = await setUp("slack");

    const created = must(await createAutomation(db, member, wish({ action: { type: "webhook", webhook: "ci" } })));

    expect(created.action.payload).toMatchObject({
      text: expect.stringContaining("${alias}"),
      blocks: expect.any(Array),
    });
  });

  test("tells all that is wrong at once, each at its field", async () => {
    const { db, member } = await setUp();

    const refused = await createAutomation(
      db,
      member,
      wish({
        model: "nope",
        filter: {
          alias: { matches: "(" },
          conditions: [{ field: "metadata.accuracy", operator: ">=", value: "high" }],
        },
        action: webhook({ text: { inner: "${artifact_versio}" } }),
      }),
    );
    const elsewhere = await createAutomation(db, member, wish({ action: { type: "webhook", webhook: "nowhere" } }));

    expect(refused).toMatchObject({ ok: false, problem: { code: "invalid", field: "model" } });
    expect(!refused.ok && refused.problem.errors?.map(({ path }) => path)).toEqual([
      "model",
      "filter.alias.matches",
      "filter.conditions.0.value",
      "action.payload.text.inner",
    ]);
    expect(elsewhere).toMatchObject({ problem: { field: "action.webhook" } });
  });

  test("a secret in the payload must exist and be granted to the webhook", async () => {
    const { db, admin, member, ports } = await setUp();
    await addSecret(db, admin, ports, { name: "GRANTED", value: "x", payloadWebhooks: ["ci"] });
    await addSecret(db, admin, ports, { name: "KEPT", value: "x" });
    const using = (name: string) => wish({ name, action: webhook({ t: `\${secrets.${name}}` }) });

    const granted = must(await createAutomation(db, member, using("GRANTED")));
    const kept = await createAutomation(db, member, using("KEPT"));
    const missing = await createAutomation(db, member, using("MISSING"));

    const [row] = await db.select().from(automations).where(eq(automations.id, granted.id));
    expect(row?.secretNames).toEqual(["GRANTED"]);
    expect(kept).toMatchObject({ problem: { field: "action.payload", message: expect.stringContaining("KEPT") } });
    expect(missing).toMatchObject({ problem: { field: "action.payload.t" } });
  });

  test("a token for some models learns of no secret but those that its webhook was granted", async () => {
    const { db, team, admin, ports, modelId } = await setUp();
    await addSecret(db, admin, ports, { name: "GRANTED", value: "x", payloadWebhooks: ["ci"] });
    await addSecret(db, admin, ports, { name: "PAYROLL_KEY", value: "x" });
    must(await createAutomation(db, admin, wish({ name: "one", model: "fraud" })));
    const forModel = await team.scope("member", { models: [modelId] });
    const using = (name: string) =>
      updateAutomation(db, forModel, "one", { action: webhook({ t: `\${secrets.${name}}` }) });

    const near = await using("PAYROLL_KEYS");
    const exact = await using("PAYROLL_KEY");

    expect(near).toMatchObject({ problem: { message: expect.not.stringContaining("PAYROLL_KEY}") } });
    expect(exact).toMatchObject({ problem: { message: expect.stringContaining("The team has no secret") } });
    expect(await using("GRANTED")).toMatchObject({ ok: true });
  });

  test("a name is given once in a team; a deleted automation frees it", async () => {
    const { db, member } = await setUp();
    must(await createAutomation(db, member, wish()));

    const again = await createAutomation(db, member, wish());
    must(await deleteAutomation(db, member, "Deploy"));

    expect(again).toMatchObject({ problem: { code: "conflict", field: "name" } });
    expect(await getAutomation(db, member, "Deploy")).toMatchObject({ problem: { code: "not_found" } });
    must(await createAutomation(db, member, wish()));
  });

  test("an edit makes a new revision and is checked whole", async () => {
    const { db, member } = await setUp();
    must(await createAutomation(db, member, wish({ model: "fraud" })));

    const renamed = must(await updateAutomation(db, member, "Deploy", { name: "Ship", description: "d" }));
    const wider = must(
      await updateAutomation(db, member, "Ship", {
        model: null,
        filter: { alias: { matches: "^prod" }, tag: null, conditions: [] },
      }),
    );
    const wrong = await updateAutomation(db, member, "Ship", { eventType: "LINK_ARTIFACT" });

    const [row] = await db.select().from(automations).where(eq(automations.id, wider.id));
    expect([renamed.revision, wider.revision, wider.model]).toEqual([2, 3, null]);
    expect(row).toMatchObject({ matchKey: null, modelId: null });
    expect(wrong).toMatchObject({ problem: { field: "filter.alias" } });
  });

  test("is paused and resumed, unless its webhook is gone", async () => {
    const { db, admin, member } = await setUp();
    must(await createAutomation(db, member, wish()));

    const paused = must(await setEnabled(db, member, "Deploy", false));
    const resumed = must(await setEnabled(db, member, "Deploy", true));
    must(await deleteWebhook(db, admin, "ci", { isForced: true }));

    expect(paused).toMatchObject({ enabled: false, pauseReason: "by_person" });
    expect(resumed).toMatchObject({ enabled: true, pauseReason: null });
    expect(must(await getAutomation(db, member, "Deploy"))).toMatchObject({ enabled: false });
    expect(await setEnabled(db, member, "Deploy", true)).toMatchObject({ problem: { code: "conflict" } });
    must(await updateAutomation(db, member, "Deploy", { description: "waits for another webhook" }));
  });

  test("a copy is paused and gets a name of its own", async () => {
    const { db, member } = await setUp();
    const original = must(await createAutomation(db, member, wish({ model: "fraud" })));

    const one = must(await duplicateAutomation(db, member, "Deploy"));
    const two = must(await duplicateAutomation(db, member, "Deploy"));
    const three = must(await duplicateAutomation(db, member, "Deploy", { name: "Another" }));

    expect([one.name, two.name, three.name]).toEqual(["Deploy (copy)", "Deploy (copy 2)", "Another"]);
    expect(one).toMatchObject({
      enabled: false,
      revision: 1,
      model: original.model,
      filter: original.filter,
      action: original.action,
    });
  });

  test("rights: a viewer reads, a stranger and a token for other models find nothing", async () => {
    const { db, team, member, modelId } = await setUp();
    const other = await addModel(db, member, "churn");
    must(await createAutomation(db, member, wish({ name: "all" })));
    must(await createAutomation(db, member, wish({ name: "one", model: "fraud" })));
    const viewer = await team.scope("viewer");
    const forModel = await team.scope("member", { models: [modelId] });
    const forOther = await team.scope("member", { models: [other] });
    const { member: stranger } = await setUp();
    const namesFor = async (scope: TeamScope) =>
      must(await listAutomations(db, scope, search())).items.map(({ name }) => name);

    expect(await Promise.all([viewer, forModel, forOther, stranger].map(namesFor))).toEqual([
      ["one", "all"],
      ["one"],
      [],
      [],
    ]);
    expect(await createAutomation(db, viewer, wish({ name: "x" }))).toMatchObject({ problem: { code: "forbidden" } });
    for (const scope of [forOther, stranger]) {
      expect(await getAutomation(db, scope, "one")).toMatchObject({ problem: { code: "not_found" } });
      expect(await deleteAutomation(db, scope, "one")).toMatchObject({ problem: { code: "not_found" } });
    }
    expect(await updateAutomation(db, forModel, "all", { enabled: false })).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(await updateAutomation(db, forModel, "one", { model: null })).toMatchObject({ problem: { field: "model" } });
    expect(must(await updateAutomation(db, forModel, "one", { action: webhook({ new: 1 }) })).revision).toBe(2);
    expect(await createAutomation(db, forModel, wish({ name: "y", model: "fraud" }))).toMatchObject({
      problem: { field: "action.webhook" },
    });
  });

  test("the list filters, pages, and tells the last delivery and the share that arrived", async () => {
    const { db, member, modelId } = await setUp();
    const other = await addModel(db, member, "churn");
    const one = must(await createAutomation(db, member, wish({ name: "100% fraud", model: "fraud" })));
    must(await createAutomation(db, member, wish({ name: "churn", model: "churn" })));
    must(
      await createAutomation(
        db,
        member,
        wish({ name: "linked", eventType: "LINK_ARTIFACT", filter: {}, enabled: false }),
      ),
    );
    await addDelivery(db, member, one.id, modelId, "gave_up", 500);
    await addDelivery(db, member, one.id, modelId, "retrying", 503);
    const last = await addDelivery(db, member, one.id, modelId, "delivered", 200);
    const names = async (wanted: Partial<z.input<typeof automationSearch>>) =>
      must(await listAutomations(db, member, search(wanted))).items.map(({ name }) => name);

    const [listed] = must(await listAutomations(db, member, search({ name: "100%" }))).items;
    const first = must(await listAutomations(db, member, search({ limit: 2 })));

    expect(listed).toMatchObject({
      lastDelivery: { id: last, state: "delivered", status: 200 },
      deliveries30d: { delivered: 1, finished: 2 },
    });
    expect(await names({ model: "fraud" })).toEqual(["linked", "100% fraud"]);
    expect(await names({ model: other })).toEqual(["linked", "churn"]);
    expect(await names({ eventType: "LINK_ARTIFACT" })).toEqual(["linked"]);
    expect(await names({ enabled: "false" })).toEqual(["linked"]);
    expect(await names({ name: "FRAUD" })).toEqual(["100% fraud"]);
    expect(await names({ name: "_" })).toEqual([]);
    expect(first.items).toHaveLength(2);
    expect(await names({ limit: 2, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) })).toEqual([
      "100% fraud",
    ]);
    expect(await listAutomations(db, member, search({ model: "nope" }))).toMatchObject({
      problem: { code: "not_found" },
    });
  });
});
