import type { Query } from "@/app/_server/paths";
import type { DeliverySearch } from "@/lib/core/delivery";

/** What of a search stands in the address besides the cursor: it goes along from the list to a delivery and back. */
export function filterQuery({ state, automation, model, version, event }: DeliverySearch): Query {
  return { state, automation, model, version, event };
}

export function isFiltered(search: DeliverySearch): boolean {
  return Object.values(filterQuery(search)).some((value) => value !== undefined);
}
