import { createHash, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { type Caller, identify, isDenied } from "./access";
import { type ApiContext, type ApiEnv, notFound, refusal, requestUrl } from "./api-context";
import { addAppRoutes } from "./app-routes";
import { addCheckRoutes } from "./check-routes";
import { addDeploymentRoutes } from "./deployment-routes";
import { addDispatchRoutes } from "./dispatch-routes";
import { addHookRoutes } from "./hook-routes";
import { addInstallationRoutes } from "./installation-routes";
import { neededPermission, permits } from "./permissions";
import { forward } from "./proxy";
import { reaches } from "./records";
import { findRepository, findRepositoryById } from "./repositories";
import { addRunRoutes } from "./run-routes";
import { fullRepositoryShape } from "./shapes";
import { addUserRoutes } from "./user-routes";
import { addWorkflowRoutes } from "./workflow-routes";
import { ownerOf, type World } from "./world";

const VERSIONS = ["2022-11-28", "2026-03-10"];
const LIMIT = 5_000;

/** What is asked with an App's JWT or with nothing, so that no permission of a token is looked at. */
const WITHOUT_TOKEN = /^\/repos\/[^/]+\/[^/]+\/installation$/;

/** GitHub's REST API below `/api/v3`: our own routes first, and emulate's for the rest, both behind the same checks. */
export function createApi(world: World): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  const used = new Map<string, { count: number; resetAt: number }>();

  api.onError((error, context) => {
    console.error(`The GitHub sandbox failed at ${context.req.method} ${context.req.path}.`, error);
    return refusal(context, 500, "Server Error");
  });
  api.use("*", async (context, next) => {
    const refused = await admitted(world, context, used);
    if (refused) {
      return refused;
    }
    await next();
    return undefined;
  });
  api.all("/repositories/:id{[0-9]+}/:rest{.*}?", (context) => byId(world, api, context));
  api.use("/repos/:owner/:repo/*", (context, next) => repositoryReached(world, context, next));

  addAppRoutes(api, world);
  addHookRoutes(api, world);
  addInstallationRoutes(api, world);
  addUserRoutes(api, world);
  addDispatchRoutes(api, world);
  addWorkflowRoutes(api, world);
  addRunRoutes(api, world);
  addDeploymentRoutes(api, world);
  addCheckRoutes(api, world);
  api.get("/repos/:owner/:repo", (context) => context.json(fullRepositoryShape(world, context.var.repository.json)));
  api.get("/rate_limit", (context) => context.json(rateLimits(used.get(keyOf(context)))));
  api.all("*", (context) => forward(world, context));
  return api;
}

async function admitted(
  world: World,
  context: ApiContext,
  used: Map<string, { count: number; resetAt: number }>,
): Promise<Response | null> {
  context.header("x-github-request-id", randomUUID().slice(0, 23).toUpperCase());
  context.header("x-github-media-type", "github.v3; format=json");
  if (!context.req.header("user-agent")) {
    const message = "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.";
    return context.text(message, 403);
  }
  const version = context.req.header("x-github-api-version");
  if (version !== undefined && !VERSIONS.includes(version)) {
    return refusal(context, 400, `"${version}" is not a valid REST API version.`);
  }
  countRequest(world, context, used);
  const caller = await identify(world, context.req.header("authorization") ?? null);
  if (isDenied(caller)) {
    return refusal(context, caller.status, caller.message);
  }
  context.set("caller", caller);
  return null;
}

function keyOf(context: ApiContext): string {
  return createHash("sha256")
    .update(context.req.header("authorization") ?? "")
    .digest("base64");
}

/** Counts, but never refuses: a test says by a fault when a limit is reached. */
function countRequest(world: World, context: ApiContext, used: Map<string, { count: number; resetAt: number }>): void {
  const nowS = Math.floor(world.now().getTime() / 1_000);
  const key = keyOf(context);
  const before = used.get(key);
  const window = before && before.resetAt > nowS ? before : { count: 0, resetAt: nowS + 3_600 };
  if (context.req.path !== "/rate_limit") {
    window.count += 1;
  }
  used.set(key, window);
  context.header("x-ratelimit-limit", String(LIMIT));
  context.header("x-ratelimit-remaining", String(Math.max(0, LIMIT - window.count)));
  context.header("x-ratelimit-used", String(window.count));
  context.header("x-ratelimit-reset", String(window.resetAt));
  context.header("x-ratelimit-resource", "core");
}

function rateLimits(window: { count: number; resetAt: number } | undefined) {
  const reset = window?.resetAt ?? 0;
  const core = { limit: LIMIT, used: window?.count ?? 0, remaining: LIMIT - (window?.count ?? 0), reset };
  const search = { limit: 30, used: 0, remaining: 30, reset };
  return { resources: { core, search, graphql: { ...core, used: 0, remaining: LIMIT } }, rate: core };
}

/** GitHub takes a repository by its number wherever it takes it by its name: that is where renamed ones redirect to. */
async function byId(world: World, api: Hono<ApiEnv>, context: ApiContext): Promise<Response> {
  const repository = await findRepositoryById(world, Number(context.req.param("id")));
  if (!repository) {
    return notFound(context);
  }
  const url = new URL(context.req.url);
  url.pathname = url.pathname.replace(/^\/repositories\/\d+/, `/repos/${repository.fullName}`);
  return api.fetch(new Request(url, context.req.raw));
}

async function repositoryReached(
  world: World,
  context: ApiContext,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  const { owner = "", repo = "" } = context.req.param() as { owner?: string; repo?: string };
  const repository = await findRepository(world, owner, repo);
  if (!repository) {
    return moved(world, context, `${owner}/${repo}`);
  }
  context.set("repository", repository);
  if (!WITHOUT_TOKEN.test(context.req.path)) {
    const refused = await refusedAt(world, context);
    if (refused) {
      return refused;
    }
  }
  await next();
  return undefined;
}

/** 301 for reads, 307 where the method must stay: GitHub's redirects after a rename or a transfer. */
function moved(world: World, context: ApiContext, fullName: string): Response {
  const id = world.formerNames.get(fullName);
  if (id === undefined) {
    return notFound(context);
  }
  const url = requestUrl(world, context);
  const rest = new URL(context.req.url).pathname.split("/").slice(4).join("/");
  url.pathname = `${new URL(world.urls.api).pathname}/repositories/${id}${rest ? `/${rest}` : ""}`;
  const isRead = context.req.method === "GET" || context.req.method === "HEAD";
  const message = isRead ? "Moved Permanently" : "Temporary Redirect";
  const body = { message, url: url.href, documentation_url: "https://docs.github.com/rest" };
  return context.json(body, isRead ? 301 : 307, { location: url.href });
}

async function refusedAt(world: World, context: ApiContext): Promise<Response | null> {
  const { caller, repository } = context.var;
  const { method } = context.req;
  const rest = new URL(context.req.url).pathname.split("/").slice(4).join("/");
  const needed = neededPermission(method, rest === "" ? "" : `/${decodeURIComponent(rest)}`);
  const isWrite = needed.level !== "read";

  if (caller.kind === "app" || (caller.kind === "anonymous" && (isWrite || repository.isPrivate))) {
    return caller.kind === "app" ? refusal(context, 401, "A JSON web token could not be decoded") : notFound(context);
  }
  if (caller.kind === "server" && !isReached(caller, repository)) {
    return notFound(context);
  }
  if (caller.kind === "user" && !(await personReaches(world, caller.login, repository, isWrite))) {
    return notFound(context);
  }
  const permissions = heldPermissions(world, caller, repository);
  if (permissions && !permits(permissions, needed)) {
    context.header("x-accepted-github-permissions", `${needed.permission}=${needed.level}`);
    return refusal(context, 403, "Resource not accessible by integration");
  }
  return repository.isArchived && isWrite ? refusal(context, 403, "Repository was archived so is read-only.") : null;
}

function isReached(caller: Caller & { kind: "server" }, repository: { id: number; owner: string }): boolean {
  const { token, installation } = caller;
  const isOfToken = token.repositoryIds === null || token.repositoryIds.has(repository.id);
  return isOfToken && (installation === null || reaches(installation, repository));
}

/** An App's limits hold for tokens that people gave it, too; a token of an OAuth App may what its person may. */
function heldPermissions(world: World, caller: Caller, repository: { id: number; owner: string }) {
  if (caller.kind === "server") {
    return caller.token.permissions;
  }
  if (caller.kind !== "user" || !caller.app || caller.app.isOAuthApp) {
    return null;
  }
  const { app } = caller;
  const own = [...world.installations.values()].filter((each) => each.appId === app.id && reaches(each, repository));
  return own[0]?.permissions ?? {};
}

/** emulate calls everybody an admin in the repository itself, and knows better where it lists who may do what. */
async function personReaches(
  world: World,
  login: string,
  repository: { owner: string; name: string; isPrivate: boolean },
  isWrite: boolean,
): Promise<boolean> {
  const { owner, name, isPrivate } = repository;
  const found = await world.upstream.find(
    ownerOf(world, owner),
    `/repos/${owner}/${name}/collaborators/${login}/permission`,
  );
  const held = String(found?.permission ?? "none");
  return isWrite ? held === "admin" || held === "write" : held !== "none" || !isPrivate;
}
