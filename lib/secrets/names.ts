import { asc, eq } from "drizzle-orm";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { Database } from "@/lib/db/client";
import { secrets } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

/** No team has so many; the bound keeps one that does from filling a page's memory. */
const NAMES_MAX = 10_000;

/** The names of all the team's secrets, in order. None for who may not see them. */
export async function listSecretNames(db: Database, scope: TeamScope): Promise<string[]> {
  if (!canSeeTeam(scope) || !can(scope.role, "secret.read")) {
    return [];
  }
  const found = await db
    .select({ name: secrets.name })
    .from(secrets)
    .where(eq(secrets.teamId, scope.teamId))
    .orderBy(asc(secrets.name))
    .limit(NAMES_MAX);
  return found.map(({ name }) => name);
}
