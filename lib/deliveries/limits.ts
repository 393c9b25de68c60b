import { and, count, eq, isNull, sql } from "drizzle-orm";
import * as z from "zod";
import type { Destination } from "@/lib/core/delivery";
import { type Id, isId } from "@/lib/core/ids";
import { paced } from "@/lib/core/pace";
import { PRESETS } from "@/lib/core/presets";
import { isAmong } from "@/lib/db/among";
import { type Database, rows, type Transaction } from "@/lib/db/client";
import { openDeliveries, paces, webhooks } from "@/lib/db/schema";

/** What a receiver bears, over all workers; null where it was given no limit. */
export type Limits = {
  maxConcurrent: number | null;
  maxPerSecond: number | null;
  /** How many may go out at once within the rate; left out: what receivers usually bear. */
  burst?: number;
};

/**
 * GitHub's rule for an App: one request after the other, and a second between those that change something. What follows
 * the same installation from elsewhere, another process or another repository, waits as well.
 */
const INSTALLATION_LIMITS: Limits = { maxConcurrent: 1, maxPerSecond: 1, burst: 1 };

/** The limits of destinations that have any. To a deleted webhook nothing is sent: what waits for it ends as fast as it goes. */
export async function readLimits(db: Database, destinations: readonly Destination[]): Promise<Map<string, Limits>> {
  const [installations, others] = split(destinations);
  if (others.length === 0) {
    return new Map(installations.map((id) => [id, INSTALLATION_LIMITS]));
  }
  const found = await db
    .select({
      id: webhooks.id,
      preset: webhooks.preset,
      maxConcurrent: webhooks.maxConcurrent,
      maxPerSecond: webhooks.maxPerSecond,
    })
    .from(webhooks)
    .where(and(isAmong(webhooks.id, others), isNull(webhooks.deletedAt)));
  const ofWebhooks = found
    .map(({ id, preset, maxConcurrent, maxPerSecond }) => {
      return [id, { maxConcurrent, maxPerSecond: maxPerSecond ?? PRESETS[preset].maxPerSecond }] as const;
    })
    .filter(([, limits]) => limits.maxConcurrent !== null || limits.maxPerSecond !== null);
  return new Map<string, Limits>([...ofWebhooks, ...installations.map((id) => [id, INSTALLATION_LIMITS] as const)]);
}

/** How many more may be sent now, over all workers: its row is locked, so that no two of them reckon with the same room. */
export async function roomWithin(
  tx: Transaction,
  destination: Destination,
  { maxConcurrent, maxPerSecond, burst }: Limits,
  wanted: number,
): Promise<number> {
  const pace = await lockPace(tx, destination);
  const beside = maxConcurrent === null ? wanted : maxConcurrent - (await countSending(tx, destination));
  const room = Math.max(0, Math.min(wanted, beside));
  return maxPerSecond === null ? room : paced({ maxPerSecond, burst, ...pace }, room).count;
}

/** Books what was taken of the rate, in the transaction that asked for room. */
export async function bookPace(
  tx: Transaction,
  destination: Destination,
  limits: Limits,
  taken: number,
): Promise<void> {
  if (limits.maxPerSecond === null || taken === 0) {
    return;
  }
  const pace = await lockPace(tx, destination);
  const { usedUntil } = paced({ maxPerSecond: limits.maxPerSecond, burst: limits.burst, ...pace }, taken);
  await tx.update(paces).set({ usedUntil }).where(eq(paces.destination, destination));
}

/**
 * Begins the second between two requests at the end of an attempt: one that first had to ask for a token sent its own late.
 * In the transaction that stores the attempt, so that whoever claims next finds it.
 */
export async function restAfter(tx: Transaction, destinations: readonly Destination[]): Promise<void> {
  const [installations] = split(destinations);
  if (installations.length > 0) {
    // Locked in the order of their keys, so that no two transactions wait for each other.
    await rows(
      tx,
      z.object({}),
      sql`
        with ended as materialized (
          select destination from paces where ${isAmong(paces.destination, installations)} order by destination for update
        )
        update paces set used_until = clock_timestamp() + interval '1 second'
        from ended where paces.destination = ended.destination`,
    );
  }
}

function split(destinations: readonly Destination[]): [Id<"installation">[], Id<"webhook">[]] {
  return [destinations.filter((id) => isId("installation", id)), destinations.filter((id) => isId("webhook", id))];
}

async function lockPace(tx: Transaction, destination: Destination): Promise<{ usedUntil: Date | null; now: Date }> {
  await tx
    .insert(paces)
    .values({ destination, usedUntil: new Date(0) })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ usedUntil: paces.usedUntil, now: sql<Date>`clock_timestamp()`.mapWith(paces.usedUntil) })
    .from(paces)
    .where(eq(paces.destination, destination))
    .for("update");
  return row ?? { usedUntil: null, now: new Date() };
}

async function countSending(tx: Transaction, destination: Destination): Promise<number> {
  const [sending] = await tx
    .select({ deliveries: count() })
    .from(openDeliveries)
    .where(and(eq(openDeliveries.destination, destination), eq(openDeliveries.state, "sending")));
  return sending?.deliveries ?? 0;
}
