import { and, eq } from "drizzle-orm";
import { transact, type Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import { outcomeWords } from "@/lib/core/delivery-words";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import type { JsonObject } from "@/lib/core/json";
import {
  type MlflowEventType,
  type MlflowTestView,
  type MlflowWebhookPatch,
  type MlflowWebhookView,
  type NewMlflowWebhook,
  nameOfMlflowEvent,
} from "@/lib/core/mlflow-webhook";
import { notFound, ok, type Result } from "@/lib/core/result";
import { newWebhook } from "@/lib/core/webhook";
import type { Database, Transaction } from "@/lib/db/client";
import { webhooks } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { removeUnusedSecret } from "@/lib/secrets/write-secret";
import { judgeFor } from "@/lib/webhooks/destination";
import type { SavePorts, TestPorts } from "@/lib/webhooks/ports";
import { sendTest } from "@/lib/webhooks/test-call";
import { changeWebhook, insertWebhook, removeWebhook } from "@/lib/webhooks/write-webhook";
import { addCarriers, changeCarriers, removeCarriers } from "./carriers";
import { mlflowIdOf, secretNameOf, webhookIdOf } from "./names";
import { findMlflowWebhook } from "./queries";
import { keepSecret } from "./signing-secret";

// MLflow's face of a webhook and the automations that send to it. Each of these changes all of it in one transaction, so
// that neither face ever sees half of a change.

/** Creates the webhook and an automation for each of its events. */
export async function createMlflowWebhook(
  db: Database,
  scope: TeamScope,
  input: NewMlflowWebhook,
  ports: SavePorts,
): Promise<Result<MlflowWebhookView>> {
  const id = newId("webhook");
  const url = await judgeFor(scope, input.url, ports);
  const details = { events: input.eventTypes.map(nameOfMlflowEvent) };
  return transact(db, scope, writeOf("webhook.created", input.name, details), async (tx) => {
    const signingSecret =
      input.secret === null ? null : await keepSecret(tx, scope, { id, value: input.secret }, ports);
    const wish = newWebhook.parse({ name: input.name, url: input.url, preset: "mlflow", signingSecret });
    const webhook = await insertWebhook(tx, scope, { ...wish, id, url }, ports.keyring);
    if (!webhook.ok) {
      return webhook;
    }
    if (input.status === "DISABLED") {
      await changeWebhook(tx, scope, { ref: id, url: null, isPaused: true }, ports.keyring);
    }
    const added = await addCarriers(tx, scope, { id, ...input }, input.eventTypes);
    return added.ok ? readBack(tx, scope, mlflowIdOf(id)) : added;
  });
}

/**
 * Changes what the patch names. Disabled, it makes no more deliveries, and those made before wait; active again, it sends
 * these and fires for what happens from then on.
 */
export async function updateMlflowWebhook(
  db: Database,
  scope: TeamScope,
  mlflowId: string,
  patch: MlflowWebhookPatch,
  ports: SavePorts,
): Promise<Result<MlflowWebhookView>> {
  const url = patch.url === undefined ? null : await judgeFor(scope, patch.url, ports);
  return transact(db, scope, writeOf("webhook.changed", mlflowId), async (tx) => {
    const found = await lockMlflowWebhook(tx, scope, mlflowId);
    if (!found) {
      return notFound("webhook");
    }
    const { id, view: before } = found;
    const signingSecret = patch.secret && (await keepSecret(tx, scope, { id, value: patch.secret }, ports));
    const change = {
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(signingSecret ? { signingSecret } : {}),
      ...(patch.status === undefined ? {} : { isPaused: patch.status === "DISABLED" }),
    };
    const changed = await changeWebhook(tx, scope, { ...change, ref: id, url }, ports.keyring);
    if (!changed.ok) {
      return changed;
    }
    const carried = await changeCarriers(tx, scope, { id, before }, patch);
    return carried.ok ? readBack(tx, scope, mlflowId) : carried;
  });
}

/** Deletes the webhook with the automations of its events and its signing secret. One that serves a model alone is paused. */
export async function deleteMlflowWebhook(
  db: Database,
  scope: TeamScope,
  mlflowId: string,
): Promise<Result<{ id: string }>> {
  return transact(db, scope, writeOf("webhook.deleted", mlflowId), async (tx) => {
    const found = await lockMlflowWebhook(tx, scope, mlflowId);
    if (!found) {
      return notFound("webhook");
    }
    await removeCarriers(tx, found.id);
    const removed = await removeWebhook(tx, scope, found.id, { isForced: true });
    await removeUnusedSecret(tx, scope.teamId, secretNameOf(found.id));
    return removed.ok ? ok({ id: mlflowId }) : removed;
  });
}

/** Sends a sample of the event, of the first that the webhook has where none is named, with the headers of a delivery. */
export async function testMlflowWebhook(
  db: Database,
  scope: TeamScope,
  { mlflowId, eventType }: { mlflowId: string; eventType: MlflowEventType | null },
  ports: TestPorts,
): Promise<Result<MlflowTestView>> {
  const write = { ...writeOf("webhook.tested", mlflowId), permission: "webhook.test_any" } as const;
  const found = await transact(db, scope, write, async (tx) => {
    const webhook = await findMlflowWebhook(tx, scope, mlflowId);
    return webhook
      ? ok({ id: webhook.id, name: webhook.view.name, type: webhook.view.eventTypes[0] })
      : notFound("webhook");
  });
  if (!found.ok) {
    return found;
  }

  const event = EVENT_SAMPLES[eventType ?? found.value.type ?? "LINK_ARTIFACT"];
  const tested = await sendTest(
    db,
    scope,
    { webhookId: found.value.id, automationName: found.value.name, event },
    ports,
  );
  if (!tested.ok) {
    return tested;
  }
  const { code, status, isDelivered, response } = tested.value;
  const error = status === null ? outcomeWords(code, "webhook").happened : null;
  return ok({ isDelivered, status, body: response?.body ?? null, error });
}

function writeOf(action: string, name: string, details: JsonObject = {}): Write {
  return {
    permission: "webhook.write",
    action,
    target: { name },
    isTeamWide: true,
    details: { via: "MLflow", ...details },
  };
}

/** Of two changes at once the second sees what the first has made. */
async function lockMlflowWebhook(tx: Transaction, scope: TeamScope, mlflowId: string) {
  const id = webhookIdOf(mlflowId);
  if (id) {
    await tx
      .select({ id: webhooks.id })
      .from(webhooks)
      .where(and(eq(webhooks.teamId, scope.teamId), eq(webhooks.id, id)))
      .for("update");
  }
  return findMlflowWebhook(tx, scope, mlflowId);
}

async function readBack(tx: Transaction, scope: TeamScope, mlflowId: string): Promise<Result<MlflowWebhookView>> {
  const found = await findMlflowWebhook(tx, scope, mlflowId);
  return found ? ok(found.view) : notFound("webhook");
}
