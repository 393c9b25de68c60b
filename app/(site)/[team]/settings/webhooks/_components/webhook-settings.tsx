import { Pause, Play, RotateCw, Trash2 } from "lucide-react";
import { ActionForm } from "@/app/_components/action-form.client";
import { Time, Until } from "@/app/_components/time";
import { ButtonLink } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { KeyValue, KeyValues } from "@/app/_components/ui/key-values";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationPath, automationsPath, newBatchPath, settingsPath } from "@/app/_server/paths";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { PRESETS } from "@/lib/core/presets";
import { scheduleText } from "@/lib/core/schedule-text";
import type { WebhookView } from "@/lib/core/webhook";
import { refOf } from "../../_components/refs";
import { pauseWebhookAction, resumeWebhookAction, updateWebhookAction } from "../actions";
import { DeleteWebhookForm } from "./delete-webhook-form";
import { WebhookFields } from "./webhook-fields";

const USERS_SHOWN = 8;

export type WebhookSettingsProps = { scope: TeamScope; webhook: WebhookView; secretNames: readonly string[] };

/** What is said of a webhook, to change for admins and to read for all others. */
export function WebhookSettings({ scope, webhook, secretNames }: WebhookSettingsProps) {
  const mayWrite = can(scope.role, "webhook.write");
  return (
    <>
      <Standing webhook={webhook} />
      {mayWrite ? (
        <ActionForm
          action={updateWebhookAction}
          label={`Settings of ${webhook.name}`}
          hidden={{ team: scope.teamName, webhook: webhook.id }}
          className="flex max-w-[688px] flex-col gap-4 px-6 py-4 max-sm:px-4"
        >
          <WebhookFields webhook={webhook} preset={webhook.preset} secretNames={secretNames} />
          <div>
            <SubmitButton size="large">Save changes</SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <SettingsRead webhook={webhook} />
      )}
      <div className="border-line border-t px-6 py-4 max-sm:px-4">
        <Facts scope={scope} webhook={webhook} />
        <Doings scope={scope} webhook={webhook} />
      </div>
    </>
  );
}

/** Why nothing is sent, and what to do about it. */
function Standing({ webhook: { isPaused, pauseReason, heldUntil } }: Pick<WebhookSettingsProps, "webhook">) {
  if (!isPaused && heldUntil === null) {
    return null;
  }
  return (
    <div className="px-6 pt-4 max-sm:px-4">
      {isPaused ? (
        <Note tone="caution" title="It is paused: its deliveries wait.">
          {pauseReason}
        </Note>
      ) : (
        <Note tone="caution" title="It kept failing, so it is left alone for a while.">
          One delivery is sent in <Until at={heldUntil ?? ""} /> to see whether it answers again; the others follow at
          once if it does.
        </Note>
      )}
    </div>
  );
}

function SettingsRead({ webhook }: Pick<WebhookSettingsProps, "webhook">) {
  const { url, preset, accessTokenSecret, signingSecret, retrySchedule, maxConcurrent, maxPerSecond } = webhook;
  return (
    <div className="px-6 py-4 max-sm:px-4">
      <KeyValues>
        <KeyValue name="URL">
          <span className="break-all font-mono text-small">{url}</span>
        </KeyValue>
        <KeyValue name="Kind">{PRESETS[preset].title}</KeyValue>
        <KeyValue name="Access token">{accessTokenSecret ? "sent as Bearer" : "none"}</KeyValue>
        <KeyValue name="Signing secret">{signingSecret ? `signs, in ${webhook.signatureEncoding}` : "none"}</KeyValue>
        <KeyValue name="Retries after">{scheduleText(retrySchedule)}</KeyValue>
        <KeyValue name="Limits">
          {maxConcurrent === null ? "as many at once as it bears" : `${maxConcurrent} at once`},{" "}
          {maxPerSecond === null ? "no own rate" : `${maxPerSecond} a second`}
        </KeyValue>
      </KeyValues>
      <p className="mt-3 text-ink-3 text-small">{onlySentence("webhook.write")}</p>
    </div>
  );
}

function Facts({ scope, webhook: { usedBy, createdAt, createdBy } }: Omit<WebhookSettingsProps, "secretNames">) {
  const shown = usedBy.slice(0, USERS_SHOWN);
  return (
    <KeyValues>
      <KeyValue name="Used by">
        {shown.length === 0 ? <TextLink href={automationsPath(scope.teamName)}>no automation yet</TextLink> : null}
        {shown.map(({ id, name }, place) => (
          <span key={id}>
            {place > 0 ? ", " : ""}
            <TextLink href={automationPath(scope.teamName, id)} className="break-words">
              {name}
            </TextLink>
          </span>
        ))}
        {usedBy.length > shown.length ? ` and ${usedBy.length - shown.length} more` : ""}
      </KeyValue>
      <KeyValue name="Created">
        <Time at={createdAt} /> by {createdBy}
      </KeyValue>
    </KeyValues>
  );
}

function Doings({ scope, webhook }: Omit<WebhookSettingsProps, "secretNames">) {
  const team = scope.teamName;
  const mayWrite = can(scope.role, "webhook.write");
  return (
    <div className="mt-4 flex flex-wrap items-start gap-2">
      {mayWrite ? <PauseForm team={team} webhook={webhook} /> : null}
      {can(scope.role, "delivery.operate") ? (
        <ButtonLink href={newBatchPath(team, { of: `webhook:${webhook.id}` })} prefetch={false}>
          <RotateCw aria-hidden="true" />
          Recover failed
        </ButtonLink>
      ) : null}
      {mayWrite ? (
        <DialogLink
          href={settingsPath(team, "webhooks", [refOf(webhook), "delete"])}
          title={`Delete ${webhook.name}`}
          look="danger"
          content={<DeleteWebhookForm team={team} webhook={webhook} />}
        >
          <Trash2 aria-hidden="true" />
          Delete
        </DialogLink>
      ) : null}
    </div>
  );
}

function PauseForm({ team, webhook }: { team: string; webhook: WebhookView }) {
  const hidden = { team, webhook: webhook.id };
  return webhook.isPaused ? (
    <ActionForm action={resumeWebhookAction} undo={pauseWebhookAction} label={`Resume ${webhook.name}`} hidden={hidden}>
      <SubmitButton>
        <Play aria-hidden="true" />
        Resume
      </SubmitButton>
    </ActionForm>
  ) : (
    <ActionForm action={pauseWebhookAction} undo={resumeWebhookAction} label={`Pause ${webhook.name}`} hidden={hidden}>
      <SubmitButton>
        <Pause aria-hidden="true" />
        Pause
      </SubmitButton>
    </ActionForm>
  );
}
