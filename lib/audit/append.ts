import type { TeamScope } from "@/lib/core/actor";
import type { JsonObject } from "@/lib/core/json";
import type { Transaction } from "@/lib/db/client";
import { audit } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";

export type AuditEntry = {
  /** Noun and past verb: `model.created`. */
  action: string;
  outcome: "done" | "refused";
  reason?: string;
  target: { id: string | null; name: string | null };
  details?: JsonObject;
};

/** Takes a transaction: a mutation and its entry exist together. A refusal comes in a transaction of its own. */
export async function appendAudit(tx: Transaction, scope: TeamScope, entry: AuditEntry): Promise<void> {
  await tx.insert(audit).values({
    id: newId("audit"),
    teamId: scope.teamId,
    actorKind: scope.actor.kind,
    actorId: scope.actor.id,
    actorName: scope.actor.name,
    action: entry.action,
    outcome: entry.outcome,
    reason: storable(entry.reason ?? null),
    targetId: storable(entry.target.id),
    targetName: storable(entry.target.name),
    details: entry.details ?? {},
    address: scope.address,
    requestId: scope.requestId,
  });
}

/** A refused name may hold anything, also the one character that PostgreSQL's text cannot. */
function storable(text: string | null): string | null {
  return text?.replaceAll("\u0000", "\ufffd").toWellFormed() ?? null;
}
