import {
  BatchV1Api,
  CoreV1Api,
  HttpMethod,
  KubeConfig,
  PatchStrategy,
  RequestContext,
  setHeaderOptions,
  type V1Job,
  type V1Pod,
  type V1Secret,
} from "@kubernetes/client-node";
import { fetch } from "undici";
import type { AgentConfig } from "../config";
import { AGENT_LABEL, CONTAINER, labelOf, type Place, RUN_LABEL } from "./manifest";

/** What a run needs of a cluster, and no more: these are the rights that the agent's role has to have. */
export type Cluster = {
  createJob(job: V1Job, place: Place): Promise<V1Job>;
  createSecret(secret: V1Secret, place: Place): Promise<void>;
  resumeJob(place: Place): Promise<void>;
  /** Null where it was deleted. */
  readJob(place: Place): Promise<V1Job | null>;
  /** The pod of a run; null where there is none yet, or none any more. */
  findPod(place: Place): Promise<V1Pod | null>;
  /** Follows the log from a time on, as the cluster sends it, until it ends or breaks off. */
  followLog(
    pod: string,
    place: Place,
    options: { since: string; signal: AbortSignal },
  ): Promise<AsyncIterable<Uint8Array>>;
  /** Its pod and secret go with it. */
  deleteJob(place: Place): Promise<void>;
  /** Without asking its program to end. */
  killPod(pod: string, place: Place): Promise<void>;
  listJobsOf(agentName: string, namespace: string): Promise<string[]>;
};

export function openCluster({ kubernetes }: AgentConfig): Cluster {
  const kube = new KubeConfig();
  if (kubernetes.kubeconfig === null) {
    kube.loadFromDefault();
  } else {
    kube.loadFromFile(kubernetes.kubeconfig);
  }
  if (kubernetes.context !== null) {
    kube.setCurrentContext(kubernetes.context);
  }
  const batch = kube.makeApiClient(BatchV1Api);
  const core = kube.makeApiClient(CoreV1Api);

  return {
    createJob: (job, { namespace }) => batch.createNamespacedJob({ namespace, body: job }),
    async createSecret(secret, { namespace }) {
      await core.createNamespacedSecret({ namespace, body: secret });
    },
    async resumeJob(place) {
      const asMerge = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
      await batch.patchNamespacedJob({ ...place, body: { spec: { suspend: false } } }, asMerge);
    },
    readJob: (place) => unlessGone(batch.readNamespacedJob(place)),
    async findPod({ namespace, name }) {
      const pods = await core.listNamespacedPod({ namespace, labelSelector: `${RUN_LABEL}=${name}` });
      return pods.items[0] ?? null;
    },
    followLog: (pod, place, options) => openLog(kube, pod, { ...place, ...options }),
    async deleteJob(place) {
      await unlessGone(batch.deleteNamespacedJob({ ...place, propagationPolicy: "Background" }));
    },
    async killPod(pod, { namespace }) {
      await unlessGone(core.deleteNamespacedPod({ namespace, name: pod, gracePeriodSeconds: 0 }));
    },
    async listJobsOf(agentName, namespace) {
      const labelSelector = `${AGENT_LABEL}=${labelOf(agentName)}`;
      const jobs = await batch.listNamespacedJob({ namespace, labelSelector });
      return jobs.items.flatMap(({ metadata }) => metadata?.name ?? []);
    },
  };
}

/** The status that the cluster answered a failed call with; null where none came. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : null;
}

/** What the cluster says is wrong. */
export function clusterWords(error: unknown): string {
  const body = error instanceof Error && "body" in error ? error.body : null;
  const text = typeof body === "string" ? body : JSON.stringify(body ?? "");
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return message?.replaceAll('\\"', '"') ?? (error instanceof Error ? error.message.split("\n")[0] : "") ?? "";
}

async function unlessGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) {
      return null;
    }
    throw error;
  }
}

/** Asked by ourselves: the client's own log reader has no way to tell that a stream broke. */
async function openLog(
  kube: KubeConfig,
  pod: string,
  { namespace, since, signal }: { namespace: string; since: string; signal: AbortSignal },
): Promise<AsyncIterable<Uint8Array>> {
  const server = kube.getCurrentCluster()?.server ?? "";
  const url = new URL(`${server}/api/v1/namespaces/${namespace}/pods/${encodeURIComponent(pod)}/log`);
  url.search = new URLSearchParams({
    container: CONTAINER,
    follow: "true",
    timestamps: "true",
    ...(since !== "" && { sinceTime: `${since.slice(0, "2026-01-01T00:00:00".length)}Z` }),
  }).toString();
  const context = new RequestContext(url.href, HttpMethod.GET);
  await kube.applySecurityAuthentication(context);
  const dispatcher = context.getDispatcher();
  const response = await fetch(url, { headers: context.getHeaders(), signal, ...(dispatcher && { dispatcher }) });
  if (!response.ok || !response.body) {
    throw new Error(`The cluster answered ${response.status} when it was asked for the log.`);
  }
  return response.body;
}
