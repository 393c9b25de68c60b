import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { EventView } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { events, models } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";

/** What happened to each model last, for a page of models in one query that takes one look into an index for each. */
export async function latestEventsOfModels(
  db: Database,
  scope: TeamScope,
  ids: readonly Id<"model">[],
): Promise<Map<Id<"model">, EventView>> {
  if (ids.length === 0) {
    return new Map();
  }
  const latest = db
    .select({ event: events.event })
    .from(events)
    .where(and(eq(events.modelId, models.id), eq(events.teamId, scope.teamId)))
    .orderBy(desc(events.id))
    .limit(1)
    .as("latest");
  const found = await db
    .select({ modelId: models.id, event: latest.event })
    .from(models)
    .innerJoinLateral(latest, sql`true`)
    .where(and(eq(models.teamId, scope.teamId), inArray(models.id, [...ids]), visibleModels(scope, models.id)));
  return new Map(found.map(({ modelId, event }) => [modelId, event]));
}
