import * as z from "zod";
import type { Client } from "@/lib/client/client";
import { jsonObject } from "@/lib/core/json";
import type { Assignment, LogChunk, NewAgent, Poll, PollAnswer, RunEnded } from "@/lib/core/launch-agent";
import { jobSource } from "@/lib/core/launch-job";
import { RESOURCES, type Resource } from "@/lib/core/launch-queue";

/** What the server said: that it did it, why it never will, or nothing that counts, because it is away. */
export type Reply<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; status: number; message: string }
  | { kind: "away"; message: string; waitMs: number | null };

export type Registered = { agent: string; queue: { name: string; resource: Resource } };

/** The server as an agent sees it: each call is one request and never throws. */
export type Desk = {
  register(queue: string, agent: NewAgent): Promise<Reply<Registered>>;
  poll(agent: string, poll: Poll, signal: AbortSignal): Promise<Reply<PollAnswer>>;
  goodbye(agent: string): Promise<Reply<unknown>>;
  start(run: string, lease: number): Promise<Reply<unknown>>;
  logs(run: string, chunk: LogChunk): Promise<Reply<{ nextSequence: number; isCut: boolean }>>;
  end(run: string, ended: RunEnded): Promise<Reply<unknown>>;
};

/** A request that the server holds for a while is answered within that time, or its connection is dead. */
const PATIENCE_MS = 20_000;
const NOT_NOW: readonly number[] = [408, 425, 429];

export function openDesk(api: Client, team: string): Desk {
  const base = `/teams/${encodeURIComponent(team)}`;

  async function call<T>(
    path: string,
    body: object | null,
    { answer, waitMs = 0, signal }: { answer: z.ZodType<T>; waitMs?: number; signal?: AbortSignal },
  ): Promise<Reply<T>> {
    const timeout = AbortSignal.timeout(PATIENCE_MS + waitMs);
    try {
      const response = await api.send(base + path, {
        method: "POST",
        ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return await replyOf(response, answer);
    } catch (error) {
      return { kind: "away", message: wordsOf(error), waitMs: null };
    }
  }

  const segment = encodeURIComponent;
  return {
    register: (queue, agent) => call(`/queues/${segment(queue)}/agents`, agent, { answer: registered }),
    poll: (agent, poll, signal) =>
      call(`/agents/${segment(agent)}/poll`, poll, { answer: pollAnswer, waitMs: poll.waitSeconds * 1_000, signal }),
    goodbye: (agent) => call(`/agents/${segment(agent)}/goodbye`, null, { answer: z.unknown() }),
    start: (run, lease) => call(`/runs/${segment(run)}/start`, { lease }, { answer: z.unknown() }),
    logs: (run, chunk) => call(`/runs/${segment(run)}/logs`, chunk, { answer: logsAnswer }),
    end: (run, ended) => call(`/runs/${segment(run)}/end`, ended, { answer: z.unknown() }),
  };
}

// What a server answers is checked before anything is executed by it; what a newer one says besides is left aside.
const registered = z.object({
  agent: z.string(),
  queue: z.object({ name: z.string(), resource: z.enum(RESOURCES) }),
});

const logsAnswer = z.object({ nextSequence: z.int().min(0), isCut: z.boolean() });

const runId = z.templateLiteral(["run_", z.string()]);

const assignment = z.object({
  run: runId,
  number: z.int(),
  lease: z.int().min(1),
  leaseSeconds: z.number().min(1),
  job: z.object({ name: z.string(), version: z.int(), source: jobSource }),
  resource: z.object({ type: z.enum(RESOURCES), arguments: jsonObject }),
  parameters: jsonObject,
  project: z.string(),
  version: z
    .object({
      id: z.templateLiteral(["ver_", z.string()]),
      model: z.string(),
      number: z.int(),
      artifactId: z.templateLiteral(["art_", z.string()]),
    })
    .nullable(),
  cause: z.object({
    eventId: z.templateLiteral(["evt_", z.string()]).nullable(),
    deliveryId: z.templateLiteral(["dl_", z.string()]).nullable(),
  }),
  team: z.string(),
  token: z.object({ text: z.string().min(1), expiresAt: z.string() }),
}) satisfies z.ZodType<Assignment>;

const pollAnswer = z.object({
  assigned: z.array(assignment),
  kill: z.array(runId),
  lost: z.array(runId),
  order: z.enum(["work", "drain"]),
  heartbeatSeconds: z.number().min(1),
}) satisfies z.ZodType<PollAnswer>;

const problem = z.object({
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

async function replyOf<T>(response: Response, answer: z.ZodType<T>): Promise<Reply<T>> {
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) {
    const read = answer.safeParse(body);
    return read.success
      ? { kind: "done", value: read.data }
      : { kind: "refused", status: response.status, message: notUnderstood(read.error) };
  }
  const told = problem.safeParse(body);
  const message = told.success ? wordsOfProblem(told.data) : `The server answered ${response.status}.`;
  if (response.status >= 500 || NOT_NOW.includes(response.status) || isInProgress(body)) {
    return { kind: "away", message, waitMs: askedWaitMs(response) };
  }
  return { kind: "refused", status: response.status, message };
}

function wordsOfProblem({ detail, errors }: z.infer<typeof problem>): string {
  const [first] = errors;
  return first && first.message !== detail ? `${detail} ${first.path}: ${first.message}` : detail;
}

function notUnderstood(error: z.ZodError): string {
  const path = error.issues[0]?.path.join(".") ?? "";
  return `The server answers what this agent does not understand${path === "" ? "" : ` (${path})`}. Fetch the agent of this server's version.`;
}

/** The first try of the same request is still being worked on. */
function isInProgress(body: unknown): boolean {
  return typeof body === "object" && body !== null && "code" in body && body.code === "in_progress";
}

function askedWaitMs(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return seconds >= 0 ? Math.min(seconds, 60) * 1_000 : null;
}

function wordsOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? ` (${String(cause.code)})` : "";
  return `The server does not answer${code}.`;
}
