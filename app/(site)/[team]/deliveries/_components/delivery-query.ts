import type { Query } from "@/app/_server/paths";
import type { DeliverySearch } from "@/lib/core/delivery";

/** What of a search stands in the address besides the cursor: it goes along from the list to a delivery and back. */
export function filterQuery(search: DeliverySearch): Query {
  const { state, run, automation, webhook, model, version, event, since, until } = search;
  return { state, run, automation, webhook, model, version, event, since, until };
}

export function isFiltered(search: DeliverySearch): boolean {
  return Object.values(filterQuery(search)).some((value) => value !== undefined);
}
