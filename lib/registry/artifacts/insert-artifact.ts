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
  const run = scope.version?.run;
  if (run && !(await isNamed(tx, run.projectId, project))) {
    return refuse({
      code: "forbidden",
      field: "project",
      message: "This run logs into the project that it was queued for, and into no other.",
    });
  }
  const { projectId, number } = await takeNumber(tx, scope, project, entry.name);
  if (number > 0 && !(await mayContinue(tx, scope, projectId, entry.name))) {
    return refuse({
      code: "conflict",
      field: "name",
      message: "Artifacts of this name belong to work that this token may not see. Choose another name.",
    });
  }

  const id = newId("artifact");
  // What a run logs tells the run, whatever its program says.
  const source = run ? { ...entry.source, runId: run.id } : entry.source;
  const [inserted] = await tx
    .insert(artifacts)
    .values({
      id,
      teamId: scope.teamId,
      projectId,
      number,
      ...entry,
      source,
      actorKind: scope.actor.kind,
      actorId: scope.actor.id,
      actorName: scope.actor.name,
      committedAt: entry.state === "committed" ? sql`now()` : null,
    })
    .returning({ createdAt: artifacts.createdAt });
  if (!inserted) {
    throw new Error(`The artifact ${id} was not inserted.`);
  }
  return ok({ id, number, project, createdAt: inserted.createdAt, ...entry, source });
}

type Taken = { projectId: Id<"project">; number: number };

async function takeNumber(tx: Transaction, scope: TeamScope, project: string, name: string): Promise<Taken> {
  const taken = await countUp(tx, scope, project, name);
  if (taken) {
    return taken;
  }

  await tx
    .insert(projects)
    .values({ id: newId("project"), teamId: scope.teamId, name: project })
    .onConflictDoNothing({ target: [projects.teamId, projects.name] }); // Another may have come first.
  const first = await countUp(tx, scope, project, name);
  if (!first) {
    throw new Error(`The project ${project} was not made.`);
  }
  return first;
}

/** Finds the project and takes the number in one statement; null while there is no such project. */
async function countUp(tx: Transaction, scope: TeamScope, project: string, name: string): Promise<Taken | null> {
  const [counter] = await tx
    .insert(artifactNames)
    .select(
      tx
        .select({
          projectId: projects.id,
          name: sql<string>`${name}::text`.as("name"),
          nextNumber: sql<number>`1`.as("next_number"),
        })
        .from(projects)
        .where(and(eq(projects.teamId, scope.teamId), eq(projects.name, project))),
    )
    .onConflictDoUpdate({
      target: [artifactNames.projectId, artifactNames.name],
      set: { nextNumber: sql`${artifactNames.nextNumber} + 1` },
    })
    .returning({ projectId: artifactNames.projectId, nextNumber: artifactNames.nextNumber });
  return counter ? { projectId: counter.projectId, number: counter.nextNumber - 1 } : null;
}

async function isNamed(tx: Transaction, projectId: Id<"project">, name: string): Promise<boolean> {
  const [project] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.id, projectId), eq(projects.name, name)));
  return project !== undefined;
}

/**
 * Others link "the newest of this name": a token restricted to some models may not slip one into names it cannot see. A run
 * may, in its project: whoever chose that for it may log there.
 */
async function mayContinue(
  tx: Transaction,
  scope: TeamScope,
  projectId: Id<"project">,
  name: string,
): Promise<boolean> {
  if (scope.models === "all" || scope.version?.run) {
    return true;
  }
  const [visible] = await tx
    .select({ id: artifacts.id })
    .from(artifacts)
    .where(and(eq(artifacts.projectId, projectId), eq(artifacts.name, name), visibleArtifacts(tx, scope)))
    .limit(1);
  return visible !== undefined;
}
