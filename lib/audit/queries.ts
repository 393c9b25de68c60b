import { and, desc, eq, gte, lt } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { AuditSearch, AuditView } from "@/lib/core/audit";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { audit } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

/** The team's audit log, newest first. */
export async function listAudit(db: Database, scope: TeamScope, search: AuditSearch): Promise<Result<Page<AuditView>>> {
  if (!canSeeTeam(scope)) {
    return notFound("audit log");
  }
  if (!can(scope.role, "audit.read")) {
    return refuse({ code: "forbidden", message: onlySentence("audit.read") });
  }
  const after = decodeCursor(search.cursor, cursorKey);
  if (!after.ok) {
    return after;
  }

  const found = await db
    .select({
      id: audit.id,
      at: audit.at,
      actor: { kind: audit.actorKind, id: audit.actorId, name: audit.actorName },
      action: audit.action,
      outcome: audit.outcome,
      reason: audit.reason,
      target: { id: audit.targetId, name: audit.targetName },
      address: audit.address,
      requestId: audit.requestId,
    })
    .from(audit)
    .where(
      and(
        eq(audit.teamId, scope.teamId),
        search.action === undefined ? undefined : eq(audit.action, search.action),
        search.actor === undefined ? undefined : eq(audit.actorName, search.actor),
        search.outcome && eq(audit.outcome, search.outcome),
        search.since ? gte(audit.at, new Date(search.since)) : undefined,
        search.until ? lt(audit.at, new Date(search.until)) : undefined,
        after.value ? lt(audit.id, after.value[0]) : undefined,
      ),
    )
    .orderBy(desc(audit.id))
    .limit(search.limit + 1);
  return ok(
    pageOf(
      found,
      search.limit,
      (entry) => ({ ...entry, at: entry.at.toISOString() }),
      ({ id }) => [id],
    ),
  );
}

const cursorKey = z.tuple([z.custom<Id<"audit">>((id) => typeof id === "string" && isId("audit", id))]);
