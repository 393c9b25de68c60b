import { Send } from "lucide-react";
import type { Route } from "next";
import { ActionForm } from "@/app/_components/action-form.client";
import { JsonEditor } from "@/app/_components/json-editor.client";
import { SelectField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { PRESETS } from "@/lib/core/presets";
import type { WebhookPreset } from "@/lib/core/webhook";
import { createWebhookAction } from "../actions";
import type { EventChoices } from "./event-choices";
import { TestResult } from "./test-result.client";
import { WebhookFields } from "./webhook-fields";

export type NewWebhookFormProps = {
  team: string;
  preset: WebhookPreset;
  secretNames: readonly string[];
  events: EventChoices;
  /** Where somebody waits for this webhook. */
  next: Route | null;
};

/** What is typed can be tried before it is saved: one form, two buttons. */
export function NewWebhookForm({ team, preset, secretNames, events, next }: NewWebhookFormProps) {
  return (
    <ActionForm
      // Another kind is another form: its fields begin anew.
      key={preset}
      action={createWebhookAction}
      label="New webhook"
      hidden={{ team, ...(next ? { next } : {}) }}
      isQuiet
      className="@container flex flex-1 flex-col border-line border-t"
    >
      <div className="grid flex-1 grid-cols-1 @[720px]:grid-cols-[320px_minmax(0,1fr)] @[860px]:grid-cols-[372px_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4 px-6 py-4 max-sm:px-4">
          <p className="break-words text-ink-2">{PRESETS[preset].description}</p>
          <WebhookFields preset={preset} secretNames={secretNames} />
          <div>
            <SubmitButton name="intent" value="save" look="primary" size="large">
              Create webhook
            </SubmitButton>
          </div>
        </div>
        <div className="min-w-0 border-line bg-canvas px-[18px] py-4 @max-[720px]:border-t @[720px]:border-l dark:bg-sunken">
          <h2 className="mb-3 font-semibold">Test before saving</h2>
          <div className="flex flex-col gap-3">
            <SelectField name="eventId" label="Past event" choices={events.choices} />
            <JsonEditor
              name="template"
              label="Payload"
              hint="JSON of your own, or with variables that are filled from the event. Left empty, the kind's own payload is sent."
              defaultValue={JSON.stringify(PRESETS[preset].payloadFor(events.newestType), null, 2)}
              variables={events.variables}
            />
          </div>
          <div className="mt-3 flex flex-wrap items-center gap-2.5">
            <SubmitButton name="intent" value="test" formNoValidate size="large">
              <Send aria-hidden="true" />
              Test webhook
            </SubmitButton>
            <span className="text-ink-3 text-small">Sent once. Nothing is saved.</span>
          </div>
          <TestResult />
        </div>
      </div>
    </ActionForm>
  );
}
