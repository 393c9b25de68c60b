import { and, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { models } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { isStorable } from "../stored-text";

/** The model of a name, for reading; null where the scope sees none. */
export async function findModel(
  db: Database,
  scope: TeamScope,
  name: string,
): Promise<{ id: Id<"model">; name: string } | null> {
  if (!isStorable(name)) {
    return null;
  }

  const [model] = await db
    .select({ id: models.id, name: models.name })
    .from(models)
    .where(and(eq(models.teamId, scope.teamId), eq(models.name, name), visibleModels(scope, models.id)));
  return model ?? null;
}
