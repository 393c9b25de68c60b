import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { HELD_LONGEST_MS } from "@/lib/core/breaker";
import type { Destination, RefusalCode } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import type { ExecutorInput } from "@/lib/core/ports";
import { eachOf, isAmong } from "@/lib/db/among";
import { type Database, inTransaction, rows, type Transaction } from "@/lib/db/client";
import { openDeliveries } from "@/lib/db/schema";
import { bookPace, type Limits, roomWithin } from "./limits";

/** How long a claimed delivery is its worker's own: the total timeout of a request, and room for storing the answer. */
export const LEASE_SECONDS = 30;

/** Where both wait, one in so many is a retry: neither can starve the other. */
export const RETRY_SHARE = 4;

/** Nothing is held for longer: a time past it was written by a clock that has been set back since. */
export const LONGER_THAN_ANY = sql.raw(`interval '${HELD_LONGEST_MS / 1_000} seconds'`);

/** True of a breaker that has been open long enough. */
export const MAY_PROBE = sql`(breakers.open_until <= now() or breakers.open_until > now() + ${LONGER_THAN_ANY})`;

/** How many deliveries to take for one destination, and how many of them at most may be retries. */
export type Wish = {
  destination: Destination;
  room: number;
  retries: number;
  /** First attempts taken since the last retry, so that taking them one by one keeps to the same share. */
  firstsBefore: number;
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
  /** True where it had waited for another try. */
  isRetry: boolean;
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
        isAmong(
          openDeliveries.deliveryId,
          held.map(({ deliveryId }) => deliveryId),
        ),
        sql`${openDeliveries.leaseToken} in (select token::uuid from (${eachOf(held.map(({ leaseToken }) => leaseToken))}) as held(token))`,
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
    const claimed = await claim(tx, [{ ...wish, room }]);
    await bookPace(tx, destination, limits, claimed.length);
    return claimed;
  });
}

/**
 * One statement, however many destinations. Within one, retries come first up to their share, then first attempts; what
 * these leave, retries have too.
 */
async function claim(db: Database | Transaction, wishes: readonly Wish[]): Promise<Claim[]> {
  const wanted = JSON.stringify(wishes.map(({ limits: _, ...wish }) => ({ ...wish, share: shareOf(wish) })));
  const claimed = await rows(
    db,
    claimRow,
    sql`
      with wish as materialized (
        select wish.*, breakers.destination is not null as is_suspect
        from jsonb_to_recordset(${wanted}::jsonb) as wish(
          destination text, room int, retries int, share int, "isProbe" boolean
        )
        left join webhooks on webhooks.id = wish.destination
        left join breakers on breakers.destination = wish.destination
        where webhooks.paused_at is null and (breakers.open_until is null or wish."isProbe" and ${MAY_PROBE})
      ), shared as materialized (
        select wish.destination, wish.is_suspect, retry.delivery_id
        from wish cross join lateral (${dueOf("retrying", "wish", sql`wish.share`)}) as retry
      ), rest as materialized (
        select wish.*, room - (select count(*) from shared where shared.destination = wish.destination) as places from wish
      ), picked as materialized (
        select delivery_id, true as is_retry, is_suspect from shared
        union all
        select due.delivery_id, due.is_retry, rest.is_suspect
        from rest cross join lateral (
          select delivery_id, false as is_retry from (${dueOf("pending", "rest", sql`rest.places`)}) as first
          union all
          select delivery_id, true from (${dueOf("retrying", "rest", sql`rest.retries - rest.share`, NOT_SHARED)}) as more
          limit rest.places
        ) as due
      )
      update open_deliveries as open
      set state = 'sending', lease_token = gen_random_uuid(), lease_expires_at = ${leaseEnd}
      from picked join deliveries as delivery on delivery.id = picked.delivery_id
      where open.delivery_id = picked.delivery_id
      returning
        open.delivery_id as "deliveryId", open.team_id as "teamId", open.destination, open.lease_token as "leaseToken",
        open.tries, open.attempt_count as "attemptCount", delivery.action,
        delivery.body, delivery.secret_holes as "secretHoles", to_json(delivery.schedule) as schedule, delivery.refusal, delivery.traceparent,
        picked.is_retry as "isRetry", picked.is_suspect as "isSuspect", delivery.created_at as "createdAt",
        delivery.event_id as "eventId"`,
  );
  return claimed.map((row) => ({ ...row, createdAt: new Date(row.createdAt) })); // One driver answers it as text.
}

function shareOf({ room, retries, firstsBefore }: Omit<Wish, "limits">): number {
  return Math.min(retries, Math.floor((firstsBefore + room) / RETRY_SHARE));
}

/** What this statement has locked itself it would not skip. */
const NOT_SHARED = sql`and waiting.delivery_id not in (select delivery_id from shared)`;

/** `of` is where the destination stands in the statement: the wish, or what is left of it. */
function dueOf(state: "pending" | "retrying", of: "wish" | "rest", limit: SQL, more = sql``): SQL {
  return sql`
    select waiting.delivery_id from open_deliveries as waiting
    where waiting.destination = ${sql.raw(of)}.destination and waiting.state = ${sql.raw(`'${state}'`)}
      and waiting.due_at <= now() ${more}
    order by waiting.due_at limit ${limit} for update of waiting skip locked`;
}

/** Only what no column type tells is checked: these are our own rows, thousands a second. */
const claimRow = z.custom<Omit<Claim, "createdAt"> & { createdAt: Date | string }>(
  (row) => typeof row === "object" && row !== null,
);
