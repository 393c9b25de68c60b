import type { ApiContext } from "./api-context";
import { refusal } from "./api-context";
import { isWorkflowPath } from "./repositories";
import { isJson } from "./upstream";
import { ownerOf, type World } from "./world";

/** What a person alone is asked for: an App's token is no person's. */
const PEOPLE_ONLY = /^\/user(\/|$)/;

/** Hands a request on to emulate, as the person whose token it has, or for an App as whoever owns the repository. */
export async function forward(world: World, context: ApiContext): Promise<Response> {
  const { caller, repository } = context.var;
  const { method } = context.req;
  const { pathname, search } = new URL(context.req.url);
  if (PEOPLE_ONLY.test(pathname) && caller.kind !== "user") {
    return caller.kind === "anonymous"
      ? refusal(context, 401, "Requires authentication")
      : refusal(context, 403, "Resource not accessible by integration");
  }
  const body = method === "GET" || method === "HEAD" ? undefined : await context.req.text();
  if (caller.kind === "server" && touchesWorkflows(pathname, body) && caller.token.permissions.workflows !== "write") {
    return refusal(context, 403, "Resource not accessible by integration");
  }
  const login = forwardedAs(world, context);
  if (login === null && method !== "GET" && method !== "HEAD") {
    return refusal(context, 401, "Requires authentication");
  }
  const accept = context.req.header("accept");
  const answer = await world.upstream.ask(login, method, pathname + search, body || undefined, accept);
  if (repository && method === "DELETE" && pathname === `/repos/${repository.fullName}`) {
    world.repositoryNames.delete(repository.id);
  }
  const hasBody = answer.body.length > 0 && answer.status !== 204;
  return context.newResponse(hasBody ? new Uint8Array(answer.body) : null, answer.status as 200, answer.headers);
}

function forwardedAs(world: World, context: ApiContext): string | null {
  const { caller, repository } = context.var;
  if (caller.kind === "user") {
    return caller.login;
  }
  return caller.kind === "server" && repository ? ownerOf(world, repository.owner) : null;
}

/** A tree may bring a workflow by the back door; GitHub asks for the permission there, too. */
function touchesWorkflows(pathname: string, body: string | undefined): boolean {
  if (!/\/git\/trees$/.test(pathname) || !body) {
    return false;
  }
  try {
    const { tree } = JSON.parse(body) as { tree?: unknown };
    return Array.isArray(tree) && tree.some((entry) => isJson(entry) && isWorkflowPath(String(entry.path)));
  } catch {
    return false;
  }
}
