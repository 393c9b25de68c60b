import { and, asc, eq, gt, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { WebhookView } from "@/lib/core/webhook";
import type { Database, Transaction } from "@/lib/db/client";
import { automations, breakers, secrets, webhooks } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

/** Automations that a view names; a webhook of thousands says enough with these. */
const USED_BY_MAX = 100;

/** The team's webhooks by name. */
export async function listWebhooks(
  db: Database,
  scope: TeamScope,
  page: PageRequest,
): Promise<Result<Page<WebhookView>>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const after = decodeCursor(page.cursor, cursorKey);
  if (!after.ok) {
    return after;
  }

  const found = await readWebhooks(db, scope.teamId, {
    where: after.value ? gt(webhooks.name, after.value[0]) : undefined,
    limit: page.limit + 1,
  });
  return ok(
    pageOf(
      found,
      page.limit,
      (webhook) => webhook,
      ({ name }) => [name],
    ),
  );
}

export async function getWebhook(db: Database, scope: TeamScope, ref: string): Promise<Result<WebhookView>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const [found] = await readWebhooks(db, scope.teamId, { where: webhookByRef(ref), limit: 1 });
  return found ? ok(found) : notFound("webhook");
}

/** A webhook by its id or its name. What looks like an id is one: a name of that form would be reached by its id. */
export function webhookByRef(ref: string): SQL {
  return isId("webhook", ref) ? eq(webhooks.id, ref) : eq(webhooks.name, ref);
}

const accessTokens = alias(secrets, "access_tokens");
const signers = alias(secrets, "signers");

/** The views of some webhooks in the order of their names; for commands also, inside their transaction. */
export async function readWebhooks(
  db: Database | Transaction,
  teamId: Id<"team">,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<WebhookView[]> {
  const found = await db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      url: webhooks.urlShown,
      isUrlSecret: webhooks.isUrlSecret,
      preset: webhooks.preset,
      accessTokenSecret: accessTokens.name,
      signingSecret: signers.name,
      signatureEncoding: webhooks.signatureEncoding,
      retrySchedule: webhooks.retrySchedule,
      maxConcurrent: webhooks.maxConcurrent,
      maxPerSecond: webhooks.maxPerSecond,
      heldUntil: breakers.openUntil,
      pausedAt: webhooks.pausedAt,
      pauseReason: webhooks.pauseReason,
      createdAt: webhooks.createdAt,
      createdBy: webhooks.createdBy,
    })
    .from(webhooks)
    .leftJoin(accessTokens, eq(accessTokens.id, webhooks.accessTokenSecretId))
    .leftJoin(signers, eq(signers.id, webhooks.signingSecretId))
    .leftJoin(breakers, eq(breakers.destination, webhooks.id))
    .where(and(eq(webhooks.teamId, teamId), isNull(webhooks.deletedAt), where))
    .orderBy(asc(webhooks.name))
    .limit(limit);

  const users = await listUsers(
    db,
    found.map(({ id }) => id),
  );
  return found.map(({ heldUntil, pausedAt, pauseReason, createdAt, createdBy, ...webhook }) => ({
    ...webhook,
    heldUntil: heldUntil?.toISOString() ?? null,
    isPaused: pausedAt !== null,
    pauseReason: pausedAt ? pauseReason : null,
    createdAt: createdAt.toISOString(),
    createdBy,
    usedBy: users.filter(({ webhookId }) => webhookId === webhook.id).map(({ id, name }) => ({ id, name })),
  }));
}

async function listUsers(db: Database | Transaction, ids: Id<"webhook">[]) {
  if (ids.length === 0) {
    return [];
  }
  const ranked = db
    .select({
      webhookId: automations.webhookId,
      id: automations.id,
      name: automations.name,
      rank: sql<number>`row_number() over (partition by ${automations.webhookId} order by ${automations.name})`.as(
        "rank",
      ),
    })
    .from(automations)
    .where(and(inArray(automations.webhookId, ids), isNull(automations.deletedAt)))
    .as("ranked");
  return db
    .select({ webhookId: ranked.webhookId, id: ranked.id, name: ranked.name })
    .from(ranked)
    .where(lte(ranked.rank, USED_BY_MAX))
    .orderBy(asc(ranked.name));
}

function refuseReading(scope: TeamScope): { ok: false; problem: Problem } | null {
  if (!canSeeTeam(scope)) {
    return notFound("webhook");
  }
  return can(scope.role, "automation.read")
    ? null
    : refuse({ code: "forbidden", message: onlySentence("automation.read") });
}

const cursorKey = z.tuple([z.string().max(128)]);
