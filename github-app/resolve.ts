import * as z from "zod";
import type { GitHubDispatch } from "@/lib/core/automation";
import type { ExchangeRecord } from "@/lib/core/delivery";
import { outcomeOfFailure } from "@/lib/core/delivery-state";
import type { DoubtSpan } from "@/lib/core/github-doubt";
import type { StartedRun } from "@/lib/core/github-run";
import type { Id } from "@/lib/core/ids";
import { answerOf, outcomeOfLook } from "./answers";
import type { Exchange } from "./exchange";
import { ask, type Ended, type Session } from "./session";

export type RunSearch = {
  owner: string;
  repo: string;
  dispatch: GitHubDispatch;
  /** What its title names: the delivery, or the launch run. */
  namedBy: Id<"delivery"> | Id<"run">;
  span: DoubtSpan;
};

export type Found =
  | { kind: "found"; run: StartedRun; record: ExchangeRecord }
  | { kind: "none" }
  /** It could not be looked for, so that there may be one. */
  | { kind: "failed"; ended: Ended };

const LOOK_MS_MAX = 10_000;
const PER_PAGE = 50;
/** GitHub lists a thousand runs at most. */
const PAGES_MAX = 20;
/** A run comes with its whole repository, twice. */
const PAGE_BYTES_MAX = 8 * 1024 * 1024;
const ASKED = { permissions: { actions: "read" }, timeoutMs: LOOK_MS_MAX, bytesMax: PAGE_BYTES_MAX } as const;

const runPage = z.object({
  workflow_runs: z.array(
    z.looseObject({
      id: z.int(),
      html_url: z.string(),
      display_title: z.string().nullish(),
      created_at: z.string(),
    }),
  ),
});

/**
 * Looks for a run that a dispatch has started: by the id of what it was started for in its title, where the workflow's
 * `run-name` puts it. Of several the first, for each listening workflow starts one.
 */
export async function findRun(session: Session, search: RunSearch): Promise<Found> {
  let first: Extract<Found, { kind: "found" }> | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const asked = await ask(session, ASKED, (client, fetch) =>
      client.request(routeOf(search.dispatch), { ...queryOf(search), page, request: { fetch } }),
    );
    const read = "exchange" in asked ? pageOf(asked.exchange) : null;
    if ("ended" in asked || !read) {
      return { kind: "failed", ended: "ended" in asked ? asked.ended : endedBy(asked.exchange, session) };
    }
    first = firstOf(read, search, { ...asked, repositoryId: session.repository.repositoryId }) ?? first;
    if (read.length < PER_PAGE) {
      break;
    }
  }
  return first ?? { kind: "none" };
}

type Run = z.infer<typeof runPage>["workflow_runs"][number];

function routeOf(dispatch: GitHubDispatch): string {
  return dispatch.kind === "workflow"
    ? "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs"
    : "GET /repos/{owner}/{repo}/actions/runs";
}

function queryOf({ owner, repo, dispatch, span }: RunSearch): Record<string, string | number> {
  const from = secondsOf(span.from);
  return {
    owner,
    repo,
    ...(dispatch.kind === "workflow" ? { workflow_id: dispatch.workflow } : {}),
    event: `${dispatch.kind}_dispatch`,
    created: span.to ? `${from}..${secondsOf(span.to)}` : `>=${from}`,
    per_page: PER_PAGE,
  };
}

function secondsOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** Null where it is no list of runs, as when only a part of it came. */
function pageOf({ answer }: Exchange): Run[] | null {
  if (answer.kind === "failed" || answer.status !== 200 || answer.bodyTruncated) {
    return null;
  }
  try {
    return runPage.parse(JSON.parse(answer.bodyText)).workflow_runs;
  } catch {
    return null;
  }
}

/** Newest first, so that the last of a page is the earliest of it. */
function firstOf(
  runs: readonly Run[],
  { namedBy, span }: RunSearch,
  { exchange, repositoryId }: { exchange: Exchange; repositoryId: number },
): Extract<Found, { kind: "found" }> | null {
  const run = runs.findLast(
    ({ display_title, created_at }) =>
      display_title?.includes(namedBy) && Date.parse(created_at) >= Math.floor(span.from.getTime() / 1_000) * 1_000,
  );
  return run
    ? {
        kind: "found",
        run: { repositoryId, runId: run.id, url: run.html_url },
        record: withRunAlone(exchange.record, run),
      }
    : null;
}

/** The others on the page are nobody's business here, and would not fit. */
function withRunAlone({ request, response, timings }: ExchangeRecord, run: Run): ExchangeRecord {
  const { id, html_url, display_title, created_at } = run;
  const body = JSON.stringify({ workflow_runs: [{ id, html_url, display_title, created_at }] });
  return { request, response: response && { ...response, body, isBodyTruncated: true }, timings };
}

function endedBy({ answer, record }: Exchange, { attempt, now }: Session): Ended {
  const outcome =
    answer.kind === "failed" ? outcomeOfFailure(answer.code) : outcomeOfLook(answerOf(answer), { now: now(), attempt });
  return { outcome, record };
}
