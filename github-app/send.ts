import * as z from "zod";
import type { GitHubDispatch } from "@/lib/core/automation";
import type { StartedRun } from "@/lib/core/github-run";
import { outcomeOfDispatch, type Undone } from "./answers";
import type { Exchange } from "./exchange";
import { readRepositoryNow } from "./repository-now";
import { ask, type Ended, type Session } from "./session";

/** Where a dispatch goes: the repository by the name it is known under, and the branch or tag of a workflow dispatch. */
export type Target = { name: string; ref: string | null };

/** The payload as the request holds it, as JSON text: what was frozen is sent to the letter. */
export type Dispatch = { dispatch: GitHubDispatch; text: string; timeoutMs: number };

/** How a dispatch ended, with the name under which it went out at last. */
export type Sent = Ended & { name: string; run?: StartedRun };

/** `data` is the body as text: Octokit would write numbers anew that were frozen otherwise. */
const REQUESTS: Record<GitHubDispatch["kind"], { route: string; permissions: Record<string, "write"> }> = {
  repository: { route: "POST /repos/{owner}/{repo}/dispatches", permissions: { contents: "write" } },
  workflow: {
    route: "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
    permissions: { actions: "write" },
  },
};

const runDetails = z.looseObject({ workflow_run_id: z.int(), html_url: z.string() });

/**
 * Dispatches once. It is made again at once only after an answer that says why nothing was started: under the name that
 * the repository has now, and without asking for the run where GitHub knows no such wish.
 */
export async function sendDispatch(session: Session, target: Target, dispatch: Dispatch): Promise<Sent> {
  let sent = await sendOnce(session, target, { ...dispatch, asksForRun: true });
  let { name } = target;
  if (isUndone(sent, "moved")) {
    const read = await readRepositoryNow(session);
    if ("ended" in read) {
      return { ...read.ended, name };
    }
    if (read.now && read.now.name !== name) {
      name = read.now.name;
      sent = await sendOnce(session, { ...target, name }, { ...dispatch, asksForRun: true });
    }
  }
  if (isUndone(sent, "flag_unknown")) {
    sent = await sendOnce(session, { ...target, name }, { ...dispatch, asksForRun: false });
  }
  const { outcome, ...rest } = sent;
  return { ...rest, outcome: "otherwise" in outcome ? outcome.otherwise : outcome, name };
}

type SentOnce = Omit<Ended, "outcome"> & { outcome: Ended["outcome"] | Undone; run?: StartedRun };

function isUndone({ outcome }: SentOnce, kind: Undone["kind"]): boolean {
  return outcome.kind === kind;
}

async function sendOnce(
  session: Session,
  { name, ref }: Target,
  { dispatch, text, timeoutMs, asksForRun }: Dispatch & { asksForRun: boolean },
): Promise<SentOnce> {
  const [owner = "", repo = ""] = name.split("/");
  const { route, permissions } = REQUESTS[dispatch.kind];
  const parameters =
    dispatch.kind === "repository"
      ? { data: `{"event_type":${JSON.stringify(dispatch.eventType)},"client_payload":${text}}` }
      : {
          workflow_id: dispatch.workflow,
          data: `{"ref":${JSON.stringify(ref)},"inputs":${text}${asksForRun ? ',"return_run_details":true' : ""}}`,
        };
  const asked = await ask(session, { permissions, timeoutMs }, (client, fetch) =>
    client.request(route, { owner, repo, ...parameters, request: { fetch } }),
  );
  return "ended" in asked ? asked.ended : judged(session, asked.exchange);
}

function judged(session: Session, { answer, record }: Exchange): SentOnce {
  const outcome = outcomeOfDispatch(answer, { now: session.now(), attempt: session.attempt });
  const run = answer.kind === "response" && outcome.kind === "delivered" ? runOf(session, answer.bodyText) : null;
  return { outcome, record, ...(run ? { run } : {}) };
}

/** Told since 2026 for a workflow that was dispatched by name; else the run's webhook tells it. */
function runOf({ repository }: Session, body: string): StartedRun | null {
  if (body === "") {
    return null;
  }
  try {
    const { workflow_run_id: runId, html_url: url } = runDetails.parse(JSON.parse(body));
    return { repositoryId: repository.repositoryId, runId, url };
  } catch {
    return null; // It was accepted, and that is what counts.
  }
}
