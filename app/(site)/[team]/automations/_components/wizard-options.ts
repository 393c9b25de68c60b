import "server-only";
import type { Route } from "next";
import { automationsPath, settingsPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { listModels } from "@/lib/registry/models/queries";
import { listWebhookChoices } from "@/lib/webhooks/choices";
import type { WizardOptions } from "./wizard-view";

const MODELS_MAX = 100;

/** What the wizard's fields offer. `here` is where a new webhook leads back to. */
export async function wizardOptions(
  scope: TeamScope,
  { here, cancel = automationsPath(scope.teamName) }: { here: Route; cancel?: Route },
): Promise<WizardOptions> {
  const pool = await db();
  const [models, webhooks, protectedNames] = await Promise.all([
    listModels(pool, scope, { limit: MODELS_MAX }),
    listWebhookChoices(pool, scope),
    protectedAliasNames(scope),
  ]);
  return {
    team: scope.teamName,
    models: models.ok ? models.value.items.map(({ name }) => name).sort() : [],
    hasAllModels: models.ok && models.value.nextCursor === null,
    webhooks,
    newWebhookHref: can(scope.role, "webhook.write")
      ? settingsPath(scope.teamName, "webhooks", ["new"], { next: here })
      : null,
    adminsOnly: onlySentence("webhook.write"),
    cancelHref: cancel,
    protectedNames: [...protectedNames],
  };
}
