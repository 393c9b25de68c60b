import { EXAMPLE_MODEL, EXAMPLE_VERSION } from "./examples";

const AT = "2026-05-04T09:30:00.000Z";

export const EXAMPLE_WEBHOOK_REF = { id: "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07", name: "deploy" } as const;
export const EXAMPLE_AUTOMATION_REF = {
  id: "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
  name: "Deploy production",
} as const;

const EXAMPLE_EVENT_ID = "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05";
const EXAMPLE_DELIVERY_ID = "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09";
const EXAMPLE_PAYLOAD = { event: "${event_type}", version: "${artifact_version_string}" };

export const EXAMPLE_SECRET = {
  id: "sec_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a10",
  name: "SLACK_SIGNING",
  payloadWebhooks: [],
  uses: [{ kind: "signing", webhook: EXAMPLE_WEBHOOK_REF }],
  createdAt: AT,
  createdBy: "ann",
  replacedAt: null,
};

export const EXAMPLE_WEBHOOK = {
  ...EXAMPLE_WEBHOOK_REF,
  url: "https://deploy.example.com/hooks/modelwire",
  isUrlSecret: false,
  preset: "generic",
  accessTokenSecret: null,
  signingSecret: "SLACK_SIGNING",
  signatureEncoding: "base64",
  retrySchedule: [5, 300, 1_800],
  maxConcurrent: null,
  maxPerSecond: null,
  heldUntil: null,
  isPaused: false,
  pauseReason: null,
  createdAt: AT,
  createdBy: "ann",
  usedBy: [EXAMPLE_AUTOMATION_REF],
} as const;

const EXAMPLE_EXCHANGE = {
  request: {
    method: "POST",
    url: EXAMPLE_WEBHOOK.url,
    headers: { "content-type": "application/json", "webhook-id": EXAMPLE_DELIVERY_ID },
    body: '{"event":"ADD_ARTIFACT_ALIAS"}',
  },
  response: { headers: { "content-type": "text/plain" }, body: "ok", isBodyTruncated: false },
  timings: { dnsMs: 1, connectMs: 3, tlsMs: 9, waitMs: 20, readMs: 1, totalMs: 34 },
  code: "delivered",
  status: 200,
  durationMs: 34,
};

export const EXAMPLE_TEST_RESULT = { ...EXAMPLE_EXCHANGE, isDelivered: true };

export const EXAMPLE_AUTOMATION = {
  ...EXAMPLE_AUTOMATION_REF,
  description: "",
  enabled: true,
  pauseReason: null,
  model: EXAMPLE_VERSION.model,
  eventType: "ADD_ARTIFACT_ALIAS",
  filter: { alias: { equals: "production" }, tag: null, conditions: [] },
  action: {
    type: "webhook",
    webhook: { ...EXAMPLE_WEBHOOK_REF, preset: "generic" },
    payload: EXAMPLE_PAYLOAD,
    whenUnsure: null,
  },
  revision: 1,
  createdBy: "ann",
  createdAt: AT,
  updatedAt: AT,
  lastDelivery: { id: EXAMPLE_DELIVERY_ID, state: "delivered", run: null, status: 200, at: AT },
  deliveries30d: { delivered: 41, finished: 42 },
} as const;

export const EXAMPLE_NEW_AUTOMATION = {
  name: EXAMPLE_AUTOMATION.name,
  model: EXAMPLE_MODEL.name,
  eventType: EXAMPLE_AUTOMATION.eventType,
  filter: { alias: { equals: "production" } },
  action: { type: "webhook", webhook: EXAMPLE_WEBHOOK.name, payload: EXAMPLE_PAYLOAD },
} as const;

export const EXAMPLE_DELIVERY_SUMMARY = {
  id: EXAMPLE_DELIVERY_ID,
  state: "delivered",
  isPaused: false,
  heldUntil: null,
  lastStatus: 200,
  lastCode: "delivered",
  automation: EXAMPLE_AUTOMATION_REF,
  action: { type: "webhook", target: "deploy", preset: "generic" },
  event: {
    id: EXAMPLE_EVENT_ID,
    type: "ADD_ARTIFACT_ALIAS",
    alias: "production",
    occurredAt: AT,
    previousVersion: 2,
    actor: "ci",
  },
  model: EXAMPLE_VERSION.model,
  version: 3,
  attempts: 1,
  createdAt: AT,
  lastAttemptAt: AT,
  dueAt: null,
  finishedAt: AT,
  confirmed: null,
  run: null,
};

export const EXAMPLE_DELIVERY = {
  ...EXAMPLE_DELIVERY_SUMMARY,
  action: {
    ...EXAMPLE_DELIVERY_SUMMARY.action,
    stored: { type: "webhook", webhookId: EXAMPLE_WEBHOOK_REF.id, payload: EXAMPLE_PAYLOAD },
  },
  body: EXAMPLE_EXCHANGE.request.body,
  scheduleSeconds: [5, 300, 1_800],
  tries: 1,
  history: [{ ...EXAMPLE_EXCHANGE, id: "att_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a11", number: 1, startedAt: AT }],
  runs: [],
  reports: [],
};

export const EXAMPLE_BATCH = {
  id: "bat_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a15",
  kind: "recover",
  state: "running",
  target: { type: "webhook", id: EXAMPLE_WEBHOOK_REF.id, name: "deploy" },
  since: AT,
  until: AT,
  total: 1_200,
  done: 500,
  createdBy: "ann",
  createdAt: AT,
  finishedAt: null,
};

export const EXAMPLE_EVENT = {
  id: EXAMPLE_EVENT_ID,
  type: "ADD_ARTIFACT_ALIAS",
  occurredAt: AT,
  team: { id: "tm_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a12", name: "acme" },
  actor: { kind: "token", id: "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13", name: "ci" },
  model: EXAMPLE_VERSION.model,
  version: {
    id: EXAMPLE_VERSION.id,
    number: 3,
    description: "",
    artifact: { ...EXAMPLE_VERSION.artifact, type: "model", digest: EXAMPLE_VERSION.digest },
    metadata: EXAMPLE_VERSION.metadata,
    referenceUri: null,
  },
  alias: "production",
  tag: null,
  previousVersion: { id: "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a14", number: 2 },
  evaluation: null,
  failure: null,
  causeDeliveryId: null,
};
