import { and, eq, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { ArtifactSource, ArtifactState } from "@/lib/core/registry";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { artifactNames, artifacts, projects } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { visibleArtifacts } from "./visible-artifacts";

export type ArtifactEntry = {
  project: string;
  name: string;
  type: string;
  state: ArtifactState;
  description: string;
  metadata: JsonObject;
  source: ArtifactSource;
  referenceUri: string | null;
  digest: string;
  sizeBytes: number;
  fileCount: number;
};

export type InsertedArtifact = ArtifactEntry & { id: Id<"artifact">; number: number; createdAt: Date };

/**
 * Enters an artifact under the next number of its name; the project comes into being with its first one. The counter's
 * row stays locked until the commit, so numbers are consecutive and never shared.
 */
export async function insertArtifact(
  tx: Transaction,
  scope: TeamScope,
  { project, ...entry }: ArtifactEntry,
): Promise<Result<InsertedArtifact>> {
  const projectId = await ensureProject(tx, scope, project);
  const number = await takeNumber(tx, projectId, entry.name);
  if (number > 0 && !(await mayContinue(tx, scope, projectId, entry.name))) {
    return refuse({
      code: "conflict",
      field: "name",
      message: "Artifacts of this name belong to work that this token may not see. Choose another name.",
    });
  }

  const id = newId("artifact");
  const [inserted] = await tx
    .insert(artifacts)
    .values({
      id,
      teamId: scope.teamId,
      projectId,
      number,
      ...entry,
      actorKind: scope.actor.kind,
      actorId: scope.actor.id,
      actorName: scope.actor.name,
      committedAt: entry.state === "committed" ? sql`now()` : null,
    })
    .returning({ createdAt: artifacts.createdAt });
  if (!inserted) {
    throw new Error(`The artifact ${id} was not inserted.`);
  }
  return ok({ id, number, project, createdAt: inserted.createdAt, ...entry });
}

async function ensureProject(tx: Transaction, scope: TeamScope, name: string): Promise<Id<"project">> {
  const isProject = and(eq(projects.teamId, scope.teamId), eq(projects.name, name));
  const [existing] = await tx.select({ id: projects.id }).from(projects).where(isProject);
  if (existing) {
    return existing.id;
  }

  await tx
    .insert(projects)
    .values({ id: newId("project"), teamId: scope.teamId, name })
    .onConflictDoNothing({ target: [projects.teamId, projects.name] });
  const [made] = await tx.select({ id: projects.id }).from(projects).where(isProject); // Ours, or the one that came first.
  if (!made) {
    throw new Error(`The project ${name} was not made.`);
  }
  return made.id;
}

async function takeNumber(tx: Transaction, projectId: Id<"project">, name: string): Promise<number> {
  const [counter] = await tx
    .insert(artifactNames)
    .values({ projectId, name, nextNumber: 1 })
    .onConflictDoUpdate({
      target: [artifactNames.projectId, artifactNames.name],
      set: { nextNumber: sql`${artifactNames.nextNumber} + 1` },
    })
    .returning({ nextNumber: artifactNames.nextNumber });
  if (!counter) {
    throw new Error(`The name ${name} gave no number.`);
  }
  return counter.nextNumber - 1;
}

/** Others link "the newest of this name": a token restricted to some models may not slip one into names it cannot see. */
async function mayContinue(
  tx: Transaction,
  scope: TeamScope,
  projectId: Id<"project">,
  name: string,
): Promise<boolean> {
  if (scope.models === "all") {
    return true;
  }
  const [visible] = await tx
    .select({ id: artifacts.id })
    .from(artifacts)
    .where(and(eq(artifacts.projectId, projectId), eq(artifacts.name, name), visibleArtifacts(tx, scope)))
    .limit(1);
  return visible !== undefined;
}
