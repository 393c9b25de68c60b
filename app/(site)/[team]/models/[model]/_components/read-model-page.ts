import "server-only";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import type { EventView } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import type { OutcomeView } from "@/lib/core/outcome";
import type { Page } from "@/lib/core/page";
import type { AliasMoveView, ModelView, VersionSummary } from "@/lib/core/registry";
import type { Result } from "@/lib/core/result";
import { parseVersionFilter } from "@/lib/core/version-filter";
import { lastOutcomesOfAliases, lastOutcomesOfVersions } from "@/lib/deliveries/outcomes";
import { listEvents } from "@/lib/events/queries";
import { listAliasMoves } from "@/lib/registry/aliases/queries";
import { getModel } from "@/lib/registry/models/queries";
import { metricsOfVersions } from "@/lib/registry/versions/metric-rows";
import { listVersions } from "@/lib/registry/versions/queries";
import { metricNames, metricsByVersion, type VersionMetrics } from "./metrics";
import { type Measured, type Pool, readMeasured } from "./read-measured";

const CHART_VERSIONS = 50;
const TABLE_VERSIONS = 20;
const AUTOMATIONS_MAX = 50;
const MOVES_MAX = 100;
const EVENTS_MAX = 8;
const ALIASES_MAX = 50;
export const LANES_MAX = 12;

export type ModelPageView = {
  model: ModelView;
  versions: VersionSummary[];
  nextCursor: string | null;
  /** Why the filter cannot be read; null when it was. */
  filterProblem: string | null;
  /** The newest versions with their numbers, oldest first: what the charts draw. */
  series: VersionMetrics[];
  metricNames: string[];
  values: Map<Id<"version">, Readonly<Record<string, number>>>;
  outcomes: Map<Id<"version">, OutcomeView>;
  aliasOutcomes: Map<string, OutcomeView>;
  /** The versions that the lanes stand on, and the newest. */
  measured: Measured;
  moves: AliasMoveView[];
  events: EventView[];
  automations: AutomationView[];
  refreshMs: number | null;
};

export type ModelPageWish = { model: string; cursor: string | undefined; filter: string | undefined };

/** All that a model's page shows, in two rounds of queries however much that is; null where there is no such model. */
export async function readModelPage(
  db: Pool,
  scope: TeamScope,
  { model: name, cursor, filter }: ModelPageWish,
): Promise<ModelPageView | null> {
  const [model, recent, table, moves, automations, events] = await Promise.all([
    getModel(db, scope, name),
    listVersions(db, scope, name, { limit: CHART_VERSIONS, metadata: [] }),
    readTable(db, scope, { model: name, cursor, filter }),
    listAliasMoves(db, scope, { model: name }, { limit: MOVES_MAX }),
    listAutomations(db, scope, { model: name, limit: AUTOMATIONS_MAX }),
    listEvents(db, scope, { model: name, limit: EVENTS_MAX }),
  ]);
  if (!model.ok) {
    return null;
  }

  const newest = itemsOf(recent);
  const all = [...new Map([...newest, ...table.page.items].map((version) => [version.id, version])).values()];
  const ids = all.map(({ id }) => id);
  const aliases = model.value.aliases.filter((alias) => !alias.isSystem);
  const [recorded, outcomes, aliasOutcomes, measured] = await Promise.all([
    metricsOfVersions(db, scope, ids),
    lastOutcomesOfVersions(db, scope, ids),
    lastOutcomesOfAliases(
      db,
      scope,
      model.value.id,
      aliases.slice(0, ALIASES_MAX).map((alias) => alias.name),
    ),
    readMeasured(db, scope, name, numbersOf(model.value)),
  ]);
  const series = metricsByVersion(newest, recorded);

  return {
    model: model.value,
    versions: table.page.items,
    nextCursor: table.page.nextCursor,
    filterProblem: table.problem,
    series,
    metricNames: metricNames(series, recorded),
    values: new Map(metricsByVersion(all, recorded).map(({ version, values }) => [version.id, values])),
    outcomes,
    aliasOutcomes,
    measured,
    moves: itemsOf(moves),
    events: itemsOf(events),
    automations: itemsOf(automations),
    refreshMs: refreshEveryMs([...outcomes.values()].map((outcome) => ({ ...outcome, dueAt: null }))),
  };
}

type Table = { page: Page<VersionSummary>; problem: string | null };

/** A cursor that is none of ours begins anew, as the address without it does. */
async function readTable(db: Pool, scope: TeamScope, { model, cursor, filter }: ModelPageWish): Promise<Table> {
  const parsed = parseVersionFilter(filter ?? "");
  if (!parsed.ok) {
    return { page: { items: [], nextCursor: null }, problem: parsed.problem.message };
  }
  const search = { ...parsed.value, limit: TABLE_VERSIONS };
  const asked = await listVersions(db, scope, model, { ...search, cursor });
  const page = asked.ok ? asked : await listVersions(db, scope, model, search);
  return { page: page.ok ? page.value : { items: [], nextCursor: null }, problem: null };
}

function numbersOf({ aliases, latestVersion }: ModelView): number[] {
  const held = aliases.slice(0, LANES_MAX).map((alias) => alias.version);
  return latestVersion === null ? held : [...held, latestVersion];
}

function itemsOf<T>(page: Result<Page<T>>): T[] {
  return page.ok ? page.value.items : [];
}
