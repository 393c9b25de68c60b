import { and, count, inArray, isNull, or } from "drizzle-orm";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";
import { visibleAutomations } from "./automation-view";

/** How many automations listen to each model of a page, those of the whole team among them. None is told to who may not see them. */
export async function countAutomationsOfModels(
  db: Database,
  scope: TeamScope,
  ids: readonly Id<"model">[],
): Promise<Map<Id<"model">, number>> {
  if (ids.length === 0 || !can(scope.role, "automation.read")) {
    return new Map();
  }
  const found = await db
    .select({ modelId: automations.modelId, count: count() })
    .from(automations)
    .where(and(visibleAutomations(scope), or(isNull(automations.modelId), inArray(automations.modelId, [...ids]))))
    .groupBy(automations.modelId);
  const counts = new Map(found.map((row) => [row.modelId, row.count]));
  const ofAll = counts.get(null) ?? 0;
  return new Map(ids.map((id) => [id, ofAll + (counts.get(id) ?? 0)]));
}
