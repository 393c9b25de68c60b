import { DELIVERY_LOOK, REMOTE_LOOK } from "@/app/_components/delivery-state";
import { formatPlural } from "@/app/_components/format";
import { StateMark } from "@/app/_components/ui/state-mark";
import type { DeliveryState, DeliverySummary } from "@/lib/core/delivery";
import type { RunState } from "@/lib/core/github-run";

/** What needs a look is said before what is under way, and that before what went well. */
const IN_ORDER = [
  "gave_up",
  "failed",
  "unknown",
  "retrying",
  "sending",
  "pending",
  "running",
  "queued",
  "stopped",
  "cancelled",
  "delivered",
  "succeeded",
] as const satisfies readonly (DeliveryState | RunState)[];

const LOOK = { ...DELIVERY_LOOK, ...REMOTE_LOOK };

/** Once it has arrived, what its run does counts. */
function standingOf({ state, run }: DeliverySummary): (typeof IN_ORDER)[number] {
  return state === "delivered" ? (run?.state ?? state) : state;
}

/** One event's deliveries in a few words: "2 delivered", or the one state that counts more. */
export function EventSum({ deliveries }: { deliveries: readonly DeliverySummary[] }) {
  if (deliveries.length === 0) {
    return <span className="text-ink-3">no automation matched</span>;
  }
  const all = deliveries.map(standingOf);
  // A run that succeeded is as good as a delivery that starts none: the two are counted apart only from what is not.
  const isMixed = all.includes("delivered");
  const standings = all.map((standing) => (isMixed && standing === "succeeded" ? "delivered" : standing));
  const worst = IN_ORDER.find((standing) => standings.includes(standing)) ?? "delivered";
  const count = standings.filter((standing) => standing === worst).length;
  const look = LOOK[worst];
  return (
    <>
      <StateMark look={look}>
        {count} {look.label.toLowerCase()}
      </StateMark>
      {count < deliveries.length ? (
        <span className="text-ink-3">of {formatPlural(deliveries.length, "delivery", "deliveries")}</span>
      ) : null}
    </>
  );
}
