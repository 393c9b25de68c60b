import "server-only";
import type { Route } from "next";
import { automationPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { createAutomation, updateAutomation } from "@/lib/automations/commands";
import { getAutomation } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import { type AutomationDraft, draftOf, wishOf } from "@/lib/core/automation-draft";
import { ok, type Problem, type Result } from "@/lib/core/result";
import type { WizardState } from "./wizard-view";

type Edited = { automation: string; revision: number };
type Refused = Pick<WizardState, "refusal" | "isAsked">;

/** Saves what the form says, or tells what changed under it. */
export async function saveDraft(
  scope: TeamScope,
  draft: AutomationDraft,
  edited: Edited | null,
): Promise<Result<{ message: string; next: Route }, Refused>> {
  const wish = wishOf(draft);
  if (!wish.ok) {
    return refusedWith(wish.problem[0]?.message ?? "");
  }
  const pool = await db();
  const saved = edited
    ? await updateAutomation(pool, scope, edited.automation, { ...wish.value, expectedRevision: edited.revision })
    : await createAutomation(pool, scope, wish.value);
  if (!saved.ok) {
    return refusedWith(
      edited && saved.problem.field === "expectedRevision"
        ? await whatChanged(scope, draft, edited, saved.problem)
        : saved.problem.message,
    );
  }
  const { id, name, enabled } = saved.value;
  const state = enabled ? "It fires with the next event that matches." : "It is paused.";
  return ok({
    message: edited ? `${name} is saved.` : `${name} is created. ${state}`,
    next: automationPath(scope.teamName, id),
  });
}

function refusedWith(message: string): { ok: false; problem: Refused } {
  return { ok: false, problem: { refusal: message, isAsked: true } };
}

/** The newer edit against this form, field by field. */
async function whatChanged(scope: TeamScope, draft: AutomationDraft, { automation }: Edited, problem: Problem) {
  const now = await getAutomation(await db(), scope, automation);
  return now.ok ? `${problem.message} ${differences(now.value, draft)}` : problem.message;
}

const WORDS = {
  eventType: "event type",
  model: "model",
  alias: "alias",
  tag: "tag",
  webhook: "webhook",
  repository: "repository",
  dispatchType: "GitHub's event type",
  workflow: "workflow",
  ref: "ref",
  environment: "deployment",
  job: "job",
  jobVersion: "job version",
  queue: "queue",
  priority: "priority",
  project: "project",
  name: "name",
  description: "description",
} as const;

function differences(now: AutomationView, draft: AutomationDraft): string {
  const saved = draftOf(now);
  const texts = (Object.keys(WORDS) as (keyof typeof WORDS)[])
    .filter((field) => saved[field] !== draft[field])
    .map((field) => `${WORDS[field]} is ${saved[field] || "empty"} there`);
  const others = [
    ...(JSON.stringify(saved.conditions) === JSON.stringify(draft.conditions) ? [] : ["conditions differ"]),
    ...(sameJson(saved.payload, draft.payload) ? [] : ["payload differs"]),
    ...(saved.enabled === draft.enabled ? [] : [saved.enabled ? "it is enabled there" : "it is paused there"]),
    ...(JSON.stringify(saved.variables) === JSON.stringify(draft.variables) ? [] : ["the queue's variables differ"]),
    ...(JSON.stringify(saved.inputs) === JSON.stringify(draft.inputs) ? [] : ["inputs differ"]),
    ...(saved.whenUnsure === draft.whenUnsure ? [] : ["what is done when unsure differs"]),
  ];
  const all = [...texts, ...others];
  return all.length === 0 ? "It now says what this form says." : `Against this form: ${all.join("; ")}.`;
}

function sameJson(one: string, other: string): boolean {
  if (one === other) {
    return true;
  }
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
  } catch {
    return false;
  }
}
