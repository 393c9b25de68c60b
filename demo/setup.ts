import { randomBytes } from "node:crypto";
import { ask } from "@/lib/cli/ask";
import type { Answer } from "@/lib/cli/failure";
import type { Client } from "@/lib/client/client";
import type { NewAutomation } from "@/lib/core/automation";
import type { NewWebhook } from "@/lib/core/webhook";
import { TEAM } from "./product";
import type { Endpoint } from "./receiver";
import { REPOSITORY } from "./repository";

export const MODEL = "iris-classifier";

/** The secrets of the demo: new at every start, known to the product and to the receiver alone. */
export type DemoSecrets = { REGISTRY_TOKEN: string; REGISTRY_SIGNING: string };

export function newSecrets(): DemoSecrets {
  return {
    REGISTRY_TOKEN: randomBytes(24).toString("hex"),
    REGISTRY_SIGNING: `whsec_${randomBytes(32).toString("base64")}`,
  };
}

/** Stand-ins for three services, each with the path, the check and the answer of the real one. */
export function endpointsOf(secrets: DemoSecrets): Endpoint[] {
  const { REGISTRY_TOKEN, REGISTRY_SIGNING } = secrets;
  return [
    {
      name: "registry-events",
      path: "/hooks/registry",
      shape: "registry",
      knows: { accessToken: REGISTRY_TOKEN, signingSecret: REGISTRY_SIGNING },
      status: 200,
    },
    { name: "slack-releases", path: "/services/T0DEMO/B0DEMO/hook", shape: "slack", knows: {}, status: 200 },
    { name: "teams-releases", path: "/workflows/demo/triggers/manual/run", shape: "teams", knows: {}, status: 202 },
  ];
}

const WEBHOOKS: Record<string, Partial<NewWebhook>> = {
  "registry-events": { preset: "generic", accessTokenSecret: "REGISTRY_TOKEN", signingSecret: "REGISTRY_SIGNING" },
  "slack-releases": { preset: "slack" },
  "teams-releases": { preset: "teams" },
};

const ANY_MODEL = { description: "", enabled: true, model: null } as const;

/** The accuracy from which on a version is worth putting into production. */
const PASSES_AT = 0.95;

const DISPATCH = { type: "github", repository: REPOSITORY, deployment: null, reportsCheck: false } as const;

export const AUTOMATIONS: readonly NewAutomation[] = [
  {
    ...ANY_MODEL,
    name: "announce-versions",
    eventType: "LINK_ARTIFACT",
    filter: { alias: null, tag: null, conditions: [] },
    action: {
      type: "webhook",
      webhook: "registry-events",
      payload: {
        event: "${event_type}",
        version: "${artifact_version_string}",
        accuracy: "${artifact_metadata.accuracy}",
        digest: "${artifact_digest}",
        download: "${download_url}",
        delivery: "${delivery_id}",
      },
    },
  },
  {
    ...ANY_MODEL,
    name: "tell-slack",
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { matches: "^(staging|production)$" }, tag: null, conditions: [] },
    action: { type: "webhook", webhook: "slack-releases", payload: null },
  },
  {
    ...ANY_MODEL,
    name: "tell-teams",
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: "production" }, tag: null, conditions: [] },
    action: { type: "webhook", webhook: "teams-releases", payload: null },
  },
  {
    ...ANY_MODEL,
    name: "evaluate",
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: "staging" }, tag: null, conditions: [] },
    action: {
      ...DISPATCH,
      dispatch: { kind: "repository", eventType: "modelwire-evaluate" },
      payload: null,
    },
  },
  {
    ...ANY_MODEL,
    name: "evaluate-near-data",
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: "candidate" }, tag: null, conditions: [] },
    action: {
      type: "launch",
      job: "evaluate-iris",
      jobVersion: null,
      queue: "local",
      payload: { name: "${alias} on an agent" },
      variables: {},
      priority: "high",
      project: "evaluations",
    },
  },
  {
    ...ANY_MODEL,
    name: "tell-it-passed",
    eventType: "RECORD_EVALUATION",
    filter: {
      alias: null,
      tag: null,
      conditions: [{ field: "evaluation.accuracy", operator: ">=", value: PASSES_AT }],
    },
    action: { type: "webhook", webhook: "slack-releases", payload: null },
  },
  {
    ...ANY_MODEL,
    name: "deploy",
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: "production" }, tag: null, conditions: [] },
    action: {
      ...DISPATCH,
      dispatch: { kind: "workflow", workflow: "deploy.yml", ref: null },
      payload: { delivery_id: "${delivery_id}", version: "${artifact_version_ref}" },
      deployment: { environment: "production" },
    },
  },
];

/** Sets the team up as an admin would, by the public API alone; answers the token that CI will work with. */
export async function setUpTeam(api: Client, origin: string, secrets: DemoSecrets): Promise<string> {
  const params = { path: { team: TEAM } };
  for (const [name, value] of Object.entries(secrets)) {
    const body = { name, value, payloadWebhooks: [] };
    await createOr(ask(api.POST("/teams/{team}/secrets", { params, body })), () =>
      ask(
        api.PATCH("/teams/{team}/secrets/{secret}", {
          params: { path: { team: TEAM, secret: name } },
          body: { value },
        }),
      ),
    );
  }
  for (const { name, path } of endpointsOf(secrets)) {
    const webhook = newWebhook(name, origin + path);
    await createOr(ask(api.POST("/teams/{team}/webhooks", { params, body: webhook })), () =>
      ask(
        api.PATCH("/teams/{team}/webhooks/{webhook}", {
          params: { path: { team: TEAM, webhook: name } },
          body: { url: webhook.url },
        }),
      ),
    );
  }
  for (const automation of AUTOMATIONS) {
    await createOr(ask(api.POST("/teams/{team}/automations", { params, body: automation })), () =>
      ask(
        api.PATCH("/teams/{team}/automations/{automation}", {
          params: { path: { team: TEAM, automation: automation.name } },
          body: { action: automation.action },
        }),
      ),
    );
  }

  const created = await createToken(api, "ci");
  const token = isConflict(created) ? await createToken(api, `ci-${randomBytes(3).toString("hex")}`) : created;
  return valueOrThrow(token).token;
}

function createToken(api: Client, name: string) {
  const body = { name, role: "member", models: null, expiresAt: null } as const;
  return ask(api.POST("/teams/{team}/tokens", { params: { path: { team: TEAM } }, body }));
}

/** What was answered; a refusal ends the demo, since nothing in it should be refused. */
export function valueOrThrow<T>(answer: Answer<T>): T {
  if (!answer.ok) {
    throw new Error([answer.problem.message, ...(answer.problem.lines ?? [])].join("\n"));
  }
  return answer.value;
}

/** With --keep the last run's objects are there already: they are mended instead, for addresses are new. */
export async function createOr(
  creating: Promise<Answer<unknown>>,
  mend: () => Promise<Answer<unknown>>,
): Promise<void> {
  const created = await creating;
  if (!isConflict(created)) {
    valueOrThrow(created);
    return;
  }
  valueOrThrow(await mend());
}

function isConflict(answer: Answer<unknown>): boolean {
  return !answer.ok && answer.problem.code === "conflict";
}

function newWebhook(name: string, url: string): NewWebhook {
  return {
    name,
    url,
    preset: "generic",
    accessTokenSecret: null,
    signingSecret: null,
    signatureEncoding: "base64",
    retrySchedule: null,
    ...WEBHOOKS[name],
  };
}
