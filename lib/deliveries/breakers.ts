import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import * as z from "zod";
import { afterTally, type Breaker, isFault, type Tally } from "@/lib/core/breaker";
import type { Destination, Outcome } from "@/lib/core/delivery";
import { eachOf, isAmong } from "@/lib/db/among";
import { type Database, rows, type Transaction } from "@/lib/db/client";
import { breakers } from "@/lib/db/schema";
import { announceDue } from "@/lib/outbox/announce";
import { LEASE_SECONDS, LONGER_THAN_ANY, MAY_PROBE } from "./claim";

type Ended = { destination: Destination; isSuspect: boolean; execution: { outcome: Outcome } };

/** How the attempts ended, by destination, of those destinations that have failed now or lately. */
export function talliesOf(ended: readonly Ended[]): Map<Destination, Tally> {
  const tallies = new Map<Destination, Tally>();
  for (const each of ended) {
    const tally = tallyOf(each);
    if (tally) {
      const before: Tally = tallies.get(each.destination) ?? { failures: 0, successes: 0, holdMs: 0 };
      tallies.set(each.destination, {
        failures: before.failures + tally.failures,
        successes: before.successes + tally.successes,
        holdMs: Math.max(before.holdMs, tally.holdMs),
        limitMs: Math.max(before.limitMs ?? 0, tally.limitMs ?? 0),
      });
    }
  }
  return tallies;
}

/**
 * Null where there is nothing to tell: only a fault counts for a destination without a breaker. With one, even what told
 * nothing is told, for it may have been the probe, and the next one need not wait until that would have taken too long.
 */
function tallyOf({ isSuspect, execution: { outcome } }: Ended): Tally | null {
  if (outcome.code === "rate_limited") {
    const limitMs = outcome.kind === "failed" ? (outcome.retryAfterMs ?? 0) : 0;
    return { failures: 0, successes: 0, holdMs: 0, limitMs };
  }
  const isFaulty = isFault(outcome);
  if (isFaulty === true) {
    return { failures: 1, successes: 0, holdMs: outcome.kind === "failed" ? (outcome.retryAfterMs ?? 0) : 0 };
  }
  return isSuspect ? { failures: 0, successes: isFaulty === false ? 1 : 0, holdMs: 0 } : null;
}

/** Tells the breakers how attempts ended. Their rows are locked in the order of their keys, so that no two wait for each other. */
export async function countOutcomes(tx: Transaction, tallies: ReadonlyMap<Destination, Tally>): Promise<void> {
  const destinations = [...tallies.keys()].sort();
  if (destinations.length === 0) {
    return;
  }
  await rows(
    tx,
    z.object({}),
    sql`
      insert into breakers (destination, window_started_at, failures, successes, openings)
      select destination, now(), 0, 0, 0 from (${eachOf(destinations)}) as suspect(destination)
      on conflict do nothing`,
  );
  const found = await tx
    .select({
      destination: breakers.destination,
      windowStartedAt: breakers.windowStartedAt,
      failures: breakers.failures,
      successes: breakers.successes,
      openUntil: breakers.openUntil,
      openings: breakers.openings,
      now: sql<Date>`clock_timestamp()`.mapWith(breakers.windowStartedAt),
    })
    .from(breakers)
    .where(isAmong(breakers.destination, destinations))
    .orderBy(asc(breakers.destination))
    .for("update");

  for (const { destination, now, ...before } of found) {
    const tally = tallies.get(destination);
    await store(tx, destination, before, tally ? afterTally(before, tally, now) : before);
  }
}

async function store(tx: Transaction, destination: Destination, before: Breaker, after: Breaker | null): Promise<void> {
  if (after) {
    await tx
      .update(breakers)
      .set({ ...after, probeUntil: null })
      .where(eq(breakers.destination, destination));
    return;
  }
  await tx.delete(breakers).where(eq(breakers.destination, destination));
  if (before.openUntil) {
    await announceDue(tx, [destination]); // What waited for it may go out.
  }
}

/** A person who sends something again has reason to think that it arrives now: that need not wait for the breaker's time. */
export async function letProbe(tx: Transaction, destination: Destination): Promise<void> {
  await tx
    .update(breakers)
    .set({ openUntil: sql`now()`, probeUntil: null })
    .where(and(eq(breakers.destination, destination), isNotNull(breakers.openUntil)));
}

/**
 * Takes the right to send one probe each to destinations whose breaker has been open long enough and for which something
 * is due: one worker at a time has it.
 */
export async function takeProbes(db: Database, limit: number): Promise<Destination[]> {
  const taken = await rows(
    db,
    z.object({ destination: z.custom<Destination>((id) => typeof id === "string") }),
    sql`
      update breakers set probe_until = now() + make_interval(secs => ${LEASE_SECONDS})
      where destination in (
        select destination from breakers
        where ${MAY_PROBE}
          and (probe_until is null or probe_until <= now() or probe_until > now() + ${LONGER_THAN_ANY})
          and not exists (select from webhooks where id = breakers.destination and paused_at is not null)
          and (
            exists (select from open_deliveries as open where open.destination = breakers.destination
              and open.state = 'pending' and open.due_at <= now())
            or exists (select from open_deliveries as open where open.destination = breakers.destination
              and open.state = 'retrying' and open.due_at <= now())
          )
        order by open_until limit ${limit} for update skip locked
      )
      returning destination`,
  );
  return taken.map(({ destination }) => destination);
}
