import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetExpired } from "@/lib/auth/forget-expired";
import { githubInstallations, githubRuns, openDeliveries, tokens } from "@/lib/db/schema";
import { forgetOldCalls } from "@/lib/github/call-home/forget-old";
import { newId } from "@/lib/platform/id";
import { DATABASE_KINDS } from "../support/database";
import { addInstallation } from "../support/github-team";
import { type Claims, claimsOf, REPOSITORY } from "../support/token-issuer";
import { type CallHomeStage, DEPLOY, markSent, openCallHomeStage } from "./call-home-stage";
import { openTestApi, type TestApi } from "./test-api";

describe.each(DATABASE_KINDS)("the exchange of a run's identity on %s", (kind) => {
  let stage: CallHomeStage;
  let made: Awaited<ReturnType<CallHomeStage["delivered"]>>;
  let count = 0;

  beforeAll(async () => {
    stage = await openCallHomeStage(kind);
    made = await stage.delivered("first");
  });
  afterAll(() => stage.close());

  /** A delivery that nobody has called for. */
  async function freshDelivery() {
    count += 1;
    made = await stage.delivered(`model-${count}`);
  }

  const run = (changes: Partial<typeof githubRuns.$inferInsert> = {}) => ({
    repositoryId: REPOSITORY.id,
    runId: 9_001 + count * 1_000,
    teamId: stage.api.team.id,
    deliveryId: made.delivery,
    state: "running" as const,
    url: "https://github.test/run",
    workflow: "evaluate",
    event: "repository_dispatch",
    title: "evaluate",
    attempt: 1,
    createdAt: new Date(),
    toldAt: new Date(),
    ...changes,
  });
  const refusedEntries = async () =>
    (await stage.api.call("GET", "/audit?action=run.called_home&outcome=refused")).body.items;

  test("answers a token of fifteen minutes for the delivery's version, and the audit log says who asked", async () => {
    const answer = await stage.exchange(made.delivery, { environment: "staging" });

    expect(answer).toMatchObject({
      status: 200,
      body: {
        token: expect.stringMatching(/^mw_/),
        team: stage.api.team.name,
        model: "first",
        version: made.version,
        versionId: made.versionId,
        delivery: made.delivery,
        purposes: ["download", "evaluate"],
      },
    });
    const minutes = (Date.parse(answer.body.expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14.5);
    expect(minutes).toBeLessThan(15.5);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const [entry] = (await stage.api.call("GET", "/audit?action=run.called_home&outcome=done")).body.items;
    expect(entry).toMatchObject({
      actor: { kind: "system", name: "acme/train run 9001" },
      target: { id: made.delivery, name: `first:${made.version}` },
      details: { run: { repositoryId: 501, runId: 9_001, environment: "staging" } },
    });
    expect(JSON.stringify(entry)).not.toContain(answer.body.token);
  });

  test.each<{ what: string; claims: Claims; reason: string }>([
    {
      what: "another issuer",
      claims: { iss: "https://token.actions.githubusercontent.com" },
      reason: "token_unreadable",
    },
    { what: "another audience", claims: { aud: "https://other.test" }, reason: "wrong_audience" },
    { what: "an end in the past", claims: { exp: 1, iat: 1 }, reason: "token_expired" },
    { what: "a beginning in the future", claims: { nbf: 4_000_000_000 }, reason: "token_expired" },
    {
      what: "a fork's repository",
      claims: { repository_id: "999", repository: "acme/train" },
      reason: "delivery_unknown",
    },
    {
      what: "another repository of the team",
      claims: { repository_id: String(DEPLOY.id) },
      reason: "delivery_unknown",
    },
    { what: "another owner", claims: { repository_owner_id: "78" }, reason: "delivery_unknown" },
    { what: "a push", claims: { event_name: "push" }, reason: "wrong_event" },
    { what: "a pull request", claims: { event_name: "pull_request_target" }, reason: "wrong_event" },
    { what: "another branch", claims: { ref: "refs/heads/feature" }, reason: "wrong_ref" },
  ])("refuses $what by 403 and $reason, and audits it", async ({ claims, reason }) => {
    const answer = await stage.exchange(made.delivery, claims);

    expect(answer).toMatchObject({ status: 403, body: { code: "forbidden", reason } });
    expect(answer.body.token).toBeUndefined();
    expect((await refusedEntries())[0]).toMatchObject({ target: { id: made.delivery }, reason: answer.body.detail });
  });

  test("answers alike for what does not exist, another team's delivery, and one that was no dispatch", async () => {
    const other = await stage.api.database.team();
    await addInstallation(stage.api.database.db, await other.scope("admin"), {
      installationId: 100 + count,
      accountId: 900,
      repositories: [{ id: 9_000 + count, name: `other/r${count}` }],
    });
    const strange = { repository_id: String(9_000 + count), repository_owner_id: "900" };
    const answers = [
      await stage.exchange(made.delivery, strange),
      await stage.exchange(newId("delivery")),
      await stage.exchange("dl_nonsense"),
      await stage.exchange("x\u0000y".replace("\u0000", "%00")),
    ];

    expect(new Set(answers.map(({ status, body }) => `${status} ${body.reason} ${body.detail}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 403, body: { reason: "delivery_unknown" } });
  });

  test("takes each identity token once, also of two that bring it at once", async () => {
    const token = await stage.issuer.sign({ jti: randomUUID() });
    const body = { token, delivery: made.delivery };
    const both = await Promise.all([stage.send(body), stage.send(body)]);
    const later = await stage.send(body);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(both.find(({ status }) => status === 403)?.body.reason).toBe("token_used");
    expect(later.body.reason).toBe("token_used");
  });

  test("keeps the delivery to the first run that called, of two that call at once too, until GitHub tells", async () => {
    await freshDelivery();
    const both = await Promise.all(["1", "2"].map((run_id) => stage.exchange(made.delivery, { run_id })));
    const winner = both[0]?.status === 200 ? "1" : "2";
    const loser = winner === "1" ? "2" : "1";

    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(await stage.exchange(made.delivery, { run_id: winner })).toMatchObject({ status: 200 });
    expect(await stage.exchange(made.delivery, { run_id: loser })).toMatchObject({ body: { reason: "wrong_run" } });
    await stage.api.database.db
      .insert(githubRuns)
      .values(run({ runId: Number(loser), attempt: 1, repositoryId: REPOSITORY.id }));
    expect(await stage.exchange(made.delivery, { run_id: loser })).toMatchObject({ status: 200 });
    await stage.api.database.db.delete(githubRuns);
  });

  test("lets in only the run that GitHub told, no older attempt of it, and none that another delivery started", async () => {
    await freshDelivery();
    const known = run({ attempt: 2 });
    const other = run({ runId: 5, deliveryId: newId("delivery") });
    await stage.api.database.db.insert(githubRuns).values([known, other]);

    const run_id = String(known.runId);
    expect(await stage.exchange(made.delivery, { run_id, run_attempt: "2" })).toMatchObject({ status: 200 });
    expect(await stage.exchange(made.delivery, { run_id, run_attempt: "3" })).toMatchObject({ status: 200 });
    expect(await stage.exchange(made.delivery, { run_id, run_attempt: "2" })).toMatchObject({
      body: { reason: "old_attempt" },
    });
    expect(await stage.exchange(made.delivery, { run_id: "4" })).toMatchObject({ body: { reason: "wrong_run" } });
    expect(await stage.exchange(made.delivery, { run_id: "5" })).toMatchObject({ body: { reason: "wrong_run" } });
    await stage.api.database.db.delete(githubRuns);
  });

  test("refuses a delivery of long ago, one that waits, and one that was given up", async () => {
    const old = await stage.delivered(`old-${count}`);
    await stage.api.database.db.execute(sql`delete from attempts where delivery_id = ${old.delivery}`);
    await markSent(stage.api, old.delivery, 25);
    const waits = async (state: "pending" | "gave_up" | "stopped") => {
      const { delivery } = await stage.delivered(`${state}-${count}`.replace("_", "-"));
      await stage.api.database.db.insert(openDeliveries).values({
        deliveryId: delivery,
        teamId: stage.api.team.id,
        automationId: newId("automation"),
        destination: stage.installationId,
        state,
      });
      return stage.exchange(delivery);
    };

    for (const answer of [
      await stage.exchange(old.delivery),
      await waits("pending"),
      await waits("gave_up"),
      await waits("stopped"),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { reason: "too_old" } });
    }
  });

  test("refuses when the version was unlinked", async () => {
    await freshDelivery();
    await stage.api.call("DELETE", `/models/model-${count}/versions/${made.version}`);

    expect(await stage.exchange(made.delivery)).toMatchObject({ status: 403, body: { reason: "version_gone" } });
  });

  test("a suspended or untied installation lets nobody in, and ends the tokens that it gave at once", async () => {
    await freshDelivery();
    const { db } = stage.api.database;
    const { token } = (await stage.exchange(made.delivery)).body;
    const whoami = async () => (await stage.api.call("GET", "//whoami", { token })).status;
    const change = (values: object) =>
      db.update(githubInstallations).set(values).where(eq(githubInstallations.id, stage.installationId));
    expect(await whoami()).toBe(200);

    await change({ suspendedAt: new Date() });
    expect(await whoami()).toBe(401);
    expect(await stage.exchange(made.delivery)).toMatchObject({ body: { reason: "installation_suspended" } });
    await change({ suspendedAt: null, removedAt: new Date() });
    expect(await whoami()).toBe(401);
    expect(await stage.exchange(made.delivery)).toMatchObject({ body: { reason: "delivery_unknown" } });
    await change({ removedAt: null });
    expect(await whoami()).toBe(200);
  });

  test("a token past its end is worth nothing, and is removed with all that was remembered of its call", async () => {
    await freshDelivery();
    const { db } = stage.api.database;
    const { token } = (await stage.exchange(made.delivery)).body;
    await db
      .update(tokens)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(tokens.deliveryId, made.delivery));
    expect(await stage.api.call("GET", "//whoami", { token })).toMatchObject({ status: 401 });

    await forgetExpired(db);
    await forgetOldCalls(db);
    expect(await db.select({ id: tokens.id }).from(tokens).where(eq(tokens.deliveryId, made.delivery))).toEqual([]);
    expect(await stage.exchange(made.delivery)).toMatchObject({ status: 200 });
  });
});

describe("the exchange", () => {
  let api: TestApi;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi("embedded", { rates: { publicPerAddress: { perSecond: 0.01, burst: 4 } } });
    const { privateKey } = await generateKeyPair("RS256");
    token = await new SignJWT(claimsOf("http://127.0.0.1:1"))
      .setProtectedHeader({ alg: "RS256", kid: "k" })
      .sign(privateKey);
  });
  afterAll(() => api.close());

  const send = (body: unknown) => api.call("POST", "//oidc/exchange", { token: null, body });

  test("answers 503 with Retry-After, and not 403, while GitHub's keys are away", async () => {
    const answer = await send({ token, delivery: newId("delivery") });

    expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(answer.headers.get("retry-after")).toBe("5");
  });

  test("counts the calls of an address, whatever they bring, and takes no large body", async () => {
    expect(await send({ token: "x".repeat(16_385), delivery: "d" })).toMatchObject({ status: 422 });
    expect(await send({ token: "x".repeat(30_000), delivery: "d" })).toMatchObject({ status: 413 });
    expect(await send({ token: "x", delivery: "d" })).toMatchObject({
      status: 403,
      body: { reason: "token_unreadable" },
    });
    const limited = await send({ token: "x", delivery: "d" });
    expect(limited).toMatchObject({ status: 429 });
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
