import { and, eq, exists, or, type SQL } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Database } from "@/lib/db/client";
import { artifacts, versions } from "@/lib/db/schema";
import { visibleVersions } from "@/lib/db/visibility";

/**
 * The condition that keeps a query to the artifacts which the scope may see; undefined, that is none, for an
 * unrestricted one. A token restricted to some models sees what is linked into them and what it logged itself: were it
 * shown more, it could link any artifact of the team into a model of its own and read the bytes there.
 */
export function visibleArtifacts(db: Database, scope: TeamScope): SQL | undefined {
  if (scope.models === "all") {
    return undefined;
  }

  const isLinkedWhereSeen = exists(
    db
      .select({ id: versions.id })
      .from(versions)
      .where(
        and(
          eq(versions.artifactId, artifacts.id),
          visibleVersions(scope, { modelId: versions.modelId, versionId: versions.id }),
        ),
      ),
  );
  const { kind, id } = scope.actor;
  const isOwn = id === null ? undefined : and(eq(artifacts.actorKind, kind), eq(artifacts.actorId, id));
  return or(isLinkedWhereSeen, isOwn);
}
