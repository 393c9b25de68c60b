import { and, count, eq, inArray, sql } from "drizzle-orm";
import type { Destination } from "@/lib/core/delivery";
import { paced } from "@/lib/core/pace";
import { PRESETS } from "@/lib/core/presets";
import type { Database, Transaction } from "@/lib/db/client";
import { openDeliveries, paces, webhooks } from "@/lib/db/schema";

/** What a receiver bears, over all workers; null where it was given no limit. */
export type Limits = { maxConcurrent: number | null; maxPerSecond: number | null };

/** The limits of destinations that have any. */
export async function readLimits(db: Database, destinations: readonly Destination[]): Promise<Map<string, Limits>> {
  const found = await db
    .select({
      id: webhooks.id,
      preset: webhooks.preset,
      maxConcurrent: webhooks.maxConcurrent,
      maxPerSecond: webhooks.maxPerSecond,
    })
    .from(webhooks)
    .where(inArray(webhooks.id, [...destinations]));
  return new Map(
    found
      .map(({ id, preset, maxConcurrent, maxPerSecond }) => {
        return [id, { maxConcurrent, maxPerSecond: maxPerSecond ?? PRESETS[preset].maxPerSecond }] as const;
      })
      .filter(([, limits]) => limits.maxConcurrent !== null || limits.maxPerSecond !== null),
  );
}

/** How many more may be sent now, over all workers: its row is locked, so that no two of them reckon with the same room. */
export async function roomWithin(
  tx: Transaction,
  destination: Destination,
  { maxConcurrent, maxPerSecond }: Limits,
  wanted: number,
): Promise<number> {
  const pace = await lockPace(tx, destination);
  const beside = maxConcurrent === null ? wanted : maxConcurrent - (await countSending(tx, destination));
  const room = Math.max(0, Math.min(wanted, beside));
  return maxPerSecond === null ? room : paced({ maxPerSecond, ...pace }, room).count;
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
  const { usedUntil } = paced({ maxPerSecond: limits.maxPerSecond, ...pace }, taken);
  await tx.update(paces).set({ usedUntil }).where(eq(paces.destination, destination));
}

async function lockPace(tx: Transaction, destination: Destination): Promise<{ usedUntil: Date | null; now: Date }> {
  await tx
    .insert(paces)
    .values({ destination, usedUntil: new Date(0) })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ usedUntil: paces.usedUntil, now: sql<Date>`now()`.mapWith(paces.usedUntil) })
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
