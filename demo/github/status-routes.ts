import type { Hono } from "hono";
import * as z from "zod";
import { type ApiContext, type ApiEnv, actorOf, bodyOf, malformed, notFound, paged, refusal } from "./api-context";
import { type Commit, stamp } from "./records";
import { findCommit } from "./repositories";
import { minimalRepositoryShape, nodeId } from "./shapes";
import type { Json } from "./upstream";
import type { World } from "./world";

const newStatus = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  target_url: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  context: z.string().default("default"),
});

/** Commit statuses: a word on a commit by whoever looked at it. */
export function addStatusRoutes(api: Hono<ApiEnv>, world: World): void {
  api.post("/repos/:owner/:repo/statuses/:sha", (context) => createStatus(world, context));
  api.get("/repos/:owner/:repo/commits/:ref/statuses", (context) =>
    onCommit(world, context, (commit) => context.json(paged(world, context, statusesOf(world, context, commit)))),
  );
  api.get("/repos/:owner/:repo/commits/:ref/status", (context) =>
    onCommit(world, context, (commit) => context.json(combined(world, context, commit))),
  );
}

async function createStatus(world: World, context: ApiContext): Promise<Response> {
  const { repository, caller } = context.var;
  const body = await bodyOf(context);
  const wanted = newStatus.safeParse(body);
  if (!body || !wanted.success) {
    return body ? refusal(context, 422, "Validation Failed") : malformed(context);
  }
  const sha = context.req.param("sha") ?? "";
  const commit = /^[0-9a-f]{40}$/.test(sha) ? await findCommit(world, repository, sha) : null;
  if (!commit) {
    return refusal(context, 422, `No commit found for SHA: ${sha}`);
  }
  const id = world.nextId();
  const at = stamp(world.now());
  const creator = actorOf(world, caller);
  const status = {
    url: `${world.urls.api}/repos/${repository.fullName}/statuses/${sha}`,
    avatar_url: creator.avatar_url,
    id,
    node_id: nodeId("StatusContext", id),
    ...wanted.data,
    created_at: at,
    updated_at: at,
    creator,
  };
  world.statuses.push({ repositoryId: repository.id, sha, status });
  return context.json(status, 201);
}

/** Newest first. */
function statusesOf(world: World, context: ApiContext, commit: Commit): Json[] {
  const { id } = context.var.repository;
  const own = world.statuses.filter(({ repositoryId, sha }) => repositoryId === id && sha === commit.sha);
  return own.map(({ status }) => status).toReversed();
}

/** The newest of each context, and what they come to together. */
function combined(world: World, context: ApiContext, commit: Commit): Json {
  const { repository } = context.var;
  const newest = new Map<unknown, Json>();
  for (const status of statusesOf(world, context, commit).toReversed()) {
    newest.set(status.context, status);
  }
  const statuses = [...newest.values()].map(({ creator: _creator, ...status }) => status);
  const url = `${world.urls.api}/repos/${repository.fullName}/commits/${commit.sha}`;
  return {
    state: together(statuses.map(({ state }) => String(state))),
    statuses,
    sha: commit.sha,
    total_count: statuses.length,
    repository: minimalRepositoryShape(world, repository.json),
    commit_url: url,
    url: `${url}/status`,
  };
}

function together(states: readonly string[]): string {
  if (states.some((state) => state === "failure" || state === "error")) {
    return "failure";
  }
  return states.length > 0 && states.every((state) => state === "success") ? "success" : "pending";
}

async function onCommit(world: World, context: ApiContext, act: (commit: Commit) => Response): Promise<Response> {
  const commit = await findCommit(world, context.var.repository, context.req.param("ref") ?? "");
  return commit ? act(commit) : notFound(context);
}
