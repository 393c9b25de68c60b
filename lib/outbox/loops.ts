import { inArray, sql } from "drizzle-orm";
import * as z from "zod";
import type { RegistryEvent } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import { rows, type Transaction } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";

/** How often an automation may lead to itself within the time below before it is paused. */
const ROUNDS_MAX = 3;
const ROUNDS_WITHIN = sql.raw("interval '10 minutes'");
/** A chain of causes is followed so far: a loop over more automations than that comes round too rarely to do harm. */
const CHAIN_MAX = 64;

/**
 * Pauses those of the automations that keep causing themselves: each of their deliveries led to the change that fires
 * them again, directly or through others. Answers which. Only an event that names its cause costs anything.
 */
export async function pauseLoops(
  tx: Transaction,
  event: RegistryEvent,
  automationIds: readonly Id<"automation">[],
): Promise<Set<Id<"automation">>> {
  if (!event.causeDeliveryId) {
    return new Set();
  }
  const causes = await countCauses(tx, event.causeDeliveryId);
  const looping = automationIds.filter((id) => (causes.get(id) ?? 0) >= ROUNDS_MAX);
  if (looping.length > 0) {
    await tx
      .update(automations)
      .set({ isEnabled: false, pauseReason: "loop", revision: sql`${automations.revision} + 1`, updatedAt: new Date() })
      .where(inArray(automations.id, looping));
  }
  return new Set(looping);
}

/** The automations along the chain of causes, each with how often it stands in it. */
async function countCauses(tx: Transaction, cause: Id<"delivery">): Promise<Map<string, number>> {
  const found = await rows(
    tx,
    z.object({ automation: z.string(), rounds: z.number() }),
    sql`
      with recursive chain as (
        select automation_id, event_id, 1 as depth from deliveries where id = ${cause}
        union all
        select earlier.automation_id, earlier.event_id, chain.depth + 1
        from chain
        join events on events.id = chain.event_id and events.occurred_at > now() - ${ROUNDS_WITHIN}
        join deliveries as earlier on earlier.id = events.cause_delivery_id
        where chain.depth < ${CHAIN_MAX}::int
      )
      select automation_id as automation, count(*)::int as rounds from chain group by automation_id`,
  );
  return new Map(found.map(({ automation, rounds }) => [automation, rounds]));
}
