import "server-only";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import { automationSearch } from "@/lib/core/automation-search";
import { type ModelSummary, modelSearch } from "@/lib/core/registry";
import { type NamedVersion, partsOfSearch, type SiteSearch } from "@/lib/core/site-search";
import { listModels } from "@/lib/registry/models/queries";
import { listNamedVersions } from "@/lib/registry/versions/named-versions";
import { db } from "./runtime";

export type Found = {
  models: readonly ModelSummary[];
  versions: readonly NamedVersion[];
  automations: readonly AutomationView[];
};

const NOTHING: Found = { models: [], versions: [], automations: [] };

/** What of a team matches: models and automations by a part of their name, versions by `model:alias` or `v12`. */
export async function findInTeam(scope: TeamScope, { q, model }: SiteSearch, limit: number): Promise<Found> {
  if (q === "" || q.includes("\u0000")) {
    return NOTHING;
  }
  const pool = await db();
  const parts = partsOfSearch(q);
  const [models, versions, automations] = await Promise.all([
    model === undefined ? listModels(pool, scope, modelSearch.parse({ name: parts.model ?? q, limit })) : null,
    listNamedVersions(pool, scope, { text: q, model, limit }),
    listAutomations(pool, scope, automationSearch.parse({ name: q, model, limit })),
  ]);
  return {
    models: models?.ok ? models.value.items : [],
    versions,
    automations: automations.ok ? automations.value.items : [],
  };
}
