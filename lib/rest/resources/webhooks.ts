import * as z from "zod";
import { pageRequest } from "@/lib/core/page";
import { ok } from "@/lib/core/result";
import { newWebhook, unsavedWebhookTest, webhookPatch, webhookTest } from "@/lib/core/webhook";
import { createWebhook, deleteWebhook, updateWebhook } from "@/lib/webhooks/commands";
import { getWebhook, listWebhooks } from "@/lib/webhooks/queries";
import { getReadyScript } from "@/lib/webhooks/ready";
import { testUnsavedWebhook, testWebhook } from "@/lib/webhooks/test-call";
import { type Operation, operation, streamOperation } from "../operation";
import { flag, nameParam, pageOf } from "../schemas/shared";
import { webhookTestView, webhookView } from "../schemas/webhooks";
import { EXAMPLE_TEST_RESULT, EXAMPLE_WEBHOOK } from "./examples-automation";

const webhookParams = z.object({ webhook: nameParam("The webhook's name or id.") });
const NO_WEBHOOK = "There is no such webhook.";
const BAD_ADDRESS =
  "A field is unknown, missing or of the wrong kind, or the URL leads where no webhook may: each is named in `errors`.";

const TESTED = {
  status: 200,
  description: "The request as it was sent, with secrets masked, and what came back, whatever that was.",
  schema: webhookTestView,
  example: EXAMPLE_TEST_RESULT,
} as const;

const SAVED: readonly Operation[] = [
  operation({
    id: "listWebhooks",
    method: "GET",
    path: "/teams/{team}/webhooks",
    tag: "Webhooks",
    summary: "List webhooks",
    description: "The team's webhooks by name.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of webhooks.",
      schema: pageOf(webhookView),
      example: { items: [EXAMPLE_WEBHOOK], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listWebhooks(db, scope, query),
  }),
  operation({
    id: "createWebhook",
    method: "POST",
    path: "/teams/{team}/webhooks",
    tag: "Webhooks",
    summary: "Create a webhook",
    description:
      "Saves an endpoint for automations. The URL is judged by its text and by what its name resolves to, and again at every connection.",
    body: newWebhook.meta({ id: "NewWebhook" }),
    bodyExample: { name: "deploy", url: EXAMPLE_WEBHOOK.url, signingSecret: "SLACK_SIGNING" },
    success: {
      status: 201,
      description: "The webhook.",
      schema: webhookView,
      example: EXAMPLE_WEBHOOK,
      location: ({ id }) => id,
    },
    problems: { conflict: "The team has a webhook of this name.", invalid: BAD_ADDRESS },
    run: (api, { scope, body }) => createWebhook(api.db, scope, body, api),
  }),
  operation({
    id: "getWebhook",
    method: "GET",
    path: "/teams/{team}/webhooks/{webhook}",
    tag: "Webhooks",
    summary: "Get a webhook",
    description: "One webhook with the automations that use it.",
    params: webhookParams,
    success: { status: 200, description: "The webhook.", schema: webhookView, example: EXAMPLE_WEBHOOK },
    problems: { not_found: NO_WEBHOOK },
    run: ({ db }, { scope, params }) => getWebhook(db, scope, params.webhook),
  }),
  operation({
    id: "updateWebhook",
    method: "PATCH",
    path: "/teams/{team}/webhooks/{webhook}",
    tag: "Webhooks",
    summary: "Change a webhook",
    description:
      "What is left out stays. `isPaused` holds deliveries back, or lets those that waited go. Deliveries already made are sent to the new address.",
    params: webhookParams,
    body: webhookPatch.meta({ id: "WebhookPatch" }),
    bodyExample: { isPaused: true },
    success: { status: 200, description: "The webhook.", schema: webhookView, example: EXAMPLE_WEBHOOK },
    problems: { not_found: NO_WEBHOOK, conflict: "The team has a webhook of this name.", invalid: BAD_ADDRESS },
    run: (api, { scope, params, body }) => updateWebhook(api.db, scope, params.webhook, body, api),
  }),
  operation({
    id: "deleteWebhook",
    method: "DELETE",
    path: "/teams/{team}/webhooks/{webhook}",
    tag: "Webhooks",
    summary: "Delete a webhook",
    description:
      "Deletes a webhook that no automation uses, or with `force=true` any: its automations are then paused.",
    params: webhookParams,
    query: z.object({ force: flag("Delete it although automations use it.") }),
    success: { status: 204, description: "The webhook is gone." },
    problems: { not_found: NO_WEBHOOK, conflict: "Automations use the webhook." },
    run: ({ db }, { scope, params, query }) => deleteWebhook(db, scope, params.webhook, { isForced: query.force }),
  }),
];

const TESTS: readonly Operation[] = [
  operation({
    id: "testUnsavedWebhook",
    method: "POST",
    path: "/teams/{team}/webhooks/test",
    tag: "Webhooks",
    summary: "Test a webhook before saving it",
    description: "Sends one request, as a delivery would, to an endpoint that is not saved.",
    isWrite: false,
    body: unsavedWebhookTest.meta({ id: "UnsavedWebhookTest" }),
    bodyExample: { webhook: { url: EXAMPLE_WEBHOOK.url }, payload: { hello: "world" } },
    success: TESTED,
    problems: { forbidden: "The token is no admin's.", invalid: BAD_ADDRESS, not_found: "There is no such event." },
    run: (api, { scope, body }) => testUnsavedWebhook(api.db, scope, body, api),
  }),
  operation({
    id: "testWebhook",
    method: "POST",
    path: "/teams/{team}/webhooks/{webhook}/test",
    tag: "Webhooks",
    summary: "Test a webhook",
    description:
      "Sends one request, as a delivery would: with a `payload` of your own (admins), or a `template` rendered for a past event.",
    params: webhookParams,
    isWrite: false,
    body: webhookTest.meta({ id: "WebhookTest" }),
    bodyExample: { payload: { hello: "world" } },
    success: TESTED,
    problems: { not_found: "There is no such webhook or event.", forbidden: "The token's role does not allow this." },
    run: (api, { scope, params, body }) => testWebhook(api.db, scope, params.webhook, body, api),
  }),
];

const SCRIPT: Operation = streamOperation({
  id: "getWebhookScript",
  method: "GET",
  path: "/teams/{team}/webhooks/{webhook}/script",
  tag: "Webhooks",
  summary: "Get a Bash script for trying the endpoint",
  description:
    "A script that sends what a delivery would, with the endpoint and a payload filled in. It holds no secret: those come from the environment of whoever runs it.",
  params: webhookParams,
  success: { status: 200, description: "The script." },
  stream: { responseMediaType: "text/x-shellscript" },
  problems: { not_found: NO_WEBHOOK },
  async run(api, { scope, params }) {
    const ready = await getReadyScript(api.db, scope, params.webhook, api);
    if (!ready.ok) {
      return ready;
    }
    const headers = { "Content-Type": "text/x-shellscript; charset=utf-8", "Cache-Control": "no-store" };
    return ok(new Response(ready.value.script, { headers }));
  },
});

export const WEBHOOK_OPERATIONS: readonly Operation[] = [...TESTS, ...SAVED, SCRIPT];
