import { ChevronRight, Zap } from "lucide-react";
import { EventWords } from "@/app/_components/event-words";
import { formatPlural } from "@/app/_components/format";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { Time } from "@/app/_components/time";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Panel, PanelFoot, PanelHead } from "@/app/_components/ui/panel";
import { Segments } from "@/app/_components/ui/tabs";
import { TextLink } from "@/app/_components/ui/text-link";
import { deliveriesPath, versionPath } from "@/app/_server/paths";
import type { TeamScope } from "@/lib/core/actor";
import type { DeliverySummary } from "@/lib/core/delivery";
import type { EventView } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import { DeliveryBranch } from "./delivery-branch";
import { EventSum } from "./event-sum";
import { isShown, SHOWN_LABEL, TRIGGERED_SHOWN, type TriggeredShown } from "./triggered-filter";

export type TriggeredProps = {
  scope: TeamScope;
  model: string;
  version: number;
  events: readonly EventView[];
  hasOlder: boolean;
  deliveries: ReadonlyMap<Id<"event">, readonly DeliverySummary[]>;
  protectedNames: ReadonlySet<string>;
  /** Which of the deliveries, by how they stand. */
  shown: TriggeredShown;
};

/** What this version's changes caused, newest first, and how each ended. */
export function Triggered({ scope, model, version, hasOlder, protectedNames, shown, ...seen }: TriggeredProps) {
  const all = [...seen.deliveries.values()].flat();
  const { events, deliveries } = shown === "all" ? seen : narrowed(seen, shown);
  const open = openEvents(events, deliveries);
  return (
    <Panel aria-labelledby="triggered" className="overflow-hidden">
      <PanelHead
        title="Triggered"
        titleId="triggered"
        note={`${formatPlural(all.length, "delivery", "deliveries")} from ${formatPlural(seen.events.length, "event")}`}
      >
        <LiveRefresh everyMs={refreshEveryMs(all)} />
      </PanelHead>
      <Choice scope={scope} model={model} version={version} all={all} shown={shown} />
      {all.length === 0 ? (
        <EmptyState title="Nothing was triggered by this version yet" className="border-line border-b">
          No automation matched its events. One that listens to an alias fires when that alias is put here.
        </EmptyState>
      ) : null}
      {all.length > 0 && events.length === 0 ? (
        <EmptyState title={`Nothing here is “${SHOWN_LABEL[shown].toLowerCase()}”`} className="border-line border-b">
          All of this version's deliveries stand otherwise now.
        </EmptyState>
      ) : null}
      {events.map((event) => (
        <EventEntry
          key={event.id}
          scope={scope}
          event={event}
          deliveries={deliveries.get(event.id) ?? []}
          isOpen={open.has(event.id)}
          isProtected={event.alias !== null && protectedNames.has(event.alias)}
        />
      ))}
      {hasOlder ? (
        <PanelFoot>
          <TextLink href={deliveriesPath(scope.teamName, { model, version })}>All deliveries of this version</TextLink>
        </PanelFoot>
      ) : null}
    </Panel>
  );
}

/** The events that caused what is asked for, with that alone. */
function narrowed({ events, deliveries }: Pick<TriggeredProps, "events" | "deliveries">, shown: TriggeredShown) {
  const kept = new Map(
    [...deliveries].map(([id, caused]) => [id, caused.filter((delivery) => isShown(delivery, shown))] as const),
  );
  return { events: events.filter(({ id }) => (kept.get(id)?.length ?? 0) > 0), deliveries: kept };
}

type ChoiceProps = Pick<TriggeredProps, "scope" | "model" | "version" | "shown"> & { all: readonly DeliverySummary[] };

/** Which of them to see. Not there while all stand alike, unless it was asked for. */
function Choice({ scope, model, version, all, shown }: ChoiceProps) {
  const counts = new Map(
    TRIGGERED_SHOWN.map((each) => [each, all.filter((delivery) => isShown(delivery, each)).length]),
  );
  const groups = TRIGGERED_SHOWN.filter((each) => each !== "all" && (counts.get(each) ?? 0) > 0);
  if (groups.length < 2 && shown === "all") {
    return null;
  }
  return (
    <div className="border-line border-b px-3.5 py-1.5">
      <Segments
        label="Deliveries that are"
        tabs={TRIGGERED_SHOWN.map((each) => ({
          href: versionPath(scope.teamName, model, version, { triggered: each === "all" ? null : each }),
          label: SHOWN_LABEL[each],
          count: counts.get(each) ?? 0,
          isCurrent: each === shown,
        }))}
      />
    </div>
  );
}

/**
 * The newest change that caused anything stands open, with what came of it: else the notice of a failed run would fold that
 * very run away, under the eyes of whoever watches it.
 */
function openEvents(
  events: TriggeredProps["events"],
  deliveries: TriggeredProps["deliveries"],
): ReadonlySet<Id<"event">> {
  const fired = events.filter(({ id }) => (deliveries.get(id)?.length ?? 0) > 0);
  const first = fired.findIndex(({ causeDeliveryId }) => causeDeliveryId === null);
  return new Set(fired.slice(0, Math.max(first, 0) + 1).map(({ id }) => id));
}

type EventEntryProps = {
  scope: TeamScope;
  event: EventView;
  deliveries: readonly DeliverySummary[];
  isOpen: boolean;
  isProtected: boolean;
};

const ROW =
  "flex min-h-[42px] items-center gap-2 bg-canvas px-3.5 dark:bg-sunken max-sm:flex-wrap max-sm:gap-y-0.5 max-sm:py-[9px]";

function EventEntry({ scope, event, deliveries, isOpen, isProtected }: EventEntryProps) {
  const line = (
    <>
      <EventWords
        type={event.type}
        version={event.version?.number ?? null}
        alias={event.alias}
        previousVersion={event.previousVersion?.number ?? null}
        tag={event.tag}
        evaluation={event.evaluation?.name ?? null}
        isProtected={isProtected}
      />
      <span className="min-w-0 truncate text-ink-3">by {event.actor.name}</span>
      <span className="ml-auto flex shrink-0 items-center gap-2 whitespace-nowrap text-small max-sm:ml-[22px]">
        <EventSum deliveries={deliveries} />
        <Time at={event.occurredAt} className="text-ink-3" />
      </span>
    </>
  );

  if (deliveries.length === 0) {
    return (
      <div className={`${ROW} border-line border-b last:border-b-0`}>
        <span aria-hidden="true" className="mx-[5.5px] size-[3px] shrink-0 rounded-full bg-ink-off" />
        {line}
      </div>
    );
  }
  return (
    <details open={isOpen} className="group border-line border-b last:border-b-0">
      <summary className={`${ROW} list-none -outline-offset-2 [&::-webkit-details-marker]:hidden`}>
        <span aria-hidden="true" className="grid size-3.5 shrink-0 place-items-center text-ink-3">
          <Zap className="hidden size-3.5 text-accent group-open:block" strokeWidth={1.8} />
          <ChevronRight className="size-3.5 group-open:hidden" />
        </span>
        {line}
      </summary>
      <ul aria-label="Deliveries" className="border-line border-t px-3.5">
        {deliveries.map((delivery) => (
          <DeliveryBranch key={delivery.id} scope={scope} delivery={delivery} />
        ))}
      </ul>
    </details>
  );
}
