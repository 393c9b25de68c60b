import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { TeamScope } from "@/lib/core/actor";

/**
 * The condition that keeps a query to the models which the scope may see; undefined, that is none, for an unrestricted one.
 * To a run no model is visible, only its version: a query that does not ask by version shows it nothing. To an agent nothing
 * of the registry is.
 */
export function visibleModels(scope: TeamScope, modelId: PgColumn): SQL | undefined {
  if (scope.version || scope.agentOf) {
    return sql`false`;
  }
  return modelsOf(scope, modelId);
}

/** The same for versions: of all visible models, or the one of a run. */
export function visibleVersions(
  scope: TeamScope,
  columns: { modelId: PgColumn; versionId: PgColumn },
): SQL | undefined {
  if (!scope.version) {
    return visibleModels(scope, columns.modelId);
  }
  return scope.version.id ? eq(columns.versionId, scope.version.id) : sql`false`;
}

/**
 * The models that a visible version may be looked for in: the way to a version, and to nothing else of the model. What is
 * found by it must still be asked for by `visibleVersions`.
 */
export function modelsOfVisibleVersions(scope: TeamScope, modelId: PgColumn): SQL | undefined {
  if (scope.agentOf || scope.version?.id === null) {
    return sql`false`;
  }
  return modelsOf(scope, modelId);
}

/** False for a restricted token: to it what belongs to the whole team does not exist. */
export function canSeeTeam(scope: TeamScope): boolean {
  return scope.models === "all" && scope.version === null && scope.agentOf === null;
}

function modelsOf(scope: TeamScope, modelId: PgColumn): SQL | undefined {
  if (scope.models === "all") {
    return undefined;
  }
  return scope.models.length > 0 ? inArray(modelId, [...scope.models]) : sql`false`;
}
