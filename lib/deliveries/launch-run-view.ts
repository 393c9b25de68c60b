import { desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { RUN_STATE_OF, type RunConclusion, type RunView } from "@/lib/core/github-run";
import type { Id } from "@/lib/core/ids";
import type { LaunchCause, LaunchState } from "@/lib/core/launch-run";
import { launchRunUrl } from "@/lib/core/site-urls";
import type { Database, Transaction } from "@/lib/db/client";
import { deliveries, jobs, runs, teams } from "@/lib/db/schema";
import { env } from "@/lib/platform/env";

/** A run of a launch queue as its row has it, with the names that show it. */
export type LaunchRunRow = {
  id: Id<"run">;
  number: number;
  state: LaunchState;
  job: string;
  team: string;
  lease: number;
  endCause: LaunchCause | null;
  endMessage: string | null;
  startedAt: string | null;
  finishedAt: string | null;
};

/** The run that the delivery of the outer query queued, or null: one delivery queues one at most. */
export const launchRunOfDelivery: SQL<LaunchRunRow | null> = sql<LaunchRunRow | null>`(
  select json_build_object(
    'id', runs.id, 'number', runs.number, 'state', runs.state, 'job', jobs.name, 'team', teams.name, 'lease', runs.lease,
    'endCause', runs.end_cause, 'endMessage', runs.end_message,
    'startedAt', ${isoOf("runs.started_at")}, 'finishedAt', ${isoOf("runs.finished_at")}
  )
  from runs join jobs on jobs.id = runs.job_id join teams on teams.id = runs.team_id
  where runs.delivery_id = ${deliveries.id}
)`;

/** The runs that these deliveries queued, newest first. */
export async function listLaunchRuns(
  db: Database | Transaction,
  ...ids: readonly Id<"delivery">[]
): Promise<RunView[]> {
  const found = await db
    .select({
      id: runs.id,
      number: runs.number,
      state: runs.state,
      job: jobs.name,
      team: teams.name,
      lease: runs.lease,
      endCause: runs.endCause,
      endMessage: runs.endMessage,
      startedAt: runs.startedAt,
      finishedAt: runs.finishedAt,
    })
    .from(runs)
    .innerJoin(jobs, eq(jobs.id, runs.jobId))
    .innerJoin(teams, eq(teams.id, runs.teamId))
    .where(inArray(runs.deliveryId, [...ids]))
    .orderBy(desc(runs.number))
    .limit(ids.length);
  return found.map(({ startedAt, finishedAt, ...run }) =>
    toRunView({ ...run, startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null }),
  );
}

/** As runs on GitHub are shown, so that lists need not tell them apart; in its own words it is there, too. */
export function toRunView({
  id,
  number,
  state,
  job,
  team,
  lease,
  endCause,
  endMessage,
  ...times
}: LaunchRunRow): RunView {
  return {
    id: number,
    state: RUN_STATE_OF[state],
    conclusion: conclusionOf(state, endCause),
    url: launchRunUrl(env().MODELWIRE_URL, team, number),
    workflow: job,
    attempt: Math.max(1, lease),
    failingJob: null,
    ...times,
    launch: { id, state, end: endCause && { cause: endCause, message: endMessage } },
  };
}

/** GitHub's word for how a run ended that would stand for this end; null while it goes on. */
export function conclusionOf(state: LaunchState, cause: LaunchCause | null): RunConclusion | null {
  if (state === "failed") {
    return cause === "timed_out" ? "timed_out" : "failure";
  }
  if (state === "killed") {
    return "cancelled";
  }
  return state === "finished" ? "success" : null;
}

function isoOf(column: string): SQL {
  return sql`to_char(${sql.raw(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
