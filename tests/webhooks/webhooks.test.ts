import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "@/lib/core/ids";
import { newWebhook } from "@/lib/core/webhook";
import { audit, automations, breakers, webhooks } from "@/lib/db/schema";
import { DUE_CHANNEL } from "@/lib/outbox/announce";
import { newId } from "@/lib/platform/id";
import { deleteSecret } from "@/lib/secrets/commands";
import { createWebhook, deleteWebhook, updateWebhook } from "@/lib/webhooks/commands";
import { getWebhook, listWebhooks } from "@/lib/webhooks/queries";
import { getReadyScript } from "@/lib/webhooks/ready";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { addSecret, addWebhook, makePorts } from "./support";

const NAMES = {
  "ci.example.com": ["93.184.215.14"],
  "inside.example.com": ["93.184.215.14", "10.0.0.7"],
  "hooks.slack.com": ["3.5.7.9"],
};

describe.each(DATABASE_KINDS)("webhooks on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  async function setUp() {
    const team = await database.team();
    const ports = makePorts(database.db, ["http://127.0.0.1:4010"], NAMES);
    return { db: database.db, team, scope: await team.scope("admin"), ports };
  }

  test.each([
    ["an address in digits", "https://2130706433/hook"],
    ["the metadata service", "http://169.254.169.254/latest"],
    ["plain http", "http://ci.example.com/hook"],
    ["a name that resolves to nothing", "https://nowhere.example.com/hook"],
    ["a name of which one address is private", "https://inside.example.com/hook"],
    ["credentials in the URL", "https://user:pass@ci.example.com/"],
    ["another scheme", "file:///etc/passwd"],
  ])("refuses %s when it is saved, and audits that", async (_what, url) => {
    const { db, scope, ports } = await setUp();

    const created = await createWebhook(db, scope, newWebhook.parse({ name: "x", url }), ports);

    const [entry] = await db.select().from(audit).where(eq(audit.teamId, scope.teamId));
    expect(created).toMatchObject({ ok: false, problem: { code: "invalid", field: "url" } });
    expect(entry).toMatchObject({ action: "webhook.created", outcome: "refused" });
  });

  test("an origin that the operator allows is exempt, and an ordinary public one is taken", async () => {
    const { db, scope, ports } = await setUp();

    const allowed = must(await createWebhook(db, scope, wish("a", "http://127.0.0.1:4010/hook"), ports));
    const open = must(await createWebhook(db, scope, wish("b", "https://ci.example.com/hook"), ports));

    expect([allowed.url, open.url]).toEqual(["http://127.0.0.1:4010/hook", "https://ci.example.com/hook"]);
    expect(open.retrySchedule.slice(0, 3)).toEqual([5, 300, 1_800]);
  });

  test("nobody but an admin gets a name resolved", async () => {
    const { db, team, ports } = await setUp();
    const asked: string[] = [];
    const egress = {
      ...ports.egress,
      resolve: async (name: string) => {
        asked.push(name);
        return [];
      },
    };

    const member = await createWebhook(db, await team.scope("member"), wish("x", "https://ci.example.com/"), {
      ...ports,
      egress,
    });
    const restricted = await team.scope("admin", { models: [newId("model")] });
    const hidden = await createWebhook(db, restricted, wish("x", "https://ci.example.com/"), { ...ports, egress });

    expect(member).toMatchObject({ problem: { code: "forbidden" } });
    expect(hidden).toMatchObject({ problem: { code: "not_found" } });
    expect(asked).toEqual([]);
  });

  test("an address that is a secret is sealed and shown by its host, also after the preset changes", async () => {
    const { db, scope, ports } = await setUp();
    const url = "https://hooks.slack.com/services/T0/B0/verysecretpart";

    const slack = must(await createWebhook(db, scope, wish("slack", url), ports));
    const teams = must(
      await createWebhook(
        db,
        scope,
        { ...wish("teams", "https://ci.example.com/flow/verysecretpart"), preset: "teams" },
        ports,
      ),
    );
    const changed = must(await updateWebhook(db, scope, "teams", { preset: "generic" }, ports));

    const rows = await db.select().from(webhooks).where(eq(webhooks.teamId, scope.teamId));
    expect([slack.url, teams.url, changed.url]).toEqual([
      "https://hooks.slack.com/…",
      "https://ci.example.com/…",
      "https://ci.example.com/…",
    ]);
    expect(JSON.stringify(rows)).not.toContain("verysecretpart");
  });

  test("a change keeps what the patch leaves out", async () => {
    const { db, scope, ports } = await setUp();
    await addSecret(db, scope, ports, { name: "SIGN", value: "x" });
    await addWebhook(db, scope, ports, { url: "https://ci.example.com/1", signingSecret: "SIGN" });

    const renamed = must(await updateWebhook(db, scope, "ci", { name: "deploy", retrySchedule: [60] }, ports));
    const bare = must(await updateWebhook(db, scope, "deploy", { signingSecret: null, retrySchedule: null }, ports));
    const unknown = await updateWebhook(db, scope, "deploy", { accessTokenSecret: "NONE" }, ports);

    expect(renamed).toMatchObject({
      name: "deploy",
      url: "https://ci.example.com/1",
      signingSecret: "SIGN",
      retrySchedule: [60],
    });
    expect(bare).toMatchObject({ signingSecret: null });
    expect(bare.retrySchedule).toHaveLength(9);
    expect(unknown).toMatchObject({ problem: { code: "invalid", field: "accessTokenSecret" } });
  });

  test("two that take the same name at once get it once", async () => {
    const { db, scope, ports } = await setUp();

    const results = await Promise.all(
      [1, 2, 3].map((number) => createWebhook(db, scope, wish("same", `https://ci.example.com/${number}`), ports)),
    );

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.problem.code === "conflict")).toHaveLength(2);
  });

  test("pausing tells who paused it, and the log has both", async () => {
    const { db, scope, ports } = await setUp();
    await addWebhook(db, scope, ports, { url: "https://ci.example.com/" });

    const paused = must(await updateWebhook(db, scope, "ci", { isPaused: true }, ports));
    const resumed = must(await updateWebhook(db, scope, "ci", { isPaused: false }, ports));

    const log = await db
      .select({ action: audit.action })
      .from(audit)
      .where(eq(audit.teamId, scope.teamId))
      .orderBy(audit.id);
    expect(paused).toMatchObject({ isPaused: true, pauseReason: "Paused by admin-token." });
    expect(resumed).toMatchObject({ isPaused: false, pauseReason: null });
    expect(log.map(({ action }) => action)).toEqual(["webhook.created", "webhook.paused", "webhook.resumed"]);
  });

  test("resuming wakes the workers for what waited for it, and closes its breaker", async () => {
    const { db, scope, ports } = await setUp();
    const id = await addWebhook(db, scope, ports, { url: "https://ci.example.com/" });
    must(await updateWebhook(db, scope, "ci", { isPaused: true }, ports));
    await db
      .insert(breakers)
      .values({ destination: id, windowStartedAt: new Date(), failures: 5, successes: 0, openings: 1 });
    const woken: string[] = [];
    const listener = await database.listen?.(
      DUE_CHANNEL,
      (text) => woken.push(text),
      () => undefined,
    );

    must(await updateWebhook(db, scope, "ci", { isPaused: false }, ports));

    await expect.poll(() => woken, { timeout: 10_000 }).toEqual([id]);
    expect(await db.select().from(breakers).where(eq(breakers.destination, id))).toEqual([]);
    await listener?.stop();
  });

  test("one in use is deleted only by force: its automations are paused, its secret is free, its name too", async () => {
    const { db, scope, ports } = await setUp();
    await addSecret(db, scope, ports, { name: "SIGN", value: "x" });
    const id = await addWebhook(db, scope, ports, { url: "https://ci.example.com/", signingSecret: "SIGN" });
    const automationId = await addAutomation(id, scope.teamId);

    const refusal = await deleteWebhook(db, scope, "ci");
    const seen = must(await getWebhook(db, scope, "ci"));
    const deleted = must(await deleteWebhook(db, scope, id, { isForced: true }));

    const [automation] = await db.select().from(automations).where(eq(automations.id, automationId));
    expect(refusal).toMatchObject({ problem: { code: "conflict", message: expect.stringContaining("Deploy") } });
    expect(seen.usedBy).toEqual([{ id: automationId, name: "Deploy" }]);
    expect(deleted).toEqual({ id, name: "ci", pausedAutomations: 1 });
    expect(automation).toMatchObject({ isEnabled: false, deletedAt: null });
    expect(await getWebhook(db, scope, id)).toMatchObject({ problem: { code: "not_found" } });
    expect((await deleteSecret(db, scope, "SIGN")).ok).toBe(true);
    await addWebhook(db, scope, ports, { url: "https://ci.example.com/" });
  });

  test("lists by name in pages, and shows another team and a restricted token nothing", async () => {
    const { db, team, scope, ports } = await setUp();
    for (const name of ["c", "a", "b"]) {
      await addWebhook(db, scope, ports, { name, url: "https://ci.example.com/" });
    }
    const { scope: stranger } = await setUp();

    const first = must(await listWebhooks(db, scope, { limit: 2 }));
    const second = must(
      await listWebhooks(db, scope, { limit: 2, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) }),
    );

    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(second.nextCursor).toBeNull();
    expect(must(await listWebhooks(db, stranger, { limit: 9 })).items).toEqual([]);
    expect(await getWebhook(db, stranger, "a")).toMatchObject({ problem: { code: "not_found" } });
    expect(await updateWebhook(db, stranger, "a", { name: "z" }, ports)).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(await listWebhooks(db, await team.scope("admin", { models: [] }), { limit: 9 })).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(await listWebhooks(db, scope, { limit: 2, cursor: "!" })).toMatchObject({ problem: { code: "malformed" } });
  });

  test("the ready script asks for an address that is a secret by its query alone", async () => {
    const { db, scope, ports } = await setUp();
    await addWebhook(db, scope, ports, { name: "gitlab", url: "https://ci.example.com/hook?token=abcdefghij" });

    const { script } = must(await getReadyScript(db, scope, "gitlab", ports));

    expect(script).toContain("API_ENDPOINT:?");
    expect(script).not.toContain("API_ENDPOINT='");
  });

  test("the ready script names the endpoint, and a secret one not", async () => {
    const { db, scope, ports } = await setUp();
    await addSecret(db, scope, ports, { name: "SIGN", value: "the-signing-secret" });
    await addWebhook(db, scope, ports, { url: "https://ci.example.com/hook", signingSecret: "SIGN" });
    await addWebhook(db, scope, ports, { name: "slack", url: "https://hooks.slack.com/services/verysecretpart" });

    const plain = must(await getReadyScript(db, scope, "ci", ports)).script;
    const slack = must(await getReadyScript(db, scope, "slack", ports)).script;

    expect(plain).toContain("https://ci.example.com/hook");
    expect(plain).toContain("LINK_ARTIFACT");
    expect(`${plain}${slack}`).not.toMatch(/the-signing-secret|verysecretpart/);
  });

  async function addAutomation(webhookId: Id<"webhook">, teamId: Id<"team">): Promise<Id<"automation">> {
    const id = newId("automation");
    await database.db.insert(automations).values({
      id,
      teamId,
      name: "Deploy",
      eventType: "LINK_ARTIFACT",
      filter: { alias: null, tag: null, conditions: [] },
      actionType: "webhook",
      action: { type: "webhook", webhookId, payload: {} },
      webhookId,
      secretNames: [],
      createdBy: "test",
    });
    return id;
  }
});

function wish(name: string, url: string) {
  return newWebhook.parse({ name, url });
}
