const AT = "2026-05-04T09:30:00.000Z";
const RUN_ID = "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01";
const SOURCE = {
  type: "git",
  repository: "https://github.com/acme/train",
  ref: "main",
  entryPoint: ["python", "train.py"],
} as const;

export const EXAMPLE_PARAMETERS = {
  type: "object",
  properties: { epochs: { type: "integer", minimum: 1, default: 10 } },
  additionalProperties: false,
};

export const EXAMPLE_JOB_VERSION = {
  id: "jbv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b02",
  number: 0,
  source: SOURCE,
  parameters: EXAMPLE_PARAMETERS,
  createdBy: "ann",
  createdAt: AT,
} as const;

export const EXAMPLE_JOB = {
  id: "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
  name: "retrain",
  description: "Trains on the newest data.",
  versionCount: 1,
  latest: EXAMPLE_JOB_VERSION,
  lastRun: { id: RUN_ID, number: 17, state: "running", at: AT },
  createdBy: "ann",
  createdAt: AT,
  updatedAt: AT,
} as const;

export const EXAMPLE_NEW_JOB = {
  name: EXAMPLE_JOB.name,
  description: EXAMPLE_JOB.description,
  source: SOURCE,
  parameters: EXAMPLE_PARAMETERS,
};

const VARIABLE = {
  name: "memory",
  type: "integer",
  description: "Megabytes.",
  default: 4_096,
  minimum: 512,
  maximum: 65_536,
  options: null,
} as const;

export const EXAMPLE_QUEUE = {
  id: "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
  name: "lab",
  description: "The machine under the desk.",
  resource: "process",
  state: "open",
  maxRunning: 4,
  defaultPriority: "medium",
  template: { limits: { memoryMb: "{{memory}}", timeoutSeconds: 7_200 } },
  variables: [VARIABLE],
  waiting: 3,
  running: 1,
  oldestQueuedAt: AT,
  agentsListening: 1,
  createdBy: "ann",
  createdAt: AT,
  updatedAt: AT,
} as const;

export const EXAMPLE_AGENT = {
  id: "agt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b05",
  name: "lab-1",
  hostname: "lab-1",
  version: "0.1.0",
  slots: 2,
  state: "listening",
  runs: [{ id: RUN_ID, number: 17 }],
  startedAt: AT,
  lastHeardAt: AT,
} as const;

export const EXAMPLE_AGENT_TOKEN = {
  id: "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b06",
  name: "lab-1",
  hint: "x9Kd",
  createdAt: AT,
  createdBy: "ann",
  expiresAt: null,
  lastUsedAt: AT,
} as const;

export const EXAMPLE_RUN = {
  id: RUN_ID,
  number: 17,
  state: "running",
  job: { id: EXAMPLE_JOB.id, name: EXAMPLE_JOB.name, version: 0, source: SOURCE },
  queue: { id: EXAMPLE_QUEUE.id, name: EXAMPLE_QUEUE.name, resource: "process" },
  priority: "medium",
  project: "launch",
  version: { id: "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b07", model: "fraud-detector", number: 3 },
  cause: { eventId: null, deliveryId: null, automation: null, rerunOf: null, by: "ann" },
  lease: 1,
  agent: { id: EXAMPLE_AGENT.id, name: EXAMPLE_AGENT.name },
  leaseExpiresAt: AT,
  killRequested: null,
  queuedAt: AT,
  claimedAt: AT,
  startedAt: AT,
  finishedAt: null,
  end: null,
  log: { lines: 120, bytes: 9_600, isCut: false },
} as const;

export const EXAMPLE_RUN_DETAIL = {
  ...EXAMPLE_RUN,
  parameters: { epochs: 20 },
  overrides: { epochs: 20 },
  variables: { memory: 8_192 },
  artifacts: [],
  evaluations: [],
  workflowUrl: null,
};
