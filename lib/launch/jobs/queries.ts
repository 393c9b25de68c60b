import { and, asc, desc, eq, gt, isNull, lt, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { JobVersionView, JobView } from "@/lib/core/launch-job";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result } from "@/lib/core/result";
import { type Database, rows, type Transaction } from "@/lib/db/client";
import { jobs, jobVersions } from "@/lib/db/schema";
import { refuseReading } from "../reading";

const nameCursor = z.tuple([
  z
    .string()
    .max(128)
    .regex(/^[\w.-]*$/),
]);
const numberCursor = z.tuple([z.int().min(0).max(2_147_483_647)]);

/** The team's jobs, by name. */
export async function listJobs(db: Database, scope: TeamScope, page: PageRequest): Promise<Result<Page<JobView>>> {
  const refusal = refuseReading(scope, "job");
  if (refusal) {
    return refusal;
  }
  const cursor = decodeCursor(page.cursor, nameCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const found = await readJobs(db, scope, {
    where: cursor.value ? gt(jobs.name, cursor.value[0]) : undefined,
    limit: page.limit + 1,
  });
  return ok(
    pageOf(
      found,
      page.limit,
      (job) => job,
      (job) => [job.name],
    ),
  );
}

export async function getJob(db: Database, scope: TeamScope, name: string): Promise<Result<JobView>> {
  const refusal = refuseReading(scope, "job");
  if (refusal) {
    return refusal;
  }
  const [job] = await readJobs(db, scope, { where: eq(jobs.name, storable(name)), limit: 1 });
  return job ? ok(job) : notFound("job");
}

/** The versions of a job, newest first. */
export async function listJobVersions(
  db: Database,
  scope: TeamScope,
  name: string,
  page: PageRequest,
): Promise<Result<Page<JobVersionView>>> {
  const job = await getJob(db, scope, name);
  if (!job.ok) {
    return job;
  }
  const cursor = decodeCursor(page.cursor, numberCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const found = await db
    .select(VERSION_COLUMNS)
    .from(jobVersions)
    .where(and(eq(jobVersions.jobId, job.value.id), cursor.value ? lt(jobVersions.number, cursor.value[0]) : undefined))
    .orderBy(desc(jobVersions.number))
    .limit(page.limit + 1);
  return ok(pageOf(found, page.limit, versionView, (version) => [version.number]));
}

/** The views of some jobs, by name; for commands also, inside their transaction. */
export async function readJobs(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<JobView[]> {
  const found = await db
    .select({
      id: jobs.id,
      name: jobs.name,
      description: jobs.description,
      versionCount: jobs.nextNumber,
      latest: VERSION_COLUMNS,
      createdBy: jobs.createdBy,
      createdAt: jobs.createdAt,
      updatedAt: jobs.updatedAt,
    })
    .from(jobs)
    .innerJoin(jobVersions, and(eq(jobVersions.jobId, jobs.id), eq(jobVersions.number, sql`${jobs.nextNumber} - 1`)))
    .where(and(eq(jobs.teamId, scope.teamId), isNull(jobs.deletedAt), where))
    .orderBy(asc(jobs.name))
    .limit(limit);
  const lastRuns = await lastRunsOf(
    db,
    found.map(({ id }) => id),
  );
  return found.map(({ latest, createdAt, updatedAt, ...job }) => ({
    ...job,
    latest: versionView(latest),
    lastRun: lastRuns.get(job.id) ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }));
}

const VERSION_COLUMNS = {
  id: jobVersions.id,
  number: jobVersions.number,
  source: jobVersions.source,
  parameters: jobVersions.parameters,
  createdBy: jobVersions.createdBy,
  createdAt: jobVersions.createdAt,
};

type VersionRow = Omit<JobVersionView, "createdAt"> & { createdAt: Date };

function versionView({ createdAt, ...version }: VersionRow): JobVersionView {
  return { ...version, createdAt: createdAt.toISOString() };
}

const lastRunRow = z.object({
  jobId: z.string(),
  id: z.custom<Id<"run">>((id) => typeof id === "string" && isId("run", id)),
  number: z.int(),
  state: z.string(),
  at: z.coerce.date(),
});

/** One look into the index for each job: the newest of thousands is its first entry. */
async function lastRunsOf(
  db: Database | Transaction,
  jobIds: readonly Id<"job">[],
): Promise<Map<string, JobView["lastRun"]>> {
  if (jobIds.length === 0) {
    return new Map();
  }
  const wanted = sql.join(
    jobIds.map((id) => sql`(${id})`),
    sql`, `,
  );
  const found = await rows(
    db,
    lastRunRow,
    sql`select wanted.id as "jobId", last.id, last.number, last.state, last.queued_at as at
      from (values ${wanted}) as wanted (id)
      cross join lateral (
        select id, number, state, queued_at from runs where job_id = wanted.id order by number desc limit 1
      ) as last`,
  );
  return new Map(found.map(({ jobId, at, ...run }) => [jobId, { ...run, at: at.toISOString() }]));
}

/** A name with NUL, out of `%00` in an address, is nobody's; the database would answer it with an error. */
function storable(name: string): string {
  return name.includes("\u0000") ? "" : name;
}
