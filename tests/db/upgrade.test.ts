import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { type SQL, sql } from "drizzle-orm";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { expect, test } from "vitest";
import { contextless, grant } from "@/lib/auth/grant";
import type { DeliveryState } from "@/lib/core/delivery";
import { openDatabase } from "@/lib/db/client";
import { deliveries, openDeliveries } from "@/lib/db/schema";
import { claimDue } from "@/lib/deliveries/claim";
import { listDue } from "@/lib/deliveries/due";
import { getDelivery } from "@/lib/deliveries/queries";
import { newId } from "@/lib/platform/id";
import { getMlflowVersion } from "@/lib/registry/mlflow/queries";
import { DATABASE_KINDS, type DatabaseKind } from "../support/database";
import { wishFor } from "../support/engine";
import { must } from "../support/must";
import { freshPostgresDatabase } from "../support/postgres-database";

const team = { id: newId("team"), name: "upgraded" };
const webhookId = newId("webhook");
const LEASE = "0b9f6c1e-6a5e-4b61-9a5c-3a1f2f0f7a11";
const MADE = "2026-11-01T08:00:00.000Z";
const TRIED = "2026-11-01T08:05:00.000Z";
const ENDED = "2026-11-01T08:05:00.120Z";
const DUE = "2026-11-01T09:00:00.000Z";

type Old = {
  state: DeliveryState;
  tries: number;
  attempts: number;
  code: string | null;
  status: number | null;
  body?: string;
};

/** As a worker of the first release left them. */
const OLD: Record<string, Old> = {
  fresh: { state: "pending", tries: 0, attempts: 0, code: null, status: null },
  "asked for again": { state: "pending", tries: 0, attempts: 10, code: "http_status", status: 500 },
  "to be tried again": { state: "retrying", tries: 3, attempts: 3, code: "timeout", status: null },
  "being sent": { state: "sending", tries: 1, attempts: 1, code: "http_status", status: 503 },
  arrived: { state: "delivered", tries: 2, attempts: 12, code: "delivered", status: 204 },
  "given up": { state: "gave_up", tries: 10, attempts: 10, code: "http_status", status: 500 },
  "too large": { state: "gave_up", tries: 0, attempts: 0, code: "payload_too_large", status: null, body: "" },
  unsure: { state: "unknown", tries: 1, attempts: 1, code: "worker_lost", status: null },
  stopped: { state: "stopped", tries: 2, attempts: 2, code: "connection_refused", status: null },
};

test.each(DATABASE_KINDS)(
  "what a database of the first release holds stands as it stood after the upgrade on %s",
  async (kind) => {
    const { place, run, close } = await openFirstRelease(kind);
    const ids = new Map(Object.keys(OLD).map((name) => [name, newId("delivery")]));
    await run(sql`insert into teams (id, name) values (${team.id}, ${team.name})`);
    for (const [name, old] of Object.entries(OLD)) {
      await insertOld(run, ids.get(name) ?? "", old);
    }
    await linkOld(run);
    await close();

    const { db, close: closeUpgraded } = await openDatabase(
      kind === "embedded" ? { kind, folder: place } : { kind, url: place, poolMax: 3 },
    );

    const actor = { kind: "system" as const, id: null, name: "test" };
    const scope = grant({ team, actor, role: "admin", models: "all" }, contextless());
    for (const [name, old] of Object.entries(OLD)) {
      const { history, ...view } = must(await getDelivery(db, scope, ids.get(name) ?? ""));
      expect(view, name).toMatchObject(viewOf(old));
      expect(
        history.map(({ number }) => number),
        name,
      ).toEqual(Array.from({ length: view.attempts }, (_, at) => view.attempts - at));
    }
    const leases = await db
      .select({ lease: openDeliveries.leaseToken, until: openDeliveries.leaseExpiresAt })
      .from(openDeliveries);
    expect(leases.filter(({ lease }) => lease !== null)).toEqual([{ lease: LEASE, until: new Date(DUE) }]);
    const refusals = await db.select({ refusal: deliveries.refusal }).from(deliveries);
    expect(refusals.filter(({ refusal }) => refusal !== null)).toEqual([{ refusal: "payload_too_large" }]);
    expect(await listDue(db)).toEqual([webhookId]);
    const claims = await claimDue(db, [wishFor(webhookId)]);
    expect(new Set(claims.map(({ deliveryId }) => deliveryId))).toEqual(
      new Set(["fresh", "asked for again", "to be tried again"].map((name) => ids.get(name))),
    );
    expect(must(await getMlflowVersion(db, scope, { model: "churn", version: "v0" }))).toMatchObject({
      stage: "Production",
      runId: "run-1",
      createdAt: MADE,
      updatedAt: MADE,
    });
    await closeUpgraded();
    if (kind === "embedded") {
      rmSync(place, { recursive: true, force: true });
    }
  },
);

function viewOf({ state, tries, attempts, code, status, body }: Old) {
  const isTooLarge = body === ""; // It has an attempt now that says so; before, its own row did.
  const lastTriedAt = attempts > 0 ? ENDED : null;
  const isWaiting = state === "pending" || state === "retrying";
  const isFinal = !(isWaiting || state === "sending");
  return {
    state,
    tries,
    attempts: isTooLarge ? 1 : attempts,
    lastCode: code,
    lastStatus: status,
    createdAt: MADE,
    lastAttemptAt: isTooLarge ? MADE : lastTriedAt,
    dueAt: isWaiting ? DUE : null,
    finishedAt: isFinal ? ENDED : null,
  };
}

type Run = (statement: SQL) => Promise<unknown>;

/** A version in production, before MLflow's clients could ask for its stage and its run. */
async function linkOld(run: Run): Promise<void> {
  const [model, project, artifact, version] = [newId("model"), newId("project"), newId("artifact"), newId("version")];
  await run(sql`insert into projects (id, team_id, name) values (${project}, ${team.id}, 'p')`);
  await run(sql`
    insert into artifacts (id, team_id, project_id, name, number, type, state, source, digest, actor_kind, actor_name)
    values (${artifact}, ${team.id}, ${project}, 'a', 0, 'model', 'committed', '{"runId":"run-1"}', 'd', 'system', 'test')
  `);
  await run(sql`
    insert into models (id, team_id, name, next_number, version_count, latest_number, created_by)
    values (${model}, ${team.id}, 'churn', 1, 1, 0, 'test')
  `);
  await run(sql`
    insert into versions (id, team_id, model_id, number, artifact_id, actor_kind, actor_name, linked_at)
    values (${version}, ${team.id}, ${model}, 0, ${artifact}, 'system', 'test', ${MADE})
  `);
  await run(sql`
    insert into aliases (model_id, name, team_id, version_id, version_number, set_by)
    values (${model}, 'production', ${team.id}, ${version}, 0, 'test')
  `);
}

async function insertOld(run: Run, id: string, old: Old): Promise<void> {
  const isSending = old.state === "sending";
  const isWaiting = old.state === "pending" || old.state === "retrying";
  const isFinal = !(isSending || isWaiting);
  await run(sql`
    insert into deliveries (
      id, team_id, event_id, event_type, automation_id, automation_name, model_id, action_type, action, webhook_id, body,
      schedule, state, tries, attempt_count, last_code, last_status, last_attempt_at, due_at, lease_token, lease_expires_at,
      created_at, finished_at
    ) values (
      ${id}, ${team.id}, ${newId("event")}, 'LINK_ARTIFACT', ${newId("automation")}, 'deploy', ${newId("model")}, 'webhook',
      ${JSON.stringify({ type: "webhook", webhookId, payload: {} })}::json, ${webhookId}, ${old.body ?? "{}"}, '{5,300}',
      ${old.state}, ${old.tries}::int, ${old.attempts}::int, ${old.code}, ${old.status}::int,
      ${old.attempts > 0 ? TRIED : null}::timestamptz, ${isWaiting ? DUE : null}::timestamptz,
      ${isSending ? LEASE : null}::uuid, ${isSending ? DUE : null}::timestamptz, ${MADE}::timestamptz,
      ${isFinal ? ENDED : null}::timestamptz
    )`);
  for (let number = 1; number <= old.attempts; number += 1) {
    const isLast = number === old.attempts;
    await run(sql`
      insert into attempts (id, delivery_id, number, code, status, started_at, duration_ms) values (
        ${newId("attempt")}, ${id}, ${number}::int, ${isLast ? old.code : "http_status"}, ${isLast ? old.status : 500}::int,
        ${TRIED}::timestamptz, 120
      )`);
  }
}

/** A database with the first migration alone. */
async function openFirstRelease(kind: DatabaseKind): Promise<{ place: string; run: Run; close: () => Promise<void> }> {
  const migrationsFolder = firstMigration();
  if (kind === "embedded") {
    const place = mkdtempSync(join(tmpdir(), "modelwire-upgrade-"));
    mkdirSync(join(place, "db"));
    const pglite = await PGlite.create(join(place, "db"));
    const db = drizzlePglite(pglite);
    await migratePglite(db, { migrationsFolder });
    return { place, run: (statement) => db.execute(statement), close: () => pglite.close() };
  }
  const place = await freshPostgresDatabase();
  const client = postgres(place, { max: 1, onnotice: () => undefined });
  const db = drizzle(client);
  await migrate(db, { migrationsFolder });
  return { place, run: (statement) => db.execute(statement), close: () => client.end() };
}

function firstMigration(): string {
  const folder = mkdtempSync(join(tmpdir(), "modelwire-first-migration-"));
  cpSync("drizzle/0000_foundation.sql", join(folder, "0000_foundation.sql"));
  const journal = JSON.parse(readFileSync("drizzle/meta/_journal.json", "utf8"));
  mkdirSync(join(folder, "meta"));
  writeFileSync(
    join(folder, "meta/_journal.json"),
    JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }),
  );
  return folder;
}
