import * as z from "zod";
import { instant } from "./instant";
import type { JsonObject } from "./json";
import { pageRequest } from "./page";

export const auditSearch = pageRequest.extend({
  /** A whole action (`alias.moved`), or the noun before the dot for all of its kind (`alias`). */
  action: z.string().max(100).optional(),
  /** The whole name of a person or token. */
  actor: z.string().max(300).optional(),
  /** What the target's name begins with: a model for all that happened in it. */
  target: z.string().max(300).optional(),
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
  /** What else the action says of itself, such as whether a deletion was forced. */
  details: JsonObject;
  address: string | null;
  requestId: string;
};
