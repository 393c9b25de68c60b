"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { automationPath, automationsPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { deleteAutomation, duplicateAutomation, setEnabled } from "@/lib/automations/commands";
import { testAutomation } from "@/lib/automations/test-call";
import { readDraft, withoutGiven } from "@/lib/core/automation-draft";
import type { AutomationTestView } from "@/lib/core/automation-test";
import { ok } from "@/lib/core/result";
import { lookAt } from "./_components/look-at";
import { saveDraft } from "./_components/save-draft";
import { stepOn } from "./_components/step-on";
import type { LookView, WizardState } from "./_components/wizard-view";

const automation = z.string().max(300);
const target = z.strictObject({ team: z.string(), automation });

const wish = target.extend({
  enabled: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
});

export const setEnabledAction = action(wish, async ({ team, automation, enabled }) => {
  const changed = await setEnabled(await db(), await requireScope(team), automation, enabled);
  refresh();
  if (!changed.ok) {
    return changed;
  }
  const { name } = changed.value;
  return ok({
    message: enabled ? `${name} fires again from now on.` : `${name} makes no deliveries until it is resumed.`,
    undo: { team, automation, enabled: enabled ? "no" : "yes" },
  });
});

export const duplicateAction = action(
  target.extend({ name: z.string().trim().max(300).optional() }),
  async ({ team, automation, name }) => {
    const copy = await duplicateAutomation(await db(), await requireScope(team), automation, {
      name: name || undefined,
    });
    refresh();
    return copy.ok
      ? ok({ message: `${copy.value.name} is there, paused.`, next: automationPath(team, copy.value.id, "edit") })
      : copy;
  },
);

export const deleteAction = action(target, async ({ team, automation }) => {
  const deleted = await deleteAutomation(await db(), await requireScope(team), automation);
  refresh();
  return deleted.ok ? ok({ message: `${deleted.value.name} is deleted.`, next: automationsPath(team) }) : deleted;
});

export type TestState = { eventId: string; test: AutomationTestView | null; refusal: string | null };

/** Sends what the automation would send, once. Its answer is shown where it was asked for, and kept nowhere. */
export async function testAction(_before: TestState, form: FormData): Promise<TestState> {
  const { team, automation, eventId, startsRun } = Object.fromEntries(textsOf(form));
  const scope = await requireScope(team ?? "");
  const { ports } = await startRuntime();
  const input = { ...(eventId ? { eventId } : {}), startsRun: startsRun === "yes" };
  const sent = await testAutomation(await db(), scope, automation ?? "", input, ports);
  return sent.ok
    ? { eventId: eventId ?? "", test: sent.value, refusal: null }
    : { eventId: eventId ?? "", test: null, refusal: sent.problem.message };
}

/** One press of a button of the wizard: a step on or back, or the automation saved. */
export async function wizardAction(before: WizardState, form: FormData): Promise<WizardState> {
  const texts = textsOf(form);
  const { team = "", intent = "next", step = "1", automation, revision } = Object.fromEntries(texts);
  const scope = await requireScope(team);
  const draft = withoutGiven(readDraft(texts));
  const next = await stepOn(scope, draft, { intent, step: Number(step), before, isEdit: automation !== undefined });
  if (intent !== "save" || next.look.problems.length > 0 || next.refusal !== null) {
    return next;
  }

  const saved = await saveDraft(
    scope,
    draft,
    automation === undefined ? null : { automation, revision: Number(revision) },
  );
  if (!saved.ok) {
    return { ...next, ...saved.problem };
  }
  refresh();
  if (!(await headers()).has("next-action")) {
    redirect(saved.value.next);
  }
  return { ...next, done: saved.value };
}

/** What the server sees in a draft while it is written. Null: the person may not make one. */
export async function lookAction(team: string, form: FormData): Promise<LookView | null> {
  const look = await lookAt(await requireScope(team), withoutGiven(readDraft(textsOf(form))));
  return look.ok ? look.value : null;
}

function textsOf(form: FormData): [string, string][] {
  return [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string");
}
