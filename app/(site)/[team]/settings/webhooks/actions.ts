"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { formatDuration, formatPlural } from "@/app/_components/format";
import { action, type Done } from "@/app/_server/action";
import { ownPath, settingsPath, withQuery } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { OUTCOME_WORDS } from "@/lib/core/delivery-words";
import { ok, type Result, refuse } from "@/lib/core/result";
import { type WebhookTestView, webhookTest } from "@/lib/core/webhook";
import { createWebhook, deleteWebhook, updateWebhook } from "@/lib/webhooks/commands";
import { getWebhook } from "@/lib/webhooks/queries";
import { testUnsavedWebhook, testWebhook } from "@/lib/webhooks/test-call";
import { refOf } from "../_components/refs";
import { writeTestAnswer } from "./_components/test-answer";
import { typedJson, unsaidOf, webhookFields } from "./_components/webhook-form";

const target = z.strictObject({ team: z.string(), webhook: z.string().max(128) });
const subject = {
  eventId: webhookTest.shape.eventId.transform((id) => id || undefined),
  template: typedJson.optional(),
};

/** The form of a new webhook has two buttons: one tries what is typed, the other saves it. */
const newWebhookForm = z.discriminatedUnion("intent", [
  webhookFields.extend({ intent: z.literal("save"), team: z.string(), next: z.string().optional() }),
  webhookFields.omit({ name: true }).extend({ intent: z.literal("test"), team: z.string(), ...subject }),
]);

export const createWebhookAction = action(
  newWebhookForm,
  async (input) => {
    const { ports } = await startRuntime();
    const scope = await requireScope(input.team);
    if (input.intent === "test") {
      const { intent: _, team, eventId, template, ...webhook } = input;
      const asked = { webhook: { ...webhook, name: "unsaved" }, eventId, template };
      return told(await testUnsavedWebhook(await db(), scope, asked, ports));
    }

    const { intent: _, team, next: wished, ...webhook } = input;
    const created = await createWebhook(await db(), scope, webhook, ports);
    if (!created.ok) {
      return created;
    }
    refresh();
    const back = ownPath(scope.teamName, wished);
    const own = settingsPath(scope.teamName, "webhooks", [refOf(created.value)]);
    return ok({
      message: `${created.value.name} was created.`,
      next: back ? withQuery(back, "webhook", created.value.name) : own,
    });
  },
  { unsaid: unsaidOf },
);

export const updateWebhookAction = action(
  webhookFields.extend({ ...target.shape, url: z.string().max(2_048, "Use at most 2,048 characters.") }),
  async ({ team, webhook: id, url, ...patch }) => {
    const { ports } = await startRuntime();
    const scope = await requireScope(team);
    const before = await getWebhook(await db(), scope, id);
    if (!before.ok) {
      return before;
    }

    // An address that is given again is judged again, and may be sent to at once: only where it is another one.
    const isSame = url === "" || url === before.value.url;
    const changed = await updateWebhook(await db(), scope, id, { ...patch, ...(isSame ? {} : { url }) }, ports);
    if (!changed.ok) {
      return changed;
    }
    refresh();
    const { name } = changed.value;
    const isRenamed = name !== before.value.name;
    const next = settingsPath(scope.teamName, "webhooks", [refOf(changed.value)]);
    return ok({
      message: isRenamed
        ? `${before.value.name} is named ${name} now.`
        : `${name} was saved. The next attempt uses it.`,
      ...(isRenamed ? { next } : {}),
    });
  },
  { unsaid: unsaidOf },
);

export const pauseWebhookAction = action(target, async ({ team, webhook }) => setPaused(team, webhook, true));

export const resumeWebhookAction = action(target, async ({ team, webhook }) => setPaused(team, webhook, false));

export const deleteWebhookAction = action(
  target.extend({ name: z.string(), confirm: z.string().optional(), isForced: z.literal("on").optional() }),
  async ({ team, webhook, name, confirm, isForced }) => {
    if (isForced && confirm !== name) {
      return refuse({ code: "invalid", field: "confirm", message: `This is not ${name}. Type the name as it stands.` });
    }
    const scope = await requireScope(team);
    const deleted = await deleteWebhook(await db(), scope, webhook, { isForced: Boolean(isForced) });
    if (!deleted.ok) {
      return deleted;
    }
    refresh();
    const { pausedAutomations } = deleted.value;
    const paused = pausedAutomations > 0 ? ` ${formatPlural(pausedAutomations, "automation")} paused.` : "";
    return ok({
      message: `${deleted.value.name} was deleted.${paused}`,
      next: settingsPath(scope.teamName, "webhooks"),
    });
  },
);

export const testWebhookAction = action(
  target.extend({ ...subject, payload: typedJson.optional() }),
  async ({ team, webhook, ...asked }) => {
    const { ports } = await startRuntime();
    return told(await testWebhook(await db(), await requireScope(team), webhook, asked, ports));
  },
);

async function setPaused(team: string, webhook: string, isPaused: boolean): Promise<Result<Done>> {
  const { ports } = await startRuntime();
  const changed = await updateWebhook(await db(), await requireScope(team), webhook, { isPaused }, ports);
  refresh();
  if (!changed.ok) {
    return changed;
  }
  const { name } = changed.value;
  const message = isPaused
    ? `${name} is paused: its deliveries wait.`
    : `${name} was resumed: what waited is sent now.`;
  return ok({ message, undo: { team, webhook } });
}

function told(tested: Result<WebhookTestView>): Result<Done> {
  if (!tested.ok) {
    return tested;
  }
  const { status, code, durationMs } = tested.value;
  const took = formatDuration(durationMs);
  const message = status === null ? OUTCOME_WORDS[code].happened : `It answered ${status} in ${took}.`;
  return ok({ message, revealed: writeTestAnswer(tested.value) });
}
