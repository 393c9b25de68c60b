import "server-only";
import { db } from "@/app/_server/runtime";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationDraft, DraftStep } from "@/lib/core/automation-draft";
import { listWebhookChoices } from "@/lib/webhooks/choices";
import { lookAt } from "./look-at";
import { presetTexts } from "./preset-texts";
import type { WizardState } from "./wizard-view";

export type Press = { intent: string; step: number; before: WizardState; isEdit: boolean };

/** Where a press of a button leads: on only when nothing up to here is wrong, back and aside always. */
export async function stepOn(
  scope: TeamScope,
  typed: AutomationDraft,
  { intent, step, before, isEdit }: Press,
): Promise<WizardState> {
  const draft = await withPreset(scope, typed, intent);
  const looked = await lookAt(scope, draft);
  const here: DraftStep = step === 2 || step === 3 ? step : 1;
  if (!looked.ok) {
    return { ...before, step: here, draft, refusal: looked.problem.message, isAsked: true, done: null };
  }

  const look = looked.value;
  const asked = wantedStep(intent, here);
  const isOn = asked > here || intent === "save";
  const wrong = look.problems.find((problem) => isEdit || intent === "save" || problem.step < asked);
  const isHeld = isOn && wrong !== undefined;
  return {
    step: isHeld ? wrong.step : asked,
    draft,
    look,
    isAsked: isHeld,
    refusal: null,
    done: null,
  };
}

function wantedStep(intent: string, here: DraftStep): DraftStep {
  const chosen = /^step:([123])$/.exec(intent)?.[1];
  if (chosen !== undefined) {
    return Number(chosen) as DraftStep; // The expression lets no other number through.
  }
  if (intent === "back") {
    return here === 3 ? 2 : 1;
  }
  if (intent === "next") {
    return here === 1 ? 2 : 3;
  }
  return here;
}

/** Before JavaScript a preset's button sends the form, and the text comes back filled in. */
async function withPreset(scope: TeamScope, draft: AutomationDraft, intent: string): Promise<AutomationDraft> {
  if (!intent.startsWith("preset:")) {
    return draft;
  }
  const choices = await listWebhookChoices(await db(), scope);
  const preset = choices.find(({ name }) => name === draft.webhook)?.preset ?? "generic";
  const text = presetTexts(preset, draft.eventType).find(({ name }) => `preset:${name}` === intent)?.text;
  return text === undefined ? draft : { ...draft, payload: text, payloadBase: "" };
}
