import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome } from "@/lib/core/delivery";
import { outcomeWords } from "@/lib/core/delivery-words";
import { GITHUB_PAYLOAD_CHARS_MAX } from "@/lib/core/github-payload";
import type { WorkflowStart, Workflows, WorkflowWish } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import { findInstalledRepository } from "@/lib/github/queries";
import type { Clock } from "@/lib/platform/clock";
import { messageOf } from "./answers";
import type { GitHubClients } from "./client";
import type { GitHubHttp } from "./exchange";
import { findRun, type RunSearch } from "./resolve";
import { type Sent, sendDispatch } from "./send";
import type { Session } from "./session";

export type LaunchWorkflowPorts = { db: Database; clients: GitHubClients; http: GitHubHttp; clock: Clock };

const DISPATCH_MS = 10_000;
/** Before each look: GitHub lists a run a few seconds after it took the dispatch. */
const PAUSES_MS: readonly number[] = [1_000, 2_000, 4_000];
/** How far two clocks may be apart. */
const CLOCKS_APART_MS = 5 * 60_000;
/** Where nothing was started and GitHub names no time. */
const LATER_SECONDS = 30;

/** Starts the workflows of launch runs as deliveries are dispatched: by the team's installation, and never twice unseen. */
export function createWorkflows(ports: LaunchWorkflowPorts): Workflows {
  return {
    start: (wish, signal) => start(ports, wish, signal),
    cancel: (wish) => cancel(ports, wish),
  };
}

async function start(ports: LaunchWorkflowPorts, wish: WorkflowWish, signal: AbortSignal): Promise<WorkflowStart> {
  const { db, clients, http, clock } = ports;
  const { repository: name, workflow, ref, inputs, sentAt } = wish;
  const text = JSON.stringify(inputs);
  if (text.length > GITHUB_PAYLOAD_CHARS_MAX) {
    return { kind: "refused", message: "The parameters are longer than a workflow takes. Give less." };
  }
  const repository = await findInstalledRepository(db, wish.teamId, { name });
  if (!repository) {
    const message = `The GitHub App is not installed on ${name}. Give it access there, then rerun this.`;
    return { kind: "refused", message };
  }
  const session: Session = { clients, http, repository, attempt: 1, now: () => clock.now(), signal };
  const startedAt = sentAt ?? clock.now();
  const search = searchOf(wish, repository.name, startedAt);
  if (sentAt) {
    return look(session, search);
  }
  const sent = await sendDispatch(
    session,
    { name: repository.name, ref },
    { dispatch: { kind: "workflow", workflow, ref }, text, timeoutMs: DISPATCH_MS },
  );
  return startOf(sent) ?? lookAfter(session, search);
}

/** Null where it may have been started although nothing says which run that is. */
function startOf({ outcome, record, run }: Sent): WorkflowStart | null {
  if (outcome.kind === "delivered") {
    return run ? { kind: "started", run } : null;
  }
  if (outcome.kind === "unknown") {
    return null;
  }
  return outcome.isRetryable
    ? { kind: "later", delaySeconds: (outcome.retryAfterMs ?? LATER_SECONDS * 1_000) / 1_000 }
    : { kind: "refused", message: refusalWords(outcome, record.response?.body ?? "") };
}

function refusalWords({ code }: Outcome, body: string): string {
  const { happened } = outcomeWords(code, "github");
  const told = messageOf(body);
  return told ? `${happened} It said: ${told.slice(0, 500)}` : happened;
}

async function lookAfter(session: Session, search: RunSearch): Promise<WorkflowStart> {
  for (const pauseMs of PAUSES_MS) {
    await sleep(pauseMs, undefined, { signal: session.signal }).catch(() => {});
    const found = session.signal.aborted ? null : await look(session, search);
    if (found?.kind === "started") {
      return found;
    }
  }
  return { kind: "unknown" };
}

async function look(session: Session, search: RunSearch): Promise<WorkflowStart> {
  const found = await findRun(session, search);
  return found.kind === "found" ? { kind: "started", run: found.run } : { kind: "unknown" };
}

function searchOf({ runId, workflow, ref }: WorkflowWish, name: string, startedAt: Date): RunSearch {
  const [owner = "", repo = ""] = name.split("/");
  const span = { from: new Date(startedAt.getTime() - CLOCKS_APART_MS), to: null };
  return { owner, repo, dispatch: { kind: "workflow", workflow, ref }, namedBy: runId, span };
}

/** That it is cancelled, or had ended before, its webhook tells; what could not be asked is asked again. */
async function cancel(
  { db, clients }: LaunchWorkflowPorts,
  { teamId, repositoryId, runId }: Parameters<Workflows["cancel"]>[0],
): Promise<void> {
  const repository = await findInstalledRepository(db, teamId, { id: repositoryId });
  const client = repository
    ? await clients.installation(repository.githubInstallationId, {
        repositoryIds: [repositoryId],
        permissions: { actions: "write" },
      })
    : null;
  if (!repository || !client) {
    return;
  }
  const [owner = "", repo = ""] = repository.name.split("/");
  try {
    await client.request("POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel", { owner, repo, run_id: runId });
  } catch (error) {
    if (!(error instanceof Error && "status" in error)) {
      throw error;
    }
  }
}
