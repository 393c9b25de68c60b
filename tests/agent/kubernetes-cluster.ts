import { writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { V1ContainerState, V1Job, V1Pod, V1Secret } from "@kubernetes/client-node";
import { readBody } from "@/demo/request-body";
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

const BODY_BYTES_MAX = 1_048_576;
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
  const state = {
    steps: [] as Step[],
    lines: [] as string[],
    breaksAfter: null as number | null,
    refuses: null as number | null,
  };

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
      clusters: [
        {
          name: "here",
          cluster: { server: url, "certificate-authority-data": Buffer.from(authority.ca).toString("base64") },
        },
      ],
      users: [{ name: "agent", user: { token: TOKEN } }],
      contexts: [{ name: "here", context: { cluster: "here", user: "agent" } }],
      "current-context": "here",
    }),
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? "";
    const asked = new URL(request.url ?? "", url);
    const text = (await readBody(request, BODY_BYTES_MAX))?.toString() ?? "";
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    faults.push(...judge.request(method, asked, body), ...faultsOfHeaders(request));
    seen.push({ method, path: asked.pathname, query: Object.fromEntries(asked.searchParams), body });

    const [, namespace = "", kind = "", name = "", log] = NAMESPACED.exec(asked.pathname) ?? [];
    if (log) {
      return writeLog(name, asked, response);
    }
    const told =
      state.refuses !== null && method === "POST"
        ? refusal(state.refuses, 'jobs.batch is forbidden: User "agent" cannot create resource "jobs"')
        : route({ method, namespace, kind, name, body, query: asked.searchParams });
    const isWell = told.status < 400;
    faults.push(...(isWell ? judge.response(method, asked, told.status, JSON.parse(JSON.stringify(told.body))) : []));
    response.writeHead(told.status, { "Content-Type": "application/json" }).end(JSON.stringify(told.body));
  }

  type Asked = { method: string; namespace: string; kind: string; name: string; body: unknown; query: URLSearchParams };
  type Told = { status: number; body: object };

  function route(asked: Asked): Told {
    const { method, kind, name, body, query } = asked;
    switch (`${method} ${kind}`) {
      case "POST secrets":
        secrets.set((body as V1Secret).metadata?.name ?? "", body as V1Secret);
        return { status: 201, body: body as object };
      case "DELETE pods":
        pods.delete(name);
        return { status: 200, body: { kind: "Pod", apiVersion: "v1" } };
      case "GET pods":
        return listOf("v1", "PodList", selected([...pods.values()], query, ({ pod }) => pod).map(look));
      case "POST jobs":
        return create(asked, body as V1Job);
      default:
        return name === ""
          ? listOf(
              "batch/v1",
              "JobList",
              selected([...jobs.values()], query, (job) => job),
            )
          : routeJob(asked);
    }
  }

  function routeJob({ method, namespace, name }: Asked): Told {
    const job = jobs.get(`${namespace}/${name}`);
    if (!job) {
      return refusal(404, `jobs.batch "${name}" not found`);
    }
    if (method === "DELETE") {
      return remove(namespace, name);
    }
    if (method === "PATCH") {
      resume(job);
    }
    const reason = state.steps.at(-1)?.jobFailed;
    const hasFailed = reason && [...pods.values()].some(({ looks }) => looks >= state.steps.length);
    const status = { conditions: [{ type: "Failed", status: "True", reason }] };
    return { status: 200, body: hasFailed ? { ...job, status } : job };
  }

  function create({ namespace }: Asked, made: V1Job): Told {
    const job = { ...made, metadata: { ...made.metadata, uid: `uid-${jobs.size}` } };
    jobs.set(`${namespace}/${made.metadata?.name}`, job);
    return { status: 201, body: job };
  }

  function remove(namespace: string, name: string): Told {
    jobs.delete(`${namespace}/${name}`);
    secrets.delete(name);
    for (const each of pods.values()) {
      each.isDeleted ||= each.pod.metadata?.labels?.["modelwire.run"] === name;
    }
    return { status: 200, body: { kind: "Status", apiVersion: "v1", status: "Success" } };
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

function faultsOfHeaders({ method, url, headers }: IncomingMessage): string[] {
  const isOurs = headers.authorization === `Bearer ${TOKEN}`;
  const isMerge = method !== "PATCH" || headers["content-type"] === "application/merge-patch+json";
  return [
    ...(isOurs ? [] : [`${method} ${url} came without the agent's token.`]),
    ...(isMerge ? [] : [`A patch came as ${headers["content-type"]}.`]),
  ];
}

function refusal(code: number, message: string): { status: number; body: object } {
  return { status: code, body: { kind: "Status", apiVersion: "v1", status: "Failure", message, code } };
}

function listOf(apiVersion: string, kind: string, items: object[]): { status: number; body: object } {
  return { status: 200, body: { apiVersion, kind, metadata: {}, items } };
}

function selected<T>(all: T[], query: URLSearchParams, objectOf: (each: T) => V1Job | V1Pod): T[] {
  const [label = "", value] = (query.get("labelSelector") ?? "").split("=");
  return all.filter((each) => objectOf(each).metadata?.labels?.[label] === value);
}
