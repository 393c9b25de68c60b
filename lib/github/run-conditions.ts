import { sql } from "drizzle-orm";
import { RUN_STATES_BY_NEED } from "@/lib/core/github-run";

/**
 * Within a query on `github_runs`: true of a run that no newer one of the same workflow and delivery has taken the place of,
 * as after a redelivery. What was mended by another run needs no look any more.
 */
export const isCurrentRun = sql`not exists (
  select from github_runs as newer where newer.delivery_id = github_runs.delivery_id
    and newer.workflow = github_runs.workflow and newer.run_id > github_runs.run_id
)`;

/** Orders `state` as people need to look at runs. */
export const byNeed = sql`array_position(string_to_array(${RUN_STATES_BY_NEED.join(",")}, ','), state)`;
