import "server-only";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import type { OutcomeView } from "@/lib/core/outcome";
import type { Page } from "@/lib/core/page";
import type { AliasMoveView, ModelView, VersionSummary } from "@/lib/core/registry";
import type { Result } from "@/lib/core/result";
import { lastOutcomesOfAliases, lastOutcomesOfVersions } from "@/lib/deliveries/outcomes";
import { listAliasMoves } from "@/lib/registry/aliases/queries";
import { getModel } from "@/lib/registry/models/queries";
import { metricsOfVersions } from "@/lib/registry/versions/metric-rows";
import { listVersions } from "@/lib/registry/versions/queries";
import { metricNames, metricsByVersion, type VersionMetrics } from "./metrics";

/** The database as queries take it: the edges do not name its type. */
type Pool = Parameters<typeof getModel>[0];

const CHART_VERSIONS = 50;
const TABLE_VERSIONS = 20;
const AUTOMATIONS_MAX = 50;
const MOVES_MAX = 100;
const LANES_MAX = 50;

export type ModelPageView = {
  model: ModelView;
  versions: VersionSummary[];
  nextCursor: string | null;
  /** The newest versions with their numbers, oldest first: what the charts draw. */
  series: VersionMetrics[];
  metricNames: string[];
  values: Map<Id<"version">, Readonly<Record<string, number>>>;
  outcomes: Map<Id<"version">, OutcomeView>;
  aliasOutcomes: Map<string, OutcomeView>;
  moves: AliasMoveView[];
  automations: AutomationView[];
  refreshMs: number | null;
};

/** All that a model's page shows, in two rounds of queries however much that is; null where there is no such model. */
export async function readModelPage(
  db: Pool,
  scope: TeamScope,
  { model: name, cursor }: { model: string; cursor: string | undefined },
): Promise<ModelPageView | null> {
  const [model, recent, page, moves, automations] = await Promise.all([
    getModel(db, scope, name),
    listVersions(db, scope, name, { limit: CHART_VERSIONS, metadata: [] }),
    cursor === undefined ? null : listVersions(db, scope, name, { limit: TABLE_VERSIONS, metadata: [], cursor }),
    listAliasMoves(db, scope, { model: name }, { limit: MOVES_MAX }),
    listAutomations(db, scope, { model: name, limit: AUTOMATIONS_MAX }),
  ]);
  if (!model.ok) {
    return null;
  }

  const newest = itemsOf(recent);
  const table = page?.ok ? page.value : await firstPage(db, scope, name);
  const all = [...new Map([...newest, ...table.items].map((version) => [version.id, version])).values()];
  const ids = all.map(({ id }) => id);
  const aliasNames = model.value.aliases.flatMap((alias) => (alias.isSystem ? [] : [alias.name]));
  const [recorded, outcomes, aliasOutcomes] = await Promise.all([
    metricsOfVersions(db, scope, ids),
    lastOutcomesOfVersions(db, scope, ids),
    lastOutcomesOfAliases(db, scope, model.value.id, aliasNames.slice(0, LANES_MAX)),
  ]);
  const series = metricsByVersion(newest, recorded);

  return {
    model: model.value,
    versions: table.items,
    nextCursor: table.nextCursor,
    series,
    metricNames: metricNames(series, recorded),
    values: new Map(metricsByVersion(all, recorded).map(({ version, values }) => [version.id, values])),
    outcomes,
    aliasOutcomes,
    moves: itemsOf(moves),
    automations: itemsOf(automations),
    refreshMs: refreshEveryMs([...outcomes.values()].map((outcome) => ({ ...outcome, dueAt: null }))),
  };
}

/** A cursor that is none of ours begins anew, as the address without it does. */
async function firstPage(db: Pool, scope: TeamScope, name: string): Promise<Page<VersionSummary>> {
  const page = await listVersions(db, scope, name, { limit: TABLE_VERSIONS, metadata: [] });
  return page.ok ? page.value : { items: [], nextCursor: null };
}

function itemsOf<T>(page: Result<Page<T>>): T[] {
  return page.ok ? page.value.items : [];
}
