import { ActionForm } from "@/app/_components/action-form.client";
import { formatCount, formatPlural } from "@/app/_components/format";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { deliveriesPath } from "@/app/_server/paths";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { BatchTarget, NewBatch } from "@/lib/core/batch";
import { startBatchAction } from "../actions";

export type BatchFormProps = { scope: TeamScope; wish: NewBatch; target: BatchTarget };

/** What will happen, by number, and the button that has it done. In a dialog and on a page of its own. */
export function BatchForm({ scope, wish, target: { name, deliveries } }: BatchFormProps) {
  const isRecovery = wish.kind === "recover";
  const many = formatPlural(deliveries, "delivery", "deliveries");
  const verb = `${isRecovery ? "Send" : "Stop"} ${many}${isRecovery ? " again" : ""}`;
  const isAllowed = can(scope.role, "delivery.operate");
  const waiting = deliveries === 1 ? "waits" : "wait";
  return (
    <ActionForm action={startBatchAction} label={verb} hidden={{ team: scope.teamName, ...fieldsOf(wish) }}>
      <p className="text-ink-2">
        <b className="font-semibold text-ink">{formatCount(deliveries)}</b> {isRecovery ? "gave up" : waiting}{" "}
        {wish.webhook ? "on their way to" : "of"} <b className="font-medium text-ink">{name}</b>.{" "}
        {isRecovery
          ? "Each is sent again with the same body under the same id, from the start of its schedule, no faster than its webhook bears. A receiver that knows an id leaves out what it has seen."
          : "Nothing more is sent of them until somebody redelivers them. What is being sent now is finished first."}{" "}
        It goes on if you leave this page, and can be ended under way.
      </p>
      <DialogFoot
        cancelHref={deliveriesPath(scope.teamName)}
        note={isAllowed ? undefined : onlySentence("delivery.operate")}
      >
        <SubmitButton
          look={isRecovery ? "primary" : "destructive"}
          size="large"
          disabled={!isAllowed || deliveries === 0}
          title={isAllowed ? undefined : onlySentence("delivery.operate")}
        >
          {verb}
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

function fieldsOf({ kind, webhook, automation, since }: NewBatch): Record<string, string> {
  return { kind, ...(webhook ? { webhook } : {}), ...(automation ? { automation } : {}), ...(since ? { since } : {}) };
}
