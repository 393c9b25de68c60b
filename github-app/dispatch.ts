import { setTimeout as sleep } from "node:timers/promises";
import type { GitHubDispatch, StoredGitHubAction } from "@/lib/core/automation";
import type { ExchangeRecord, Outcome } from "@/lib/core/delivery";
import { outcomeOfFailure } from "@/lib/core/delivery-state";
import { type DoubtSpan, doubtsOf } from "@/lib/core/github-doubt";
import { dispatchText } from "@/lib/core/github-payload";
import type { StartedRun } from "@/lib/core/github-run";
import type { Execution, Executor, ExecutorInput } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import { readPastAttempts } from "@/lib/github/past-attempts";
import { findInstalledRepository } from "@/lib/github/queries";
import type { Clock } from "@/lib/platform/clock";
import { patiently } from "@/lib/platform/patience";
import type { GitHubClients } from "./client";
import type { GitHubHttp } from "./exchange";
import { readRepositoryNow } from "./repository-now";
import { findRun, type RunSearch } from "./resolve";
import { sendDispatch, type Target } from "./send";
import { type Ended, NOTHING_SAID, type Session } from "./session";

export type DispatchPorts = {
  db: Database;
  clients: GitHubClients;
  http: GitHubHttp;
  clock: Clock;
  timing?: DispatchTiming;
};

export type DispatchTiming = {
  /** How long a dispatch may take, so that time is left to look for its run where no answer comes. */
  dispatchMs: number;
  /** How long to wait before each look: GitHub lists a run a few seconds after it took the dispatch. */
  pausesMs: readonly number[];
  /** When the looks end, however slow GitHub is: the delivery is this worker's for a while only. */
  looksMs: number;
};

type Input = ExecutorInput<StoredGitHubAction>;
type Result = Ended & { run?: StartedRun };

/** As for webhooks: a database that restarts is back within seconds. */
const PATIENCE = { forMs: 10_000, everyMs: 250 } as const;
const TIMING: DispatchTiming = { dispatchMs: 10_000, pausesMs: [1_000, 2_000, 4_000, 6_000], looksMs: 18_000 };

/**
 * Performs deliveries that start a workflow: through whichever installation of the team covers the repository now, under
 * the name that it has now. What may have started a run is never dispatched again unseen.
 */
export function createGitHubExecutor(ports: DispatchPorts): Executor<StoredGitHubAction> {
  return async function executeDispatch(input, signal): Promise<Execution> {
    const startedAt = ports.clock.now();
    const begun = performance.now();
    const { outcome, record, run } = await perform(ports, input, { startedAt, signal });
    const durationMs = performance.now() - begun;
    return { outcome, record, startedAt, durationMs, ...(run ? { run } : {}) };
  };
}

async function perform(
  ports: DispatchPorts,
  input: Input,
  { startedAt, signal }: { startedAt: Date; signal: AbortSignal },
): Promise<Result> {
  const { db, clients, http, clock } = ports;
  const { teamId, action, attempt, deliveryId } = input;
  const repository = await patiently(() => findInstalledRepository(db, teamId, { id: action.repositoryId }), {
    ...PATIENCE,
    signal,
  });
  if (!repository) {
    return unsent((await clients.app()) ? "installation_missing" : "app_missing");
  }

  const session: Session = { clients, http, repository, attempt, now: () => clock.now(), signal };
  const { past, confirmedAt } =
    attempt > 1
      ? await patiently(() => readPastAttempts(db, deliveryId), { ...PATIENCE, signal })
      : { past: [], confirmedAt: null };
  const doubts = doubtsOf(past, confirmedAt);
  if (doubts.earlier) {
    const known = await lookBack(session, input, doubts.earlier);
    if (known) {
      return known;
    }
  }
  return dispatch(ports.timing ?? TIMING, session, input, doubts.of(startedAt));
}

/** An earlier attempt may have started it: what it came to is what this one comes to. Null where nothing was started. */
async function lookBack(session: Session, input: Input, span: DoubtSpan): Promise<Result | null> {
  const read = await readRepositoryNow(session);
  if ("ended" in read) {
    return read.ended;
  }
  if (!read.now) {
    return unsent("repository_missing");
  }
  const found = await findRun(session, searchOf(input, read.now.name, span));
  if (found.kind === "failed") {
    return found.ended;
  }
  return found.kind === "found" ? arrived(found.run, found.record) : null;
}

async function dispatch(timing: DispatchTiming, session: Session, input: Input, span: DoubtSpan): Promise<Result> {
  const target = await targetOf(session, input.action.dispatch);
  if ("ended" in target) {
    return target.ended;
  }
  const sent = await sendDispatch(session, target, {
    dispatch: input.action.dispatch,
    text: dispatchText(input.action.dispatch, input.body),
    timeoutMs: timing.dispatchMs,
  });
  if (sent.outcome.kind !== "unknown" || session.signal.aborted) {
    return sent;
  }
  const run = await resolve(timing, session, searchOf(input, sent.name, span));
  return run ? arrived(run, sent.record) : sent;
}

/** Whether GitHub took what it gave no clear answer to: a few looks, for it lists a run only after a while. */
async function resolve(
  { pausesMs, looksMs }: DispatchTiming,
  session: Session,
  search: RunSearch,
): Promise<StartedRun | null> {
  const signal = AbortSignal.any([session.signal, AbortSignal.timeout(looksMs)]);
  for (const pauseMs of pausesMs) {
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
    const found = signal.aborted ? null : await findRun({ ...session, signal }, search);
    if (!found || found.kind === "found") {
      return found ? found.run : null;
    }
  }
  return null;
}

/** The default branch is asked of GitHub: ours may be a while old. */
async function targetOf(session: Session, dispatch: GitHubDispatch): Promise<Target | { ended: Ended }> {
  const { name } = session.repository;
  if (dispatch.kind === "repository" || dispatch.ref !== null) {
    return { name, ref: dispatch.kind === "workflow" ? dispatch.ref : null };
  }
  const read = await readRepositoryNow(session);
  if ("ended" in read) {
    return read;
  }
  return read.now ? { name: read.now.name, ref: read.now.defaultBranch } : { ended: unsent("repository_missing") };
}

function searchOf({ action, deliveryId }: Input, name: string, span: DoubtSpan): RunSearch {
  const [owner = "", repo = ""] = name.split("/");
  return { owner, repo, dispatch: action.dispatch, namedBy: deliveryId, span };
}

function arrived(run: StartedRun, record: ExchangeRecord): Result {
  const outcome: Outcome = { kind: "delivered", code: "delivered", status: null };
  return { outcome, record, run };
}

function unsent(code: "app_missing" | "installation_missing" | "repository_missing"): Ended {
  return { outcome: outcomeOfFailure(code), record: NOTHING_SAID };
}
