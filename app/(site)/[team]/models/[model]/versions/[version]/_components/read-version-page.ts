import "server-only";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import type { DeliverySummary } from "@/lib/core/delivery";
import type { EventView } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import type { Page } from "@/lib/core/page";
import type { VersionView } from "@/lib/core/registry";
import type { Result } from "@/lib/core/result";
import { deliveriesOfEvents } from "@/lib/deliveries/outcomes";
import { listEvents } from "@/lib/events/queries";
import { listAliasMoves } from "@/lib/registry/aliases/queries";
import { getModel } from "@/lib/registry/models/queries";
import { type Pool, readMeasured } from "../../../_components/read-measured";
import { type AliasHere, type AliasThere, aliasesElsewhere, aliasesHere, numbersToMeasure } from "./read-aliases";

const EVENTS_MAX = 30;
const MOVES_MAX = 200;
const AUTOMATIONS_MAX = 200;

export type VersionPageView = {
  here: AliasHere[];
  elsewhere: AliasThere[];
  events: EventView[];
  hasOlderEvents: boolean;
  deliveries: Map<Id<"event">, DeliverySummary[]>;
  /** The version that an alias left for this one, with its numbers; null when none did. */
  before: { number: number; metrics: Readonly<Record<string, number>> } | null;
  automations: AutomationView[];
};

/** All that stands around a version, in two rounds of queries. */
export async function readVersionPage(db: Pool, scope: TeamScope, version: VersionView): Promise<VersionPageView> {
  const model = version.model.name;
  const [modelView, moves, events, automations] = await Promise.all([
    getModel(db, scope, model),
    listAliasMoves(db, scope, { model }, { limit: MOVES_MAX }),
    listEvents(db, scope, { model, version: version.number, limit: EVENTS_MAX }),
    listAutomations(db, scope, { model, enabled: true, limit: AUTOMATIONS_MAX }),
  ]);

  const seen = itemsOf(events);
  const steps = itemsOf(moves);
  const aliases = modelView.ok ? modelView.value.aliases : version.aliases;
  const previous = seen.find((event) => event.previousVersion !== null)?.previousVersion ?? null;
  const numbers = numbersToMeasure(version.number, aliases, steps);
  const [deliveries, measured] = await Promise.all([
    deliveriesOfEvents(
      db,
      scope,
      seen.map(({ id }) => id),
    ),
    readMeasured(db, scope, model, previous ? [...numbers, previous.number] : numbers),
  ]);

  const wish = { version: version.number, aliases, moves: steps, automations: itemsOf(automations), measured };
  return {
    here: aliasesHere(wish),
    elsewhere: aliasesElsewhere(wish),
    events: seen,
    hasOlderEvents: events.ok && events.value.nextCursor !== null,
    deliveries,
    before: previous
      ? { number: previous.number, metrics: measured.byNumber.get(previous.number)?.values ?? {} }
      : null,
    automations: wish.automations,
  };
}

function itemsOf<T>(page: Result<Page<T>>): T[] {
  return page.ok ? page.value.items : [];
}
