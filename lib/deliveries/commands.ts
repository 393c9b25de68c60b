import { and, eq, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import { destinationOf } from "@/lib/core/action";
import type { TeamScope } from "@/lib/core/actor";
import type { DeliveryState, RefusalCode } from "@/lib/core/delivery";
import { type Id, isId } from "@/lib/core/ids";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { attempts, deliveries, openDeliveries } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { announceDue } from "@/lib/outbox/announce";
import { letProbe } from "./breakers";
import { confirmArrival } from "./confirm";

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
    if (found.refusal) {
      return refuse({ code: "conflict", message: NEVER_SENT[found.refusal] });
    }

    const to = found.state === "retrying" ? found.state : "pending";
    await open(tx, found, to);
    await letProbe(tx, found.destination);
    await announceDue(tx, [found.destination]);
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
      .update(openDeliveries)
      .set({ state: "stopped", dueAt: null, finishedAt: sql`now()` })
      .where(eq(openDeliveries.deliveryId, found.id));
    return ok({ id: found.id, from: found.state, to: "stopped" });
  });
}

/**
 * Says of a delivery whose end is not known that it arrived, as a person sees who looked at the receiver. It is delivered
 * then; nothing is sent. Without that, *Redeliver* would be the only way out, and would do it a second time.
 */
export async function confirmDelivery(db: Database, scope: TeamScope, id: string): Promise<Result<DeliveryMoved>> {
  const write = { permission: "delivery.operate", action: "delivery.confirmed", target: { id, name: id } } as const;
  return transact(db, scope, write, async (tx) => {
    const found = await lockDelivery(tx, scope, id);
    if (!found) {
      return notFound("delivery");
    }
    if (found.state !== "unknown") {
      return refuse({
        code: "conflict",
        message: "Only a delivery whose end is not known can be said to have arrived; how this one stands is known.",
      });
    }

    await confirmArrival(tx, found.id, scope.actor.name);
    return ok({ id: found.id, from: "unknown", to: "delivered" });
  });
}

const NEVER_SENT = {
  payload_too_large:
    "Its payload was too large to be made. Shorten the automation's payload, then cause the event again.",
  loop_detected: "It was held back because its automation kept causing itself. Resume the automation for new events.",
} as const satisfies Record<RefusalCode, string>;

type Locked = NonNullable<Awaited<ReturnType<typeof lockDelivery>>>;

/** Makes it due. One that was delivered has no row of its own any more: its attempts tell how many there were. */
async function open(tx: Transaction, delivery: Locked, to: "pending" | "retrying"): Promise<void> {
  const isWaiting = delivery.state === to;
  const anew = { state: to, dueAt: sql`now()`, finishedAt: null, ...(isWaiting ? {} : { tries: 0 }) };
  await tx
    .insert(openDeliveries)
    .values({
      deliveryId: delivery.id,
      teamId: delivery.teamId,
      automationId: delivery.automationId,
      destination: delivery.destination,
      attemptCount: sql`(select count(*) from ${attempts} where ${attempts.deliveryId} = ${delivery.id})`,
      ...anew,
    })
    .onConflictDoUpdate({ target: openDeliveries.deliveryId, set: anew });
}

/** Locks the delivery's own row first: one that is delivered has no other, and two redeliveries must not open it twice. */
async function lockDelivery(tx: Transaction, scope: TeamScope, id: string) {
  if (!isId("delivery", id)) {
    return undefined;
  }
  const [found] = await tx
    .select({
      id: deliveries.id,
      teamId: deliveries.teamId,
      automationId: deliveries.automationId,
      action: deliveries.action,
      refusal: deliveries.refusal,
    })
    .from(deliveries)
    .where(and(eq(deliveries.teamId, scope.teamId), eq(deliveries.id, id), visibleModels(scope, deliveries.modelId)))
    .for("update");
  if (!found) {
    return undefined;
  }
  const [open] = await tx
    .select({ state: openDeliveries.state })
    .from(openDeliveries)
    .where(eq(openDeliveries.deliveryId, found.id))
    .for("update");
  return { ...found, destination: destinationOf(found.action), state: open?.state ?? ("delivered" as const) };
}
