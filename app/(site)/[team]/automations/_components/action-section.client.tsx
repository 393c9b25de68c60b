"use client";

import type { Route } from "next";
import { useState } from "react";
import { ActionIcon, type ActionKind, actionKindOf } from "@/app/_components/action-icon";
import { JsonEditor } from "@/app/_components/json-editor.client";
import { classNames } from "@/app/_components/ui/class-names";
import { SelectField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import type { AutomationDraft, DraftProblem } from "@/lib/core/automation-draft";
import { writtenVariables } from "@/lib/core/template-look";
import type { WebhookChoice } from "@/lib/core/webhook";
import { Warnings } from "./event-section.client";
import { presetTexts } from "./preset-texts";
import type { LookView, WizardOptions } from "./wizard-view";

const KINDS = [
  { kind: "webhook", label: "Webhook", does: "Post JSON" },
  { kind: "slack", label: "Slack", does: "Message a channel" },
  { kind: "teams", label: "Teams", does: "Post a card" },
  { kind: "github", label: "GitHub", does: "Run a workflow, by token" },
] as const satisfies readonly { kind: ActionKind; label: string; does: string }[];

export type ActionSectionProps = {
  isShown: boolean;
  draft: AutomationDraft;
  options: WizardOptions;
  look: LookView;
  problems: readonly DraftProblem[];
  onChange: () => void;
};

/** Step 2: which webhook is called, and with what. */
export function ActionSection({ isShown, draft, options, look, problems, onChange }: ActionSectionProps) {
  const chosen = options.webhooks.find(({ name }) => name === draft.webhook) ?? options.webhooks[0];
  const [kind, setKind] = useState<ActionKind>(actionKindOf(chosen?.preset ?? "generic"));
  const [webhook, setWebhook] = useState(chosen);
  const ofKind = options.webhooks.filter(({ preset }) => actionKindOf(preset) === kind);
  const presets = presetTexts(webhook?.preset ?? "generic", look.eventType);
  const standard = presets[0]?.text ?? "";
  const isOwnAtFirst = draft.payload !== "" && draft.payload !== draft.payloadBase;
  const [loaded, setLoaded] = useState({ serial: 0, text: isOwnAtFirst ? draft.payload : standard, standard });
  const [text, setText] = useState(loaded.text);
  // What was not touched follows the webhook and the event; what was typed stays.
  if (text === loaded.standard && loaded.standard !== standard) {
    setLoaded({ serial: loaded.serial + 1, text: standard, standard });
    setText(standard);
  }

  function choose(next: WebhookChoice | undefined): void {
    setWebhook(next);
    onChange();
  }

  function chooseKind(next: ActionKind): void {
    setKind(next);
    choose(options.webhooks.find(({ preset }) => actionKindOf(preset) === next));
  }

  return (
    <section hidden={!isShown} aria-label="Action" className="flex min-w-0 flex-col gap-4">
      <Kinds kind={kind} webhooks={options.webhooks} onChoose={chooseKind} />
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <div className="min-w-0">
          <SelectField
            name="webhook"
            label="Webhook"
            value={webhook?.name ?? ""}
            onChange={(event) => choose(options.webhooks.find(({ name }) => name === event.currentTarget.value))}
            choices={choicesOf(ofKind, options.webhooks, webhook)}
            hint={webhook ? webhook.url : undefined}
          />
          <NewWebhook options={options} isEmpty={ofKind.length === 0} />
        </div>
        <SelectField
          name="whenUnsure"
          label="When it is unsure whether it arrived"
          defaultValue={draft.whenUnsure}
          choices={[
            {
              value: "",
              label: kind === "github" ? "Wait for a person (as usual for GitHub)" : "Send it again (as usual)",
            },
            { value: "resend", label: "Send it again" },
            { value: "wait", label: "Wait for a person" },
          ]}
          hint="After a timeout nobody knows. The delivery id is the same each time, so that a receiver can tell; a workflow would run twice."
        />
      </div>
      <input type="hidden" name="payloadBase" value={loaded.standard} />
      <JsonEditor
        key={loaded.serial}
        name="payload"
        label="Payload"
        note="what is sent, as JSON"
        defaultValue={loaded.text}
        variables={look.variables}
        accessTokenSecret={webhook?.accessTokenSecret ?? null}
        presets={presets}
        problems={problems.filter(({ field }) => field === "payload").map(({ message }) => message)}
        onText={(next) => {
          if (next !== text) {
            setText(next);
            onChange();
          }
        }}
      />
      <SecretLinks payload={text} problems={look.problems} options={options} />
      <Warnings look={look} step={2} />
    </section>
  );
}

function Kinds({
  kind,
  webhooks,
  onChoose,
}: {
  kind: ActionKind;
  webhooks: readonly WebhookChoice[];
  onChoose: (kind: ActionKind) => void;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5">
        <h2 data-step="2" tabIndex={-1} className="font-medium text-small outline-none">
          What should fire
        </h2>
      </legend>
      <div className="grid grid-cols-4 gap-2 max-sm:grid-cols-2">
        {KINDS.map((entry) => (
          <label
            key={entry.kind}
            className={classNames(
              "flex min-w-0 cursor-pointer flex-col gap-1 rounded-panel border border-line-strong px-3 py-2.5 hover:bg-hover",
              "has-checked:border-ink has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
            )}
          >
            <input
              type="radio"
              name="kind"
              value={entry.kind}
              checked={entry.kind === kind}
              onChange={() => onChoose(entry.kind)}
              className="sr-only"
            />
            <span className="flex items-center gap-2 font-medium">
              <ActionIcon kind={entry.kind} />
              {entry.label}
              <span className="ml-auto font-normal text-ink-3 text-small">
                {webhooks.filter(({ preset }) => actionKindOf(preset) === entry.kind).length}
              </span>
            </span>
            <span className="text-ink-3 text-small">{entry.does}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function NewWebhook({ options, isEmpty }: { options: WizardOptions; isEmpty: boolean }) {
  if (options.newWebhookHref === null) {
    return <p className="mt-1.5 text-ink-3 text-small">{options.adminsOnly}</p>;
  }
  return (
    <p className="mt-1.5 text-small">
      {isEmpty ? <span className="text-ink-2">There is none of this kind yet. </span> : null}
      <TextLink href={options.newWebhookHref as Route}>New webhook</TextLink>
    </p>
  );
}

/** A refusal over a secret leads to the secret's page, where an admin names the webhook. */
function SecretLinks({
  payload,
  problems,
  options,
}: {
  payload: string;
  problems: readonly DraftProblem[];
  options: WizardOptions;
}) {
  const refused = problems.filter(({ field }) => field === "payload").map(({ message }) => message);
  const names = [...new Set(writtenVariables(payload).map(({ name }) => name.replace(/^secrets\./, "")))].filter(
    (name) => refused.some((message) => message.includes(`the secret ${name}.`)),
  );
  return names.length === 0 ? null : (
    <Note tone="critical">
      A secret works only towards the webhooks that an admin has named on it. Open{" "}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 ? ", " : ""}
          <TextLink
            inText
            href={`/${encodeURIComponent(options.team)}/settings/secrets/${encodeURIComponent(name)}` as Route}
          >
            {name}
          </TextLink>
        </span>
      ))}
      .
    </Note>
  );
}

function choicesOf(ofKind: readonly WebhookChoice[], all: readonly WebhookChoice[], chosen: WebhookChoice | undefined) {
  const shown = ofKind.length > 0 || !chosen ? ofKind : all;
  return shown.length === 0
    ? [{ value: "", label: "No webhook" }]
    : shown.map(({ name }) => ({ value: name, label: name }));
}
