import { createHash } from "node:crypto";
import type { V1Job, V1PodSpec, V1Secret } from "@kubernetes/client-node";
import type { Assignment } from "@/lib/core/launch-agent";
import type { KubernetesArguments } from "@/lib/core/launch-resource";
import { ok, type Result } from "@/lib/core/result";
import type { AgentConfig } from "../config";

/** The one container of a run's pod. */
export const CONTAINER = "run";
export const AGENT_LABEL = "modelwire.agent";
export const RUN_LABEL = "modelwire.run";
export const PARAMETERS_FOLDER = "/modelwire";
export const PARAMETERS_FILE = "parameters.json";

const TOKEN_KEY = "token";
const TOKEN_VARIABLE = "MODELWIRE_TOKEN";
const READ_BY_ALL = 0o444;
/** A job whose agent died is removed by the cluster itself, an hour after it has ended. */
const KEPT_SECONDS = 3_600;

export type Place = { namespace: string; name: string };

type Making = {
  assignment: Assignment;
  args: KubernetesArguments;
  config: AgentConfig;
  agentName: string;
  env: Readonly<Record<string, string>>;
};

/** Where a run goes; refused where the agent's owner keeps runs out of that namespace. */
export function placeOf(
  { run, lease }: Assignment,
  args: KubernetesArguments,
  config: AgentConfig,
): Result<Place, string> {
  const { namespaces } = config.kubernetes;
  const namespace = args.namespace ?? namespaces[0] ?? "default";
  if (!namespaces.includes(namespace)) {
    const problem = `This agent puts no run into the namespace ${namespace}. To allow it, add it to kubernetes.namespaces in its configuration and start it again.`;
    return { ok: false, problem };
  }
  return ok({ namespace, name: `modelwire-${run.replaceAll("_", "-")}-${lease}` });
}

/**
 * The job of a run: one pod that is tried once, without rights in the cluster or on its node. It is made suspended, so that its
 * secret can belong to it and be there before the pod is.
 */
export function jobOf(place: Place, making: Making, timeoutSeconds: number | null): V1Job {
  const { args, agentName, assignment } = making;
  const labels = {
    ...args.labels,
    "app.kubernetes.io/managed-by": "modelwire",
    [AGENT_LABEL]: labelOf(agentName),
    [RUN_LABEL]: place.name,
  };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      ...place,
      labels,
      annotations: { ...args.annotations, "modelwire.job": assignment.job.name },
    },
    spec: {
      suspend: true,
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      ttlSecondsAfterFinished: args.ttlSecondsAfterFinished ?? KEPT_SECONDS,
      ...(timeoutSeconds !== null && { activeDeadlineSeconds: timeoutSeconds }),
      template: {
        metadata: { labels, ...(args.annotations && { annotations: args.annotations }) },
        spec: podOf(place, making),
      },
    },
  };
}

/** What only this run may read, removed with its job. */
export function secretOf(place: Place, { token, parameters }: Assignment, jobUid: string): V1Secret {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      ...place,
      labels: { [RUN_LABEL]: place.name },
      ownerReferences: [{ apiVersion: "batch/v1", kind: "Job", name: place.name, uid: jobUid }],
    },
    type: "Opaque",
    stringData: { [TOKEN_KEY]: token.text, [PARAMETERS_FILE]: `${JSON.stringify(parameters, null, 2)}\n` },
  };
}

/** A name as a label may hold it; one that it cannot hold is told by its digest. */
export function labelOf(name: string): string {
  return /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(name)
    ? name
    : createHash("sha256").update(name).digest("hex").slice(0, 40);
}

function podOf({ name }: Place, { assignment, args, config, env }: Making): V1PodSpec {
  const { source } = assignment.job;
  const { runAsUser } = config.kubernetes;
  return {
    restartPolicy: "Never",
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: config.graceSeconds,
    securityContext: {
      runAsNonRoot: true,
      ...(runAsUser !== null && { runAsUser, runAsGroup: runAsUser, fsGroup: runAsUser }),
      seccompProfile: { type: "RuntimeDefault" },
    },
    ...(args.nodeSelector && { nodeSelector: args.nodeSelector }),
    ...(args.tolerations && { tolerations: args.tolerations }),
    ...(args.imagePullSecrets && { imagePullSecrets: args.imagePullSecrets.map((each) => ({ name: each })) }),
    volumes: [{ name: "parameters", secret: { secretName: name, defaultMode: READ_BY_ALL, items: [PARAMETERS_ITEM] } }],
    containers: [
      {
        name: CONTAINER,
        ...(source.type === "image" && { image: source.image, ...(source.command && { command: source.command }) }),
        ...(args.imagePullPolicy && { imagePullPolicy: args.imagePullPolicy }),
        env: [
          ...Object.entries(env).flatMap(([key, value]) => (key === TOKEN_VARIABLE ? [] : [{ name: key, value }])),
          { name: TOKEN_VARIABLE, valueFrom: { secretKeyRef: { name, key: TOKEN_KEY } } },
        ],
        ...(args.resources && { resources: amountsOf(args.resources) }),
        securityContext: {
          privileged: false,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
        },
        volumeMounts: [{ name: "parameters", mountPath: PARAMETERS_FOLDER, readOnly: true }],
      },
    ],
  };
}

const PARAMETERS_ITEM = { key: PARAMETERS_FILE, path: PARAMETERS_FILE };

type Amounts = NonNullable<KubernetesArguments["resources"]>;

/** The API takes amounts as text; a variable of a queue's template may have left a number. */
function amountsOf({ requests, limits }: Amounts) {
  return {
    ...(requests && { requests: textsOf(requests) }),
    ...(limits && { limits: textsOf(limits) }),
  };
}

function textsOf(amounts: NonNullable<Amounts["limits"]>): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)]));
}
