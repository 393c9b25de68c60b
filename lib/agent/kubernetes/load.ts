import { ok, type Result } from "@/lib/core/result";
import type { Runner } from "../runner";
import type { KubernetesRunnerOptions } from "./runner";

const NODE_MAJOR_MIN = 22;

/**
 * Brings the runner for clusters when it is needed. Kubernetes' client is many times what the command line is: it is a file of
 * its own, `cli-kubernetes.mjs`, that lies beside the command line, and only agents of such queues fetch it.
 */
export async function loadKubernetesRunner(options: KubernetesRunnerOptions): Promise<Result<Runner, string>> {
  if (Number(process.versions.node.split(".")[0]) < NODE_MAJOR_MIN) {
    return { ok: false, problem: `Runs in a cluster need Node ${NODE_MAJOR_MIN} or later to start this agent.` };
  }
  try {
    const { createKubernetesRunner } = await import("@/lib/agent/kubernetes/runner");
    return ok(createKubernetesRunner(options));
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    return {
      ok: false,
      problem: isMissing
        ? 'The part for clusters is not here. Fetch it into the folder of the command line: curl -fsS "$MODELWIRE_URL/cli-kubernetes.mjs" -o cli-kubernetes.mjs'
        : `The cluster's configuration cannot be used: ${error instanceof Error ? error.message : "it is not right."}`,
    };
  }
}
