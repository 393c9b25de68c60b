import "server-only";
import type { TeamScope } from "@/lib/core/actor";
import type { BatchTarget, NewBatch } from "@/lib/core/batch";
import type { DeliverySearch, DeliveryState, DeliverySummary } from "@/lib/core/delivery";
import type { OutcomeSpan } from "@/lib/core/outcome";
import type { Page } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import { previewBatch } from "@/lib/deliveries/batches/queries";
import { countOutcomes } from "@/lib/deliveries/outcomes";
import { listDeliveries } from "@/lib/deliveries/queries";
import { countStanding } from "@/lib/deliveries/standing";

type Pool = Parameters<typeof listDeliveries>[0];

/** The last day, hour by hour: what `OutcomeSummary` shows. */
export const LAST_DAY = { spans: 24, spanMinutes: 60 } as const;

export type DeliveriesView = {
  page: Result<Page<DeliverySummary>>;
  counts: Partial<Record<DeliveryState, number>>;
  spans: OutcomeSpan[];
  /** What a recovery of the webhook or the automation that the list is about would send again; null where it is about none. */
  recovery: { wish: NewBatch; target: BatchTarget } | null;
};

/** The list with its counts and the last day, for the page of the list and for that of one delivery beside it. */
export async function readDeliveries(db: Pool, scope: TeamScope, search: DeliverySearch): Promise<DeliveriesView> {
  const target = targetOf(search);
  const [page, counted, spans, failed] = await Promise.all([
    listDeliveries(db, scope, search),
    countStanding(db, scope),
    countOutcomes(db, scope, { now: new Date(), ...LAST_DAY }),
    target ? previewBatch(db, scope, target) : null,
  ]);
  return {
    page,
    counts: counted.byState,
    spans,
    recovery: target && failed?.ok ? { wish: target, target: failed.value } : null,
  };
}

function targetOf({ webhook, automation, since }: DeliverySearch): NewBatch | null {
  if ((webhook === undefined) === (automation === undefined)) {
    return null;
  }
  return { kind: "recover", ...(webhook ? { webhook } : { automation }), ...(since ? { since } : {}) };
}
