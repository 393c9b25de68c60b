import { ActionForm } from "@/app/_components/action-form.client";
import { formatPlural } from "@/app/_components/format";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { settingsPath } from "@/app/_server/paths";
import type { WebhookView } from "@/lib/core/webhook";
import { ConfirmName } from "../../_components/confirm-name";
import { refOf } from "../../_components/refs";
import { deleteWebhookAction } from "../actions";

/** Says what stops before it stops. */
export function DeleteWebhookForm({ team, webhook }: { team: string; webhook: WebhookView }) {
  const { name, usedBy } = webhook;
  const isUsed = usedBy.length > 0;
  return (
    <ActionForm
      action={deleteWebhookAction}
      label={`Delete ${name}`}
      hidden={{ team, webhook: webhook.id, name, ...(isUsed ? { isForced: "on" } : {}) }}
    >
      {isUsed ? (
        <Note
          tone="caution"
          title={`${formatPlural(usedBy.length, "automation is", "automations are")} paused until another webhook is chosen.`}
        >
          {usedBy.map((automation) => automation.name).join(", ")}
        </Note>
      ) : (
        <p className="text-ink-2">No automation uses it.</p>
      )}
      <p className="mt-3 text-ink-2">
        Deliveries that still wait for it give up. What was delivered stays to be read, and so does the audit log.
      </p>
      {isUsed ? <ConfirmName name={name} /> : null}
      <DialogFoot cancelHref={settingsPath(team, "webhooks", [refOf(webhook)])}>
        <SubmitButton look="destructive" size="large">
          Delete webhook
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
