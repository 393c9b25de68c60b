import { and, eq, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { DeliveryState } from "@/lib/core/delivery";
import { type Id, isId } from "@/lib/core/ids";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { deliveries } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { enqueueDeliveries } from "@/lib/outbox/jobs";

export type DeliveryMoved = { id: Id<"delivery">; from: DeliveryState; to: DeliveryState };

/**
 * Sends a delivery again, at once: the same body under the same id, to wherever its webhook points now. One that was
 * done begins its schedule anew; one that waits for its next attempt keeps its place in it.
 */
export async function redeliver(db: Database, scope: TeamScope, id: string): Promise<Result<DeliveryMoved>> {
  const write = { permission: "delivery.operate", action: "delivery.redelivered", target: { id, name: id } } as const;
  return transact(db, scope, write, async (tx) => {
    const found = await lockDelivery(tx, scope, id);
    if (!found) {
      return notFound("delivery");
    }
    if (found.state === "sending") {
      return refuse({
        code: "conflict",
        message: "This delivery is being sent right now. Look again when the attempt has ended.",
      });
    }
    if (found.body === "") {
      return refuse({
        code: "conflict",
        message: "Its payload was too large to be made. Shorten the automation's payload, then cause the event again.",
      });
    }

    const isWaiting = found.state === "pending" || found.state === "retrying";
    const to = isWaiting ? found.state : "pending";
    await tx
      .update(deliveries)
      .set({ state: to, dueAt: sql`now()`, finishedAt: null, ...(isWaiting ? {} : { tries: 0 }) })
      .where(eq(deliveries.id, found.id));
    await enqueueDeliveries(tx, [found.id]);
    return ok({ id: found.id, from: found.state, to });
  });
}

/** Ends a delivery that still waits: nothing more is sent. A person can redeliver it later. */
export async function stopDelivery(db: Database, scope: TeamScope, id: string): Promise<Result<DeliveryMoved>> {
  const write = { permission: "delivery.operate", action: "delivery.stopped", target: { id, name: id } } as const;
  return transact(db, scope, write, async (tx) => {
    const found = await lockDelivery(tx, scope, id);
    if (!found) {
      return notFound("delivery");
    }
    if (found.state !== "pending" && found.state !== "retrying") {
      return refuse({ code: "conflict", message: "Only a delivery that waits can be stopped; this one does not." });
    }

    await tx
      .update(deliveries)
      .set({ state: "stopped", dueAt: null, finishedAt: sql`now()` })
      .where(eq(deliveries.id, found.id));
    return ok({ id: found.id, from: found.state, to: "stopped" });
  });
}

async function lockDelivery(tx: Transaction, scope: TeamScope, id: string) {
  if (!isId("delivery", id)) {
    return undefined;
  }
  const [found] = await tx
    .select({ id: deliveries.id, state: deliveries.state, body: deliveries.body })
    .from(deliveries)
    .where(and(eq(deliveries.teamId, scope.teamId), eq(deliveries.id, id), visibleModels(scope, deliveries.modelId)))
    .for("update");
  return found;
}
