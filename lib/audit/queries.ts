import { and, desc, eq, gte, like, lt, type SQL } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { AuditSearch, AuditView } from "@/lib/core/audit";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { audit } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

/** The team's audit log, newest first. */
export async function listAudit(db: Database, scope: TeamScope, search: AuditSearch): Promise<Result<Page<AuditView>>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const after = decodeCursor(search.cursor, cursorKey);
  if (!after.ok) {
    return after;
  }

  const found = await selectEntries(db)
    .where(
      and(eq(audit.teamId, scope.teamId), ...filters(search), after.value ? lt(audit.id, after.value[0]) : undefined),
    )
    .orderBy(desc(audit.id))
    .limit(search.limit + 1);
  return ok(pageOf(found, search.limit, toView, ({ id }) => [id]));
}

export async function getAuditEntry(db: Database, scope: TeamScope, id: string): Promise<Result<AuditView>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const [found] = isId("audit", id)
    ? await selectEntries(db).where(and(eq(audit.teamId, scope.teamId), eq(audit.id, id)))
    : [];
  return found ? ok(toView(found)) : notFound("entry of the audit log");
}

function selectEntries(db: Database) {
  return db
    .select({
      id: audit.id,
      at: audit.at,
      actor: { kind: audit.actorKind, id: audit.actorId, name: audit.actorName },
      action: audit.action,
      outcome: audit.outcome,
      reason: audit.reason,
      target: { id: audit.targetId, name: audit.targetName },
      details: audit.details,
      address: audit.address,
      requestId: audit.requestId,
    })
    .from(audit);
}

type Row = Awaited<ReturnType<typeof selectEntries>>[number];

function toView(entry: Row): AuditView {
  return { ...entry, at: entry.at.toISOString() };
}

function filters({ action, actor, target, outcome, since, until }: AuditSearch): (SQL | undefined)[] {
  return [
    action === undefined ? undefined : ofAction(action),
    actor === undefined ? undefined : eq(audit.actorName, actor),
    target === undefined ? undefined : like(audit.targetName, `${target.replace(/[\\%_]/g, "\\$&")}%`),
    outcome && eq(audit.outcome, outcome),
    since ? gte(audit.at, new Date(since)) : undefined,
    until ? lt(audit.at, new Date(until)) : undefined,
  ];
}

/** `alias` is every action whose noun it is: a prefix, so that the index serves it too. */
function ofAction(action: string): SQL | undefined {
  return action.includes(".") ? eq(audit.action, action) : like(audit.action, `${action.replace(/[\\%_]/g, "\\$&")}.%`);
}

function refuseReading(scope: TeamScope): { ok: false; problem: Problem } | null {
  if (!canSeeTeam(scope)) {
    return notFound("audit log");
  }
  return can(scope.role, "audit.read") ? null : refuse({ code: "forbidden", message: onlySentence("audit.read") });
}

const cursorKey = z.tuple([z.custom<Id<"audit">>((id) => typeof id === "string" && isId("audit", id))]);
