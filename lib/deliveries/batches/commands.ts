import { and, eq, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { BatchView, NewBatch } from "@/lib/core/batch";
import { isId } from "@/lib/core/ids";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { batches } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { letProbe } from "../breakers";
import { viewOf } from "./queries";
import { countBatch, findTarget, noTarget, wishOf } from "./target";

/**
 * Asks that all deliveries of a webhook or an automation that gave up be sent again, or that all that wait be stopped.
 * Workers carry it out in steps, however many there are; what comes to be later is not part of it.
 */
export async function startBatch(db: Database, scope: TeamScope, input: NewBatch): Promise<Result<BatchView>> {
  const { kind, webhook, automation } = input;
  const write = {
    permission: "delivery.operate",
    action: kind === "recover" ? "delivery.recovery_started" : "delivery.stopping_started",
    target: { name: webhook ?? automation ?? "" },
    isTeamWide: true,
  } as const;
  return transact(db, scope, write, async (tx) => {
    const target = await findTarget(tx, scope, input);
    if (!target) {
      return noTarget(input);
    }

    const { webhookId } = target;
    const until = new Date();
    const wish = wishOf(input, target, until);
    const total = await countBatch(tx, scope, wish);
    if (kind === "recover" && webhookId) {
      await letProbe(tx, webhookId);
    }
    const [made] = await tx
      .insert(batches)
      .values({
        id: newId("batch"),
        teamId: scope.teamId,
        ...wish,
        state: "running",
        targetName: target.name,
        total,
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
