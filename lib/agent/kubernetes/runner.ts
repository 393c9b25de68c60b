import { readArguments } from "@/lib/core/launch-resource";
import type { AgentConfig } from "../config";
import { pause } from "../patience";
import { ownVariables, passedVariables } from "../run-environment";
import { failed, type RunEnd, type Runner, reasonOf, type Work } from "../runner";
import { timeoutSecondsOf } from "../time-limit";
import { type Cluster, clusterWords, openCluster, statusOf } from "./cluster";
import { type Following, followPod } from "./follow-pod";
import { jobOf, PARAMETERS_FILE, PARAMETERS_FOLDER, type Place, placeOf, secretOf } from "./manifest";
import { type Standing, standingOf } from "./standing";

export type KubernetesRunnerOptions = {
  config: AgentConfig;
  agentName: string;
  /** What runs are told where the server is. */
  url: string;
  env: Readonly<Record<string, string | undefined>>;
  lookEveryMs?: number;
};

const LOOK_EVERY_MS = 1_000;
/** A cluster that does not answer for so many looks in a row has lost the run for us. */
const SILENT_LOOKS_MAX = 300;
const NEVER = new AbortController().signal;

/** Executes runs as Jobs of a Kubernetes cluster, one pod each that is tried once. */
export function createKubernetesRunner(options: KubernetesRunnerOptions): Runner {
  const cluster = openCluster(options.config);
  return {
    async sweep() {
      for (const namespace of options.config.kubernetes.namespaces) {
        const names = await cluster.listJobsOf(options.agentName, namespace).catch((error) => {
          throw statusOf(error) === null ? error : new Error(clusterWords(error));
        });
        for (const name of names) {
          await cluster.deleteJob({ namespace, name });
        }
      }
    },
    run: (work) => runImage(work, cluster, options),
  };
}

async function runImage(work: Work, cluster: Cluster, options: KubernetesRunnerOptions): Promise<RunEnd> {
  const { assignment } = work;
  const { config, env, url } = options;
  const args = readArguments("kubernetes", assignment.resource.arguments);
  if (!args.ok) {
    return failed("not_allowed", `The queue's resource arguments are refused: ${args.problem.message}`);
  }
  const place = placeOf(assignment, args.value, config);
  if (!place.ok) {
    return failed("not_allowed", place.problem);
  }
  const parametersPath = `${PARAMETERS_FOLDER}/${PARAMETERS_FILE}`;
  const making = {
    ...options,
    assignment,
    args: args.value,
    env: {
      // The user that it runs as has no home in the image.
      ...(config.kubernetes.runAsUser !== null && { HOME: "/tmp" }),
      ...passedVariables(env, config),
      ...args.value.env,
      ...ownVariables(assignment, { url, parametersPath }),
    },
  };
  try {
    const job = await cluster.createJob(jobOf(place.value, making, timeoutSecondsOf(assignment, config)), place.value);
    await cluster.createSecret(secretOf(place.value, assignment, job.metadata?.uid ?? ""), place.value);
    await cluster.resumeJob(place.value);
    return await attend(work, cluster, place.value, options.lookEveryMs ?? LOOK_EVERY_MS);
  } catch (error) {
    return failed("start_failed", `The cluster does not do it: ${clusterWords(error)}`);
  } finally {
    // One that is not answered now is found by the next start, or removed by the cluster an hour after its end.
    await cluster.deleteJob(place.value).catch(() => undefined);
  }
}

/** Looks after a job until it has ended, or is gone because it was told to end. */
async function attend(work: Work, cluster: Cluster, place: Place, lookEveryMs: number): Promise<RunEnd> {
  const { stop } = work;
  const told = createTeller(work, cluster, place);
  let isEnding = false;
  for (let silent = 0; silent < SILENT_LOOKS_MAX; ) {
    const seen = await look(cluster, place);
    silent = seen === "silent" ? silent + 1 : 0;
    if (seen !== "silent") {
      told.tell(seen);
      if (seen.standing.kind === "ended") {
        await told.close();
        return seen.standing.end;
      }
      if (stop.aborted && !isEnding) {
        isEnding = await end(cluster, place, { pod: seen.pod, isLost: reasonOf(stop) === "lost" });
      }
    }
    await pause(lookEveryMs, stop.aborted ? NEVER : stop);
  }
  return failed("start_failed", "The cluster has not answered for five minutes.");
}

/** Tells the beginning of a run once, follows its log from then on, and says each new reason why it waits. */
function createTeller({ started, log }: Work, cluster: Cluster, place: Place) {
  let following: Following | null = null;
  let said: string | null = null;
  return {
    tell({ pod, standing }: Seen): void {
      const hasBegun = standing.kind === "runs" || (standing.kind === "ended" && standing.hasLog);
      if (pod !== null && hasBegun && !following) {
        started();
        following = followPod(cluster, pod, { place, log });
      }
      if (standing.kind === "waits" && standing.why !== null && standing.why !== said) {
        said = standing.why;
        log.note(standing.why);
      }
    },
    close: async () => following?.close(),
  };
}

type Seen = { pod: string | null; standing: Standing };

/** `silent` where the cluster does not answer, which may pass. */
async function look(cluster: Cluster, place: Place): Promise<Seen | "silent"> {
  try {
    const job = await cluster.readJob(place);
    const pod = await cluster.findPod(place);
    return { pod: pod?.metadata?.name ?? null, standing: standingOf(job, pod) };
  } catch (error) {
    const status = statusOf(error);
    if (status === 401 || status === 403) {
      throw error;
    }
    return "silent";
  }
}

/** False where it has to be tried again. */
async function end(
  cluster: Cluster,
  place: Place,
  { pod, isLost }: { pod: string | null; isLost: boolean },
): Promise<boolean> {
  try {
    await cluster.deleteJob(place);
    if (isLost && pod !== null) {
      await cluster.killPod(pod, place);
    }
    return true;
  } catch {
    return false;
  }
}
