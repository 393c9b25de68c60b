import { and, eq, isNull } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Json } from "@/lib/core/json";
import type { Execution } from "@/lib/core/ports";
import { isRepeatable } from "@/lib/core/presets";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import { payloadText } from "@/lib/core/template";
import type { UnsavedWebhookTest, WebhookTest, WebhookTestView } from "@/lib/core/webhook";
import type { Database } from "@/lib/db/client";
import { secrets, webhooks } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import { newId } from "@/lib/platform/id";
import { judgeDestination } from "./destination";
import { fillBody } from "./fill";
import { createWebhookLoader } from "./load";
import type { TestPorts } from "./ports";
import { webhookByRef } from "./queries";
import { sendWebhook, unsent, type WebhookTarget } from "./send";
import { shownUrl } from "./shown-url";
import { renderTestBody, type TestSubject } from "./test-body";

/**
 * Sends one request to a saved webhook, with the very headers of a delivery. A payload of one's own goes out as it is
 * typed; otherwise a past event (or the newest, or a sample) is rendered by a template, or by the preset's own.
 */
export async function testWebhook(
  db: Database,
  scope: TeamScope,
  ref: string,
  input: WebhookTest,
  ports: TestPorts,
): Promise<Result<WebhookTestView>> {
  const permission = input.payload === undefined ? "webhook.test" : "webhook.test_any";
  const write = { permission, action: "webhook.tested", target: { name: ref }, isTeamWide: true } as const;
  const found = await transact(db, scope, write, async (tx) => {
    const [webhook] = await tx
      .select({ id: webhooks.id })
      .from(webhooks)
      .where(and(eq(webhooks.teamId, scope.teamId), isNull(webhooks.deletedAt), webhookByRef(ref)));
    return webhook ? ok(webhook) : notFound("webhook");
  });
  return found.ok ? sendTest(db, scope, { ...input, webhookId: found.value.id }, ports) : found;
}

/** The same for a webhook that is not saved yet. Only admins: it sends anything anywhere that the rules let out. */
export async function testUnsavedWebhook(
  db: Database,
  scope: TeamScope,
  { webhook, ...input }: UnsavedWebhookTest,
  ports: TestPorts,
): Promise<Result<WebhookTestView>> {
  const isAllowed = canSeeTeam(scope) && can(scope.role, "webhook.test_any");
  const url = isAllowed
    ? await judgeDestination(webhook.url, ports.egress)
    : refuse({ code: "forbidden" as const, message: onlySentence("webhook.test_any") });
  const write = {
    permission: "webhook.test_any",
    action: "webhook.tested",
    target: { name: webhook.name },
    isTeamWide: true,
  } as const;
  const allowed = await transact(db, scope, write, async () => (url.ok ? ok(null) : url));
  if (!allowed.ok || !url.ok) {
    return allowed.ok ? notFound("webhook") : allowed;
  }

  const target = await unsavedTarget(scope.teamId, webhook, url.value, ports);
  return target.ok
    ? sendTo(
        db,
        scope,
        { ...input, target: target.value, webhookId: null, accessTokenSecret: webhook.accessTokenSecret },
        ports,
      )
    : target;
}

/** Sends a test to a saved webhook, for callers that have authorised and audited it themselves. */
export async function sendTest(
  db: Database,
  scope: TeamScope,
  input: WebhookTest & Pick<TestSubject, "automationName" | "event"> & { webhookId: Id<"webhook"> },
  ports: TestPorts,
): Promise<Result<WebhookTestView>> {
  const [row] = await db
    .select({ accessTokenSecret: secrets.name })
    .from(webhooks)
    .leftJoin(secrets, eq(secrets.id, webhooks.accessTokenSecretId))
    .where(and(eq(webhooks.id, input.webhookId), eq(webhooks.teamId, scope.teamId)));
  const webhook = await createWebhookLoader(db, ports.keyring)(scope.teamId, input.webhookId);
  if (!row || !webhook || webhook.isDeleted) {
    return notFound("webhook");
  }
  if (!webhook.target) {
    return ok(viewOf(unsent("secret_unreadable", ports.clock.now())));
  }
  return sendTo(db, scope, { ...input, ...row, target: webhook.target }, ports);
}

async function unsavedTarget(
  teamId: Id<"team">,
  webhook: UnsavedWebhookTest["webhook"],
  url: URL,
  { resolveSecrets }: TestPorts,
): Promise<Result<WebhookTarget>> {
  const { preset, signatureEncoding } = webhook;
  const names = [webhook.accessTokenSecret, webhook.signingSecret].filter((name) => name !== null);
  const found = await resolveSecrets(teamId, { names });
  const values = new Map(found.map(({ name, value }) => [name, value]));
  const missing = names.find((name) => !values.get(name));
  if (missing !== undefined) {
    return refuse({ code: "invalid", field: "webhook", message: `The team has no readable secret named ${missing}.` });
  }

  return ok({
    url: url.href,
    ...shownUrl(url, preset),
    preset,
    accessToken: values.get(webhook.accessTokenSecret ?? "") ?? null,
    signingSecret: values.get(webhook.signingSecret ?? "") ?? null,
    signatureEncoding,
  });
}

type Test = TestSubject & { payload?: Json | undefined; target: WebhookTarget; webhookId: Id<"webhook"> | null };

async function sendTo(db: Database, scope: TeamScope, test: Test, ports: TestPorts): Promise<Result<WebhookTestView>> {
  const deliveryId = newId("delivery");
  const rendered =
    test.payload === undefined
      ? await renderTestBody(db, scope, { ...test, preset: test.target.preset, deliveryId }, ports.baseUrl)
      : ok({ body: test.payload, secretHoles: [] });
  if (!rendered.ok) {
    return rendered;
  }

  const bodyShown = payloadText(rendered.value.body);
  const { secretHoles } = rendered.value;
  const { webhookId } = test;
  const filled = await fillBody(
    { teamId: scope.teamId, webhookId, body: bodyShown, secretHoles },
    ports.resolveSecrets,
  );
  if (!filled.ok) {
    return ok(viewOf(unsent(filled.problem, ports.clock.now())));
  }
  const message = { ...filled.value, deliveryId, bodyShown, isRepeatable: isRepeatable({}, test.target.preset) };
  return ok(viewOf(await sendWebhook(test.target, message, ports)));
}

function viewOf({ outcome, record, durationMs }: Execution): WebhookTestView {
  return {
    ...record,
    code: outcome.code,
    status: outcome.status,
    isDelivered: outcome.kind === "delivered",
    durationMs,
  };
}
