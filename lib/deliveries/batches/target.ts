import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { NewBatch } from "@/lib/core/batch";
import { type Id, isId } from "@/lib/core/ids";
import { type Problem, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { automations, deliveries, openDeliveries, webhooks } from "@/lib/db/schema";
import { type Batch, ofBatch } from "./step";

const BEGINNING = new Date(0);

export type Target = { webhookId: Id<"webhook"> | null; automationId: Id<"automation"> | null; name: string };

/** Deleted ones too, by id: their deliveries are still there. */
export async function findTarget(
  db: Database | Transaction,
  scope: TeamScope,
  { webhook, automation }: NewBatch,
): Promise<Target | null> {
  if (webhook !== undefined) {
    const [found] = await db
      .select({ id: webhooks.id, name: webhooks.name })
      .from(webhooks)
      .where(and(eq(webhooks.teamId, scope.teamId), byRef(webhooks, "webhook", webhook)));
    return found ? { webhookId: found.id, automationId: null, name: found.name } : null;
  }
  const [found] = await db
    .select({ id: automations.id, name: automations.name })
    .from(automations)
    .where(and(eq(automations.teamId, scope.teamId), byRef(automations, "automation", automation ?? "")));
  return found ? { webhookId: null, automationId: found.id, name: found.name } : null;
}

export function noTarget({ webhook, automation }: NewBatch): { ok: false; problem: Problem } {
  const field = webhook === undefined ? "automation" : "webhook";
  return refuse({ code: "invalid", field, message: `The team has no ${field} named ${webhook ?? automation}.` });
}

export type BatchWish = Pick<Batch, "kind" | "webhookId" | "automationId" | "since" | "until">;

export function wishOf({ kind, since }: NewBatch, { webhookId, automationId }: Target, until: Date): BatchWish {
  return { kind, webhookId, automationId, since: since ? new Date(since) : BEGINNING, until };
}

/** How many deliveries it would move. */
export async function countBatch(db: Database | Transaction, scope: TeamScope, wish: BatchWish): Promise<number> {
  const [found] = await db
    .select({ deliveries: count() })
    .from(openDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, openDeliveries.deliveryId))
    .where(ofBatch({ ...wish, teamId: scope.teamId }));
  return found?.deliveries ?? 0;
}

function byRef(table: typeof webhooks | typeof automations, kind: "webhook" | "automation", ref: string) {
  return isId(kind, ref) ? sql`${table.id} = ${ref}` : and(eq(table.name, ref), isNull(table.deletedAt));
}
