import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import type { PostedMessage } from "@/lib/core/ports";
import { rows, type Transaction } from "@/lib/db/client";

export type KeptMessage = { deliveryId: Id<"delivery">; message: PostedMessage };

/**
 * Has all that tells of a delivery's runs told anew: its deployment and its check, as its action asks for them, and the
 * messages about the same event.
 */
export async function announceRun(tx: Transaction, deliveryId: Id<"delivery">): Promise<void> {
  await rows(
    tx,
    z.object({}),
    sql`
      insert into run_reports (delivery_id, kind, team_id, event_id, due_at)
      select delivery.id, wish.kind, delivery.team_id, delivery.event_id, now()
      from deliveries as delivery cross join (values ('deployment'), ('check')) as wish (kind)
      where delivery.id = ${deliveryId} and delivery.action_type = 'github' and case wish.kind
        when 'deployment' then json_typeof(delivery.action -> 'deployment') = 'object'
        else delivery.action ->> 'reportsCheck' = 'true' end
      on conflict (delivery_id, kind) do update
      set revision = run_reports.revision + 1, due_at = now(), tries = 0`,
  );
  await rows(
    tx,
    z.object({}),
    sql`
      update run_reports set revision = revision + 1, due_at = now(), tries = 0
      where kind = 'slack' and event_id = (select event_id from deliveries where id = ${deliveryId})`,
  );
}

/** Keeps what a message is called, so that it can be changed as the runs of its event proceed: at once, if one has begun. */
export async function keepMessages(tx: Transaction, posted: readonly KeptMessage[]): Promise<void> {
  for (const { deliveryId, message } of posted) {
    await rows(
      tx,
      z.object({}),
      sql`
        insert into run_reports (delivery_id, kind, team_id, event_id, remote_id, due_at)
        select delivery.id, 'slack', delivery.team_id, delivery.event_id, ${remoteIdOf(message)}, case when exists (
          select from deliveries as other join github_runs on github_runs.delivery_id = other.id
          where other.event_id = delivery.event_id
          union all
          select from deliveries as other join runs on runs.delivery_id = other.id
          where other.event_id = delivery.event_id
        ) then now() end
        from deliveries as delivery where delivery.id = ${deliveryId}
        on conflict (delivery_id, kind) do update
        set remote_id = excluded.remote_id, told = null, problem = null, tries = 0, revision = run_reports.revision + 1,
          due_at = excluded.due_at, changed_at = now()`,
    );
  }
}

function remoteIdOf({ channel, ts }: PostedMessage): string {
  return `${channel}:${ts}`;
}
