import { ActionForm } from "@/app/_components/action-form.client";
import { formatCount, formatPlural } from "@/app/_components/format";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { automationPath } from "@/app/_server/paths";
import type { AutomationView } from "@/lib/core/automation";
import { deleteAction, duplicateAction, setEnabledAction } from "../actions";

export type AutomationFormProps = { team: string; automation: AutomationView };

/** Says what goes, what is finished first and what stays, then deletes. In a dialog, and on a page of its own. */
export function DeleteForm({ team, automation }: AutomationFormProps) {
  const { id, name, deliveries30d } = automation;
  return (
    <ActionForm action={deleteAction} label={`Delete ${name}`} hidden={{ team, automation: id }}>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-ink-2">
        <li>It makes no more deliveries. It finished {formatCount(deliveries30d.finished)} in the last 30 days.</li>
        <li>Deliveries in progress are not affected: they finish with the action they were made with.</li>
        <li>Its deliveries, their attempts and the audit log stay.</li>
      </ul>
      <DialogFoot cancelHref={automationPath(team, id)}>
        <SubmitButton look="destructive" size="large">
          Delete automation
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

export function DuplicateForm({ team, automation }: AutomationFormProps) {
  const { id, name } = automation;
  return (
    <ActionForm action={duplicateAction} label={`Duplicate ${name}`} hidden={{ team, automation: id }}>
      <p className="mb-3 text-ink-2">
        The copy has the same event, filter, action and payload. It is paused, because two of the same would fire twice.
      </p>
      <TextField name="name" label="Name of the copy" note="optional" placeholder={`${name} (copy)`} maxLength={255} />
      <DialogFoot cancelHref={automationPath(team, id)}>
        <SubmitButton look="primary" size="large">
          Duplicate automation
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

/** What a pause or a resume will mean, and the button. */
export function PauseForm({ team, automation }: AutomationFormProps) {
  const { id, name, enabled } = automation;
  const verb = enabled ? "Pause" : "Resume";
  return (
    <ActionForm
      action={setEnabledAction}
      undo={setEnabledAction}
      label={`${verb} ${name}`}
      hidden={{ team, automation: id, enabled: enabled ? "no" : "yes" }}
    >
      <p className="text-ink-2">{pauseWords(automation)}</p>
      <DialogFoot cancelHref={automationPath(team, id)}>
        <SubmitButton look="primary" size="large">
          {verb} automation
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

function pauseWords({ enabled, deliveries30d }: AutomationView): string {
  const perDay = Math.round(deliveries30d.finished / 30);
  const lately =
    perDay === 0
      ? `${formatPlural(deliveries30d.finished, "delivery", "deliveries")} in the last 30 days`
      : `about ${formatPlural(perDay, "delivery", "deliveries")} a day lately`;
  return enabled
    ? `Events that match make no more deliveries until it is resumed: it made ${lately}. Those in progress are finished.`
    : "Events that match make deliveries again from now on. What happened meanwhile is not made up for.";
}
