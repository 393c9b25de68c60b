import { and, eq, sql } from "drizzle-orm";
import type { StoredGitHubAction } from "@/lib/core/automation";
import { type Id, isId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { deliveries, models, teams } from "@/lib/db/schema";

/** The delivery that a run names, with what its token will be about. */
export type Subject = {
  deliveryId: Id<"delivery">;
  team: { id: Id<"team">; name: string };
  model: { id: Id<"model">; name: string };
  versionId: Id<"version"> | null;
  versionNumber: number | null;
  action: StoredGitHubAction;
};

/** A delivery of any team that was a GitHub action's: whoever asks has no team yet. Null for every other id. */
export async function findSubject(db: Database, deliveryId: string): Promise<Subject | null> {
  if (!isId("delivery", deliveryId)) {
    return null;
  }
  const [found] = await db
    .select({
      deliveryId: deliveries.id,
      team: { id: teams.id, name: teams.name },
      model: { id: models.id, name: models.name },
      versionId: deliveries.versionId,
      versionNumber: deliveries.versionNumber,
      action: deliveries.action,
    })
    .from(deliveries)
    .innerJoin(teams, eq(teams.id, deliveries.teamId))
    .innerJoin(models, eq(models.id, deliveries.modelId))
    .where(and(eq(deliveries.id, deliveryId), eq(deliveries.actionType, "github"), sql`${deliveries.refusal} is null`));
  return found && found.action.type === "github" ? { ...found, action: found.action } : null;
}
