import type { Hono } from "hono";
import { type ApiContext, type ApiEnv, paged, refusal } from "./api-context";
import { installedRepositories } from "./apps";
import { repositoryShape } from "./shapes";
import type { World } from "./world";

/** What an installation's token asks about itself. */
export function addInstallationRoutes(api: Hono<ApiEnv>, world: World): void {
  api.get("/installation/repositories", async (context) => {
    const { caller } = context.var;
    if (caller.kind !== "server" || !caller.installation) {
      return notInstallation(context);
    }
    const { installation, token } = caller;
    const reached = await installedRepositories(world, installation);
    const { repositoryIds } = token;
    const own = reached.filter(({ id }) => repositoryIds === null || repositoryIds.has(id));
    return context.json({
      total_count: own.length,
      repository_selection: repositoryIds ? "selected" : installation.selection,
      repositories: paged(world, context, own).map(({ json }) => repositoryShape(world, json)),
    });
  });
  api.delete("/installation/token", (context) => {
    const { caller } = context.var;
    if (caller.kind !== "server") {
      return notInstallation(context);
    }
    world.serverTokens.delete(caller.token.value);
    return context.body(null, 204);
  });
}

function notInstallation(context: ApiContext): Response {
  return context.var.caller.kind === "anonymous"
    ? refusal(context, 401, "Requires authentication")
    : refusal(context, 403, "Resource not accessible by integration");
}
