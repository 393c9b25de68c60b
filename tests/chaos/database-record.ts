import { sql } from "drizzle-orm";
import * as z from "zod";
import { type Database, rows } from "@/lib/db/client";
import { LEASE_SECONDS } from "@/lib/deliveries/claim";
import type { DatabaseRecord, Sighting } from "./evidence";
import { groupBy } from "./evidence";
import { CHANGE_TYPES, changeOf, hookNamed } from "./wiring";

// The one file of the chaos test that knows the tables of the delivery engine.

export const LEASE_MS = LEASE_SECONDS * 1_000;

/** The attempt that stands for a worker which never told how it ended. */
export const LOST = "worker_lost";

/** Deliveries that something must still move. */
export async function countUnfinished(db: Database): Promise<number> {
  const [found] = await rows(
    db,
    z.object({ count: z.coerce.number() }),
    sql`select count(*) as count from open_deliveries where state in ('pending', 'sending', 'retrying')`,
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
    strays: (await rows(db, z.object({ id: z.string() }), STRAYS)).map(({ id }) => id),
  };
}

/** Which webhooks are held back just now, and until when. */
export async function readHeld(db: Database): Promise<Sighting["held"]> {
  const found = await rows(
    db,
    z.object({ name: z.string(), openUntil: milliseconds }),
    sql`
      select webhooks.name, extract(epoch from open_until) * 1000 as "openUntil"
      from breakers join webhooks on webhooks.id = breakers.destination where open_until is not null`,
  );
  return found.map(({ name, openUntil }) => ({ hook: hookNamed(name), openUntil }));
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
  attemptCount: z.number().nullable(),
  retriesMax: z.number(),
  dueAt: milliseconds.nullable(),
  leaseExpiresAt: milliseconds.nullable(),
});

const DELIVERIES = sql`
  select delivery.id, event_id as "eventId", delivery.automation_id as "automationId",
    coalesce(open.state, 'delivered') as state, open.attempt_count as "attemptCount", cardinality(schedule) as "retriesMax",
    extract(epoch from due_at) * 1000 as "dueAt", extract(epoch from lease_expires_at) * 1000 as "leaseExpiresAt"
  from deliveries as delivery left join open_deliveries as open on open.delivery_id = delivery.id
  order by delivery.id`;

const STRAYS = sql`
  select delivery_id as id from open_deliveries where delivery_id not in (select id from deliveries)`;

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
