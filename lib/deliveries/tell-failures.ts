import { and, eq, ne } from "drizzle-orm";
import { contextless, grant } from "@/lib/auth/grant";
import type { OutcomeCode } from "@/lib/core/delivery";
import type { FailedRun } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import { isAmong } from "@/lib/db/among";
import type { Transaction } from "@/lib/db/client";
import { deliveries, events, teams } from "@/lib/db/schema";
import { appendEvent } from "@/lib/events/append";

export type Failure = { deliveryId: Id<"delivery">; code: OutcomeCode | "run_failed"; run?: FailedRun };

/**
 * Raises AUTOMATION_FAILED for deliveries that have just given up, or whose run has just failed, with all that their own event told, so that somebody
 * can be told. A delivery that was itself such a notice raises none: two broken receivers would call each other for ever.
 */
export async function tellFailures(tx: Transaction, failures: readonly Failure[]): Promise<void> {
  if (failures.length === 0) {
    return;
  }

  const told = new Map(failures.map(({ deliveryId, ...failure }) => [deliveryId, failure]));
  const failed = await tx
    .select({
      id: deliveries.id,
      automationId: deliveries.automationId,
      automationName: deliveries.automationName,
      event: events.event,
      team: { id: teams.id, name: teams.name },
    })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .innerJoin(teams, eq(teams.id, deliveries.teamId))
    .where(and(isAmong(deliveries.id, [...told.keys()]), ne(deliveries.eventType, "AUTOMATION_FAILED")))
    .orderBy(deliveries.id);

  for (const { id, automationId, automationName, event, team } of failed) {
    const { model, version, alias, tag, previousVersion, evaluation } = event;
    const failure = { deliveryId: id, automationId, automationName, ...(told.get(id) ?? { code: "network_error" }) };
    const actor = { kind: "system", id: null, name: "modelwire" } as const;
    const scope = grant({ team, actor, role: "admin", models: "all" }, { ...contextless(), causeDeliveryId: id });
    const subject = { model, version, alias, tag, previousVersion, evaluation };
    await appendEvent(tx, scope, { type: "AUTOMATION_FAILED", ...subject, failure });
  }
}
