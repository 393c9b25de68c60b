import { CircleSlash, ReceiptText, RotateCw, Zap } from "lucide-react";
import { automationPath, deliveryPath } from "@/app/_server/paths";
import { redeliverAction, stopAction } from "@/app/(site)/[team]/deliveries/actions";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { DeliverySummary } from "@/lib/core/delivery";
import { KebabMenu } from "./ui/menu.client";
import type { MenuEntry } from "./ui/menu-entry";

export type DeliveryMenuProps = { scope: TeamScope; delivery: DeliverySummary };

/** The three dots of a delivery. Before JavaScript they lead to its page, which has a form for each. */
export function DeliveryMenu({ scope, delivery }: DeliveryMenuProps) {
  const { id, automation } = delivery;
  const team = scope.teamName;
  return (
    <KebabMenu
      label={`Actions for the delivery of ${automation.name}`}
      href={deliveryPath(team, id)}
      entries={[
        {
          kind: "link",
          label: "Open delivery",
          icon: <ReceiptText aria-hidden="true" />,
          href: deliveryPath(team, id),
        },
        {
          kind: "link",
          label: "Open automation",
          icon: <Zap aria-hidden="true" />,
          href: automationPath(team, automation.id),
        },
        ...movesOf({ scope, delivery }),
      ]}
    />
  );
}

/** What can be done about it as it stands: nothing while it is being sent. */
function movesOf({ scope, delivery: { id, state } }: DeliveryMenuProps): MenuEntry[] {
  if (state === "sending") {
    return [];
  }
  const isWaiting = state === "retrying" || state === "pending";
  const target = { team: scope.teamName, delivery: id };
  const disabledBy = can(scope.role, "delivery.operate") ? null : onlySentence("delivery.operate");
  const again: MenuEntry = {
    kind: "act",
    label: isWaiting ? "Retry now" : "Redeliver",
    icon: <RotateCw aria-hidden="true" />,
    action: redeliverAction,
    hidden: target,
    disabledBy,
  };
  const stop: MenuEntry = {
    kind: "act",
    label: "Stop",
    icon: <CircleSlash aria-hidden="true" />,
    action: stopAction,
    hidden: target,
    disabledBy,
  };
  return [{ kind: "separator" }, again, ...(isWaiting ? [stop] : [])];
}
