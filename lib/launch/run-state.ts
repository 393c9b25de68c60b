import { type SQL, sql } from "drizzle-orm";
import { RUN_STATE_OF, type RunState } from "@/lib/core/github-run";
import { LAUNCH_STATES } from "@/lib/core/launch-run";

/** Within a query on `runs`: the state of a workflow run that stands for the run's own, as `RUN_STATE_OF` has it. */
export const launchRunState: SQL = sql.raw(
  `case runs.state ${LAUNCH_STATES.map((state) => `when '${state}' then '${RUN_STATE_OF[state]}'`).join(" ")} end`,
);

/** The same the other way round, as a condition: true of a run that `state` stands for. Written out, so that indexes serve it. */
export function isLaunchRunIn(state: RunState): SQL {
  const own = LAUNCH_STATES.filter((each) => RUN_STATE_OF[each] === state);
  return sql.raw(`runs.state in (${own.map((each) => `'${each}'`).join(", ")})`);
}
