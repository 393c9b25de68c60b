import { Send } from "lucide-react";
import type { ReactNode } from "react";
import { ActionForm } from "@/app/_components/action-form.client";
import { CodeView } from "@/app/_components/code-view";
import { JsonEditor } from "@/app/_components/json-editor.client";
import { SelectField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { Segments } from "@/app/_components/ui/tabs";
import { settingsPath } from "@/app/_server/paths";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { Json } from "@/lib/core/json";
import { PRESETS } from "@/lib/core/presets";
import type { WebhookView } from "@/lib/core/webhook";
import { refOf } from "../../_components/refs";
import { testWebhookAction } from "../actions";
import type { EventChoices } from "./event-choices";
import { TestResult } from "./test-result.client";

export const TEST_TABS = ["event", "payload", "script"] as const;
export type TestTab = (typeof TEST_TABS)[number];

const TAB = {
  event: { label: "Past event", permission: "webhook.test" },
  payload: { label: "Own payload", permission: "webhook.test_any" },
  script: { label: "Bash script", permission: "automation.read" },
} as const;

export type WebhookTestProps = {
  scope: TeamScope;
  webhook: WebhookView;
  tab: TestTab;
  events: EventChoices;
  /** What a delivery would send now; null where it cannot be told. */
  ready: { script: string; payload: Json } | null;
};

/** The ways to try a webhook that the person has. */
export function offeredTests({ role }: TeamScope): TestTab[] {
  return TEST_TABS.filter((name) => can(role, TAB[name].permission));
}

/** Tries a webhook: with a past event, with a payload of one's own, or by hand. */
export function WebhookTest({ scope, webhook, tab, events, ready }: WebhookTestProps) {
  const ref = refOf(webhook);
  return (
    <section aria-labelledby="test" className="min-w-0 px-[18px] py-3.5 max-sm:px-4">
      <div className="mb-3.5 flex flex-wrap items-center gap-2">
        <h2 id="test" className="min-w-0 flex-1 truncate font-semibold max-sm:basis-full">
          Test {webhook.name}
        </h2>
        <Segments
          label="Way to test"
          tabs={offeredTests(scope).map((name) => ({
            href: settingsPath(scope.teamName, "webhooks", [ref], { test: name }),
            label: TAB[name].label,
            isCurrent: name === tab,
          }))}
        />
      </div>
      {tab === "event" ? (
        <TestForm scope={scope} webhook={webhook} way={tab}>
          <SelectField name="eventId" label="Event" choices={events.choices} />
          <JsonEditor
            name="template"
            label="Payload"
            hint="Variables are filled from the event, secrets only while sending. Left empty, the kind's own payload is sent."
            defaultValue={pretty(PRESETS[webhook.preset].payloadFor(events.newestType))}
            variables={events.variables}
            accessTokenSecret={webhook.accessTokenSecret}
          />
        </TestForm>
      ) : null}
      {tab === "payload" ? (
        <TestForm scope={scope} webhook={webhook} way={tab}>
          <JsonEditor
            name="payload"
            label="Payload"
            hint="JSON, sent as it is typed: nothing in it is a variable."
            defaultValue={pretty(ready?.payload ?? {})}
            variables={[]}
            hasVariables={false}
          />
        </TestForm>
      ) : null}
      {tab === "script" && ready ? (
        <>
          <p className="mb-2 max-w-[76ch] text-ink-2">
            Sends what a delivery would, from your own machine. It holds no secret: those come from the environment of
            whoever runs it.
          </p>
          <CodeView label="Bash script" text={ready.script} canCopy />
        </>
      ) : null}
    </section>
  );
}

type TestFormProps = Pick<WebhookTestProps, "scope" | "webhook"> & { way: TestTab; children: ReactNode };

function TestForm({ scope, webhook, way, children }: TestFormProps) {
  return (
    <ActionForm
      key={way}
      action={testWebhookAction}
      label={`Test ${webhook.name}`}
      hidden={{ team: scope.teamName, webhook: webhook.id }}
      isQuiet
    >
      <div className="flex flex-col gap-3">{children}</div>
      <div className="mt-3 flex flex-wrap items-center gap-2.5">
        <SubmitButton look="primary" size="large">
          <Send aria-hidden="true" />
          Test webhook
        </SubmitButton>
        <span className="text-ink-3 text-small">A test is sent once, is not retried and is not a delivery.</span>
      </div>
      <TestResult />
    </ActionForm>
  );
}

function pretty(value: Json): string {
  return JSON.stringify(value, null, 2);
}
