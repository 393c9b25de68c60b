"use client";

import { CheckField, TextAreaField, TextField } from "@/app/_components/ui/fields.client";
import { AUTOMATION_NAME_LENGTH_MAX } from "@/lib/core/automation";
import type { AutomationDraft } from "@/lib/core/automation-draft";
import { Warnings } from "./event-section.client";
import type { LookView, WizardOptions } from "./wizard-view";

export type NameSectionProps = {
  isShown: boolean;
  draft: AutomationDraft;
  options: WizardOptions;
  look: LookView;
  layout: "steps" | "page";
};

/** Step 3: what it is called, and once more all that may surprise. */
export function NameSection({ isShown, draft, look, layout }: NameSectionProps) {
  return (
    <section hidden={!isShown} aria-label="Name" className="flex max-w-[640px] flex-col gap-4">
      <h2 data-step="3" tabIndex={-1} className="font-semibold text-lead outline-none">
        {layout === "steps" ? "Name and create" : "Name"}
      </h2>
      <TextField
        name="name"
        label="Name"
        defaultValue={draft.name}
        maxLength={AUTOMATION_NAME_LENGTH_MAX}
        placeholder="deploy-production"
      />
      <TextAreaField name="description" label="Description" note="optional" rows={3} defaultValue={draft.description} />
      <div>
        <input type="hidden" name="enabled" value="no" />
        <CheckField
          name="enabled"
          value="yes"
          label="Enabled"
          hint="A paused automation makes no deliveries. It can be resumed at any time."
          defaultChecked={draft.enabled}
        />
      </div>
      {layout === "steps" ? <Warnings look={look} step={null} /> : null}
    </section>
  );
}
