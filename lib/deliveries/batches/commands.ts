import { and, count, eq, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { BatchView, NewBatch } from "@/lib/core/batch";
import { type Id, isId } from "@/lib/core/ids";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { automations, batches, deliveries, openDeliveries, webhooks } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { viewOf } from "./queries";
import { ofBatch } from "./step";

const BEGINNING = new Date(0);

type Target = { webhookId: Id<"webhook"> | null; automationId: Id<"automation"> | null; name: string };

/**
 * Asks that all deliveries of a webhook or an automation that gave up be sent again, or that all that wait be stopped.
 * Workers carry it out in steps, however many there are; what comes to be later is not part of it.
 */
export async function startBatch(db: Database, scope: TeamScope, input: NewBatch): Promise<Result<BatchView>> {
  const { kind, webhook, automation, since } = input;
  const write = {
    permission: "delivery.operate",
    action: kind === "recover" ? "delivery.recovery_started" : "delivery.stopping_started",
    target: { name: webhook ?? automation ?? "" },
    isTeamWide: true,
  } as const;
  return transact(db, scope, write, async (tx) => {
    const target = await findTarget(tx, scope, input);
    if (!target) {
      return refuse({
        code: "invalid",
        field: webhook === undefined ? "automation" : "webhook",
        message: `The team has no ${webhook === undefined ? "automation" : "webhook"} named ${webhook ?? automation}.`,
      });
    }

    const { webhookId, automationId } = target;
    const until = new Date();
    const wish = { kind, webhookId, automationId, since: since ? new Date(since) : BEGINNING, until };
    const [found] = await tx
      .select({ deliveries: count() })
      .from(openDeliveries)
      .innerJoin(deliveries, eq(deliveries.id, openDeliveries.deliveryId))
      .where(ofBatch({ ...wish, teamId: scope.teamId }));
    const [made] = await tx
      .insert(batches)
      .values({
        id: newId("batch"),
        teamId: scope.teamId,
        ...wish,
        state: "running",
        targetName: target.name,
        total: found?.deliveries ?? 0,
        createdBy: scope.actor.name,
        createdAt: until,
      })
      .returning();
    return made ? ok(viewOf(made)) : notFound("batch");
  });
}

/** Ends a batch that is not done. What it has moved stays moved. */
export async function cancelBatch(db: Database, scope: TeamScope, id: string): Promise<Result<BatchView>> {
  const write = {
    permission: "delivery.operate",
    action: "delivery.batch_cancelled",
    target: { id, name: id },
    isTeamWide: true,
  } as const;
  return transact(db, scope, write, async (tx) => {
    const [found] = isId("batch", id)
      ? await tx
          .select()
          .from(batches)
          .where(and(eq(batches.teamId, scope.teamId), eq(batches.id, id)))
          .for("update")
      : [];
    if (!found) {
      return notFound("batch");
    }
    if (found.state !== "running") {
      return refuse({ code: "conflict", message: `This batch is ${found.state} already.` });
    }
    const [cancelled] = await tx
      .update(batches)
      .set({ state: "cancelled", finishedAt: sql`now()` })
      .where(eq(batches.id, found.id))
      .returning();
    return cancelled ? ok(viewOf(cancelled)) : notFound("batch");
  });
}

/** Deleted ones too, by id: their deliveries are still there. */
async function findTarget(
  tx: Transaction,
  scope: TeamScope,
  { webhook, automation }: NewBatch,
): Promise<Target | null> {
  if (webhook !== undefined) {
    const [found] = await tx
      .select({ id: webhooks.id, name: webhooks.name })
      .from(webhooks)
      .where(and(eq(webhooks.teamId, scope.teamId), byRef(webhooks, "webhook", webhook)));
    return found ? { webhookId: found.id, automationId: null, name: found.name } : null;
  }
  const [found] = await tx
    .select({ id: automations.id, name: automations.name })
    .from(automations)
    .where(and(eq(automations.teamId, scope.teamId), byRef(automations, "automation", automation ?? "")));
  return found ? { webhookId: null, automationId: found.id, name: found.name } : null;
}

function byRef(table: typeof webhooks | typeof automations, kind: "webhook" | "automation", ref: string) {
  return isId(kind, ref) ? sql`${table.id} = ${ref}` : and(eq(table.name, ref), sql`${table.deletedAt} is null`);
}
