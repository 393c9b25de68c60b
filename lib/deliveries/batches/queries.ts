import { and, desc, eq, lt, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { BatchKind, BatchTarget, BatchView, NewBatch } from "@/lib/core/batch";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result } from "@/lib/core/result";
import { type Database, rows } from "@/lib/db/client";
import { automations, batches, openDeliveries, webhooks } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import { countBatch, findTarget, noTarget, wishOf } from "./target";

/** What was asked of many deliveries at once, newest first. */
export async function listBatches(db: Database, scope: TeamScope, page: PageRequest): Promise<Result<Page<BatchView>>> {
  if (!canSeeTeam(scope)) {
    return notFound("batch");
  }
  const after = decodeCursor(page.cursor, cursorShape);
  if (!after.ok) {
    return after;
  }
  const found = await db
    .select()
    .from(batches)
    .where(
      and(eq(batches.teamId, scope.teamId), after.value ? lt(batches.id, after.value[0] as Id<"batch">) : undefined),
    )
    .orderBy(desc(batches.id))
    .limit(page.limit + 1);
  return ok(pageOf(found, page.limit, viewOf, ({ id }) => [id]));
}

export async function getBatch(db: Database, scope: TeamScope, id: string): Promise<Result<BatchView>> {
  if (!(canSeeTeam(scope) && isId("batch", id))) {
    return notFound("batch");
  }
  const [found] = await db
    .select()
    .from(batches)
    .where(and(eq(batches.teamId, scope.teamId), eq(batches.id, id)));
  return found ? ok(viewOf(found)) : notFound("batch");
}

/** What a batch would move, before it is asked for: shown to whoever decides. */
export async function previewBatch(db: Database, scope: TeamScope, input: NewBatch): Promise<Result<BatchTarget>> {
  if (!canSeeTeam(scope)) {
    return notFound("batch");
  }
  const target = await findTarget(db, scope, input);
  if (!target) {
    return noTarget(input);
  }
  const { webhookId, automationId, name } = target;
  const deliveries = await countBatch(db, scope, wishOf(input, target, new Date()));
  return ok({
    type: webhookId ? "webhook" : "automation",
    id: webhookId ?? automationId ?? "",
    name,
    deliveries,
  });
}

/** The webhooks and automations that a batch may be about: those for which something gave up, or waits. */
export async function listBatchTargets(db: Database, scope: TeamScope, kind: BatchKind): Promise<BatchTarget[]> {
  if (!canSeeTeam(scope)) {
    return [];
  }
  const states = kind === "recover" ? sql`state = 'gave_up'` : sql`state in ('pending', 'retrying')`;
  return rows(
    db,
    targetShape,
    sql`
      with open as materialized (
        select destination, automation_id from ${openDeliveries} where ${openDeliveries.teamId} = ${scope.teamId} and ${states}
      )
      (select 'webhook' as type, id, name, deliveries from (
        select destination, count(*)::int as deliveries from open group by 1) as counted
        join ${webhooks} on ${webhooks.id} = counted.destination order by deliveries desc, id limit ${TARGETS_MAX})
      union all
      (select 'automation', id, name, deliveries from (
        select automation_id, count(*)::int as deliveries from open group by 1) as counted
        join ${automations} on ${automations.id} = counted.automation_id order by deliveries desc, id limit ${TARGETS_MAX})`,
  );
}

const TARGETS_MAX = 100;
const targetShape = z.object({
  type: z.enum(["webhook", "automation"]),
  id: z.string(),
  name: z.string(),
  deliveries: z.number(),
});

/** For commands also. */
export function viewOf(batch: typeof batches.$inferSelect): BatchView {
  const { id, kind, state, webhookId, automationId, targetName: name, total, done, createdBy } = batch;
  return {
    id,
    kind,
    state,
    target: webhookId ? { type: "webhook", id: webhookId, name } : { type: "automation", id: automationId ?? "", name },
    since: batch.since.toISOString(),
    until: batch.until.toISOString(),
    total,
    done,
    createdBy,
    createdAt: batch.createdAt.toISOString(),
    finishedAt: batch.finishedAt?.toISOString() ?? null,
  };
}

const cursorShape = z.tuple([z.string().refine((text) => isId("batch", text))]);
