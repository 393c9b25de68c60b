import "server-only";
import { db } from "@/app/_server/runtime";
import { GITHUB_APP_PRESET } from "@/lib/core/action";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationDraft } from "@/lib/core/automation-draft";
import type { DraftStep } from "@/lib/core/draft-problem";
import { listWebhookChoices } from "@/lib/webhooks/choices";
import { lookAt } from "./look-at";
import { lookAtGitHub, offerWorkflow } from "./look-at-github";
import { lookAtLaunch } from "./look-at-launch";
import { launchTexts, type PayloadPreset, presetTexts } from "./preset-texts";
import type { PullState, WizardState } from "./wizard-view";

export type Press = { intent: string; step: number; before: WizardState; isEdit: boolean };

/** Where a press of a button leads: on only when nothing up to here is wrong, back and aside always. */
export async function stepOn(
  scope: TeamScope,
  typed: AutomationDraft,
  { intent, step, before, isEdit }: Press,
): Promise<WizardState> {
  const draft = await withPreset(scope, typed, intent);
  const [looked, github] = await Promise.all([
    lookAt(scope, draft),
    lookAtGitHub(scope, draft, { isFresh: intent === "check" }),
  ]);
  const here: DraftStep = step === 2 || step === 3 ? step : 1;
  if (!looked.ok) {
    return {
      ...before,
      step: here,
      draft,
      refusal: looked.problem.message,
      isAsked: true,
      done: null,
      github,
      pull: null,
    };
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
    github,
    pull: await pullOf(scope, draft, intent),
    isAsked: isHeld,
    refusal: null,
    done: null,
  };
}

async function pullOf(scope: TeamScope, draft: AutomationDraft, intent: string): Promise<PullState | null> {
  const isAsked = intent === "pull" || intent === "pull:replace";
  return isAsked ? offerWorkflow(scope, draft, intent === "pull:replace") : null;
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
  const texts =
    draft.kind === "launch"
      ? launchTexts((await lookAtLaunch(scope, draft))?.job?.defaults ?? "{}")
      : presetTexts(await presetOf(scope, draft), draft.eventType);
  const text = texts.find(({ name }) => `preset:${name}` === intent)?.text;
  return text === undefined ? draft : { ...draft, payload: text, payloadBase: "" };
}

async function presetOf(scope: TeamScope, { kind, webhook }: AutomationDraft): Promise<PayloadPreset> {
  if (kind === "github") {
    return GITHUB_APP_PRESET;
  }
  const choices = await listWebhookChoices(await db(), scope);
  return choices.find(({ name }) => name === webhook)?.preset ?? "generic";
}
