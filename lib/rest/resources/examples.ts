/** What the documentation shows. A test holds every example to the schema that it stands beside. */

const AT = "2026-05-04T09:30:00.000Z";

export const EXAMPLE_TAG = { key: "owner", value: "payments" };

export const EXAMPLE_ALIAS = {
  name: "production",
  version: 3,
  isProtected: true,
  isSystem: false,
  since: AT,
  by: "ci",
};

export const EXAMPLE_MODEL = {
  id: "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
  name: "fraud-detector",
  description: "Scores card payments.",
  tags: [EXAMPLE_TAG],
  versionCount: 4,
  latestVersion: 3,
  aliases: [EXAMPLE_ALIAS],
  createdAt: AT,
  updatedAt: AT,
  card: "# Fraud detector",
  firstNumber: 0,
  createdBy: "ann",
} as const;

export const EXAMPLE_EVALUATION = {
  id: "evl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a02",
  name: "holdout",
  metrics: { auc: 0.981 },
  checks: { "no-drift": true },
  runUrl: "https://ci.example.com/runs/81",
  by: "ci",
  at: AT,
};

export const EXAMPLE_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

export const EXAMPLE_VERSION = {
  id: "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
  model: { id: EXAMPLE_MODEL.id, name: EXAMPLE_MODEL.name },
  number: 3,
  aliases: [EXAMPLE_ALIAS],
  tags: [EXAMPLE_TAG],
  description: "",
  artifact: { id: "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04", project: "training", name: "fraud-model", number: 12 },
  digest: EXAMPLE_SHA256,
  sizeBytes: 1_048_576,
  fileCount: 1,
  referenceUri: null,
  metadata: { accuracy: 0.94, framework: "onnx" },
  linkedAt: AT,
  linkedBy: "ci",
  artifactType: "model",
  source: { commit: "4f2d1c9" },
  evaluations: [EXAMPLE_EVALUATION],
};

export const EXAMPLE_FILE = { path: "model.onnx", sizeBytes: 1_048_576, sha256: EXAMPLE_SHA256 };

export const EXAMPLE_ARTIFACT = {
  ...EXAMPLE_VERSION.artifact,
  type: "model",
  state: "uploading",
  description: "",
  metadata: EXAMPLE_VERSION.metadata,
  source: EXAMPLE_VERSION.source,
  digest: EXAMPLE_SHA256,
  sizeBytes: 1_048_576,
  fileCount: 1,
  referenceUri: null,
  createdAt: AT,
  createdBy: "ci",
};

/** The same object without some of its keys: a summary of a view. */
export function withoutKeys(value: object, ...keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
