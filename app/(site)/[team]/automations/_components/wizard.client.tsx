"use client";

import { ChevronLeft } from "lucide-react";
import type { Route } from "next";
import { FormState } from "@/app/_components/form-state.client";
import { useModifier } from "@/app/_components/keys/modifier.client";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { DialogPanel } from "@/app/_components/ui/dialog.client";
import { Kbd } from "@/app/_components/ui/kbd";
import { Note } from "@/app/_components/ui/note";
import type { ActionState } from "@/lib/core/action-state";
import { ActionSection } from "./action-section.client";
import { DraftPreview } from "./draft-preview";
import { EventSection } from "./event-section.client";
import { NameSection } from "./name-section.client";
import { useWizard, type WizardUse } from "./use-wizard.client";
import { WizardSteps } from "./wizard-steps";

export type WizardProps = WizardUse & {
  /** What the last button says: it does what it says. */
  verb: string;
};

/**
 * One form that holds all three steps. Before JavaScript every button sends it, and the page made anew shows the step that
 * follows. After that the same action answers in place, and a second one keeps the preview true while somebody types.
 */
export function Wizard({ verb, ...use }: WizardProps) {
  const { options, layout, hidden } = use;
  const wizard = useWizard(use);
  const { state, live } = wizard;
  const shown = layout === "page" ? null : state.step;
  const problems = state.isAsked ? live.look.problems : [];
  const here = problems.filter(({ step }) => layout === "page" || step === state.step);
  const section = { draft: state.draft, options, look: live.look, problems: here };
  const last = layout === "page" || state.step === 3 ? { intent: "save", verb } : { intent: "next", verb: "Next step" };
  return (
    <form
      key={wizard.serial}
      ref={wizard.form}
      action={wizard.send}
      onSubmit={wizard.submit}
      onInput={wizard.changed}
      noValidate
      aria-label={verb}
      className="group/form flex min-w-0 flex-1 flex-col"
    >
      {/* A button's own intent stands behind this one, and wins: this is for a form that is sent by a key alone. */}
      {Object.entries({ ...hidden, team: options.team, step: String(state.step), intent: last.intent }).map(
        ([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ),
      )}
      {/* Enter presses a form's first button, which must be the one that goes on. */}
      <button type="submit" name="intent" value={last.intent} tabIndex={-1} aria-hidden="true" className="sr-only">
        {last.verb}
      </button>
      <FormState value={{ state: formStateOf(here), isSending: wizard.isSending }}>
        {layout === "steps" ? <WizardSteps state={state} protectedNames={options.protectedNames} /> : null}
        <div className="grid flex-1 grid-cols-[minmax(0,1fr)_480px] border-line border-t max-xl:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-6 px-6 py-5 max-sm:px-4">
            {state.refusal ? (
              <Note tone="critical" isAlert>
                {state.refusal}
              </Note>
            ) : null}
            <EventSection {...section} isShown={shown === null || shown === 1} />
            <ActionSection {...section} isShown={shown === null || shown === 2} onChange={wizard.changed} />
            <NameSection {...section} isShown={shown === null || shown === 3} layout={layout} />
          </div>
          <DraftPreview
            look={live.look}
            chosen={state.draft.eventId}
            isStale={live.isAsking}
            isFirstStep={shown === 1}
          />
        </div>
        <WizardFoot wizard={wizard} use={use} {...last} />
      </FormState>
      {wizard.isDiscarding ? <DiscardDialog wizard={wizard} layout={layout} /> : null}
    </form>
  );
}

function DiscardDialog({ wizard, layout }: { wizard: ReturnType<typeof useWizard>; layout: WizardUse["layout"] }) {
  return (
    <DialogPanel
      title={layout === "steps" ? "Discard this automation" : "Discard these changes"}
      onClose={wizard.keepEditing}
    >
      <p className="text-ink-2">What you have entered is lost. Nothing was saved yet.</p>
      <div className="mt-4 flex justify-end gap-2">
        <Button size="large" data-focus-first="" onClick={wizard.keepEditing}>
          Keep editing
        </Button>
        <Button size="large" look="destructive" onClick={wizard.discard}>
          Discard
        </Button>
      </div>
    </DialogPanel>
  );
}

type WizardFootProps = { wizard: ReturnType<typeof useWizard>; use: WizardUse; verb: string; intent: string };

function WizardFoot({ wizard, use: { layout, options }, verb, intent }: WizardFootProps) {
  const modifier = useModifier();
  return (
    <div className="sticky bottom-0 z-[4] flex flex-wrap items-center gap-2 border-line border-t bg-surface px-6 py-2.5 max-sm:bottom-14 max-sm:px-4">
      {layout === "steps" && wizard.state.step > 1 ? (
        <Button type="submit" name="intent" value="back" size="large">
          <ChevronLeft aria-hidden="true" />
          Back
        </Button>
      ) : null}
      <p className="text-ink-3 text-small max-md:hidden">
        {layout === "steps"
          ? "Nothing fires until you create the automation."
          : "Deliveries under way keep what they were made with."}
      </p>
      <span className="ml-auto flex items-center gap-2">
        <Button type="submit" name="intent" value="look" size="large" className="hidden noscript:inline-flex">
          Update preview
        </Button>
        <ButtonLink href={options.cancelHref as Route} look="ghost" size="large" onClick={wizard.askDiscard}>
          Discard <Kbd>Esc</Kbd>
        </ButtonLink>
        <Button
          type="submit"
          name="intent"
          value={intent}
          look="primary"
          size="large"
          isPending={wizard.isSending}
          data-primary=""
        >
          {verb}
          <Kbd>{modifier}</Kbd>
          <Kbd>↵</Kbd>
        </Button>
      </span>
    </div>
  );
}

function formStateOf(problems: readonly { field: string; message: string }[]): ActionState {
  const [first] = problems;
  return first ? { kind: "refused", ...first } : { kind: "idle" };
}
