import { Link } from "@/app/_components/ui/link.client";
import { deliveryPath } from "@/app/_server/paths";
import type { OutcomeView } from "@/lib/core/outcome";
import { DeliveryStateMark, deliveryLook, shownState } from "./delivery-state";
import { formatDuration } from "./format";

export type OutcomeMarkProps = {
  team: string;
  outcome: OutcomeView | undefined;
  /** The state's word alone, where there is room for no more. */
  isShort?: boolean;
};

/** How the last change ended, linked to the delivery that says why. */
export function OutcomeMark({ team, outcome, isShort = false }: OutcomeMarkProps) {
  if (!outcome) {
    return <span className="text-ink-3">nothing yet</span>;
  }

  const state = shownState(outcome);
  const { label } = deliveryLook(state, outcome.run);
  const more = outcome.deliveryCount - 1;
  return (
    <Link
      href={deliveryPath(team, outcome.deliveryId)}
      className="inline-flex min-w-0 items-center gap-1.5 align-bottom underline-offset-3 hover:underline"
      title={`${outcome.automation}: ${label}${more > 0 ? `, the least of ${more + 1} deliveries` : ""}`}
    >
      <DeliveryStateMark state={state} remote={outcome.run} className="min-w-0">
        {isShort ? undefined : (
          <span className="inline-block max-w-[18ch] truncate align-bottom 2xl:max-w-[28ch]">
            {outcome.automation} {label.toLowerCase()}
          </span>
        )}
      </DeliveryStateMark>
      {isShort || outcome.durationMs === null || outcome.state !== "delivered" || outcome.run ? null : (
        <span className="hidden text-ink-3 text-small 2xl:inline">{formatDuration(outcome.durationMs)}</span>
      )}
    </Link>
  );
}
