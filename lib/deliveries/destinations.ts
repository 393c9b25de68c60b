import { type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { githubInstallations, queues, webhooks } from "@/lib/db/schema";

/**
 * Where deliveries of a team may wait, as rows of `id` and `paused_at`: its webhooks, its installations of the GitHub
 * App and its queues, also those that are gone, for what waits for one still has to be told so.
 */
export function destinationsOf(scope: TeamScope): SQL {
  return sql`(
    select ${webhooks.id} as id, ${webhooks.pausedAt} as paused_at from ${webhooks} where ${webhooks.teamId} = ${scope.teamId}
    union all
    select ${githubInstallations.id}, null from ${githubInstallations} where ${githubInstallations.teamId} = ${scope.teamId}
    union all
    select ${queues.id}, null from ${queues} where ${queues.teamId} = ${scope.teamId}
  )`;
}
