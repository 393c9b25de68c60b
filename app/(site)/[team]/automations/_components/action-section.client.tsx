"use client";

import type { Route } from "next";
import { useState } from "react";
import { JsonEditor, type JsonEditorPreset } from "@/app/_components/json-editor.client";
import { SelectField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import { GITHUB_APP_PRESET } from "@/lib/core/action";
import type { AutomationDraft } from "@/lib/core/automation-draft";
import type { DraftProblem } from "@/lib/core/draft-problem";
import { writtenVariables } from "@/lib/core/template-look";
import type { WebhookChoice } from "@/lib/core/webhook";
import { ActionKinds, type WizardKind, wizardKindOf } from "./action-kinds.client";
import { Warnings } from "./event-section.client";
import { GitHubFields } from "./github-fields.client";
import { LaunchFields } from "./launch-fields.client";
import { launchTexts, presetTexts } from "./preset-texts";
import type { LiveGitHubLook } from "./use-github-look.client";
import type { LookView, WizardOptions } from "./wizard-view";

export type ActionSectionProps = {
  isShown: boolean;
  draft: AutomationDraft;
  options: WizardOptions;
  look: LookView;
  github: Pick<LiveGitHubLook, "look" | "isAsking">;
  problems: readonly DraftProblem[];
  onChange: () => void;
};

/** Step 2: what is called or started, and with what. */
export function ActionSection(props: ActionSectionProps) {
  const { isShown, draft, options, look, github, problems, onChange } = props;
  const chosen = options.webhooks.find(({ name }) => name === draft.webhook) ?? options.webhooks[0];
  const [kind, setKind] = useState<WizardKind>(
    draft.kind === "webhook" ? wizardKindOf(chosen?.preset ?? "generic") : draft.kind,
  );
  const [dispatchKind, setDispatchKind] = useState(draft.dispatchKind);
  const [webhook, setWebhook] = useState(chosen);
  const isGitHub = kind === "github";
  const isLaunch = kind === "launch";

  function choose(next: WebhookChoice | undefined): void {
    setWebhook(next);
    onChange();
  }

  function chooseKind(next: WizardKind): void {
    setKind(next);
    choose(
      next === "github" || next === "launch"
        ? webhook
        : options.webhooks.find(({ preset }) => wizardKindOf(preset) === next),
    );
  }

  return (
    <section hidden={!isShown} aria-label="Action" className="flex min-w-0 flex-col gap-4">
      <ActionKinds kind={kind} options={options} onChoose={chooseKind} />
      {/* Before JavaScript another kind may be chosen and sent at once: then the fields of both are there. */}
      <div className={isGitHub ? "" : "hidden noscript:block"}>
        <GitHubFields
          draft={draft}
          options={options.github}
          look={github.look}
          isAsking={github.isAsking}
          variables={look.variables}
          problems={problems}
          onDispatchKind={setDispatchKind}
          onChange={onChange}
        />
      </div>
      <div className={isLaunch ? "" : "hidden noscript:block"}>
        <LaunchFields
          draft={draft}
          options={options.launch}
          look={look.launch}
          problems={problems}
          onChange={onChange}
        />
      </div>
      <div className={isGitHub || isLaunch ? "hidden noscript:block" : ""}>
        <WebhookFields draft={draft} options={options} kind={kind} webhook={webhook} onChoose={choose} />
      </div>
      <div className={isGitHub && dispatchKind === "workflow" ? "hidden noscript:block" : ""}>
        <PayloadField {...props} {...payloadOf(kind, webhook, look)} />
      </div>
      <Warnings look={look} step={2} />
    </section>
  );
}

/** What the kind of action calls its payload, and what there is to begin from. */
function payloadOf(kind: WizardKind, webhook: WebhookChoice | undefined, look: LookView): PayloadKind {
  if (kind === "launch") {
    const presets = launchTexts(look.launch?.job?.defaults ?? "{}");
    const note = "what differs from the job's defaults, as JSON";
    return { label: "Hyperparameters", note, presets, accessTokenSecret: null };
  }
  if (kind === "github") {
    const presets = presetTexts(GITHUB_APP_PRESET, look.eventType);
    return { label: "Payload", note: "the client_payload, as JSON", presets, accessTokenSecret: null };
  }
  return {
    label: "Payload",
    note: "what is sent, as JSON",
    presets: presetTexts(webhook?.preset ?? "generic", look.eventType),
    accessTokenSecret: webhook?.accessTokenSecret ?? null,
  };
}

type PayloadKind = {
  label: string;
  note: string;
  /** The first is what is sent where nothing is written. */
  presets: readonly JsonEditorPreset[];
  accessTokenSecret: string | null;
};

type PayloadFieldProps = ActionSectionProps & PayloadKind;

/** What is sent. What was not touched follows the receiver and the event; what was typed stays. */
function PayloadField(props: PayloadFieldProps) {
  const { draft, look, options, problems, label, note, presets, accessTokenSecret, onChange } = props;
  const standard = presets[0]?.text ?? "";
  const isOwnAtFirst = draft.payload !== "" && draft.payload !== draft.payloadBase;
  const [loaded, setLoaded] = useState({ serial: 0, text: isOwnAtFirst ? draft.payload : standard, standard });
  const [text, setText] = useState(loaded.text);
  if (text === loaded.standard && loaded.standard !== standard) {
    setLoaded({ serial: loaded.serial + 1, text: standard, standard });
    setText(standard);
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <input type="hidden" name="payloadBase" value={loaded.standard} />
      <JsonEditor
        key={loaded.serial}
        name="payload"
        label={label}
        note={note}
        defaultValue={loaded.text}
        variables={look.variables}
        accessTokenSecret={accessTokenSecret}
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
    </div>
  );
}

type WebhookFieldsProps = {
  draft: AutomationDraft;
  options: WizardOptions;
  kind: WizardKind;
  webhook: WebhookChoice | undefined;
  onChoose: (webhook: WebhookChoice | undefined) => void;
};

/** Which webhook is called, and what is done when nobody knows whether it arrived. */
function WebhookFields({ draft, options, kind, webhook, onChoose }: WebhookFieldsProps) {
  const ofKind = options.webhooks.filter(({ preset }) => wizardKindOf(preset) === kind);
  return (
    <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
      <div className="min-w-0">
        <SelectField
          name="webhook"
          label="Webhook"
          value={webhook?.name ?? ""}
          onChange={(event) => onChoose(options.webhooks.find(({ name }) => name === event.currentTarget.value))}
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
            label:
              webhook?.preset === "github" ? "Wait for a person (as usual for GitHub)" : "Send it again (as usual)",
          },
          { value: "resend", label: "Send it again" },
          { value: "wait", label: "Wait for a person" },
        ]}
        hint="After a timeout nobody knows. The delivery id is the same each time, so that a receiver can tell; a workflow would run twice."
      />
    </div>
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
