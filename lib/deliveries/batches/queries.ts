import { and, desc, eq, lt } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { BatchView } from "@/lib/core/batch";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { batches } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

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
