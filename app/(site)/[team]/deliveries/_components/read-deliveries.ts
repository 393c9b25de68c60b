import "server-only";
import type { TeamScope } from "@/lib/core/actor";
import type { DeliverySearch, DeliveryState, DeliverySummary } from "@/lib/core/delivery";
import type { OutcomeSpan } from "@/lib/core/outcome";
import type { Page } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import { countOutcomes } from "@/lib/deliveries/outcomes";
import { listDeliveries } from "@/lib/deliveries/queries";
import { countStanding } from "@/lib/deliveries/standing";

type Pool = Parameters<typeof listDeliveries>[0];

const SPANS = 24;
const SPAN_MINUTES = 60;

export type DeliveriesView = {
  page: Result<Page<DeliverySummary>>;
  counts: Partial<Record<DeliveryState, number>>;
  spans: OutcomeSpan[];
};

/** The list with its counts and the last day, for the page of the list and for that of one delivery beside it. */
export async function readDeliveries(db: Pool, scope: TeamScope, search: DeliverySearch): Promise<DeliveriesView> {
  const [page, counted, spans] = await Promise.all([
    listDeliveries(db, scope, search),
    countStanding(db, scope),
    countOutcomes(db, scope, { now: new Date(), spanMinutes: SPAN_MINUTES, spans: SPANS }),
  ]);
  return { page, counts: counted.byState, spans };
}
