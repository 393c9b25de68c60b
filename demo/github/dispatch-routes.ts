import type { Hono } from "hono";
import { announce } from "./announce";
import {
  type ApiContext,
  type ApiEnv,
  actorOf,
  bodyOf,
  invalidField,
  malformed,
  notFound,
  refusal,
} from "./api-context";
import { checkInputs } from "./dispatch-inputs";
import type { Repository } from "./records";
import { findCommit, readFile } from "./repositories";
import { startRun } from "./run-engine";
import { runPage } from "./run-shapes";
import { organizationShape, repositoryShape } from "./shapes";
import { isJson, type Json } from "./upstream";
import { dispatchInputs, listensTo, parseWorkflow } from "./workflow-file";
import { findWorkflow, type KnownWorkflow, listWorkflows } from "./workflows";
import { findAccount, type World } from "./world";

const KEYS_MAX = 10;
const INPUTS_MAX = 25;
const PAYLOAD_LENGTH_MAX = 65_535;

/** The two ways to start a workflow from outside. */
export function addDispatchRoutes(api: Hono<ApiEnv>, world: World): void {
  api.post("/repos/:owner/:repo/dispatches", (context) => dispatchRepository(world, context));
  api.post("/repos/:owner/:repo/actions/workflows/:workflow/dispatches", (context) => dispatchWorkflow(world, context));
}

async function dispatchRepository(world: World, context: ApiContext): Promise<Response> {
  const body = await bodyOf(context);
  if (!body) {
    return malformed(context);
  }
  const problem = repositoryDispatchProblem(body);
  if (problem) {
    return refusal(context, 422, problem);
  }
  const { repository } = context.var;
  const eventType = String(body.event_type);
  const commit = await findCommit(world, repository, repository.defaultBranch);
  const sender = actorOf(world, context.var.caller);
  const content = { branch: repository.defaultBranch, client_payload: body.client_payload ?? {} };
  const payload = { action: eventType, ...content, ...surroundings(world, context, sender) };
  announce(world, repository, "repository_dispatch", eventType, content, sender);

  for (const workflow of commit ? await listWorkflows(world, repository) : []) {
    const file = parseWorkflow(workflow.text);
    if (commit && file.ok && workflow.state.state === "active" && listensTo(file.value, eventType)) {
      startRun(world, {
        repository,
        workflowId: workflow.state.id,
        path: workflow.path,
        file: file.value,
        event: "repository_dispatch",
        ref: `refs/heads/${repository.defaultBranch}`,
        branch: repository.defaultBranch,
        commit,
        actor: sender,
        payload,
        inputs: {},
      });
    }
  }
  return context.body(null, 204);
}

function repositoryDispatchProblem({ event_type: eventType, client_payload: payload = {} }: Json): string | null {
  if (typeof eventType !== "string") {
    return 'Invalid request.\n\n"event_type" wasn\'t supplied.';
  }
  if (eventType.length < 1 || eventType.length > 100) {
    return "Invalid request.\n\nevent_type must be between 1 and 100 characters.";
  }
  if (!isJson(payload)) {
    return `Invalid request.\n\nFor 'properties/client_payload', ${JSON.stringify(payload)} is not an object.`;
  }
  const count = Object.keys(payload).length;
  if (count > KEYS_MAX) {
    return `Invalid request.\n\nNo more than ${KEYS_MAX} properties are allowed; ${count} were supplied.`;
  }
  return JSON.stringify(payload).length > PAYLOAD_LENGTH_MAX ? "client_payload is too large." : null;
}

async function dispatchWorkflow(world: World, context: ApiContext): Promise<Response> {
  const body = await bodyOf(context);
  if (!body) {
    return malformed(context);
  }
  const { repository } = context.var;
  const workflow = await findWorkflow(world, repository, context.req.param("workflow") ?? "");
  if (!workflow) {
    return notFound(context);
  }
  const { ref, inputs = {} } = body;
  if (typeof ref !== "string") {
    return refusal(context, 422, 'Invalid request.\n\n"ref" wasn\'t supplied.');
  }
  if (!isJson(inputs)) {
    return invalidField(context, "Workflow", "inputs", "invalid");
  }
  if (Object.keys(inputs).length > INPUTS_MAX) {
    return refusal(
      context,
      422,
      `you may only define up to ${INPUTS_MAX} \`inputs\` for a \`workflow_dispatch\` event`,
    );
  }
  if (workflow.state.state !== "active") {
    return refusal(context, 422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  }
  return runWorkflow(world, context, workflow, { ref, inputs, wantsDetails: body.return_run_details === true });
}

async function runWorkflow(
  world: World,
  context: ApiContext,
  workflow: KnownWorkflow,
  wanted: { ref: string; inputs: Json; wantsDetails: boolean },
): Promise<Response> {
  const { repository, caller } = context.var;
  const branch = wanted.ref.replace(/^refs\/heads\//, "");
  const commit = await findCommit(world, repository, branch);
  if (!commit) {
    return refusal(context, 422, `No ref found for: ${wanted.ref}`);
  }
  const text = await readFile(world, repository, commit.sha, workflow.path);
  const file = parseWorkflow(text?.toString("utf8") ?? "");
  if (!file.ok) {
    return refusal(context, 422, `failed to parse workflow: ${file.problem.message}`);
  }
  const declared = dispatchInputs(file.value);
  if (!declared) {
    return refusal(context, 422, "Workflow does not have 'workflow_dispatch' trigger");
  }
  const checked = checkInputs(declared, wanted.inputs);
  if (!checked.ok) {
    return refusal(context, 422, checked.problem.message);
  }

  const sender = actorOf(world, caller);
  const ref = `refs/heads/${branch}`;
  const content = { inputs: checked.value.payload, ref, workflow: workflow.path };
  announce(world, repository, "workflow_dispatch", null, content, sender);
  const run = startRun(world, {
    repository,
    workflowId: workflow.state.id,
    path: workflow.path,
    file: file.value,
    event: "workflow_dispatch",
    ref,
    branch,
    commit,
    actor: sender,
    payload: { ...content, ...surroundings(world, context, sender) },
    inputs: checked.value.inputs,
  });
  const run_url = `${world.urls.api}/repos/${repository.fullName}/actions/runs/${run.id}`;
  return wanted.wantsDetails
    ? context.json({ workflow_run_id: run.id, run_url, html_url: runPage(world, repository, run) })
    : context.body(null, 204);
}

/** What a run's event says beside its own part. */
function surroundings(world: World, context: ApiContext, sender: Json): Json {
  const { caller } = context.var;
  const repository: Repository = context.var.repository;
  const account = findAccount(world, repository.owner);
  const installation = caller.kind === "server" ? caller.installation : null;
  return {
    repository: repositoryShape(world, repository.json),
    ...(account?.type === "Organization" && { organization: organizationShape(world, account) }),
    sender,
    ...(installation && { installation: { id: installation.id } }),
  };
}
