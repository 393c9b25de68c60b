import type { ApiContext } from "./api-context";
import { refusal } from "./api-context";
import { isWorkflowPath, jsonOf, remember, repositoryOf } from "./repositories";
import { isJson, type Json, type UpstreamAnswer } from "./upstream";
import { ownerOf, type World } from "./world";

/** What a person alone is asked for: an App's token is no person's. */
const PEOPLE_ONLY = /^\/user(\/|$)/;

/** Hands a request on to emulate, as the person whose token it has, or for an App as whoever owns the repository. */
export async function forward(
  world: World,
  context: ApiContext,
  change: (body: Json) => Json = (body) => body,
): Promise<Response> {
  const { caller } = context.var;
  const { method } = context.req;
  const { pathname, search } = new URL(context.req.url);
  if (PEOPLE_ONLY.test(pathname) && caller.kind !== "user") {
    return caller.kind === "anonymous"
      ? refusal(context, 401, "Requires authentication")
      : refusal(context, 403, "Resource not accessible by integration");
  }
  const text = method === "GET" || method === "HEAD" ? "" : await context.req.text();
  const body = changed(text, change);
  if (caller.kind === "server" && touchesWorkflows(pathname, body) && caller.token.permissions.workflows !== "write") {
    return refusal(context, 403, "Resource not accessible by integration");
  }
  const login = forwardedAs(world, context);
  if (login === null && method !== "GET" && method !== "HEAD") {
    return refusal(context, 401, "Requires authentication");
  }
  const accept = context.req.header("accept");
  const answer = await world.upstream.ask(login, method, pathname + search, body === "" ? undefined : body, accept);
  keepUp(world, context, answer);
  const hasBody = answer.body.length > 0 && answer.status !== 204;
  return context.newResponse(hasBody ? new Uint8Array(answer.body) : null, answer.status as 200, answer.headers);
}

/** Takes down what a request that emulate answered has made of the repositories: new ones, new names, or an end. */
function keepUp(world: World, context: ApiContext, answer: UpstreamAnswer): void {
  const { repository } = context.var;
  const { pathname } = new URL(context.req.url);
  const isWhole = repository !== undefined && pathname === `/repos/${repository.fullName}`;
  if (isWhole && context.req.method === "DELETE" && answer.status === 204) {
    world.repositoryNames.delete(repository.id);
  }
  const isMade = answer.status === 201 && /^(\/user\/repos|\/orgs\/[^/]+\/repos|.*\/forks)$/.test(pathname);
  const isChanged =
    answer.status === 200 && ((isWhole && context.req.method === "PATCH") || /\/transfer$/.test(pathname));
  if (isMade || isChanged) {
    remember(world, repositoryOf(jsonOf(answer)));
  }
}

function changed(text: string, change: (body: Json) => Json): string {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? JSON.stringify(change(value)) : text;
  } catch {
    return text;
  }
}

function forwardedAs(world: World, context: ApiContext): string | null {
  const { caller, repository } = context.var;
  if (caller.kind === "user") {
    return caller.login;
  }
  return caller.kind === "server" && repository ? ownerOf(world, repository.owner) : null;
}

/** A tree may bring a workflow by the back door; GitHub asks for the permission there, too. */
function touchesWorkflows(pathname: string, body: string): boolean {
  if (!/\/git\/trees$/.test(pathname)) {
    return false;
  }
  try {
    const { tree } = JSON.parse(body) as { tree?: unknown };
    return Array.isArray(tree) && tree.some((entry) => isJson(entry) && isWorkflowPath(String(entry.path)));
  } catch {
    return false;
  }
}
