import { and, asc, eq, isNull } from "drizzle-orm";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { WebhookChoice } from "@/lib/core/webhook";
import type { Database } from "@/lib/db/client";
import { secrets, webhooks } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

/** No team has so many; the bound keeps one that does from filling a page's memory. */
const CHOICES_MAX = 10_000;

/** Every webhook that an automation may call, by name, with no more than choosing one needs. None for who may not see them. */
export async function listWebhookChoices(db: Database, scope: TeamScope): Promise<WebhookChoice[]> {
  if (!canSeeTeam(scope) || !can(scope.role, "automation.read")) {
    return [];
  }
  return db
    .select({
      name: webhooks.name,
      preset: webhooks.preset,
      url: webhooks.urlShown,
      accessTokenSecret: secrets.name,
    })
    .from(webhooks)
    .leftJoin(secrets, eq(secrets.id, webhooks.accessTokenSecretId))
    .where(and(eq(webhooks.teamId, scope.teamId), isNull(webhooks.deletedAt)))
    .orderBy(asc(webhooks.name))
    .limit(CHOICES_MAX);
}
