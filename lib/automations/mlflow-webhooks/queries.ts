import { and, asc, desc, eq, inArray, isNull, lt, type SQL } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { isId } from "@/lib/core/ids";
import {
  isMlflowEventType,
  MLFLOW_EVENT_TYPES,
  type MlflowWebhookView,
  sortedMlflowEvents,
} from "@/lib/core/mlflow-webhook";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { automations, webhooks } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import { mlflowIdOf, webhookIdOf } from "./names";

/** The team's webhooks of MLflow's kind, newest first, whether its API or the site made them. */
export async function listMlflowWebhooks(
  db: Database,
  scope: TeamScope,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Result<Page<MlflowWebhookView>>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const after = decodeCursor(cursor, cursorKey);
  if (!after.ok) {
    return refuse({ code: "invalid", field: "page_token", message: "Invalid page token, could not base64-decode" });
  }
  const found = await readMlflowWebhooks(db, scope, {
    where: after.value ? lt(webhooks.id, after.value[0]) : undefined,
    limit: limit + 1,
  });
  return ok(
    pageOf(
      found,
      limit,
      ({ view }) => view,
      ({ id }) => [id],
    ),
  );
}

export async function getMlflowWebhook(
  db: Database,
  scope: TeamScope,
  mlflowId: string,
): Promise<Result<MlflowWebhookView>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const found = await findMlflowWebhook(db, scope, mlflowId);
  return found ? ok(found.view) : notFound("webhook");
}

/** For commands also, inside their transaction. */
export async function findMlflowWebhook(db: Database | Transaction, scope: TeamScope, mlflowId: string) {
  const id = webhookIdOf(mlflowId);
  const [found] = id ? await readMlflowWebhooks(db, scope, { where: eq(webhooks.id, id), limit: 1 }) : [];
  return found ?? null;
}

/** The automations that make up the events of a webhook: those of the whole team. One for a model is the site's alone. */
export function carriersOf(ids: Id<"webhook">[]): SQL | undefined {
  return and(
    inArray(automations.webhookId, ids),
    isNull(automations.modelId),
    isNull(automations.deletedAt),
    inArray(automations.eventType, MLFLOW_EVENT_TYPES),
  );
}

async function readMlflowWebhooks(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
) {
  const found = await db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      url: webhooks.urlShown,
      pausedAt: webhooks.pausedAt,
      createdAt: webhooks.createdAt,
      updatedAt: webhooks.updatedAt,
    })
    .from(webhooks)
    .where(and(eq(webhooks.teamId, scope.teamId), eq(webhooks.preset, "mlflow"), isNull(webhooks.deletedAt), where))
    .orderBy(desc(webhooks.id))
    .limit(limit);
  const carriers = await readCarriers(
    db,
    found.map(({ id }) => id),
  );
  return found.map((webhook) => ({
    id: webhook.id,
    view: viewOf(
      webhook,
      carriers.filter(({ webhookId }) => webhookId === webhook.id),
    ),
  }));
}

type Carrier = Awaited<ReturnType<typeof readCarriers>>[number];

/** At most a thousand webhooks with a handful each: MLflow's own largest page. */
async function readCarriers(db: Database | Transaction, ids: Id<"webhook">[]) {
  return ids.length === 0
    ? []
    : db
        .select({
          webhookId: automations.webhookId,
          eventType: automations.eventType,
          description: automations.description,
          isEnabled: automations.isEnabled,
        })
        .from(automations)
        .where(carriersOf(ids))
        .orderBy(asc(automations.id))
        .limit(ids.length * MLFLOW_EVENT_TYPES.length * 10);
}

/** It is active where something may fire and is sent: whoever paused either half of it, here or on the site. */
function viewOf(
  webhook: { id: Id<"webhook">; name: string; url: string; pausedAt: Date | null; createdAt: Date; updatedAt: Date },
  carriers: readonly Carrier[],
): MlflowWebhookView {
  const isActive = webhook.pausedAt === null && carriers.some(({ isEnabled }) => isEnabled);
  return {
    id: mlflowIdOf(webhook.id),
    name: webhook.name,
    description: carriers[0]?.description ?? "",
    url: webhook.url,
    eventTypes: sortedMlflowEvents(carriers.map(({ eventType }) => eventType).filter(isMlflowEventType)),
    status: isActive ? "ACTIVE" : "DISABLED",
    createdAt: webhook.createdAt.toISOString(),
    updatedAt: webhook.updatedAt.toISOString(),
  };
}

function refuseReading(scope: TeamScope): { ok: false; problem: Problem } | null {
  if (!canSeeTeam(scope)) {
    return notFound("webhook");
  }
  return can(scope.role, "automation.read")
    ? null
    : refuse({ code: "forbidden", message: onlySentence("automation.read") });
}

const cursorKey = z.tuple([z.custom<Id<"webhook">>((id) => typeof id === "string" && isId("webhook", id))]);
