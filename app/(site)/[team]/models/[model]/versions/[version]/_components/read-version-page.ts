import "server-only";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import type { DeliverySummary } from "@/lib/core/delivery";
import type { EventView } from "@/lib/core/event";
import { compileFilter } from "@/lib/core/filter";
import type { Id } from "@/lib/core/ids";
import type { Page } from "@/lib/core/page";
import type { AliasMoveView, AliasView, FileView, VersionView } from "@/lib/core/registry";
import type { Result } from "@/lib/core/result";
import { deliveriesOfEvents } from "@/lib/deliveries/outcomes";
import { listEvents } from "@/lib/events/queries";
import { listAliasMoves } from "@/lib/registry/aliases/queries";
import { listFiles } from "@/lib/registry/artifacts/queries";
import { getModel } from "@/lib/registry/models/queries";
import { metricsOfVersions } from "@/lib/registry/versions/metric-rows";

type Pool = Parameters<typeof getModel>[0];

const EVENTS_MAX = 30;
const FILES_MAX = 50;
const MOVES_MAX = 200;
const AUTOMATIONS_MAX = 200;

export type VersionPageView = {
  aliases: AliasView[];
  moves: AliasMoveView[];
  events: EventView[];
  hasOlderEvents: boolean;
  deliveries: Map<Id<"event">, DeliverySummary[]>;
  files: Page<FileView>;
  /** The version that an alias left for this one, with its metrics; null when none did. */
  before: { number: number; metrics: Readonly<Record<string, number>> } | null;
  fires: (alias: string) => readonly string[];
};

/** All that stands around a version, in two rounds of queries. */
export async function readVersionPage(
  db: Pool,
  scope: TeamScope,
  version: VersionView,
  filesCursor: string | undefined,
): Promise<VersionPageView> {
  const model = version.model.name;
  const [modelView, moves, events, files, automations] = await Promise.all([
    getModel(db, scope, model),
    listAliasMoves(db, scope, { model }, { limit: MOVES_MAX }),
    listEvents(db, scope, { model, version: version.number, limit: EVENTS_MAX }),
    listFiles(db, scope, version.artifact.id, { limit: FILES_MAX, cursor: filesCursor }),
    listAutomations(db, scope, {
      model,
      eventType: "ADD_ARTIFACT_ALIAS",
      enabled: true,
      limit: AUTOMATIONS_MAX,
    }),
  ]);

  const seen = events.ok ? events.value.items : [];
  const previous = seen.find((event) => event.previousVersion !== null)?.previousVersion ?? null;
  const [deliveries, metrics] = await Promise.all([
    deliveriesOfEvents(
      db,
      scope,
      seen.map(({ id }) => id),
    ),
    metricsOfVersions(db, scope, previous ? [previous.id] : []),
  ]);

  return {
    aliases: modelView.ok ? modelView.value.aliases : version.aliases,
    moves: itemsOf(moves),
    events: seen,
    hasOlderEvents: events.ok && events.value.nextCursor !== null,
    deliveries,
    files: files.ok ? files.value : { items: [], nextCursor: null },
    before: previous ? { number: previous.number, metrics: metrics.get(previous.id) ?? {} } : null,
    fires: firingNames(itemsOf(automations)),
  };
}

/** Which automations a move of an alias sets off, by their own filter. */
function firingNames(automations: readonly AutomationView[]): (alias: string) => readonly string[] {
  const tests = automations.map(({ name, filter }) => {
    const compiled = compileFilter(filter);
    return { name, matches: compiled.ok ? (compiled.value.alias ?? (() => true)) : () => false };
  });
  return (alias) => tests.filter(({ matches }) => matches(alias)).map(({ name }) => name);
}

function itemsOf<T>(page: Result<Page<T>>): T[] {
  return page.ok ? page.value.items : [];
}
