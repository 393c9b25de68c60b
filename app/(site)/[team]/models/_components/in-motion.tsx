import { ActionIcon, actionKindOf } from "@/app/_components/action-icon";
import { DeliveryStateMark, remoteOf, shownState } from "@/app/_components/delivery-state";
import { EventWords } from "@/app/_components/event-words";
import { Until } from "@/app/_components/time";
import { TextLink } from "@/app/_components/ui/text-link";
import { deliveryPath, modelPath } from "@/app/_server/paths";
import type { DeliverySummary } from "@/lib/core/delivery";

export type InMotionProps = {
  team: string;
  deliveries: readonly DeliverySummary[];
  protectedNames: ReadonlySet<string>;
};

/** What is under way or waits for a person. Not there when nothing is. */
export function InMotion({ team, deliveries, protectedNames }: InMotionProps) {
  if (deliveries.length === 0) {
    return null;
  }
  return (
    <section aria-label="In motion" className="mx-6 mb-3.5 rounded-panel border border-line max-sm:mx-4">
      <ul>
        {deliveries.map((delivery) => (
          <li
            key={delivery.id}
            className="grid min-h-10 grid-cols-[20px_minmax(96px,150px)_minmax(0,auto)_minmax(0,1fr)_auto_auto] items-center gap-2.5 border-line border-t px-3.5 first:border-t-0 max-sm:grid-cols-[20px_minmax(0,1fr)_auto] max-sm:gap-y-0.5 max-sm:px-3 max-sm:py-2.5"
          >
            <MotionRow team={team} delivery={delivery} protectedNames={protectedNames} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MotionRow({
  team,
  delivery,
  protectedNames,
}: Omit<InMotionProps, "deliveries"> & { delivery: DeliverySummary }) {
  const { event, automation, action } = delivery;
  const state = shownState({ ...delivery, status: delivery.lastStatus });
  return (
    <>
      <DeliveryStateMark state={state} remote={remoteOf(delivery.run)} form="icon" />
      <TextLink
        href={modelPath(team, delivery.model.name)}
        className="truncate font-medium font-mono text-ink text-small"
        title={delivery.model.name}
      >
        {delivery.model.name}
      </TextLink>
      <span className="min-w-0 max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2">
        <EventWords
          type={event.type}
          version={delivery.version}
          alias={event.alias}
          previousVersion={event.previousVersion}
          isProtected={event.alias !== null && protectedNames.has(event.alias)}
        />
      </span>
      <span className="flex min-w-0 items-center gap-1.5 text-ink-2 max-sm:hidden">
        <ActionIcon kind={actionKindOf(action.preset)} />
        <span className="truncate">
          {automation.name}
          {delivery.lastStatus ? ` · ${delivery.lastStatus} from ${action.target}` : ` · ${action.target}`}
          {delivery.attempts > 1 ? `, attempt ${delivery.attempts}` : ""}
        </span>
      </span>
      <span className="whitespace-nowrap text-right max-sm:col-start-3 max-sm:row-start-1">
        {state === "retrying" && delivery.dueAt ? (
          <span className="text-caution">
            next <Until at={delivery.dueAt} />
          </span>
        ) : (
          <DeliveryStateMark state={state} remote={remoteOf(delivery.run)} className="[&>svg]:hidden" />
        )}
      </span>
      <TextLink href={deliveryPath(team, delivery.id)} className="max-sm:hidden" aria-label={`Open ${automation.name}`}>
        Open
      </TextLink>
    </>
  );
}
