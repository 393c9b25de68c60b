import * as z from "zod";
import {
  createMlflowWebhook,
  deleteMlflowWebhook,
  testMlflowWebhook,
  updateMlflowWebhook,
} from "@/lib/automations/mlflow-webhooks/commands";
import { getMlflowWebhook, listMlflowWebhooks } from "@/lib/automations/mlflow-webhooks/queries";
import {
  MLFLOW_EVENTS,
  type MlflowTestView,
  type MlflowWebhookView,
  readMlflowEvent,
  readMlflowWebhookPatch,
  readNewMlflowWebhook,
} from "@/lib/core/mlflow-webhook";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { endpoint, type Message } from "../endpoint";
import { optionalInt, optionalText, requiredText } from "../fields";
import { refuseInput } from "../problem";

const PAGE_DEFAULT = 100;
const PAGE_MAX = 1_000;

/** Core judges these, each with a sentence of its own. */
const field = z.unknown().optional();
const fields = { name: field, url: field, events: field, description: field, secret: field, status: field };
const named = { webhook_id: requiredText };

export const webhookEndpoints = [
  endpoint({
    method: "POST",
    path: "webhooks",
    input: z.object(fields),
    async run({ db, ...ports }, { scope, input }) {
      const wish = readNewMlflowWebhook(input);
      return wish.ok ? told(await createMlflowWebhook(db, scope, wish.value, ports)) : wish;
    },
  }),
  endpoint({
    method: "GET",
    path: "webhooks",
    input: z.object({
      max_results: optionalInt.refine(
        (size = PAGE_DEFAULT) => size >= 1 && size <= PAGE_MAX,
        `Invalid value for max_results. It must be from 1 to ${PAGE_MAX}.`,
      ),
      page_token: optionalText,
    }),
    async run({ db }, { scope, input }) {
      const cursor = input.page_token || undefined;
      const page = await listMlflowWebhooks(db, scope, { limit: input.max_results ?? PAGE_DEFAULT, cursor });
      if (!page.ok) {
        return page;
      }
      const { items, nextCursor } = page.value;
      return ok({
        webhooks: items.length > 0 ? items.map(webhookMessage) : undefined,
        next_page_token: nextCursor ?? undefined,
      });
    },
  }),
  endpoint({
    method: "GET",
    path: "webhooks/{webhook_id}",
    input: z.object(named),
    async run({ db }, { scope, input }) {
      return told(await getMlflowWebhook(db, scope, input.webhook_id), input.webhook_id);
    },
  }),
  endpoint({
    method: "PATCH",
    path: "webhooks/{webhook_id}",
    input: z.object({ ...named, ...fields }),
    async run({ db, ...ports }, { scope, input: { webhook_id: id, ...rest } }) {
      const patch = readMlflowWebhookPatch(rest);
      return patch.ok ? told(await updateMlflowWebhook(db, scope, id, patch.value, ports), id) : patch;
    },
  }),
  endpoint({
    method: "DELETE",
    path: "webhooks/{webhook_id}",
    input: z.object(named),
    async run({ db }, { scope, input }) {
      const deleted = await deleteMlflowWebhook(db, scope, input.webhook_id);
      return deleted.ok ? ok({}) : inMlflowWords(deleted.problem, input.webhook_id);
    },
  }),
  endpoint({
    method: "POST",
    path: "webhooks/{webhook_id}/test",
    input: z.object({ ...named, event: field }),
    async run({ db, ...ports }, { scope, input: { webhook_id: mlflowId, event } }) {
      const type = event === undefined ? ok(null) : readMlflowEvent(event);
      if (!type.ok) {
        return refuseInput(type.problem);
      }
      const tested = await testMlflowWebhook(db, scope, { mlflowId, eventType: type.value }, ports);
      return tested.ok ? ok({ result: testMessage(tested.value) }) : inMlflowWords(tested.problem, mlflowId);
    },
  }),
];

function webhookMessage(view: MlflowWebhookView): Message {
  return {
    webhook_id: view.id,
    name: view.name,
    description: view.description || undefined,
    url: view.url,
    events: view.eventTypes.map((type) => {
      const { entity, action } = MLFLOW_EVENTS[type];
      return { entity: entity.toUpperCase(), action: action.toUpperCase() };
    }),
    status: view.status,
    creation_timestamp: new Date(view.createdAt).getTime(),
    last_updated_timestamp: new Date(view.updatedAt).getTime(),
  };
}

function testMessage({ isDelivered, status, body, error }: MlflowTestView): Message {
  return {
    success: isDelivered,
    response_status: status ?? undefined,
    response_body: body ?? undefined,
    error_message: error ?? undefined,
  };
}

function told(result: Result<MlflowWebhookView>, mlflowId = ""): Result<Message> {
  return result.ok ? ok({ webhook: webhookMessage(result.value) }) : inMlflowWords(result.problem, mlflowId);
}

function inMlflowWords(problem: Problem, mlflowId: string): { ok: false; problem: Problem } {
  if (problem.code === "not_found") {
    return refuse({ ...problem, message: `Webhook with ID ${mlflowId.slice(0, 200)} not found.` });
  }
  return refuse(problem.code === "conflict" && problem.field === "name" ? { ...problem, reason: TAKEN } : problem);
}

const TAKEN = "RESOURCE_ALREADY_EXISTS";
