import { and, eq, isNull, or } from "drizzle-orm";
import type { StoredAction } from "@/lib/core/automation";
import type { RegistryEvent } from "@/lib/core/event";
import { createFilterCache, matchesEvent } from "@/lib/core/filter";
import type { Id } from "@/lib/core/ids";
import type { WebhookPreset } from "@/lib/core/webhook";
import type { Transaction } from "@/lib/db/client";
import { automations, secrets, webhooks } from "@/lib/db/schema";

export type Match = {
  automationId: Id<"automation">;
  automationName: string;
  action: StoredAction;
  secretNames: string[];
  /** Null for an action that goes to no webhook. */
  webhook: { id: Id<"webhook">; preset: WebhookPreset; schedule: number[] } | null;
  accessTokenSecret: string | null;
};

/** Compiled filters by automation and revision: an edit makes a new revision, so nothing here is ever stale. */
const filters = createFilterCache(20_000);

/**
 * The automations that an event fires. The index leaves those of its type, its model (or every model) and its exact
 * alias or tag (or an expression); only these few are then tried by their filters.
 */
export async function matchAutomations(tx: Transaction, event: RegistryEvent): Promise<Match[]> {
  const key = event.alias ?? event.tag?.key ?? null;
  const candidates = await tx
    .select({
      id: automations.id,
      name: automations.name,
      revision: automations.revision,
      filter: automations.filter,
      action: automations.action,
      secretNames: automations.secretNames,
      webhook: { id: webhooks.id, preset: webhooks.preset, schedule: webhooks.retrySchedule },
      accessTokenSecret: secrets.name,
    })
    .from(automations)
    .leftJoin(webhooks, eq(webhooks.id, automations.webhookId))
    .leftJoin(secrets, eq(secrets.id, webhooks.accessTokenSecretId))
    .where(
      and(
        eq(automations.teamId, event.team.id),
        eq(automations.eventType, event.type),
        or(eq(automations.modelId, event.model.id), isNull(automations.modelId)),
        key === null ? isNull(automations.matchKey) : or(eq(automations.matchKey, key), isNull(automations.matchKey)),
        eq(automations.isEnabled, true),
        isNull(automations.deletedAt),
      ),
    )
    .orderBy(automations.id);

  return candidates
    .filter((candidate) => matchesEvent(filters.compiled(candidate.id, candidate.revision, candidate.filter), event))
    .map(({ id, name, action, secretNames, webhook, accessTokenSecret }) => ({
      automationId: id,
      automationName: name,
      action,
      secretNames,
      webhook,
      accessTokenSecret,
    }));
}
