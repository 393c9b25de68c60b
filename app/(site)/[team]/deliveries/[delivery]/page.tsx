import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { TextLink } from "@/app/_components/ui/text-link";
import { deliveriesPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import type { TeamScope } from "@/lib/core/actor";
import type { StoredAction } from "@/lib/core/automation";
import { deliverySearch } from "@/lib/core/delivery";
import { getDelivery } from "@/lib/deliveries/queries";
import { getWebhook } from "@/lib/webhooks/queries";
import { ATTEMPT_TABS } from "../_components/attempt-entry";
import { DeliveriesHead } from "../_components/deliveries-head";
import { DeliveryDetail } from "../_components/delivery-detail";
import { DeliveryFilter } from "../_components/delivery-filter";
import { DeliveryList } from "../_components/delivery-list";
import { filterQuery } from "../_components/delivery-query";
import { OutcomeSummary } from "../_components/outcome-summary";
import { readDeliveries } from "../_components/read-deliveries";

const openAttempt = z.object({
  attempt: z.coerce.number().int().min(1).optional(),
  show: z.enum(ATTEMPT_TABS).default("response"),
});

type DeliveryProps = { params: Promise<{ team: string; delivery: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: DeliveryProps): Promise<Metadata> {
  const { team, delivery: id } = await params;
  const delivery = await getDelivery(await db(), await requireScope(team), id);
  return { title: delivery.ok ? `${delivery.value.automation.name}, delivery` : "Delivery" };
}

/** One delivery: beside the list where there is room, by itself where there is not. */
export default async function DeliveryPage({ params, searchParams }: DeliveryProps) {
  const { team: teamSegment, delivery: id } = await params;
  const scope = await requireScope(teamSegment);
  const asked = await singleParams(searchParams);
  const search = readSearch(deliverySearch, asked);
  const { attempt, show } = readSearch(openAttempt, asked);
  const pool = await db();
  const found = await getDelivery(pool, scope, id);
  if (!found.ok) {
    notFound();
  }

  const delivery = found.value;
  const [list, url, protectedNames] = await Promise.all([
    readDeliveries(pool, scope, search),
    readUrl(scope, delivery.action.stored),
    protectedAliasNames(scope),
  ]);
  const team = scope.teamName;
  const alias = delivery.event.alias;

  return (
    <>
      <div className="max-xl:hidden">
        <DeliveriesHead scope={scope} recovery={list.recovery} />
        <OutcomeSummary team={team} spans={list.spans} />
      </div>
      <div className="max-xl:hidden">
        <DeliveryFilter
          team={team}
          search={search}
          counts={list.counts}
          refreshMs={refreshEveryMs([delivery, ...(list.page.ok ? list.page.value.items : [])])}
        />
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_568px] max-xl:grid-cols-1">
        <div className="min-w-0 max-xl:hidden">
          <DeliveryList team={team} page={list.page} search={search} selectedId={delivery.id} />
        </div>
        <div className="min-w-0 border-line border-t border-l max-xl:border-0">
          <h1 className="sr-only xl:hidden">Delivery of {delivery.automation.name}</h1>
          <p className="px-[18px] pt-3 xl:hidden">
            <TextLink href={deliveriesPath(team, filterQuery(search))} className="max-sm:py-2">
              All deliveries
            </TextLink>
          </p>
          <DeliveryDetail
            scope={scope}
            delivery={delivery}
            url={url}
            isProtected={alias !== null && protectedNames.has(alias)}
            open={{ attempt: attempt ?? null, tab: show }}
            query={{ ...filterQuery(search), cursor: search.cursor }}
          />
        </div>
      </div>
    </>
  );
}

/** Where it goes, as it may be shown; null where that is told by its target already. */
async function readUrl(scope: TeamScope, stored: StoredAction): Promise<string | null> {
  const webhook = stored.type === "webhook" ? await getWebhook(await db(), scope, stored.webhookId) : null;
  return webhook?.ok ? webhook.value.url : null;
}
