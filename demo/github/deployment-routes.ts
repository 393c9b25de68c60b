import type { Hono } from "hono";
import * as z from "zod";
import { announce } from "./announce";
import { type ApiContext, type ApiEnv, actorOf, bodyOf, malformed, notFound, paged, refusal } from "./api-context";
import { type Deployment, stamp } from "./records";
import { findCommit } from "./repositories";
import { appShape, nodeId } from "./shapes";
import { addStatusRoutes } from "./status-routes";
import type { Json } from "./upstream";
import type { World } from "./world";

const PATH = "/repos/:owner/:repo/deployments";

const newDeployment = z.object({
  ref: z.string().min(1),
  task: z.string().default("deploy"),
  payload: z.union([z.record(z.string(), z.unknown()), z.string()]).default({}),
  environment: z.string().default("production"),
  description: z.string().nullable().default(null),
  required_contexts: z.array(z.string()).optional(),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
});

const newStatus = z.object({
  state: z.enum(["error", "failure", "inactive", "in_progress", "queued", "pending", "success"]),
  target_url: z.string().default(""),
  log_url: z.string().optional(),
  description: z.string().max(140).default(""),
  environment: z.string().optional(),
  environment_url: z.string().default(""),
  auto_inactive: z.boolean().default(true),
});

type NewStatus = z.infer<typeof newStatus>;
type Kept = { repositoryId: number; deployment: Deployment; statuses: Json[] };

/** Deployments with their statuses, and commit statuses: emulate has neither. */
export function addDeploymentRoutes(api: Hono<ApiEnv>, world: World): void {
  api.post(PATH, (context) => createDeployment(world, context));
  api.get(PATH, (context) => {
    const { environment, ref, sha, task } = context.req.query();
    const own = [...world.deployments.values()]
      .filter(({ repositoryId }) => repositoryId === context.var.repository.id)
      .map(({ deployment }) => deployment)
      .filter((each) => (environment ?? each.environment) === each.environment && (ref ?? each.ref) === each.ref)
      .filter((each) => (sha ?? each.sha) === each.sha && (task ?? each.task) === each.task)
      .toReversed();
    return context.json(paged(world, context, own));
  });
  api.get(`${PATH}/:id{[0-9]+}`, (context) =>
    onDeployment(world, context, ({ deployment }) => context.json(deployment)),
  );
  api.get(`${PATH}/:id{[0-9]+}/statuses`, (context) =>
    onDeployment(world, context, ({ statuses }) => context.json(paged(world, context, statuses.toReversed()))),
  );
  api.post(`${PATH}/:id{[0-9]+}/statuses`, (context) =>
    onDeployment(world, context, (kept) => createStatus(world, context, kept)),
  );
  addStatusRoutes(api, world);
}

async function createDeployment(world: World, context: ApiContext): Promise<Response> {
  const { repository, caller } = context.var;
  const body = await bodyOf(context);
  const wanted = newDeployment.safeParse(body);
  if (!body || !wanted.success) {
    return body ? refusal(context, 422, 'Invalid request.\n\n"ref" wasn\'t supplied.') : malformed(context);
  }
  const commit = await findCommit(world, repository, wanted.data.ref);
  if (!commit) {
    return refusal(context, 422, `No ref found for: ${wanted.data.ref}`);
  }
  const { required_contexts: needed, production_environment: production, ...rest } = wanted.data;
  const states = world.statuses.filter(({ repositoryId, sha }) => repositoryId === repository.id && sha === commit.sha);
  const isGreen = (name: string) =>
    states.findLast(({ status }) => status.context === name)?.status.state === "success";
  const contexts = needed ?? [...new Set(states.map(({ status }) => String(status.context)))];
  if (!contexts.every(isGreen)) {
    return refusal(context, 409, "Conflict: Commit status checks failed.");
  }
  const id = world.nextId();
  const api = `${world.urls.api}/repos/${repository.fullName}`;
  const at = stamp(world.now());
  const creator = actorOf(world, caller);
  const deployment: Deployment = {
    url: `${api}/deployments/${id}`,
    id,
    node_id: nodeId("Deployment", id),
    ...rest,
    sha: commit.sha,
    original_environment: rest.environment,
    creator,
    created_at: at,
    updated_at: at,
    statuses_url: `${api}/deployments/${id}/statuses`,
    repository_url: api,
    production_environment: production ?? rest.environment === "production",
    performed_via_github_app: performedVia(world, context),
  };
  world.deployments.set(id, { repositoryId: repository.id, deployment, statuses: [] });
  announce(world, repository, "deployment", "created", { deployment, workflow: null, workflow_run: null }, creator);
  return context.json(deployment, 201);
}

async function createStatus(world: World, context: ApiContext, kept: Kept): Promise<Response> {
  const body = await bodyOf(context);
  const wanted = newStatus.safeParse(body);
  if (!body || !wanted.success) {
    return body ? refusal(context, 422, "Validation Failed") : malformed(context);
  }
  if (wanted.data.state === "success" && wanted.data.auto_inactive) {
    for (const other of superseded(world, kept)) {
      addStatus(world, context, other, newStatus.parse({ state: "inactive" }));
    }
  }
  return context.json(addStatus(world, context, kept, wanted.data), 201);
}

/** Those before it in the same environment that stand as a success and are not for good. */
function superseded(world: World, { repositoryId, deployment }: Kept): Kept[] {
  return [...world.deployments.values()].filter(
    (each) =>
      each.repositoryId === repositoryId &&
      each.deployment.id < deployment.id &&
      each.deployment.environment === deployment.environment &&
      each.deployment.transient_environment === false &&
      each.statuses.at(-1)?.state === "success",
  );
}

function addStatus(world: World, context: ApiContext, kept: Kept, wanted: NewStatus): Json {
  const { repository, caller } = context.var;
  const { deployment } = kept;
  const { log_url, target_url, auto_inactive: _auto, environment, ...rest } = wanted;
  const id = world.nextId();
  const at = stamp(world.now());
  const link = log_url ?? target_url;
  const creator = actorOf(world, caller);
  const status = {
    url: `${String(deployment.url)}/statuses/${id}`,
    id,
    node_id: nodeId("DeploymentStatus", id),
    ...rest,
    creator,
    environment: environment ?? deployment.environment,
    target_url: link,
    log_url: link,
    created_at: at,
    updated_at: at,
    deployment_url: deployment.url,
    repository_url: deployment.repository_url,
    performed_via_github_app: performedVia(world, context),
  };
  kept.statuses.push(status);
  deployment.updated_at = at;
  const content = { deployment_status: status, deployment, check_run: null, workflow: null, workflow_run: null };
  // GitHub tells nobody of a deployment that something newer put out of use.
  if (status.state !== "inactive") {
    announce(world, repository, "deployment_status", "created", content, creator);
  }
  return status;
}

function performedVia(world: World, context: ApiContext): Json | null {
  const { caller } = context.var;
  return caller.kind === "server" && caller.app ? appShape(world, caller.app) : null;
}

function onDeployment(
  world: World,
  context: ApiContext,
  act: (kept: Kept) => Response | Promise<Response>,
): Response | Promise<Response> {
  const kept = world.deployments.get(Number(context.req.param("id")));
  return kept?.repositoryId === context.var.repository.id ? act(kept) : notFound(context);
}
