import * as z from "zod";
import { jobPatch, newJob, newJobVersion } from "@/lib/core/launch-job";
import { pageRequest } from "@/lib/core/page";
import { addJobVersion, createJob, deleteJob, updateJob } from "@/lib/launch/jobs/commands";
import { getJob, listJobs, listJobVersions } from "@/lib/launch/jobs/queries";
import { type Operation, operation } from "../operation";
import { jobVersionView, jobView } from "../schemas/launch";
import { nameParam, pageOf } from "../schemas/shared";
import { EXAMPLE_JOB, EXAMPLE_JOB_VERSION, EXAMPLE_NEW_JOB, EXAMPLE_PARAMETERS } from "./examples-launch";

const jobParams = z.object({ job: nameParam("The job's name.") });
const NO_JOB = "There is no such job.";
const FORBIDDEN = "The token is no admin's.";
const SCHEMA = "`parameters` is a JSON Schema (2020-12) of an object; `default` of a property fills what is left out.";
const INVALID =
  "The schema of the parameters is none, or uses what is not supported; or the `Idempotency-Key` was used for another request.";

export const JOB_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listJobs",
    method: "GET",
    path: "/teams/{team}/jobs",
    tag: "Launch",
    summary: "List jobs",
    description: "The team's jobs by name, each with its newest version and its newest run.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of jobs.",
      schema: pageOf(jobView),
      example: { items: [EXAMPLE_JOB], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listJobs(db, scope, query),
  }),
  operation({
    id: "createJob",
    method: "POST",
    path: "/teams/{team}/jobs",
    tag: "Launch",
    summary: "Create a job",
    description: `What can be run, with its first version: a container image, a git repository at a ref with an entry point, or a command. ${SCHEMA}`,
    body: newJob.meta({ id: "NewJob" }),
    bodyExample: EXAMPLE_NEW_JOB,
    success: {
      status: 201,
      description: "The job.",
      schema: jobView,
      example: { ...EXAMPLE_JOB, lastRun: null },
      location: ({ name }) => name,
    },
    problems: { forbidden: FORBIDDEN, conflict: "The team has a job of this name.", invalid: INVALID },
    run: ({ db }, { scope, body }) => createJob(db, scope, body),
  }),
  operation({
    id: "getJob",
    method: "GET",
    path: "/teams/{team}/jobs/{job}",
    tag: "Launch",
    summary: "Get a job",
    description: "One job with its newest version and its newest run.",
    params: jobParams,
    success: { status: 200, description: "The job.", schema: jobView, example: EXAMPLE_JOB },
    problems: { not_found: NO_JOB },
    run: ({ db }, { scope, params }) => getJob(db, scope, params.job),
  }),
  operation({
    id: "updateJob",
    method: "PATCH",
    path: "/teams/{team}/jobs/{job}",
    tag: "Launch",
    summary: "Describe a job",
    description: "Changes the description. What a job runs is changed by a new version.",
    params: jobParams,
    body: jobPatch.meta({ id: "JobPatch" }),
    bodyExample: { description: "Trains on the newest data, nightly." },
    success: { status: 200, description: "The job.", schema: jobView, example: EXAMPLE_JOB },
    problems: { not_found: NO_JOB },
    run: ({ db }, { scope, params, body }) => updateJob(db, scope, params.job, body),
  }),
  operation({
    id: "deleteJob",
    method: "DELETE",
    path: "/teams/{team}/jobs/{job}",
    tag: "Launch",
    summary: "Delete a job",
    description: "Takes away a job that no automation uses. Its runs stay, and those that wait are still run.",
    params: jobParams,
    success: { status: 204, description: "The job is gone." },
    problems: { not_found: NO_JOB, conflict: "Automations use it." },
    run: ({ db }, { scope, params }) => deleteJob(db, scope, params.job),
  }),
  operation({
    id: "listJobVersions",
    method: "GET",
    path: "/teams/{team}/jobs/{job}/versions",
    tag: "Launch",
    summary: "List versions of a job",
    description: "Newest first. A version never changes.",
    params: jobParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of versions.",
      schema: pageOf(jobVersionView),
      example: { items: [EXAMPLE_JOB_VERSION], nextCursor: null },
    },
    problems: { not_found: NO_JOB },
    run: ({ db }, { scope, params, query }) => listJobVersions(db, scope, params.job, query),
  }),
  operation({
    id: "addJobVersion",
    method: "POST",
    path: "/teams/{team}/jobs/{job}/versions",
    tag: "Launch",
    summary: "Add a version of a job",
    description: `Runs that name no version take it from now on; those that wait keep theirs. ${SCHEMA}`,
    params: jobParams,
    body: newJobVersion.meta({ id: "NewJobVersion" }),
    bodyExample: { source: EXAMPLE_JOB_VERSION.source, parameters: EXAMPLE_PARAMETERS },
    success: { status: 201, description: "The job with its new version.", schema: jobView, example: EXAMPLE_JOB },
    problems: { not_found: NO_JOB, forbidden: FORBIDDEN, invalid: INVALID },
    run: ({ db }, { scope, params, body }) => addJobVersion(db, scope, params.job, body),
  }),
];
