import { ChevronRight, Zap } from "lucide-react";
import { EventWords } from "@/app/_components/event-words";
import { formatPlural } from "@/app/_components/format";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { Time } from "@/app/_components/time";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Panel, PanelFoot, PanelHead } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { deliveriesPath } from "@/app/_server/paths";
import type { TeamScope } from "@/lib/core/actor";
import type { DeliverySummary } from "@/lib/core/delivery";
import type { EventView } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import { DeliveryBranch } from "./delivery-branch";
import { EventSum } from "./event-sum";

export type TriggeredProps = {
  scope: TeamScope;
  model: string;
  version: number;
  events: readonly EventView[];
  hasOlder: boolean;
  deliveries: ReadonlyMap<Id<"event">, readonly DeliverySummary[]>;
  protectedNames: ReadonlySet<string>;
};

/** What this version's changes caused, newest first, and how each ended. */
export function Triggered({ scope, model, version, events, hasOlder, deliveries, protectedNames }: TriggeredProps) {
  const all = [...deliveries.values()].flat();
  return (
    <Panel aria-labelledby="triggered" className="overflow-hidden">
      <PanelHead
        title="Triggered"
        titleId="triggered"
        note={`${formatPlural(all.length, "delivery", "deliveries")} from ${formatPlural(events.length, "event")}`}
      >
        <LiveRefresh everyMs={refreshEveryMs(all)} />
      </PanelHead>
      {all.length === 0 ? (
        <EmptyState title="Nothing was triggered by this version yet" className="border-line border-b">
          No automation matched its events. One that listens to an alias fires when that alias is put here.
        </EmptyState>
      ) : null}
      {events.map((event, place) => (
        <EventEntry
          key={event.id}
          scope={scope}
          event={event}
          deliveries={deliveries.get(event.id) ?? []}
          isOpen={place === firstWithDeliveries(events, deliveries)}
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

/** The newest change that caused anything stands open. */
function firstWithDeliveries(events: TriggeredProps["events"], deliveries: TriggeredProps["deliveries"]): number {
  return events.findIndex(({ id }) => (deliveries.get(id)?.length ?? 0) > 0);
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
