import { and, asc, desc, eq, inArray, isNull, lt, type SQL } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { isId } from "@/lib/core/ids";
import type { LaunchRunDetail, LaunchRunView, RunSearch } from "@/lib/core/launch-run";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { artifacts, evaluations, jobs, models, projects, queues, runs, tokens, versions } from "@/lib/db/schema";
import { refuseReading } from "../reading";
import { runByRef, runView, selectRuns } from "./run-row";

/** What a run logged or recorded past this is not listed with it: it is found in its project, and at its version. */
const LOGGED_MAX = 200;

const numberCursor = z.tuple([z.int().min(1).max(2_147_483_647)]);

/** The team's runs, newest first. */
export async function listRuns(
  db: Database,
  scope: TeamScope,
  search: RunSearch,
): Promise<Result<Page<LaunchRunView>>> {
  const refusal = refuseReading(scope, "run");
  if (refusal) {
    return refusal;
  }
  const cursor = decodeCursor(search.cursor, numberCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const conditions = await conditionsOf(db, scope, search);
  if (conditions === null) {
    return ok({ items: [], nextCursor: null });
  }
  const found = await selectRuns(db, scope, {
    where: and(...conditions, cursor.value ? lt(runs.number, cursor.value[0]) : undefined),
    limit: search.limit + 1,
  });
  return ok(pageOf(found, search.limit, runView, (run) => [run.number]));
}

/** One run by its number or its id, with its parameters and what it logged. */
export async function getRun(db: Database, scope: TeamScope, ref: string): Promise<Result<LaunchRunDetail>> {
  const refusal = refuseReading(scope, "run");
  if (refusal) {
    return refusal;
  }
  const where = runByRef(ref);
  const [row] = where ? await selectRuns(db, scope, { where, limit: 1 }) : [];
  const [values] = row
    ? await db
        .select({
          parameters: runs.parameters,
          overrides: runs.overrides,
          variables: runs.variables,
          workflowUrl: runs.workflowUrl,
        })
        .from(runs)
        .where(eq(runs.id, row.id))
    : [];
  if (!row || !values) {
    return notFound("run");
  }
  return ok({
    ...runView(row),
    ...values,
    artifacts: await artifactsOf(db, row),
    evaluations: await evaluationsOf(db, scope, row.id),
  });
}

/** Null where nothing can fit: a name that no living job or queue has. */
async function conditionsOf(db: Database, scope: TeamScope, search: RunSearch): Promise<(SQL | undefined)[] | null> {
  const { queue, job, state, versionId } = search;
  if (versionId !== undefined && !isId("version", versionId)) {
    return null;
  }
  const queueIds =
    queue === undefined
      ? []
      : await db
          .select({ id: queues.id })
          .from(queues)
          .where(and(eq(queues.teamId, scope.teamId), eq(queues.name, queue), isNull(queues.deletedAt)));
  const jobIds =
    job === undefined
      ? []
      : await db
          .select({ id: jobs.id })
          .from(jobs)
          .where(and(eq(jobs.teamId, scope.teamId), eq(jobs.name, job), isNull(jobs.deletedAt)));
  if ((queue !== undefined && queueIds.length === 0) || (job !== undefined && jobIds.length === 0)) {
    return null;
  }
  return [
    queueIds[0] && eq(runs.queueId, queueIds[0].id),
    jobIds[0] && eq(runs.jobId, jobIds[0].id),
    state && eq(runs.state, state),
    versionId === undefined ? undefined : eq(runs.versionId, versionId),
  ];
}

/** Told by the run's own tokens, which nobody else has: anybody who logs an artifact may write a run's id into its source. */
function isOfRun(column: typeof artifacts.actorId | typeof evaluations.actorId, db: Database, runId: Id<"run">): SQL {
  return inArray(column, db.select({ id: tokens.id }).from(tokens).where(eq(tokens.runId, runId)));
}

async function artifactsOf(
  db: Database,
  run: { id: Id<"run">; projectId: Id<"project">; project: string },
): Promise<LaunchRunDetail["artifacts"]> {
  const logged = await db
    .select({ id: artifacts.id, name: artifacts.name, number: artifacts.number })
    .from(artifacts)
    .innerJoin(projects, eq(projects.id, artifacts.projectId))
    .where(
      and(
        eq(artifacts.projectId, run.projectId),
        eq(artifacts.state, "committed"),
        eq(artifacts.actorKind, "token"),
        isOfRun(artifacts.actorId, db, run.id),
      ),
    )
    .orderBy(asc(artifacts.id))
    .limit(LOGGED_MAX);
  const ids = logged.map(({ id }) => id);
  const linked =
    ids.length === 0
      ? []
      : await db
          .select({ artifactId: versions.artifactId, model: models.name, number: versions.number })
          .from(versions)
          .innerJoin(models, eq(models.id, versions.modelId))
          .where(inArray(versions.artifactId, ids))
          .orderBy(asc(models.name), asc(versions.number))
          .limit(LOGGED_MAX);
  return logged.map((artifact) => ({
    ...artifact,
    project: run.project,
    versions: linked
      .filter(({ artifactId }) => artifactId === artifact.id)
      .map(({ model, number }) => ({ model, number })),
  }));
}

async function evaluationsOf(
  db: Database,
  scope: TeamScope,
  runId: Id<"run">,
): Promise<LaunchRunDetail["evaluations"]> {
  return db
    .select({
      name: evaluations.name,
      model: models.name,
      version: versions.number,
      metrics: evaluations.metrics,
    })
    .from(evaluations)
    .innerJoin(versions, eq(versions.id, evaluations.versionId))
    .innerJoin(models, eq(models.id, evaluations.modelId))
    .innerJoin(runs, and(eq(runs.id, runId), eq(runs.versionId, evaluations.versionId)))
    .where(
      and(
        eq(evaluations.teamId, scope.teamId),
        eq(evaluations.actorKind, "token"),
        isOfRun(evaluations.actorId, db, runId),
      ),
    )
    .orderBy(desc(evaluations.id))
    .limit(LOGGED_MAX);
}
