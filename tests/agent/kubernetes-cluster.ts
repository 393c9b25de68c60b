import { writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { V1ContainerState, V1Job, V1Pod, V1Secret } from "@kubernetes/client-node";
import { createAuthority } from "../support/certificates";
import { openJudge } from "./api-judge";

/** How a pod stands at one look after another; it stays at the last. */
export type Step = {
  container?: V1ContainerState;
  phase?: string;
  reason?: string;
  message?: string;
  unschedulable?: string;
  /** The job itself is said to have failed. */
  jobFailed?: string;
};

const TOKEN = "token-of-the-agent";
const NAMESPACED = /^\/(?:api\/v1|apis\/batch\/v1)\/namespaces\/([^/]+)\/(jobs|secrets|pods)(?:\/([^/]+))?(\/log)?$/;

/** The API has it, and its own clients use it, but its description leaves the parameter out. */
const judge = openJudge("kubernetes-api.json", { alsoQuery: ["sinceTime"] });

/** A stand-in for a cluster's API server: it speaks the API as described, and runs nothing. */
export async function startCluster(folder: string) {
  const jobs = new Map<string, V1Job>();
  const secrets = new Map<string, V1Secret>();
  const pods = new Map<string, { pod: V1Pod; looks: number; isDeleted: boolean }>();
  const seen: { method: string; path: string; query: Record<string, string>; body: unknown }[] = [];
  const faults: string[] = [];
  const state = { steps: [] as Step[], lines: [] as string[], breaksAfter: null as number | null, refuses: null as number | null };

  const authority = createAuthority();
  const server = createServer(authority.issue("localhost"), (request, response) => {
    answer(request, response).catch((error) => {
      faults.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  const kubeconfig = join(folder, "kubeconfig.json");
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "here", cluster: { server: url, "certificate-authority-data": Buffer.from(authority.ca).toString("base64") } }],
      users: [{ name: "agent", user: { token: TOKEN } }],
      contexts: [{ name: "here", context: { cluster: "here", user: "agent" } }],
      "current-context": "here",
    }),
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    const method = request.method ?? "";
    const asked = new URL(request.url ?? "", url);
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    faults.push(...judge.request(method, asked, body));
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      faults.push(`${method} ${asked.pathname} came without the agent's token.`);
    }
    if (method === "PATCH" && request.headers["content-type"] !== "application/merge-patch+json") {
      faults.push(`A patch came as ${request.headers["content-type"]}.`);
    }
    seen.push({ method, path: asked.pathname, query: Object.fromEntries(asked.searchParams), body });

    const tell = (status: number, told: object) => {
      faults.push(...judge.response(method, asked, status, JSON.parse(JSON.stringify(told))));
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(told));
    };
    const refuse = (code: number, message: string) =>
      response
        .writeHead(code, { "Content-Type": "application/json" })
        .end(JSON.stringify({ kind: "Status", apiVersion: "v1", status: "Failure", message, code }));
    if (state.refuses !== null && method === "POST") {
      return void refuse(state.refuses, 'jobs.batch is forbidden: User "agent" cannot create resource "jobs"');
    }
    const [, namespace = "", kind = "", name = "", log] = NAMESPACED.exec(asked.pathname) ?? [];
    if (log) {
      return writeLog(name, asked, response);
    }
    route({ method, namespace, kind, name, body, query: asked.searchParams }, tell, refuse);
  }

  type Asked = { method: string; namespace: string; kind: string; name: string; body: unknown; query: URLSearchParams };

  function route(
    { method, namespace, kind, name, body, query }: Asked,
    tell: (status: number, told: object) => void,
    refuse: (status: number, message: string) => void,
  ): void {
    if (kind === "secrets") {
      secrets.set((body as V1Secret).metadata?.name ?? "", body as V1Secret);
      return tell(201, body as object);
    }
    if (kind === "pods" && method === "DELETE") {
      pods.delete(name);
      return tell(200, { kind: "Pod", apiVersion: "v1" });
    }
    if (kind === "pods") {
      const [, run] = (query.get("labelSelector") ?? "").split("=");
      const found = [...pods.values()].filter(({ pod }) => pod.metadata?.labels?.["modelwire.run"] === run);
      return tell(200, { kind: "PodList", apiVersion: "v1", metadata: {}, items: found.map(look) });
    }
    if (method === "POST") {
      const made = body as V1Job;
      const job = { ...made, metadata: { ...made.metadata, uid: `uid-${jobs.size}` } };
      jobs.set(`${namespace}/${made.metadata?.name}`, job);
      return tell(201, job);
    }
    if (name === "") {
      const [label = "", value] = (query.get("labelSelector") ?? "").split("=");
      const items = [...jobs.values()].filter((job) => job.metadata?.labels?.[label] === value);
      return tell(200, { kind: "JobList", apiVersion: "batch/v1", metadata: {}, items });
    }
    const job = jobs.get(`${namespace}/${name}`);
    if (!job) {
      return refuse(404, `jobs.batch "${name}" not found`);
    }
    if (method === "PATCH") {
      resume(job);
    }
    if (method === "DELETE") {
      jobs.delete(`${namespace}/${name}`);
      secrets.delete(name);
      for (const each of pods.values()) {
        each.isDeleted ||= each.pod.metadata?.labels?.["modelwire.run"] === name;
      }
      return tell(200, { kind: "Status", apiVersion: "v1", status: "Success" });
    }
    const failed = state.steps.at(-1)?.jobFailed;
    const hasFailed = failed && [...pods.values()].some(({ looks }) => looks >= state.steps.length);
    tell(200, hasFailed ? { ...job, status: { conditions: [{ type: "Failed", status: "True", reason: failed }] } } : job);
  }

  function resume(job: V1Job): void {
    const name = `${job.metadata?.name}-abcde`;
    const { metadata, spec } = job.spec?.template ?? {};
    pods.set(name, {
      pod: { apiVersion: "v1", kind: "Pod", metadata: { ...metadata, name }, ...(spec && { spec }) },
      looks: 0,
      isDeleted: false,
    });
  }

  function look(entry: { pod: V1Pod; looks: number; isDeleted: boolean }): V1Pod {
    const step = state.steps[Math.min(entry.looks, state.steps.length - 1)] ?? {};
    entry.looks += 1;
    if (entry.isDeleted) {
      pods.delete(entry.pod.metadata?.name ?? ""); // Told once more, while it is being ended.
    }
    const { container, phase = "Pending", reason, message, unschedulable } = step;
    const status = { name: "run", image: "x", imageID: "", ready: false, restartCount: 0 };
    return {
      ...entry.pod,
      status: {
        phase,
        ...(reason && { reason }),
        ...(message && { message }),
        ...(container && { containerStatuses: [{ ...status, state: container }] }),
        ...(unschedulable && {
          conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: unschedulable }],
        }),
      },
    };
  }

  async function writeLog(pod: string, asked: URL, response: ServerResponse): Promise<void> {
    const since = asked.searchParams.get("sinceTime") ?? "";
    response.writeHead(200, { "Content-Type": "text/plain" });
    let count = 0;
    for (const [index, line] of state.lines.entries()) {
      const at = new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 2), (index % 2) * 500)).toISOString();
      if (at >= since.replace("Z", ".000Z")) {
        response.write(`${at.replace("Z", "000000Z")} ${line}`);
        count += 1;
      }
      if (count === state.breaksAfter) {
        state.breaksAfter = null;
        await new Promise((resolve) => setTimeout(resolve, 30));
        response.destroy();
        return;
      }
    }
    while (pods.has(pod) && (pods.get(pod)?.looks ?? 0) < state.steps.length) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    response.end();
  }

  return {
    kubeconfig,
    state,
    jobs,
    secrets,
    pods,
    seen,
    faults,
    reset() {
      seen.length = 0;
      for (const each of [jobs, secrets, pods]) {
        each.clear();
      }
      Object.assign(state, { steps: [], lines: [], breaksAfter: null, refuses: null });
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        authority.remove();
      }),
  };
}
