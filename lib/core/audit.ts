import * as z from "zod";
import { instant } from "./instant";
import { pageRequest } from "./page";

export const auditSearch = pageRequest.extend({
  action: z.string().max(100).optional(),
  actor: z.string().max(300).optional(),
  outcome: z.enum(["done", "refused"]).optional(),
  since: instant.optional(),
  until: instant.optional(),
});

export type AuditSearch = z.infer<typeof auditSearch>;

export type AuditView = {
  id: string;
  at: string;
  actor: { kind: string; id: string | null; name: string };
  /** `model.created`, `alias.moved`, …: noun and past verb. */
  action: string;
  outcome: "done" | "refused";
  /** The sentence of a refusal. */
  reason: string | null;
  target: { id: string | null; name: string | null };
  address: string | null;
  requestId: string;
};
