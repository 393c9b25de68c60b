import { startReceiver } from "../../support/receiver";
import { type Api, apiOf } from "./api";

/** Text that would run where a page took it for markup. */
export const HOSTILE_MODEL = `"><img src=x onerror="window.hacked=1">`;
export const HOSTILE_TEXT = `</script><script>window.hacked=1</script>`;
export const FILE_TEXT = `<script>window.hacked=1</script>the file's own text`;

export const TEAM = "acme-ml";
export const EMPTY_TEAM = "fresh";
/** Empty too, until a test begins it. */
export const FIRST_RUN_TEAM = "first-run";
export const STRANGERS = "strangers";

const AUC = [0.861, 0.868, 0.874, 0.873, 0.884, 0.889, 0.896, 0.901, 0.909, 0.912, 0.921, 0.9271];

export type Receivers = { origin: string; close(): Promise<void> };

/** One endpoint whose paths answer as receivers do: well, later, never, and with text that wants to run. */
export async function startReceivers(): Promise<Receivers> {
  const receiver = await startReceiver();
  receiver.reply = ({ path }) => {
    if (path === "/busy") {
      return {
        status: 503,
        headers: { "content-type": "application/json" },
        body: `{"error":"store_locked","message":${JSON.stringify(HOSTILE_TEXT)},"retry":true}`,
      };
    }
    if (path === "/legacy") {
      return { status: 404, headers: { "content-type": "text/html" }, body: HOSTILE_TEXT };
    }
    return path === "/queue" ? { status: 202, body: "queued" } : { status: 200, body: '{"ok":true}' };
  };
  return receiver;
}

/** A team as it looks after some weeks, made through the public API alone. */
export async function seedTeam(url: string, token: string, receiver: Receivers): Promise<void> {
  const api = apiOf(url, TEAM, token);
  await makeAutomations(api, receiver.origin);
  await makeChurnClassifier(api);
  await makeOthers(api);
  await api.post("/models", { name: HOSTILE_MODEL, description: HOSTILE_TEXT, card: HOSTILE_TEXT });
  await api.post(`/models/${encodeURIComponent(HOSTILE_MODEL)}/versions`, {
    source: { uri: "s3://acme/hostile", metadata: { [HOSTILE_TEXT]: HOSTILE_TEXT } },
    aliases: ["<b>bold</b>".replace("/", "")],
    description: HOSTILE_TEXT,
  });
}

/** Another team of the installation. */
export async function makeTeam(url: string, token: string, name: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/teams`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  if (!answer.ok) {
    throw new Error(`The team ${name} was not made: ${answer.status} ${await answer.text()}`);
  }
}

async function makeAutomations(api: Api, origin: string): Promise<void> {
  await api.put("/protected-aliases/production", {});
  for (const [name, path] of [
    ["serving-deploy", "/deploy"],
    ["feature-store", "/busy"],
    ["legacy-notice", "/legacy"],
    ["evaluation-queue", "/queue"],
  ]) {
    await api.post("/webhooks", { name, url: `${origin}${path}` });
  }

  const production = { alias: { equals: "production" } };
  for (const automation of [
    { name: "evaluate-candidate", eventType: "LINK_ARTIFACT", webhook: "evaluation-queue", filter: {} },
    { name: "announce-release", filter: { alias: { matches: "^(staging|production)$" } }, webhook: "serving-deploy" },
    { name: "feature-store-sync", filter: production, webhook: "feature-store", model: "churn-classifier" },
    { name: "legacy-notice", filter: production, webhook: "legacy-notice" },
    {
      name: "deploy-production",
      description: "Rolls the version out to the serving cluster.",
      filter: { ...production, conditions: [{ field: "metadata.auc", operator: ">=", value: 0.9 }] },
      webhook: "serving-deploy",
    },
  ]) {
    const { webhook, model, ...rest } = { model: undefined, ...automation };
    if (model) {
      await api.post("/models", {
        name: model,
        description: "Monthly churn probability per account. LightGBM on 214 features, retrained weekly.",
        card: "**Use.** Ranks accounts for the weekly retention list. Not for pricing or credit decisions.\n\n**Data.** 26 months of billing and product events, EU and US, snapshot 2026-08-17.\n\n**Limits.** Under 60 days of history the score is calibrated poorly.",
      });
    }
    await api.post("/automations", {
      eventType: "ADD_ARTIFACT_ALIAS",
      ...rest,
      ...(model ? { model } : {}),
      action: { type: "webhook", webhook },
    });
  }
}

async function makeChurnClassifier(api: Api): Promise<void> {
  const path = "/models/churn-classifier";
  for (const tag of ["tabular", "retention"]) {
    await api.put(`${path}/tags/${tag}`, {});
  }
  await api.put(`${path}/tags/owner`, { value: "retention squad" });
  for (const [place, auc] of AUC.entries()) {
    const artifactId = await api.log({
      project: "churn-train",
      name: "lgbm-churn",
      metadata: { auc, framework: "lightgbm 4.6.0", params: { num_leaves: 127, learning_rate: 0.031 } },
      files: {
        "model.lgb": `tree ${place}\n`.repeat(4000),
        "feature_spec.json": JSON.stringify({ features: 214, place }),
        "report/index.html": FILE_TEXT,
      },
    });
    await api.post(`${path}/versions`, { source: { artifactId }, description: `Snapshot ${place}.` });
    await api.post(`${path}/versions/v${place}/evaluations`, {
      name: "holdout",
      metrics: { pr_auc: auc - 0.18, latency_p95_ms: 70 - place * 2.5, calibration_gap: 0.02 - place / 1000 },
      checks: { schema: true, "latency ≤ 50 ms": place > 8 },
    });
  }
  await api.put(`${path}/aliases/champion`, { version: "v9" });
  await api.put(`${path}/aliases/production`, { version: "v9" });
  await api.put(`${path}/aliases/staging`, { version: "v10" });
  await api.put(`${path}/aliases/staging`, { version: "v11" });
  await api.put(`${path}/versions/v11/tags/gdpr-reviewed`, {});
  await api.put(`${path}/aliases/production`, { version: "v11" });
}

async function makeOthers(api: Api): Promise<void> {
  const long = `a-very-long-name-of-a-model-${"that-goes-on-and-on-".repeat(8)}end`;
  for (const name of ["eta-predictor", "fraud-detector", "query-rewriter", long]) {
    await api.post("/models", { name });
  }
  await api.post("/models/eta-predictor/versions", { source: { uri: "hf://acme/eta@3f1c" }, aliases: ["production"] });
  await api.post("/models/fraud-detector/versions", { source: { uri: "s3://acme/fraud/7" }, aliases: ["staging"] });
  await api.post(`/models/${long}/versions`, {
    source: { uri: `s3://acme/${"long/".repeat(40)}model` },
    aliases: [`alias-${"x".repeat(200)}`],
  });
}
