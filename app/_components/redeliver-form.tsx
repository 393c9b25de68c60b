import { Check, RotateCw } from "lucide-react";
import { confirmAction, redeliverAction, stopAction } from "@/app/(site)/[team]/deliveries/actions";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { DeliverySummary } from "@/lib/core/delivery";
import { ActionForm } from "./action-form.client";
import type { ButtonProps } from "./ui/button";
import { SubmitButton } from "./ui/submit-button.client";

export type DeliveryFormProps = {
  scope: TeamScope;
  delivery: Pick<DeliverySummary, "id" | "state" | "automation">;
  look?: ButtonProps["look"];
  size?: ButtonProps["size"];
};

/** Retry now, or redeliver, according to how the delivery stands. Not there while it is being sent. */
export function RedeliverForm({ scope, delivery, look, size }: DeliveryFormProps) {
  if (delivery.state === "sending") {
    return null;
  }
  const isWaiting = delivery.state === "retrying" || delivery.state === "pending";
  const verb = isWaiting ? "Retry now" : "Redeliver";
  const isAllowed = can(scope.role, "delivery.operate");
  return (
    <ActionForm
      action={redeliverAction}
      label={`${verb}: ${delivery.automation.name}`}
      hidden={{ team: scope.teamName, delivery: delivery.id }}
    >
      <SubmitButton
        look={look}
        size={size}
        data-key="r"
        data-command={`${verb}: ${delivery.automation.name}`}
        disabled={!isAllowed}
        title={isAllowed ? undefined : onlySentence("delivery.operate")}
      >
        <RotateCw aria-hidden="true" />
        {verb}
      </SubmitButton>
      {isAllowed ? null : <p className="mt-1 text-ink-3 text-small">{onlySentence("delivery.operate")}</p>}
    </ActionForm>
  );
}

/** Says that it arrived. Only there while nobody knows, and for who may say so. */
export function ConfirmForm({ scope, delivery, size }: DeliveryFormProps) {
  if (delivery.state !== "unknown" || !can(scope.role, "delivery.operate")) {
    return null;
  }
  return (
    <ActionForm
      action={confirmAction}
      label={`It arrived: ${delivery.automation.name}`}
      hidden={{ team: scope.teamName, delivery: delivery.id }}
    >
      <SubmitButton size={size} data-command={`It arrived: ${delivery.automation.name}`}>
        <Check aria-hidden="true" />
        It arrived
      </SubmitButton>
    </ActionForm>
  );
}

/** Ends the wait. Only there while the delivery waits. */
export function StopForm({ scope, delivery, size }: DeliveryFormProps) {
  const isWaiting = delivery.state === "retrying" || delivery.state === "pending";
  if (!isWaiting || !can(scope.role, "delivery.operate")) {
    return null;
  }
  return (
    <ActionForm
      action={stopAction}
      label={`Stop: ${delivery.automation.name}`}
      hidden={{ team: scope.teamName, delivery: delivery.id }}
    >
      <SubmitButton size={size}>Stop</SubmitButton>
    </ActionForm>
  );
}
