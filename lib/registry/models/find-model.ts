import { and, eq, type SQL } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { models } from "@/lib/db/schema";
import { modelsOfVisibleVersions, visibleModels } from "@/lib/db/visibility";
import { isStorable } from "../stored-text";

type FoundModel = { id: Id<"model">; name: string };

/** The model of a name, for reading; null where the scope sees none. */
export function findModel(db: Database, scope: TeamScope, name: string): Promise<FoundModel | null> {
  return findNamed(db, scope, name, visibleModels(scope, models.id));
}

/** The same on the way to one version: a workflow run sees its version without seeing the model. */
export function findModelOfVersion(db: Database, scope: TeamScope, name: string): Promise<FoundModel | null> {
  return findNamed(db, scope, name, modelsOfVisibleVersions(scope, models.id));
}

async function findNamed(
  db: Database,
  scope: TeamScope,
  name: string,
  isVisible: SQL | undefined,
): Promise<FoundModel | null> {
  if (!isStorable(name)) {
    return null;
  }

  const [model] = await db
    .select({ id: models.id, name: models.name })
    .from(models)
    .where(and(eq(models.teamId, scope.teamId), eq(models.name, name), isVisible));
  return model ?? null;
}
