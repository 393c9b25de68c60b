import { and, desc, eq, or } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { Database } from "./client";
import { models } from "./schema";
import { visibleModels } from "./visibility";

/**
 * The id of the model that a filter names by id or by name; null where the scope sees none. A name wins over an id, and
 * one with NUL, out of `%00` in a URL, exists nowhere: PostgreSQL would answer it with an error.
 */
export async function findModelId(db: Database, scope: TeamScope, ref: string): Promise<Id<"model"> | null> {
  if (ref.includes("\u0000")) {
    return null;
  }

  const [model] = await db
    .select({ id: models.id })
    .from(models)
    .where(
      and(
        eq(models.teamId, scope.teamId),
        visibleModels(scope, models.id),
        isId("model", ref) ? or(eq(models.id, ref), eq(models.name, ref)) : eq(models.name, ref),
      ),
    )
    .orderBy(desc(eq(models.name, ref)))
    .limit(1);
  return model?.id ?? null;
}
