import { inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";

/** The condition that keeps a query to the models which the scope may see; undefined, that is none, for an unrestricted one. */
export function visibleModels(scope: TeamScope, modelId: PgColumn): SQL | undefined {
  if (scope.models === "all") {
    return undefined;
  }
  return scope.models.length > 0 ? inArray(modelId, [...scope.models]) : sql`false`;
}

export function canSeeModel(scope: TeamScope, modelId: Id<"model">): boolean {
  return scope.models === "all" || scope.models.includes(modelId);
}

/** False for a restricted token: to it what belongs to the whole team does not exist. */
export function canSeeTeam(scope: TeamScope): boolean {
  return scope.models === "all";
}
