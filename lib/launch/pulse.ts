import { sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { AGENT_HEARD_SECONDS } from "@/lib/core/launch-agent";
import { COUNTED_MAX } from "@/lib/core/outcome";
import { type Database, rows } from "@/lib/db/client";
import { agents, queues, runs } from "@/lib/db/schema";

export type LaunchPulse = {
  /** Runs that have not ended; `COUNTED_MAX` + 1 where there are more. */
  active: number;
  /** Queues in which something waits while no agent listens. */
  starving: number;
};

const NOTHING: LaunchPulse = { active: 0, starving: 0 };

/** What the frame of every page says of launch: look-ups in indexes, whatever the team has behind it. */
export async function readLaunchPulse(db: Database, scope: TeamScope): Promise<LaunchPulse> {
  if (scope.models !== "all") {
    return NOTHING;
  }
  const [found] = await rows(
    db,
    z.object({ active: z.number(), starving: z.number() }),
    sql`
      select (
        select count(*)::int from (
          select from ${runs}
          where ${runs.teamId} = ${scope.teamId} and ${runs.state} in ('queued', 'claimed', 'running')
          limit ${COUNTED_MAX + 1}
        ) as counted
      ) as active, (
        select count(*)::int from ${queues}
        where ${queues.teamId} = ${scope.teamId} and ${queues.deletedAt} is null
          and ${queues.resource} <> 'github-actions' and ${queues.state} <> 'paused'
          and exists (select from ${runs} where ${runs.queueId} = ${queues.id} and ${runs.state} = 'queued')
          and not exists (
            select from ${agents} where ${agents.queueId} = ${queues.id} and ${agents.goneAt} is null
              and ${agents.lastHeardAt} > now() - make_interval(secs => ${AGENT_HEARD_SECONDS})
          )
      ) as starving`,
  );
  return found ?? NOTHING;
}
