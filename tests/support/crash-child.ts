import { contextless, grant } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import { parseEgressAllow } from "@/lib/core/address";
import { type Database, inTransaction, openDatabase } from "@/lib/db/client";
import { automations, models, teams } from "@/lib/db/schema";
import { appendEvent } from "@/lib/events/append";
import { systemClock } from "@/lib/platform/clock";
import { parseKeyring } from "@/lib/platform/crypto";
import { createNameResolver } from "@/lib/platform/dns";
import { createHttpClient } from "@/lib/platform/http";
import { newId } from "@/lib/platform/id";
import { createLog } from "@/lib/platform/log";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import { moveAlias } from "@/lib/registry/aliases/commands";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { resolveSecrets } from "@/lib/secrets/resolve";
import { createWebhook } from "@/lib/webhooks/commands";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { startWorker } from "@/lib/worker/start";
import { must } from "./must";
import { noGitHub, noLaunch, noReports } from "./no-github";

/**
 * One process of the product, for a test that kills it. It says on standard output what it has done and then waits.
 * `prepare` makes a team with an automation; `move` commits an alias; `begin` stops short of the commit; `work` sends.
 */
const {
  CRASH_KIND,
  CRASH_PLACE = "",
  CRASH_KEYS = "",
  CRASH_RECEIVER = "",
  CRASH_FILES = "",
  CRASH_STEPS = "",
} = process.env;

const handle = await openDatabase(
  CRASH_KIND === "embedded"
    ? { kind: "embedded", folder: CRASH_PLACE }
    : { kind: "postgres", url: CRASH_PLACE, poolMax: 5 },
);
const { db } = handle;
const keyring = must(parseKeyring(CRASH_KEYS));
const allow = must(parseEgressAllow(CRASH_RECEIVER));

const STEPS: Record<string, () => Promise<void>> = {
  async prepare() {
    const teamId = newId("team");
    await db.insert(teams).values({ id: teamId, name: "crash" });
    const scope = await scopeOf(db);
    const input = { name: "hook", url: `${CRASH_RECEIVER}/hook`, preset: "generic" as const, retrySchedule: [1] };
    const unsigned = { accessTokenSecret: null, signingSecret: null, signatureEncoding: "base64" as const };
    const ports = { keyring, egress: { allow, resolve: createNameResolver() } };
    const webhook = must(await createWebhook(db, scope, { ...input, ...unsigned }, ports));
    await db.insert(automations).values({
      id: newId("automation"),
      teamId,
      name: "deploy",
      eventType: "ADD_ARTIFACT_ALIAS",
      filter: { alias: { equals: "production" }, tag: null, conditions: [] },
      matchKey: "production",
      actionType: "webhook",
      action: { type: "webhook", webhookId: webhook.id, payload: { id: "${delivery_id}", alias: "${alias}" } },
      webhookId: webhook.id,
      secretNames: [],
      createdBy: "test",
    });
    must(await createModel(db, scope, { name: "churn", description: "", card: "" }));
    const source = { uri: "s3://bucket/churn", metadata: {} };
    must(await linkVersion(db, scope, { model: "churn", source, aliases: [], description: "" }));
  },

  async move() {
    must(await moveAlias(db, await scopeOf(db), { model: "churn", alias: "production", version: "v0" }));
  },

  async begin() {
    const scope = await scopeOf(db);
    const [model] = await db.select({ id: models.id, name: models.name }).from(models).limit(1);
    await inTransaction(db, async (tx) => {
      if (model) {
        await appendEvent(tx, scope, { type: "ADD_ARTIFACT_ALIAS", model, alias: "production" });
      }
      process.stdout.write("uncommitted\n");
      await new Promise(() => setInterval(() => undefined, 1_000)); // Killed here, before the commit.
    });
  },

  async work() {
    const http = createHttpClient({ allow });
    const executor = createWebhookExecutor({
      db,
      keyring,
      http,
      clock: systemClock,
      version: "test",
      resolveSecrets: (teamId, wish) => resolveSecrets(db, keyring, teamId, wish),
    });
    const log = createLog({ level: "silent" });
    await startWorker({
      db,
      reporters: noReports,
      executors: { webhook: executor, github: noGitHub, launch: noLaunch },
      clock: systemClock,
      storage: createDiskStorage(CRASH_FILES),
      log,
      listen: handle.listen,
      isSoleOwner: handle.kind === "embedded",
      retentionDays: null,
    });
  },
};

for (const step of CRASH_STEPS.split(",")) {
  await STEPS[step]?.();
  process.stdout.write(`${step} done\n`);
}
setInterval(() => undefined, 1_000);

async function scopeOf(db: Database): Promise<TeamScope> {
  const [team] = await db.select({ id: teams.id, name: teams.name }).from(teams).limit(1);
  if (!team) {
    throw new Error("Prepare first.");
  }
  return grant(
    { team, actor: { kind: "system", id: null, name: "test" }, role: "admin", models: "all" },
    contextless(),
  );
}
