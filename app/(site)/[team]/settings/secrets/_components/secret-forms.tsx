import type { Route } from "next";
import { ActionForm } from "@/app/_components/action-form.client";
import { formatPlural } from "@/app/_components/format";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { CheckField, TextField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { settingsPath } from "@/app/_server/paths";
import type { SecretView } from "@/lib/core/secret";
import { ConfirmName } from "../../_components/confirm-name";
import { createSecretAction, deleteSecretAction, grantSecretAction, replaceSecretAction } from "../actions";

/** Browsers keep what is typed into a password field out of sight and, so marked, out of their own memory. */
const WRITE_ONLY = { type: "password", autoComplete: "new-password", spellCheck: false } as const;

export type NewSecretFormProps = {
  team: string;
  webhooks: readonly string[];
  /** Where to go once it is there; left out where the form stands in a dialog of another page. */
  next?: Route;
};

export function NewSecretForm({ team, webhooks, next }: NewSecretFormProps) {
  return (
    <ActionForm
      action={createSecretAction}
      label="New secret"
      hidden={{ team, ...(next ? { next } : {}) }}
      className="flex flex-col gap-4"
    >
      <TextField
        name="name"
        label="Name"
        hint="Letters, digits and underscores. Payloads write it as ${secrets.NAME}."
        required
        maxLength={128}
        placeholder="SERVING_TOKEN"
        controlClassName="font-mono"
      />
      <TextField
        name="value"
        label="Value"
        hint="Sealed as soon as it is saved, and never shown again."
        required
        {...WRITE_ONLY}
      />
      <GrantFields webhooks={webhooks} granted={[]} />
      <DialogFoot cancelHref={settingsPath(team, "secrets")} className="mt-0">
        <SubmitButton look="primary" size="large">
          Create secret
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

export function ReplaceSecretForm({ team, secret }: { team: string; secret: string }) {
  return (
    <ActionForm action={replaceSecretAction} label={`Replace ${secret}`} hidden={{ team, secret }}>
      <div className="flex items-end gap-2 max-sm:flex-col max-sm:items-stretch">
        <TextField name="value" label="New value" required className="flex-1" {...WRITE_ONLY} />
        <SubmitButton size="large">Replace value</SubmitButton>
      </div>
    </ActionForm>
  );
}

export function GrantSecretForm({ team, secret, webhooks }: { team: string; secret: SecretView; webhooks: string[] }) {
  return (
    <ActionForm
      // A form keeps what was ticked: other grants are another form.
      key={secret.payloadWebhooks.map(({ id }) => id).join()}
      action={grantSecretAction}
      label={`Who may get ${secret.name}`}
      hidden={{ team, secret: secret.name }}
      className="flex flex-col items-start gap-3"
    >
      <GrantFields webhooks={webhooks} granted={secret.payloadWebhooks.map(({ name }) => name)} />
      {webhooks.length > 0 ? <SubmitButton>Save choice</SubmitButton> : null}
    </ActionForm>
  );
}

export function DeleteSecretForm({ team, secret }: { team: string; secret: SecretView }) {
  const { name, uses } = secret;
  const webhooks = new Set(uses.flatMap((use) => (use.kind === "payload" ? [] : [use.webhook.name])));
  const automations = uses.flatMap((use) => (use.kind === "payload" ? [use.automation.name] : []));
  const isUsed = uses.length > 0;
  return (
    <ActionForm
      action={deleteSecretAction}
      label={`Delete ${name}`}
      hidden={{ team, secret: name, ...(isUsed ? { isForced: "on" } : {}) }}
    >
      {isUsed ? (
        <Note tone="caution" title={`${name} is in use.`}>
          {webhooks.size > 0 ? (
            <>
              {formatPlural(webhooks.size, "webhook is", "webhooks are")} paused until another secret is chosen:{" "}
              {[...webhooks].join(", ")}. Deliveries to {webhooks.size === 1 ? "it" : "them"} wait.{" "}
            </>
          ) : null}
          {automations.length > 0 ? (
            <>
              The payloads of {formatPlural(automations.length, "automation")} cannot be filled any more, so their
              deliveries fail: {automations.join(", ")}.
            </>
          ) : null}
        </Note>
      ) : (
        <p className="text-ink-2">Nothing uses it. Its sealed value is removed for good; the audit log stays.</p>
      )}
      {isUsed ? <ConfirmName name={name} /> : null}
      <DialogFoot cancelHref={settingsPath(team, "secrets", [name])}>
        <SubmitButton look="destructive" size="large">
          Delete secret
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

function GrantFields({ webhooks, granted }: { webhooks: readonly string[]; granted: readonly string[] }) {
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium text-small">
        Payloads may use it towards <span className="font-normal text-ink-3">optional</span>
      </legend>
      <p className="mt-0.5 mb-1 text-ink-3 text-small">
        Needed only where a payload holds the secret itself. A webhook's own access token and signing secret need no
        choice here.
      </p>
      {webhooks.map((webhook) => (
        <CheckField
          key={webhook}
          name="payloadWebhooks[]"
          value={webhook}
          label={<span className="break-all font-mono text-small">{webhook}</span>}
          defaultChecked={granted.includes(webhook)}
        />
      ))}
      {webhooks.length === 0 ? <p className="text-ink-2 text-small">The team has no webhook yet.</p> : null}
    </fieldset>
  );
}
