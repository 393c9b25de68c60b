import { inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { TeamScope } from "@/lib/core/actor";

/** The condition that keeps a query to the models which the scope may see; undefined, that is none, for an unrestricted one. */
export function visibleModels(scope: TeamScope, modelId: PgColumn): SQL | undefined {
  if (scope.models === "all") {
    return undefined;
  }
  return scope.models.length > 0 ? inArray(modelId, [...scope.models]) : sql`false`;
}

/** False for a restricted token: to it what belongs to the whole team does not exist. */
export function canSeeTeam(scope: TeamScope): boolean {
  return scope.models === "all";
}
