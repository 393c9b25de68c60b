import type { EvaluationSnapshot, EventType, RegistryEvent, VersionSnapshot } from "./event";

const SAMPLE_VERSION: VersionSnapshot = {
  id: "ver_01930b6e-8c10-7a52-9f3e-5d1c20a4e701",
  number: 3,
  description: "Retrained on the October transactions.",
  artifact: {
    id: "art_01930b6e-8b07-7c1d-a2b4-0e6f93d5c802",
    project: "fraud-training",
    name: "fraud-detector",
    number: 7,
    type: "model",
    digest: "9f2c7d3a1b6e4f805d9c2a7b3e1f6048c5d2b9a7e4f3016d8c7b5a2e9f1d4c60",
  },
  metadata: { accuracy: 0.947, framework: "xgboost", dataset: { name: "transactions", rows: 1_204_331 } },
  referenceUri: null,
  runId: "4f1c7a90b2d84e6f9c3a5d7e8b1f2064",
};

const SAMPLE_EVALUATION: EvaluationSnapshot = {
  id: "evl_01930b70-1f44-7d0b-8e61-7b92c4a0d503",
  name: "holdout-2026-10",
  metrics: { auc: 0.981, latency_ms: 12.4 },
  checks: { bias: true, schema: true },
  runUrl: "https://ci.example.com/acme/fraud/runs/4182",
};

const LINKED: Omit<RegistryEvent, "type"> = {
  id: "evt_01930b72-6a9d-7e38-b5c0-41d8f2e6a904",
  occurredAt: "2026-11-08T09:41:27.318Z",
  team: { id: "tm_01920a11-3b2c-7f60-8d4e-9a5b6c7d8e05", name: "acme" },
  actor: { kind: "user", id: "usr_01920a15-7c44-7b1a-9e02-3f4a5b6c7d06", name: "maria" },
  model: { id: "mdl_01920b30-5e6f-7a8b-8c9d-0e1f2a3b4c07", name: "fraud-detector" },
  version: SAMPLE_VERSION,
  alias: null,
  tag: null,
  previousVersion: null,
  evaluation: null,
  failure: null,
  causeDeliveryId: null,
};

/** One event of each type, as a real team would raise it: for previews without a past, for the documentation, for tests. */
export const EVENT_SAMPLES = {
  LINK_ARTIFACT: { ...LINKED, type: "LINK_ARTIFACT", version: { ...SAMPLE_VERSION, tags: { stage: "candidate" } } },
  ADD_ARTIFACT_ALIAS: {
    ...LINKED,
    type: "ADD_ARTIFACT_ALIAS",
    alias: "production",
    previousVersion: { id: "ver_01928f02-4d5e-7f6a-8b7c-8d9e0f1a2b08", number: 2 },
  },
  REMOVE_ARTIFACT_ALIAS: { ...LINKED, type: "REMOVE_ARTIFACT_ALIAS", alias: "staging" },
  UNLINK_ARTIFACT: { ...LINKED, type: "UNLINK_ARTIFACT" },
  ADD_ARTIFACT_TAG: { ...LINKED, type: "ADD_ARTIFACT_TAG", tag: { key: "reviewed-by", value: "maria" } },
  REMOVE_ARTIFACT_TAG: { ...LINKED, type: "REMOVE_ARTIFACT_TAG", tag: { key: "candidate", value: "" } },
  RECORD_EVALUATION: {
    ...LINKED,
    type: "RECORD_EVALUATION",
    actor: { kind: "token", id: "tok_01920c40-1a2b-7c3d-9e4f-5a6b7c8d9e09", name: "nightly-evaluation" },
    evaluation: SAMPLE_EVALUATION,
  },
  CREATE_MODEL: {
    ...LINKED,
    type: "CREATE_MODEL",
    model: { ...LINKED.model, description: "Scores card payments.", tags: { domain: "payments" } },
    version: null,
  },
  AUTOMATION_FAILED: {
    ...LINKED,
    type: "AUTOMATION_FAILED",
    actor: { kind: "system", id: null, name: "Modelwire" },
    alias: "production",
    failure: {
      deliveryId: "dl_01930b72-6b01-7d2e-8f3a-4b5c6d7e8f10",
      automationId: "aut_01920d50-2b3c-7d4e-8f5a-6b7c8d9e0f11",
      automationName: "Deploy on production",
      code: "run_failed",
      run: {
        url: "https://github.com/acme/serving/actions/runs/7183402211",
        workflow: "deploy.yml",
        attempt: 1,
        conclusion: "failure",
        failingJob: {
          name: "canary",
          url: "https://github.com/acme/serving/actions/runs/7183402211/job/19573046120",
        },
      },
    },
    causeDeliveryId: "dl_01930b72-6b01-7d2e-8f3a-4b5c6d7e8f10",
  },
} satisfies { [Type in EventType]: RegistryEvent & { type: Type } };
