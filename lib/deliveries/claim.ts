import { and, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Destination, RefusalCode } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import type { ExecutorInput } from "@/lib/core/ports";
import { type Database, inTransaction, rows, type Transaction } from "@/lib/db/client";
import { openDeliveries } from "@/lib/db/schema";
import { bookPace, type Limits, roomWithin } from "./limits";

/** How long a claimed delivery is its worker's own: the total timeout of a request, and room for storing the answer. */
export const LEASE_SECONDS = 30;

/** How many deliveries to take for one destination; of them at most so many retries, which the oldest get first. */
export type Wish = {
  destination: Destination;
  room: number;
  retries: number;
  /** True for the one delivery that tries out a destination whose breaker is open. */
  isProbe: boolean;
  limits: Limits | null;
};

export type Claim = Omit<ExecutorInput, "attempt"> & {
  destination: Destination;
  leaseToken: string;
  tries: number;
  schedule: number[];
  attemptCount: number;
  /** Set where it must not be sent, but only be told to have failed. */
  refusal: RefusalCode | null;
  traceparent: string | null;
  /** True while its destination has a breaker, open or not: then its successes count too. */
  isSuspect: boolean;
  createdAt: Date;
  eventId: Id<"event">;
};

/** Takes what is due and nobody else has, as far as was wished: never of a paused webhook, nor past an open breaker. */
export async function claimDue(db: Database, wishes: readonly Wish[]): Promise<Claim[]> {
  const free = wishes.filter(({ limits }) => limits === null);
  const limited = wishes.filter(({ limits }) => limits !== null);
  const claimed = free.length > 0 ? await claim(db, free) : [];
  for (const wish of limited) {
    claimed.push(...(await claimWithin(db, wish)));
  }
  return claimed;
}

/** Keeps the leases of those that take long. Answers which are still held: the others' answers will be dropped. */
export async function renewLeases(
  db: Database,
  held: readonly Pick<Claim, "deliveryId" | "leaseToken">[],
): Promise<Set<string>> {
  const kept = await db
    .update(openDeliveries)
    .set({ leaseExpiresAt: leaseEnd })
    .where(
      and(
        inArray(
          openDeliveries.deliveryId,
          held.map(({ deliveryId }) => deliveryId),
        ),
        inArray(
          openDeliveries.leaseToken,
          held.map(({ leaseToken }) => leaseToken),
        ),
        isNotNull(openDeliveries.leaseExpiresAt),
        eq(openDeliveries.state, "sending"),
      ),
    )
    .returning({ leaseToken: openDeliveries.leaseToken });
  return new Set(kept.flatMap(({ leaseToken }) => leaseToken ?? []));
}

const leaseEnd = sql`now() + make_interval(secs => ${sql.raw(String(LEASE_SECONDS))})`;

async function claimWithin(db: Database, wish: Wish): Promise<Claim[]> {
  const { destination, limits } = wish;
  if (limits === null) {
    return [];
  }
  return inTransaction(db, async (tx) => {
    const room = await roomWithin(tx, destination, limits, wish.room);
    if (room === 0) {
      return [];
    }
    const claimed = await claim(tx, [{ ...wish, room, retries: Math.min(wish.retries, room) }]);
    await bookPace(tx, destination, limits, claimed.length);
    return claimed;
  });
}

/**
 * One statement, however many destinations. Retries come first within a destination, but only up to their share: first
 * attempts have the rest to themselves, and neither can starve the other.
 */
async function claim(db: Database | Transaction, wishes: readonly Wish[]): Promise<Claim[]> {
  const wanted = JSON.stringify(wishes.map(({ limits: _, ...wish }) => wish));
  const claimed = await rows(
    db,
    claimRow,
    sql`
      with wish as materialized (
        select wish.*, breakers.destination is not null as is_suspect
        from jsonb_to_recordset(${wanted}::jsonb) as wish(destination text, room int, retries int, "isProbe" boolean)
        left join webhooks on webhooks.id = wish.destination
        left join breakers on breakers.destination = wish.destination
        where webhooks.paused_at is null and (
          breakers.open_until is null or wish."isProbe" and breakers.open_until <= now()
        )
      ), picked as materialized (
        select either.delivery_id, wish.is_suspect
        from wish cross join lateral (
          select delivery_id from (${dueOf("retrying", sql`wish.retries`)}) as retry
          union all
          select delivery_id from (${dueOf("pending", sql`wish.room`)}) as first
          limit wish.room
        ) as either
      )
      update open_deliveries as open
      set state = 'sending', lease_token = gen_random_uuid(), lease_expires_at = ${leaseEnd}
      from picked join deliveries as delivery on delivery.id = picked.delivery_id
      where open.delivery_id = picked.delivery_id
      returning
        open.delivery_id as "deliveryId", open.team_id as "teamId", open.destination, open.lease_token as "leaseToken",
        open.tries, open.attempt_count as "attemptCount", delivery.action, delivery.webhook_id as "webhookId",
        delivery.body, delivery.secret_holes as "secretHoles", delivery.schedule, delivery.refusal, delivery.traceparent,
        picked.is_suspect as "isSuspect", delivery.created_at as "createdAt",
        delivery.event_id as "eventId"`,
  );
  return claimed.map((row) => ({ ...row, createdAt: new Date(row.createdAt) })); // One driver answers it as text.
}

function dueOf(state: "pending" | "retrying", limit: SQL): SQL {
  return sql`
    select waiting.delivery_id from open_deliveries as waiting
    where waiting.destination = wish.destination and waiting.state = ${sql.raw(`'${state}'`)} and waiting.due_at <= now()
    order by waiting.due_at limit ${limit} for update skip locked`;
}

/** Only what no column type tells is checked: these are our own rows, thousands a second. */
const claimRow = z.custom<Omit<Claim, "createdAt"> & { createdAt: Date | string }>(
  (row) => typeof row === "object" && row !== null,
);
