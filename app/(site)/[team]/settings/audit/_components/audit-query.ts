import * as z from "zod";
import type { Query } from "@/app/_server/paths";
import { readSearch } from "@/app/_server/search";
import { type AuditSearch, auditSearch } from "@/lib/core/audit";

const DAY_MS = 86_400_000;

/** The filters as they stand in the address: days in place of moments, both included. */
const auditFilters = auditSearch
  .omit({ since: true, until: true, limit: true })
  .extend({ from: z.iso.date().optional(), to: z.iso.date().optional() });

export type AuditFilters = z.infer<typeof auditFilters>;

export function readAuditFilters(params: Record<string, string>): AuditFilters {
  return readSearch(auditFilters, params);
}

/** Days are of UTC: the log is read by people in many places, and exported to be compared. */
export function searchOf({ from, to, cursor, ...rest }: AuditFilters): Omit<AuditSearch, "limit"> {
  return {
    ...rest,
    cursor,
    since: from ? `${from}T00:00:00.000Z` : undefined,
    until: to ? new Date(Date.parse(`${to}T00:00:00.000Z`) + DAY_MS).toISOString() : undefined,
  };
}

/** What stands in the address besides the cursor. */
export function filterQuery({ actor, action, target, outcome, from, to }: AuditFilters): Query {
  return { actor, action, target, outcome, from, to };
}

export function isFiltered(filters: AuditFilters): boolean {
  return Object.values(filterQuery(filters)).some((value) => value !== undefined);
}
