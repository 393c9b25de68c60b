import * as z from "zod";
import { newRun, rerunChanges, runSearch } from "@/lib/core/launch-run";
import { createRun, killRun, rerun } from "@/lib/launch/runs/commands";
import { getRun, listRuns } from "@/lib/launch/runs/queries";
import { type Operation, operation } from "../operation";
import { runDetail, runView } from "../schemas/launch";
import { nameParam, pageOf } from "../schemas/shared";
import { EXAMPLE_RUN, EXAMPLE_RUN_DETAIL } from "./examples-launch";

const runParams = z.object({ run: nameParam("The run's number or id.") });
const NO_RUN = "There is no such run.";
const FORBIDDEN = "The token's role does not allow this.";
const DRAINING = "The queue is draining, and takes nothing in.";
const INVALID =
  "A parameter is not what the job's schema asks for, or a variable not what the queue lets be set; or job, queue or version are not there; or the `Idempotency-Key` was used for another request.";

const QUEUED_RUN = {
  ...EXAMPLE_RUN,
  state: "queued",
  lease: 0,
  agent: null,
  leaseExpiresAt: null,
  claimedAt: null,
  startedAt: null,
  log: { lines: 0, bytes: 0, isCut: false },
} as const;

export const RUN_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listRuns",
    method: "GET",
    path: "/teams/{team}/runs",
    tag: "Launch",
    summary: "List runs",
    description: "The team's runs, newest first: all, or of a queue, a job, a state or a version.",
    query: runSearch,
    success: {
      status: 200,
      description: "One page of runs.",
      schema: pageOf(runView),
      example: { items: [EXAMPLE_RUN], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listRuns(db, scope, query),
  }),
  operation({
    id: "createRun",
    method: "POST",
    path: "/teams/{team}/runs",
    tag: "Launch",
    summary: "Queue a run",
    description:
      "Queues a run of a job. `version`, such as `fraud-detector:production`, is resolved now: the run gets exactly that one. `parameters` are set instead of the defaults of the job's schema, `variables` instead of those of the queue.",
    body: newRun.meta({ id: "NewRun" }),
    bodyExample: {
      job: EXAMPLE_RUN.job.name,
      queue: EXAMPLE_RUN.queue.name,
      parameters: EXAMPLE_RUN_DETAIL.overrides,
      variables: EXAMPLE_RUN_DETAIL.variables,
      version: "fraud-detector:production",
    },
    success: {
      status: 201,
      description: "The run.",
      schema: runView,
      example: QUEUED_RUN,
      location: ({ number }) => String(number),
    },
    problems: { forbidden: FORBIDDEN, conflict: DRAINING, invalid: INVALID },
    run: ({ db }, { scope, body }) => createRun(db, scope, body),
  }),
  operation({
    id: "getRun",
    method: "GET",
    path: "/teams/{team}/runs/{run}",
    tag: "Launch",
    summary: "Get a run",
    description: "One run with its parameters, what it logged, and the versions that were made of that.",
    params: runParams,
    success: { status: 200, description: "The run.", schema: runDetail, example: EXAMPLE_RUN_DETAIL },
    problems: { not_found: NO_RUN },
    run: ({ db }, { scope, params }) => getRun(db, scope, params.run),
  }),
  operation({
    id: "killRun",
    method: "POST",
    path: "/teams/{team}/runs/{run}/kill",
    tag: "Launch",
    summary: "Kill a run",
    description:
      "One that waits is killed at once. The agent of one that it has is asked to: the run has ended when it says so.",
    params: runParams,
    success: {
      status: 200,
      description: "The run as it stands.",
      schema: runView,
      example: { ...EXAMPLE_RUN, killRequested: { by: "ann", at: EXAMPLE_RUN.queuedAt } },
    },
    problems: { not_found: NO_RUN, conflict: "The run has ended." },
    run: ({ db, launch }, { scope, params }) => killRun(db, scope, params.run, launch.onRunEnded),
  }),
  operation({
    id: "rerun",
    method: "POST",
    path: "/teams/{team}/runs/{run}/rerun",
    tag: "Launch",
    summary: "Run it again",
    description:
      "Queues the same again, or with what is given changed: `parameters` and `variables` replace those that were given then. The version that it works on stays, and so does the event behind it.",
    params: runParams,
    body: rerunChanges.meta({ id: "RerunChanges" }),
    bodyExample: { parameters: { epochs: 40 }, priority: "high" },
    success: {
      status: 201,
      description: "The new run.",
      schema: runView,
      example: {
        ...QUEUED_RUN,
        number: 18,
        cause: { ...EXAMPLE_RUN.cause, rerunOf: { id: EXAMPLE_RUN.id, number: 17 } },
      },
    },
    problems: {
      not_found: NO_RUN,
      conflict: `The version that it worked on is gone. Or: ${DRAINING}`,
      invalid: INVALID,
    },
    run: ({ db }, { scope, params, body }) => rerun(db, scope, params.run, body),
  }),
];
