import type { JsonObject } from "@/lib/core/json";
import type { QueueVariable, Resource } from "@/lib/core/launch-queue";

type Start = { label: string; words: string; name: string; template: JsonObject; variables: Partial<QueueVariable>[] };

/** What each kind of queue begins with before anything is typed: an example that is right as it stands. */
export const QUEUE_START = {
  process: {
    label: "Process",
    words: "The agent starts the program of a job on its own machine, from a git repository or a command.",
    name: "laptop",
    template: { env: { PYTHONUNBUFFERED: "1" }, limits: { timeoutSeconds: "{{timeout_seconds}}" } },
    variables: [
      {
        name: "timeout_seconds",
        type: "integer",
        description: "After so long a run is ended.",
        default: 3600,
        minimum: 60,
      },
    ],
  },
  docker: {
    label: "Docker",
    words: "The agent runs the image of a job by the Docker of its machine.",
    name: "gpu-a100",
    template: { cpus: 4, memoryMb: 16384, gpus: "{{gpus}}", network: "bridge", timeoutSeconds: 14400 },
    variables: [
      { name: "gpus", type: "integer", description: "GPUs for one run.", default: 1, minimum: 1, maximum: 8 },
    ],
  },
  kubernetes: {
    label: "Kubernetes",
    words: "The agent makes a Job of each run in the cluster that it works in.",
    name: "cluster",
    template: {
      namespace: "training",
      resources: { requests: { cpu: "2", memory: "4Gi" }, limits: { memory: "{{memory}}" } },
      activeDeadlineSeconds: 14400,
    },
    variables: [{ name: "memory", type: "string", description: "As Kubernetes writes it.", default: "8Gi" }],
  },
  "github-actions": {
    label: "GitHub Actions",
    words: "This server starts a workflow for each run and follows it. No agent is needed, but the GitHub App is.",
    name: "actions",
    template: { repository: "OWNER/REPOSITORY", workflow: "train.yml", ref: "main" },
    variables: [],
  },
} as const satisfies Record<Resource, Start>;
