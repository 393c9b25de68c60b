import { DELIVERY_LOOK } from "@/app/_components/delivery-state";
import { formatPlural } from "@/app/_components/format";
import { StateMark } from "@/app/_components/ui/state-mark";
import type { DeliveryState, DeliverySummary } from "@/lib/core/delivery";

/** What needs a look is said before what is under way, and that before what went well. */
const IN_ORDER = [
  "gave_up",
  "unknown",
  "retrying",
  "sending",
  "pending",
  "stopped",
  "delivered",
] as const satisfies readonly DeliveryState[];

/** One event's deliveries in a few words: "2 delivered", or the one state that counts more. */
export function EventSum({ deliveries }: { deliveries: readonly DeliverySummary[] }) {
  if (deliveries.length === 0) {
    return <span className="text-ink-3">no automation matched</span>;
  }
  const worst = IN_ORDER.find((state) => deliveries.some((delivery) => delivery.state === state)) ?? "delivered";
  const count = deliveries.filter(({ state }) => state === worst).length;
  return (
    <>
      <StateMark look={DELIVERY_LOOK[worst]}>
        {count} {DELIVERY_LOOK[worst].label.toLowerCase()}
      </StateMark>
      {count < deliveries.length ? (
        <span className="text-ink-3">of {formatPlural(deliveries.length, "delivery", "deliveries")}</span>
      ) : null}
    </>
  );
}
