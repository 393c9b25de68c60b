import { and, eq, sql } from "drizzle-orm";
import * as z from "zod";
import { appendAudit } from "@/lib/audit/append";
import { onlySentence, type Permission } from "@/lib/core/access";
import type { Idempotency, TeamScope } from "@/lib/core/actor";
import type { Json, JsonObject } from "@/lib/core/json";
import { isPermitted } from "@/lib/core/purpose";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { type Database, inTransaction, rows, type Transaction } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/schema";
import { inSpan } from "@/lib/platform/telemetry";

/** What a command is about to do, said once: who may, and what the audit log calls it. */
export type Write = {
  permission: Permission;
  /** Noun and past verb: `alias.moved`. */
  action: string;
  target: { id?: string | null; name: string };
  /** True for what belongs to the whole team: to a token restricted to some models it does not exist. */
  isTeamWide?: boolean;
  details?: JsonObject;
};

/**
 * The only way for a command to write: authorises, then runs `fn` in one transaction with the audit entry and the
 * idempotency key. A refusal rolls everything back and is then audited on its own, also the one by role.
 *
 * The value must survive JSON unchanged: a repeat with the same key answers with the stored one.
 */
export function transact<T>(
  db: Database,
  scope: TeamScope,
  write: Write,
  fn: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  const attributes = {
    "modelwire.write.action": write.action,
    "modelwire.team.id": scope.teamId,
    "modelwire.request.id": scope.requestId,
  };
  return inSpan(`transact ${write.action}`, { attributes }, async (annotate) => {
    const result = await authoriseAndWrite(db, scope, write, fn);
    annotate({ "modelwire.write.outcome": result.ok ? "done" : result.problem.code });
    return result;
  });
}

async function authoriseAndWrite<T>(
  db: Database,
  scope: TeamScope,
  write: Write,
  fn: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  const refusal = refusalByRight(scope, write);
  if (refusal) {
    return auditRefusal(db, scope, write, refusal);
  }

  const result = await runOrRollBack(db, async (tx) => {
    const earlier = await findEarlierAnswer<T>(tx, scope);
    if (earlier) {
      return earlier;
    }

    const outcome = await fn(tx);
    if (outcome.ok) {
      await appendAudit(tx, scope, {
        action: write.action,
        outcome: "done",
        target: targetOf(write),
        ...detailsOf(write),
      });
      await keepAnswer(tx, scope, outcome.value);
    }
    return outcome;
  });

  return result.ok ? result : auditRefusal(db, scope, write, result.problem);
}

function refusalByRight(scope: TeamScope, write: Write): Problem | null {
  if (write.isTeamWide && scope.models !== "all") {
    return notFound(write.target.name).problem;
  }
  if (isPermitted(scope, write.permission)) {
    return null;
  }
  return { code: "forbidden", message: narrowSentence(scope) ?? onlySentence(write.permission) };
}

function narrowSentence({ version, agentOf }: TeamScope): string | null {
  if (agentOf) {
    return "This is the token of agents: it serves to claim and report the runs of its queue, and for nothing else.";
  }
  return version && "This is the token of a run: it serves its version alone, for the purposes that it was asked for.";
}

class RolledBack extends Error {
  constructor(readonly problem: Problem) {
    super("Rolled back on a refusal.");
  }
}

async function runOrRollBack<T>(db: Database, fn: (tx: Transaction) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await inTransaction(db, async (tx) => {
      const result = await fn(tx);
      if (!result.ok) {
        throw new RolledBack(result.problem);
      }
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) {
      return refuse(error.problem);
    }
    throw error;
  }
}

async function auditRefusal(
  db: Database,
  scope: TeamScope,
  write: Write,
  problem: Problem,
): Promise<{ ok: false; problem: Problem }> {
  await inTransaction(db, (tx) =>
    appendAudit(tx, scope, {
      action: write.action,
      outcome: "refused",
      reason: problem.message,
      target: targetOf(write),
      ...detailsOf(write),
    }),
  );
  return refuse(problem);
}

function targetOf(write: Write): { id: string | null; name: string } {
  return { id: write.target.id ?? null, name: write.target.name };
}

function detailsOf(write: Write): { details?: JsonObject } {
  return write.details ? { details: write.details } : {};
}

/** Null when the write is new. The advisory lock makes a second one of the same key, still running, tell so at once. */
async function findEarlierAnswer<T>(tx: Transaction, scope: TeamScope): Promise<Result<T> | null> {
  const keyed = keyedBy(scope);
  if (!keyed) {
    return null;
  }

  const lockName = `${keyed.tokenId} ${keyed.key}`;
  const [lock] = await rows(
    tx,
    lockRow,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${lockName}, 0)) as taken`,
  );
  if (!lock?.taken) {
    return refuse({
      code: "in_progress",
      message: "A request with this Idempotency-Key is still running. Repeat it in a moment.",
    });
  }

  const [earlier] = await tx
    .select({ requestHash: idempotencyKeys.requestHash, answer: idempotencyKeys.answer, isPast: isPastItsDay })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.tokenId, keyed.tokenId), eq(idempotencyKeys.key, keyed.key)));
  if (!earlier || earlier.isPast) {
    return null;
  }
  if (earlier.requestHash !== keyed.requestHash) {
    return refuse({
      code: "invalid",
      field: "Idempotency-Key",
      message: "This Idempotency-Key was used for another request. Use a new key for a new request.",
    });
  }
  return ok(earlier.answer as T); // Stored by keepAnswer from the same command: the hash covers method, path and body.
}

async function keepAnswer(tx: Transaction, scope: TeamScope, value: unknown): Promise<void> {
  const keyed = keyedBy(scope);
  if (!keyed) {
    return;
  }

  const row = { requestHash: keyed.requestHash, answer: (value ?? null) as Json, createdAt: new Date() };
  await tx
    .insert(idempotencyKeys)
    .values({ tokenId: keyed.tokenId, key: keyed.key, ...row })
    .onConflictDoUpdate({ target: [idempotencyKeys.tokenId, idempotencyKeys.key], set: row }); // One past its day is replaced.
}

function keyedBy(scope: TeamScope): (Idempotency & { tokenId: string }) | null {
  return scope.idempotency && scope.actor.kind === "token" ? { ...scope.idempotency, tokenId: scope.actor.id } : null;
}

const lockRow = z.object({ taken: z.boolean() });
const isPastItsDay = sql<boolean>`${idempotencyKeys.createdAt} < now() - interval '24 hours'`;
