import type { Metadata } from "next";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { deliverySearch } from "@/lib/core/delivery";
import { DeliveriesHead } from "./_components/deliveries-head";
import { DeliveryFilter } from "./_components/delivery-filter";
import { DeliveryList } from "./_components/delivery-list";
import { OutcomeSummary } from "./_components/outcome-summary";
import { readDeliveries } from "./_components/read-deliveries";

export const metadata: Metadata = { title: "Deliveries" };

type DeliveriesProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function DeliveriesPage({ params, searchParams }: DeliveriesProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(deliverySearch, await singleParams(searchParams));
  const { page, counts, spans, recovery } = await readDeliveries(await db(), scope, search);
  return (
    <>
      <DeliveriesHead scope={scope} recovery={recovery} />
      <OutcomeSummary team={scope.teamName} spans={spans} />
      <DeliveryFilter
        team={scope.teamName}
        search={search}
        counts={counts}
        refreshMs={page.ok ? refreshEveryMs(page.value.items) : null}
      />
      <DeliveryList team={scope.teamName} page={page} search={search} />
    </>
  );
}
