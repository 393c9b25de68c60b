import { and, eq, sql } from "drizzle-orm";
import * as z from "zod";
import { type Id, isId } from "@/lib/core/ids";
import { rows, type Transaction } from "@/lib/db/client";
import { deliveries } from "@/lib/db/schema";
import type { KeptRun } from "@/lib/github/runs";
import { firstIdAt } from "./view";

/** GitHub makes the run when it has accepted the dispatch; the clocks of both sides may differ a little. */
const BEFORE_SECONDS = 60;
const AFTER_SECONDS = 15;
/** A delivery that is retried for longer must be named by its run. */
const MADE_WITHIN_MS = 24 * 3_600_000;

/**
 * The delivery that started a run of which it is not known yet: the one that its title names, as our own workflow files
 * have it; else, where an App started it, the only one that was sent to this repository and workflow at the time. Never
 * one of another team, whatever a title says.
 */
export async function findDeliveryOf(
  tx: Transaction,
  run: KeptRun,
  { mayGuess }: { mayGuess: boolean },
): Promise<Id<"delivery"> | null> {
  // A title that names one is never guessed about: a test of an automation names one that there is not.
  const isNamed = deliveryNamedBy(run.title) !== null;
  return isNamed || !mayGuess ? findNamed(tx, run) : findOnlyCandidate(tx, run);
}

/** The id of a delivery within a title; null where there is none. */
export function deliveryNamedBy(title: string): Id<"delivery"> | null {
  const [id = ""] = /dl_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(title) ?? [];
  return isId("delivery", id) ? id : null;
}

async function findNamed(tx: Transaction, { teamId, repositoryId, title }: KeptRun): Promise<Id<"delivery"> | null> {
  const named = deliveryNamedBy(title);
  if (named === null) {
    return null;
  }
  const [found] = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.id, named),
        eq(deliveries.teamId, teamId),
        eq(deliveries.actionType, "github"),
        sql`(${deliveries.action} ->> 'repositoryId')::bigint = ${repositoryId}`,
      ),
    );
  return found?.id ?? null;
}

async function findOnlyCandidate(tx: Transaction, run: KeptRun): Promise<Id<"delivery"> | null> {
  const { teamId, repositoryId, event, workflow, createdAt } = run;
  const kind = event === "workflow_dispatch" ? "workflow" : "repository";
  const found = await rows(
    tx,
    z.object({ id: z.custom<Id<"delivery">>((id) => typeof id === "string") }),
    sql`
      select delivery.id
      from deliveries as delivery
      left join open_deliveries as open on open.delivery_id = delivery.id
      left join lateral (
        select started_at from attempts where attempts.delivery_id = delivery.id order by number desc limit 1
      ) as last on true
      where delivery.team_id = ${teamId} and delivery.action_type = 'github'
        and delivery.id >= ${firstIdAt(createdAt.getTime(), -MADE_WITHIN_MS)}
        and (delivery.action ->> 'repositoryId')::bigint = ${repositoryId}
        and delivery.action -> 'dispatch' ->> 'kind' = ${kind}
        and (${kind} = 'repository' or delivery.action -> 'dispatch' ->> 'workflow' = ${workflow})
        and (open.state is null or open.state in ('sending', 'unknown'))
        and (open.state = 'sending' or last.started_at between ${createdAt.toISOString()}::timestamptz - make_interval(secs => ${BEFORE_SECONDS}::int)
          and ${createdAt.toISOString()}::timestamptz + make_interval(secs => ${AFTER_SECONDS}::int))
        and not exists (
          select from github_runs as other where other.delivery_id = delivery.id
            and (${kind} = 'workflow' or other.workflow = ${workflow})
        )
      order by delivery.id desc limit 2`,
  );
  const [only, another] = found;
  return only && !another ? only.id : null;
}
