import type { V1Job, V1Secret } from "@kubernetes/client-node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createStampedReader } from "@/lib/agent/kubernetes/log-stream";
import { createKubernetesRunner } from "@/lib/agent/kubernetes/runner";
import { openJudge } from "./api-judge";
import { type Step, startCluster } from "./kubernetes-cluster";
import { assignmentOf, configOf, perform, RUN_TOKEN, temporaryFolder } from "./work";

const folder = temporaryFolder();
const RUNS: Step = { phase: "Running", container: { running: {} } };
const DONE: Step = { phase: "Succeeded", container: { terminated: { exitCode: 0, reason: "Completed" } } };
let cluster: Awaited<ReturnType<typeof startCluster>>;

beforeAll(async () => {
  cluster = await startCluster(folder.path);
});
beforeEach(() => {
  cluster.reset();
  cluster.state.steps = [DONE];
  return () => expect(cluster.faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await cluster.close();
  folder.remove();
});

function runnerWith(kubernetes: object = {}) {
  const config = configOf({
    kubernetes: { kubeconfig: cluster.kubeconfig, namespaces: ["runs", "gpu"], ...kubernetes },
  });
  return createKubernetesRunner({
    config,
    agentName: "cluster",
    url: "https://models.example.com",
    env: { SECRET: "x" },
    lookEveryMs: 30,
  });
}

function imageRun(args: object = {}) {
  return assignmentOf(
    { type: "image", image: "ghcr.io/acme/train:v1", command: ["python", "train.py"] },
    { resource: "kubernetes", args },
  );
}

const sent = (kind: string) =>
  cluster.seen.find(({ method, path }) => method === "POST" && path.endsWith(`/${kind}`))?.body;

describe("a job", () => {
  test("has one pod that is tried once, without rights in the cluster or on its node", async () => {
    const run = imageRun({
      namespace: "gpu",
      nodeSelector: { "gpu-kind": "a100" },
      resources: { limits: { "nvidia.com/gpu": 1, memory: "8Gi" } },
      activeDeadlineSeconds: 600,
    });
    const { end, hasStarted } = await perform(runnerWith(), run).done;
    const { metadata, spec } = sent("jobs") as V1Job;
    const pod = spec?.template.spec;

    expect([end.state, hasStarted]).toEqual(["finished", true]);
    expect(metadata).toMatchObject({ namespace: "gpu", labels: { "modelwire.agent": "cluster" } });
    expect(metadata?.name).toBe(`modelwire-${run.run.replace("_", "-")}-1`);
    expect(spec).toMatchObject({ suspend: true, backoffLimit: 0, activeDeadlineSeconds: 600 });
    expect(pod).toMatchObject({
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65_534, seccompProfile: { type: "RuntimeDefault" } },
      nodeSelector: { "gpu-kind": "a100" },
    });
    expect(pod?.containers[0]).toMatchObject({
      command: ["python", "train.py"],
      resources: { limits: { "nvidia.com/gpu": "1", memory: "8Gi" } },
      securityContext: { privileged: false, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    });
    for (const field of ["hostNetwork", "hostPID", "hostIPC", "serviceAccountName", "hostUsers"]) {
      expect(pod).not.toHaveProperty(field);
    }
    expect(JSON.stringify(cluster.seen.map(({ body }) => body))).not.toContain("SECRET");
  });

  test("finds its token and parameters in a secret that goes with it, and nowhere else", async () => {
    const run = imageRun();
    await perform(runnerWith(), run).done;
    const secret = sent("secrets") as V1Secret;

    expect(secret.metadata?.ownerReferences).toEqual([
      expect.objectContaining({ kind: "Job", name: secret.metadata?.name, uid: "uid-0" }),
    ]);
    expect(secret.stringData?.token).toBe(RUN_TOKEN);
    expect(JSON.parse(secret.stringData?.["parameters.json"] ?? "")).toEqual(run.parameters);
    expect(JSON.stringify(sent("jobs"))).not.toContain(RUN_TOKEN);
    expect(
      cluster.seen
        .map(
          ({ method, path }) =>
            `${method} ${path
              .split("/")
              .at(-1)
              ?.replace(/^modelwire-.*/, "it")}`,
        )
        .slice(0, 3),
    ).toEqual(["POST jobs", "POST secrets", "PATCH it"]);
    expect([cluster.jobs.size, cluster.secrets.size]).toEqual([0, 0]);
  });

  test.each([
    { what: "another service account", args: { serviceAccountName: "admin" } },
    { what: "the account's token", args: { automountServiceAccountToken: true } },
    { what: "the node's network", args: { hostNetwork: true } },
    { what: "the node's processes", args: { hostPID: true } },
    { what: "the node's memory", args: { hostIPC: true } },
    { what: "a security context", args: { securityContext: { runAsUser: 0 } } },
    { what: "a folder of the node", args: { volumes: [{ name: "x", hostPath: { path: "/" } }] } },
    { what: "mounts", args: { volumeMounts: [{ name: "x", mountPath: "/x" }] } },
    { what: "containers of its own", args: { containers: [] } },
    { what: "containers that come first", args: { initContainers: [] } },
    { what: "a whole pod", args: { template: { spec: { hostPID: true } } } },
    { what: "a node by name", args: { nodeName: "control-plane" } },
    { what: "a runtime", args: { runtimeClassName: "host" } },
    { what: "a priority", args: { priorityClassName: "system-node-critical" } },
    {
      what: "an annotation that lifts protection",
      args: { annotations: { "container.apparmor.security.beta.kubernetes.io/run": "unconfined" } },
    },
    { what: "a label that hands out rights", args: { labels: { "azure.workload.identity/use": "true" } } },
    { what: "a variable that loads code", args: { env: { LD_PRELOAD: "/x.so" } } },
    { what: "a namespace that the owner does not name", args: { namespace: "kube-system" } },
  ])("with $what is refused, and nothing is made", async ({ args }) => {
    const { end } = await perform(runnerWith(), imageRun(args)).done;

    expect(end).toMatchObject({ state: "failed", cause: "not_allowed" });
    expect(cluster.seen).toEqual([]);
  });
});

describe("a run ends", () => {
  const waiting = (reason: string): Step => ({ container: { waiting: { reason, message: "as it is" } } });
  test.each<{ how: string; last: Step; end: object }>([
    { how: "with a code", last: { container: { terminated: { exitCode: 3 } } }, end: { cause: "exit", exitCode: 3 } },
    {
      how: "for want of memory",
      last: { container: { terminated: { exitCode: 137, reason: "OOMKilled" } } },
      end: { cause: "out_of_memory", exitCode: 137 },
    },
    {
      how: "for want of its image",
      last: waiting("ImagePullBackOff"),
      end: { cause: "image_missing", message: "The cluster cannot fetch the image (ImagePullBackOff: as it is)." },
    },
    { how: "as its container cannot be", last: waiting("CreateContainerConfigError"), end: { cause: "start_failed" } },
    {
      how: "as its program is not there",
      last: { container: { terminated: { exitCode: 128, reason: "StartError", message: "no x" } } },
      end: { cause: "start_failed" },
    },
    { how: "as its time is over", last: { phase: "Failed", reason: "DeadlineExceeded" }, end: { cause: "timed_out" } },
    { how: "as its job's time is over", last: { ...RUNS, jobFailed: "DeadlineExceeded" }, end: { cause: "timed_out" } },
    {
      how: "as its node has no room",
      last: { phase: "Failed", reason: "Evicted", message: "disk" },
      end: { cause: "signal", message: "The cluster ended its pod (Evicted: disk)." },
    },
  ])("$how", async ({ last, end }) => {
    cluster.state.steps = [{ unschedulable: "0/3 nodes" }, last];
    const performed = await perform(runnerWith(), imageRun()).done;

    expect(performed.end).toMatchObject({ state: "failed", ...end });
    expect(performed.notes).toEqual(["No node has room for it yet (Unschedulable: 0/3 nodes)."]);
    expect(cluster.jobs.size).toBe(0);
  });

  test.each([{ reason: "killed_by_person" as const }, { reason: "lost" as const }])(
    "when it is told to: $reason",
    async ({ reason }) => {
      cluster.state.steps = Array.from({ length: 1_000 }, () => RUNS);
      cluster.state.lines = ["up\n"];
      const performing = perform(runnerWith(), imageRun());
      await performing.printed("up");
      performing.stop(reason);
      await performing.done;

      const deleted = cluster.seen
        .filter(({ method }) => method === "DELETE")
        .map(({ path, query }) => [path.split("/").at(-2), query]);
      expect(deleted[0]).toEqual(["jobs", { propagationPolicy: "Background" }]);
      expect(deleted.some(([kind]) => kind === "pods")).toBe(reason === "lost");
      expect([cluster.jobs.size, cluster.pods.size]).toEqual([0, 0]);
    },
  );

  test("at once where the agent has no right to begin it, in the cluster's own words", async () => {
    cluster.state.refuses = 403;

    expect((await perform(runnerWith(), imageRun()).done).end).toMatchObject({
      cause: "start_failed",
      message: expect.stringContaining('User "agent" cannot create resource "jobs"'),
    });
  });
});

test("a log is read on where its connection broke, each line once", async () => {
  cluster.state.steps = [RUNS, RUNS, RUNS, DONE];
  cluster.state.lines = ["a\n", "b\n", "c\n", "d\n", "e\n"];
  cluster.state.breaksAfter = 2;
  const { out } = await perform(runnerWith(), imageRun()).done;

  expect(out).toBe("a\nb\nc\nd\ne\n");
});

test("the times before lines are taken off however the stream was cut", async () => {
  const text = "2026-01-01T00:00:00.1Z a\n2026-01-01T00:00:00.2Z b c\n2026-01-01T00:00:00.3Z \n";
  for (let cut = 0; cut <= text.length; cut += 1) {
    const pieces: Buffer[] = [];
    const reader = createStampedReader("2026-01-01T00:00:00.1Z", async (bytes) => void pieces.push(Buffer.from(bytes)));
    await reader.read(Buffer.from(text.slice(0, cut)));
    await reader.read(Buffer.from(text.slice(cut)));

    expect([Buffer.concat(pieces).toString(), reader.last()]).toEqual(["b c\n\n", "2026-01-01T00:00:00.3Z"]);
  }
});

test("what an agent of the same name has left is removed", async () => {
  cluster.state.steps = [RUNS];
  const left = perform(runnerWith(), imageRun());
  while (cluster.pods.size === 0) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await runnerWith().sweep();

  expect(cluster.jobs.size).toBe(0);
  expect((await left.done).end).toMatchObject({ cause: "signal", message: "Its job was deleted." });
});

test("the cluster's description, by which all of this is judged, sees what it does not know", () => {
  const judge = openJudge("kubernetes-api.json");
  const url = new URL("/apis/batch/v1/namespaces/x/jobs", "http://cluster");
  const job = (pod: object) => ({ spec: { template: { spec: { containers: [{ name: "run" }], ...pod } } } });

  expect(judge.request("POST", url, job({}))).toEqual([]);
  expect(judge.request("POST", url, job({ hostNet: true }))).toHaveLength(1);
  expect(judge.request("POST", url, job({ containers: [{ image: "x" }] }))).toHaveLength(1);
  expect(judge.request("POST", new URL("/apis/batch/v2/namespaces/x/jobs", "http://cluster"), {})).toHaveLength(1);
});
