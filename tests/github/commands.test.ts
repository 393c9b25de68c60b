import { createSecretKey, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import type { InstallationFacts, RepositoryFacts } from "@/lib/core/github-app";
import { audit, githubApps, githubReceipts, githubRuns, githubUsedStates, teams } from "@/lib/db/schema";
import { readAppCredentials } from "@/lib/github/apps";
import { forgetApp, saveApp, tieInstallation, untieInstallation } from "@/lib/github/commands";
import { findTied, followInstallation } from "@/lib/github/follow";
import { findAppView, getInstallation, listInstallations } from "@/lib/github/installations";
import { findInstalledRepository } from "@/lib/github/queries";
import { forgetOldGitHub, keepReceipt } from "@/lib/github/receipts";
import type { Keyring } from "@/lib/platform/crypto";
import { parseEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/id";
import { rotateKeys } from "@/lib/secrets/rotate";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";

const ENV = must(parseEnv({}));
const KEYS = new Map(["k1", "k2"].map((id) => [id, createSecretKey(randomBytes(32))]));
const OLD: Keyring = { currentId: "k1", keys: KEYS };
const NEW: Keyring = { currentId: "k2", keys: KEYS };

const APP = {
  appId: 77,
  slug: "registry",
  name: "Registry",
  ownerLogin: "acme",
  clientId: "Iv1",
  clientSecret: "client-hunter2",
  webhookSecret: "hook-hunter2",
  privateKey: "pem-hunter2",
};

let lastNumber = 4_100_000_000;

function factsOf(login: string, changes: Partial<InstallationFacts> = {}): InstallationFacts {
  lastNumber += 1;
  return {
    installationId: lastNumber,
    appId: 77,
    account: { id: lastNumber, login, type: "Organization" },
    repositorySelection: "selected",
    permissions: { metadata: "read", actions: "write" },
    suspendedAt: null,
    ...changes,
  };
}

function repositoryOf(name: string): RepositoryFacts {
  lastNumber += 1;
  return { repositoryId: lastNumber, ownerId: 1, name, defaultBranch: "main", isPrivate: true, isArchived: false };
}

describe.each(DATABASE_KINDS)("the App and its installations on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  const scopeOf = async (role: TeamScope["role"] = "admin") => (await database.team()).scope(role);

  test("an App is kept by an operator who is an admin, and by nobody else", async () => {
    const made = { app: APP, keyring: OLD };

    expect(await saveApp(database.db, await scopeOf(), { isOperator: false }, made)).toMatchObject({
      problem: { code: "forbidden" },
    });
    expect(await saveApp(database.db, await scopeOf("member"), { isOperator: true }, made)).toMatchObject({
      problem: { code: "forbidden" },
    });
    expect(await findAppView(database.db, ENV)).toBeNull();
    must(await saveApp(database.db, await scopeOf(), { isOperator: true }, made));
    expect(await findAppView(database.db, ENV)).toMatchObject({ slug: "registry", isGiven: false });
  });

  test("a rotation of keys seals the App anew, and says when no key opens it", async () => {
    expect(await rotateKeys(database.db, NEW)).toMatchObject({ resealed: 1, unreadable: [] });
    const onlyNew: Keyring = { currentId: "k2", keys: new Map([...KEYS].filter(([id]) => id === "k2")) };
    expect(must(await readAppCredentials(database.db, onlyNew, ENV))).toMatchObject({ webhookSecret: "hook-hunter2" });

    const other: Keyring = { currentId: "k3", keys: new Map([["k3", createSecretKey(randomBytes(32))]]) };
    expect(await rotateKeys(database.db, other)).toMatchObject({
      resealed: 0,
      unreadable: [{ kind: "github_app", teamId: null }],
    });
  });

  test("only admins tie and untie, and a team never sees another's", async () => {
    const team = await database.team();
    const facts = factsOf("acme");
    const wish = { facts, repositories: [repositoryOf("acme/one"), repositoryOf("acme/Two")] };
    expect(await tieInstallation(database.db, await team.scope("member"), wish)).toMatchObject({
      problem: { code: "forbidden" },
    });

    const { id } = must(await tieInstallation(database.db, await team.scope("admin"), wish));

    expect(await getInstallation(database.db, await team.scope("viewer"), id)).toMatchObject({
      problem: { code: "forbidden" },
    });
    expect(await getInstallation(database.db, await team.scope("admin", { models: [] }), id)).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(must(await getInstallation(database.db, await team.scope("member"), id))).toMatchObject({
      account: { login: "acme" },
      repositoryCount: 2,
      missingPermissions: ["contents", "workflows", "pull_requests", "deployments", "checks", "statuses", "members"],
      usedBy: [],
    });
    expect(await findInstalledRepository(database.db, team.id, { name: "ACME/two" })).not.toBeNull();
    expect(await untieInstallation(database.db, await scopeOf(), id)).toMatchObject({ problem: { code: "not_found" } });
    expect(await untieInstallation(database.db, await team.scope("member"), id)).toMatchObject({
      problem: { code: "forbidden" },
    });
  });

  test("two teams that tie the same account at once: one has it, the other is told so", async () => {
    const facts = factsOf("rivals");
    const scopes = [await scopeOf(), await scopeOf(), await scopeOf()];

    const results = await Promise.all(
      scopes.map((scope) => tieInstallation(database.db, scope, { facts, repositories: [] })),
    );

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter(({ ok }) => !ok)).toMatchObject([
      { problem: { code: "conflict", message: expect.stringContaining("another team") } },
      { problem: { code: "conflict" } },
    ]);
  });

  test("what is untied reaches nothing, and comes back as the same when it is tied again under another number", async () => {
    const scope = await scopeOf();
    const facts = factsOf("initech");
    const repository = repositoryOf("initech/tps");
    const { id } = must(await tieInstallation(database.db, scope, { facts, repositories: [repository] }));

    must(await untieInstallation(database.db, scope, id));
    expect(await findInstalledRepository(database.db, scope.teamId, { id: repository.repositoryId })).toBeNull();
    expect(await untieInstallation(database.db, scope, id)).toMatchObject({ problem: { code: "not_found" } });
    expect(must(await listInstallations(database.db, scope, { limit: 9 })).items).toEqual([]);

    const again = { ...factsOf("initech"), account: facts.account };
    const back = must(await tieInstallation(database.db, scope, { facts: again, repositories: [repository] }));
    expect(back.id).toBe(id);
    expect(await findInstalledRepository(database.db, scope.teamId, { id: repository.repositoryId })).toMatchObject({
      githubInstallationId: again.installationId,
    });
  });

  test("an answer of GitHub's from before a change is not stored, and a receipt is there only with its change", async () => {
    const scope = await scopeOf();
    const facts = factsOf("hooli");
    must(await tieInstallation(database.db, scope, { facts, repositories: [repositoryOf("hooli/old")] }));
    const before = await findTied(database.db, facts.installationId);
    const renewed = [repositoryOf("hooli/new")];
    const news = (repositories: RepositoryFacts[]) => ({ kind: "installation", facts, repositories }) as const;
    const [late, early] = [receiptOf(), receiptOf()];

    expect(before && (await followInstallation(database.db, before, news(renewed), late))).toBe(true);
    expect(before && (await followInstallation(database.db, before, news([]), early))).toBe(false);

    expect(await findInstalledRepository(database.db, scope.teamId, { name: "hooli/new" })).not.toBeNull();
    const kept = (await database.db.select({ guid: githubReceipts.guid }).from(githubReceipts)).map(({ guid }) => guid);
    expect([kept.includes(late.guid), kept.includes(early.guid)]).toEqual([true, false]);
    const now = await findTied(database.db, facts.installationId);
    expect(now && (await followInstallation(database.db, now, { kind: "gone" }, late))).toBe(true);
    expect(await findTied(database.db, facts.installationId)).not.toBeNull();
  });

  test("a team that is deleted takes its installations with it", async () => {
    const team = await database.team();
    const facts = factsOf("ended");
    const wish = { facts, repositories: [repositoryOf("ended/it")] };
    must(await tieInstallation(database.db, await team.scope("admin"), wish));

    await database.db.delete(teams).where(eq(teams.id, team.id));

    expect(await findTied(database.db, facts.installationId)).toBeNull();
    expect(must(await tieInstallation(database.db, await scopeOf(), wish)).login).toBe("ended");
  });

  test("forgetting the App destroys its credentials and unties what came through it, in every team", async () => {
    const scope = await scopeOf();
    const facts = factsOf("forgotten");
    must(await tieInstallation(database.db, scope, { facts, repositories: [] }));
    expect(await forgetApp(database.db, scope, { isOperator: false })).toMatchObject({
      problem: { code: "forbidden" },
    });

    must(await forgetApp(database.db, await scopeOf(), { isOperator: true }));

    expect(await findTied(database.db, facts.installationId)).toBeNull();
    expect(must(await readAppCredentials(database.db, NEW, ENV))).toBeNull();
    expect(
      (await database.db.select({ sealed: githubApps.sealed }).from(githubApps)).map(({ sealed }) => sealed),
    ).toEqual([""]);
    const told = await database.db.select({ action: audit.action }).from(audit).where(eq(audit.teamId, scope.teamId));
    expect(told.map(({ action }) => action)).toContain("installation.removed");
    expect(JSON.stringify(await database.db.select().from(audit))).not.toContain("hunter2");
  });

  test("old receipts, used steps and runs of no delivery are forgotten, and younger ones are not", async () => {
    const [old, young] = [receiptOf(), receiptOf()];
    await keepReceipt(database.db, old);
    await keepReceipt(database.db, young);
    await database.db
      .update(githubReceipts)
      .set({ receivedAt: sql`now() - interval '8 days'` })
      .where(eq(githubReceipts.guid, old.guid));
    const hourAgo = new Date(Date.now() - 2 * 3_600_000);
    await database.db.insert(githubUsedStates).values([
      { id: "old", expiresAt: hourAgo },
      { id: "young", expiresAt: new Date(Date.now() + 60_000) },
    ]);
    const run = {
      repositoryId: 1,
      teamId: newId("team"),
      state: "queued",
      url: "u",
      workflow: "w",
      event: "e",
      title: "t",
      attempt: 1,
    } as const;
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    await database.db.insert(githubRuns).values([
      { ...run, runId: 1, createdAt: days(2), toldAt: days(2) },
      { ...run, runId: 2, createdAt: days(0), toldAt: days(0) },
      { ...run, runId: 3, createdAt: days(2), toldAt: days(2), deliveryId: "dl_1" },
    ]);

    await forgetOldGitHub(database.db);

    const guids = (await database.db.select({ guid: githubReceipts.guid }).from(githubReceipts)).map(
      ({ guid }) => guid,
    );
    expect([guids.includes(old.guid), guids.includes(young.guid)]).toEqual([false, true]);
    expect(await database.db.select({ id: githubUsedStates.id }).from(githubUsedStates)).toEqual([{ id: "young" }]);
    const runs = await database.db.select({ runId: githubRuns.runId }).from(githubRuns).orderBy(githubRuns.runId);
    expect(runs.map(({ runId }) => runId)).toEqual([2, 3]);
  });

  test("an App of the environment wins", async () => {
    const given = { GITHUB_APP_ID: "5", GITHUB_APP_SLUG: "given" };

    expect(await findAppView(database.db, given)).toMatchObject({ appId: 5, slug: "given", isGiven: true });
  });
});

function receiptOf() {
  return { guid: crypto.randomUUID(), event: "installation" };
}
