import { sql } from "drizzle-orm";
import * as z from "zod";
import { type Database, rows } from "@/lib/db/client";
import { LEASE_SECONDS } from "@/lib/deliveries/claim";
import type { DatabaseRecord } from "./evidence";
import { groupBy } from "./evidence";
import { CHANGE_TYPES, changeOf } from "./wiring";

// The one file of the chaos test that knows the tables of the delivery engine.

export const LEASE_MS = LEASE_SECONDS * 1_000;

/** The attempt that stands for a worker which never told how it ended. */
export const LOST = "worker_lost";

/** Deliveries that something must still move. */
export async function countUnfinished(db: Database): Promise<number> {
  const [found] = await rows(
    db,
    z.object({ count: z.coerce.number() }),
    sql`select count(*) as count from deliveries where state in ('pending', 'sending', 'retrying')`,
  );
  return found?.count ?? 0;
}

export async function readRecord(db: Database): Promise<DatabaseRecord> {
  const automations = await rows(
    db,
    z.object({ id: z.string(), type: z.string() }),
    sql`select id, event_type as type from automations order by id`,
  );
  const fired = groupBy(automations, ({ type }) => type);
  return {
    automations: new Map([...fired].map(([type, group]) => [type, group.map(({ id }) => id)])),
    events: await readEvents(db),
    deliveries: await rows(db, deliveryRow, DELIVERIES),
    attempts: await rows(db, attemptRow, ATTEMPTS),
  };
}

async function readEvents(db: Database): Promise<DatabaseRecord["events"]> {
  const found = await rows(
    db,
    z.object({ id: z.string(), type: z.enum(CHANGE_TYPES), link: z.coerce.number() }),
    sql`
      select id, type, event -> 'version' -> 'metadata' ->> 'change' as link from events
      where type in ('LINK_ARTIFACT', 'ADD_ARTIFACT_ALIAS') order by id`,
  );
  return found.map(({ id, type, link }) => ({ id, type, change: changeOf(type, link) }));
}

const milliseconds = z.coerce.number();

const deliveryRow = z.object({
  id: z.string(),
  eventId: z.string(),
  automationId: z.string(),
  state: z.string(),
  attemptCount: z.number(),
  retriesMax: z.number(),
  dueAt: milliseconds.nullable(),
  leaseExpiresAt: milliseconds.nullable(),
});

const DELIVERIES = sql`
  select id, event_id as "eventId", automation_id as "automationId", state, attempt_count as "attemptCount",
    cardinality(schedule) as "retriesMax",
    extract(epoch from due_at) * 1000 as "dueAt", extract(epoch from lease_expires_at) * 1000 as "leaseExpiresAt"
  from deliveries order by id`;

const attemptRow = z.object({
  deliveryId: z.string(),
  number: z.number(),
  code: z.string(),
  status: z.number().nullable(),
  isSent: z.boolean(),
  startedAt: milliseconds,
  endedAt: milliseconds,
});

const ATTEMPTS = sql`
  select delivery_id as "deliveryId", number, code, status, request is not null as "isSent",
    extract(epoch from started_at) * 1000 as "startedAt",
    extract(epoch from started_at) * 1000 + duration_ms as "endedAt"
  from attempts order by delivery_id, number`;
