import { and, asc, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Database } from "@/lib/db/client";
import { artifacts, projects } from "@/lib/db/schema";
import { isStorable } from "../stored-text";
import { visibleArtifacts } from "./visible-artifacts";

/** The names under which a project has committed artifacts, in their order: what may be chosen for linking. */
export async function listArtifactNames(
  db: Database,
  scope: TeamScope,
  { project, limit }: { project: string; limit: number },
): Promise<string[]> {
  if (!isStorable(project)) {
    return [];
  }
  const found = await db
    .selectDistinct({ name: artifacts.name })
    .from(artifacts)
    .innerJoin(projects, eq(projects.id, artifacts.projectId))
    .where(
      and(
        eq(projects.teamId, scope.teamId),
        eq(projects.name, project),
        eq(artifacts.state, "committed"),
        visibleArtifacts(db, scope),
      ),
    )
    .orderBy(asc(artifacts.name))
    .limit(limit);
  return found.map(({ name }) => name);
}
