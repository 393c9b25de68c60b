import * as z from "zod";
import { BATCH_KINDS, type NewBatch } from "@/lib/core/batch";

/** How far back a batch may reach, as it is chosen. */
export const SINCE_CHOICES = [
  { value: "", label: "Since ever", hours: null },
  { value: "1h", label: "Since an hour ago", hours: 1 },
  { value: "24h", label: "Since 24 hours ago", hours: 24 },
  { value: "7d", label: "Since 7 days ago", hours: 7 * 24 },
] as const;

export const batchSearch = z.object({
  kind: z.enum(BATCH_KINDS).default("recover"),
  /** `webhook:<id>` or `automation:<id>`. */
  of: z.string().max(300).optional(),
  within: z.enum(["", "1h", "24h", "7d"]).default(""),
});

export type BatchSearch = z.infer<typeof batchSearch>;

/** Null while nothing is chosen. */
export function wishOfSearch({ kind, of, within }: BatchSearch, now: Date): NewBatch | null {
  const [, type, ref] = /^(webhook|automation):(.+)$/s.exec(of ?? "") ?? [];
  if (!type || !ref) {
    return null;
  }
  const hours = SINCE_CHOICES.find(({ value }) => value === within)?.hours ?? null;
  const since = hours === null ? {} : { since: new Date(now.getTime() - hours * 3_600_000).toISOString() };
  return { kind, ...(type === "webhook" ? { webhook: ref } : { automation: ref }), ...since };
}
