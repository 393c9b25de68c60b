import type { Hono } from "hono";
import { type ApiContext, type ApiEnv, actorOf, notFound, paged, refusal } from "./api-context";
import { cancelRun, rerun } from "./run-engine";
import { type JobRecord, latest, type Run } from "./run-records";
import { jobShape, runShape } from "./run-shapes";
import { findWorkflow } from "./workflows";
import type { World } from "./world";

const PATH = "/repos/:owner/:repo/actions";

/** Runs and their jobs. */
export function addRunRoutes(api: Hono<ApiEnv>, world: World): void {
  api.get(`${PATH}/runs`, (context) => listRuns(world, context, () => true));
  api.get(`${PATH}/workflows/:workflow/runs`, async (context) => {
    const workflow = await findWorkflow(world, context.var.repository, context.req.param("workflow") ?? "");
    return workflow ? listRuns(world, context, (run) => run.workflowId === workflow.state.id) : notFound(context);
  });
  api.get(`${PATH}/runs/:run{[0-9]+}`, (context) =>
    onRun(world, context, (run) => context.json(runShape(world, context.var.repository, run))),
  );
  api.get(`${PATH}/runs/:run{[0-9]+}/attempts/:attempt{[0-9]+}`, (context) =>
    onRun(world, context, (run) => {
      const attempt = run.attempts[Number(context.req.param("attempt")) - 1];
      return attempt ? context.json(runShape(world, context.var.repository, run, attempt)) : notFound(context);
    }),
  );
  addRunActions(api, world);
  addJobRoutes(api, world);
}

function addRunActions(api: Hono<ApiEnv>, world: World): void {
  api.post(`${PATH}/runs/:run{[0-9]+}/rerun`, (context) =>
    onRun(world, context, (run) => again(world, context, run, () => false)),
  );
  api.post(`${PATH}/runs/:run{[0-9]+}/rerun-failed-jobs`, (context) =>
    onRun(world, context, (run) => again(world, context, run, ({ conclusion }) => conclusion === "success")),
  );
  for (const verb of ["cancel", "force-cancel"]) {
    api.post(`${PATH}/runs/:run{[0-9]+}/${verb}`, (context) =>
      onRun(world, context, (run) => {
        if (latest(run).status === "completed") {
          return refusal(context, 409, "Cannot cancel a workflow run that is completed.");
        }
        cancelRun(run);
        return context.json({}, 202);
      }),
    );
  }
}

function addJobRoutes(api: Hono<ApiEnv>, world: World): void {
  api.get(`${PATH}/runs/:run{[0-9]+}/jobs`, (context) =>
    onRun(world, context, (run) => {
      const attempts = context.req.query("filter") === "all" ? run.attempts : [latest(run)];
      return listJobs(
        world,
        context,
        run,
        attempts.flatMap(({ jobs }) => jobs),
      );
    }),
  );
  api.get(`${PATH}/runs/:run{[0-9]+}/attempts/:attempt{[0-9]+}/jobs`, (context) =>
    onRun(world, context, (run) => {
      const attempt = run.attempts[Number(context.req.param("attempt")) - 1];
      return attempt ? listJobs(world, context, run, attempt.jobs) : notFound(context);
    }),
  );
  api.get(`${PATH}/jobs/:job{[0-9]+}`, (context) =>
    onJob(world, context, (run, job) => context.json(jobShape(world, context.var.repository, run, job))),
  );
  api.get(`${PATH}/jobs/:job{[0-9]+}/logs`, (context) =>
    onJob(world, context, (_run, job) => context.text(`${job.log.join("\n")}\n`)),
  );
}

function listRuns(world: World, context: ApiContext, isWanted: (run: Run) => boolean): Response {
  const { repository } = context.var;
  const { event, branch, status, actor, created, head_sha: sha } = context.req.query();
  const isCreated = createdFilter(created);
  if (!isCreated) {
    return refusal(context, 422, "Validation Failed", {
      errors: [{ resource: "WorkflowRun", field: "created", code: "invalid" }],
    });
  }
  const found = [...world.runs.values()]
    .filter((run) => run.repositoryId === repository.id && isWanted(run) && isCreated(run.createdAt))
    .filter((run) => (event ?? run.event) === run.event && (branch ?? run.branch) === run.branch)
    .filter((run) => (sha ?? run.commit.sha) === run.commit.sha && (actor ?? run.actor.login) === run.actor.login)
    .filter((run) => status === undefined || [latest(run).status, latest(run).conclusion].includes(status as "queued"))
    .toReversed();
  const runs = paged(world, context, found).map((run) => runShape(world, repository, run));
  return context.json({ total_count: found.length, workflow_runs: runs });
}

/** GitHub's way to write dates in a search: `>=2026-01-01`, `2026-01-01..2026-01-31`, or a day. */
function createdFilter(text: string | undefined): ((at: Date) => boolean) | null {
  if (text === undefined || text === "") {
    return () => true;
  }
  const [, from, to] = /^(.+)\.\.(.+)$/.exec(text) ?? [];
  if (from && to) {
    const [low, high] = [bounds(from), bounds(to)];
    return low && high && ((at) => at >= low.start && at < high.end);
  }
  const [, sign = "", day = ""] = /^(>=|<=|>|<|)(.+)$/.exec(text) ?? [];
  const span = bounds(day);
  return span && ((at) => compare(sign, at, span));
}

function compare(sign: string, at: Date, { start, end }: { start: Date; end: Date }): boolean {
  switch (sign) {
    case ">=":
      return at >= start;
    case ">":
      return at >= end;
    case "<=":
      return at < end;
    case "<":
      return at < start;
    default:
      return at >= start && at < end;
  }
}

/** The span that a date names: a whole day, or the second of a time. */
function bounds(text: string): { start: Date; end: Date } | null {
  const start = new Date(text);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return Number.isNaN(start.getTime())
    ? null
    : { start, end: new Date(start.getTime() + (isDay ? 86_400_000 : 1_000)) };
}

function listJobs(world: World, context: ApiContext, run: Run, jobs: readonly JobRecord[]): Response {
  const { repository } = context.var;
  const shown = paged(world, context, jobs).map((job) => jobShape(world, repository, run, job));
  return context.json({ total_count: jobs.length, jobs: shown });
}

function again(world: World, context: ApiContext, run: Run, keeps: (job: JobRecord) => boolean): Response {
  if (latest(run).status !== "completed") {
    return refusal(context, 403, "This workflow is already running");
  }
  rerun(world, run, actorOf(world, context.var.caller), keeps);
  return context.json({}, 201);
}

function onRun(world: World, context: ApiContext, act: (run: Run) => Response): Response {
  const run = world.runs.get(Number(context.req.param("run")));
  return run?.repositoryId === context.var.repository.id ? act(run) : notFound(context);
}

function onJob(world: World, context: ApiContext, act: (run: Run, job: JobRecord) => Response): Response {
  const id = Number(context.req.param("job"));
  const own = [...world.runs.values()].filter(({ repositoryId }) => repositoryId === context.var.repository.id);
  const found = own.flatMap((run) => run.attempts.flatMap(({ jobs }) => jobs.map((job) => ({ run, job }))));
  const one = found.find(({ job }) => job.id === id);
  return one ? act(one.run, one.job) : notFound(context);
}
