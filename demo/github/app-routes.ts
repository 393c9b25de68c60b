import type { Hono } from "hono";
import * as z from "zod";
import type { Caller } from "./access";
import { type ApiContext, type ApiEnv, bodyOf, malformed, notFound, paged, refusal } from "./api-context";
import { announceInstallation, installedRepositories, mintServerToken, removeInstallation } from "./apps";
import { isWithin } from "./permissions";
import { type App, type Installation, type Permissions, type Repository, reaches, stamp } from "./records";
import { appShape, installationShape, repositoryShape } from "./shapes";
import type { World } from "./world";

const UNREACHED =
  "There is at least one repository that does not exist or is not accessible to the parent installation.";
const UNGRANTED = "The permissions requested are not granted to this installation.";

const tokenRequest = z.object({
  repositories: z.array(z.string()).max(500).optional(),
  repository_ids: z.array(z.int()).max(500).optional(),
  permissions: z.record(z.string(), z.enum(["read", "write", "admin"])).optional(),
});

/** What an App asks as itself, with a JWT that its own key signed. */
export function addAppRoutes(api: Hono<ApiEnv>, world: World): void {
  api.get("/app", (context) => {
    const app = appOf(context);
    return app
      ? context.json({ ...appShape(world, app), installations_count: own(world, app).length })
      : jwtNeeded(context);
  });
  api.get("/app/installations", (context) => {
    const app = appOf(context);
    return app
      ? context.json(paged(world, context, own(world, app)).map((each) => installationShape(world, app, each)))
      : jwtNeeded(context);
  });
  api.get("/app/installations/:id{[0-9]+}", (context) =>
    onInstallation(world, context, (app, installation) => context.json(installationShape(world, app, installation))),
  );
  api.delete("/app/installations/:id{[0-9]+}", (context) =>
    onInstallation(world, context, async (app, installation) => {
      await announceInstallation(world, app, installation, "deleted", app.owner.login);
      removeInstallation(world, installation);
      return context.body(null, 204);
    }),
  );
  api.put("/app/installations/:id{[0-9]+}/suspended", (context) =>
    onInstallation(world, context, (app, installation) => suspended(world, context, app, installation, true)),
  );
  api.delete("/app/installations/:id{[0-9]+}/suspended", (context) =>
    onInstallation(world, context, (app, installation) => suspended(world, context, app, installation, false)),
  );
  api.post("/app/installations/:id{[0-9]+}/access_tokens", (context) =>
    onInstallation(world, context, (app, installation) => createToken(world, context, app, installation)),
  );
  api.get("/repos/:owner/:repo/installation", (context) =>
    found(world, context, (installation) => reaches(installation, context.var.repository)),
  );
  for (const [path, type] of [
    ["/orgs/:login/installation", "Organization"],
    ["/users/:login/installation", "User"],
  ] as const) {
    api.get(path, (context) =>
      found(world, context, ({ account }) => account.type === type && account.login === context.req.param("login")),
    );
  }
  api.post("/app-manifests/:code/conversions", (context) => convert(world, context));
}

/** Suspends or wakes an installation, and tells the App. */
export async function setSuspended(
  world: World,
  app: App,
  installation: Installation,
  isSuspended: boolean,
  by: string,
): Promise<void> {
  installation.suspendedAt = isSuspended ? world.now() : null;
  installation.suspendedBy = isSuspended ? by : null;
  installation.updatedAt = world.now();
  await announceInstallation(world, app, installation, isSuspended ? "suspend" : "unsuspend", by);
}

async function suspended(
  world: World,
  context: ApiContext,
  app: App,
  installation: Installation,
  isSuspended: boolean,
): Promise<Response> {
  await setSuspended(world, app, installation, isSuspended, app.owner.login);
  return context.body(null, 204);
}

async function createToken(world: World, context: ApiContext, app: App, installation: Installation): Promise<Response> {
  if (installation.suspendedAt) {
    return refusal(context, 403, "This installation has been suspended");
  }
  const body = await bodyOf(context);
  const wanted = tokenRequest.safeParse(body);
  if (body === null || !wanted.success) {
    return body === null ? malformed(context) : refusal(context, 422, "Invalid request.");
  }
  const { repositories: names, repository_ids: ids, permissions = installation.permissions } = wanted.data;
  const granted = { ...permissions, metadata: "read" } satisfies Permissions;
  if (!isWithin(permissions, { metadata: "read", ...installation.permissions })) {
    return refusal(context, 422, UNGRANTED);
  }
  const chosen = await chooseRepositories(world, installation, names, ids);
  if (chosen === "unreached") {
    return refusal(context, 422, UNREACHED);
  }
  const { value, expiresAt } = mintServerToken(world, {
    appId: app.id,
    installationId: installation.id,
    repositoryIds: chosen && new Set(chosen.map(({ id }) => id)),
    permissions: granted,
  });
  return context.json(
    {
      token: value,
      expires_at: stamp(expiresAt),
      permissions: granted,
      repository_selection: chosen ? "selected" : installation.selection,
      ...(chosen && { repositories: chosen.map(({ json }) => repositoryShape(world, json)) }),
    },
    201,
  );
}

/** The repositories that a request names by either means, or null where it names none and so gets all. */
async function chooseRepositories(
  world: World,
  installation: Installation,
  names: readonly string[] = [],
  ids: readonly number[] = [],
): Promise<Repository[] | null | "unreached"> {
  if (names.length + ids.length === 0) {
    return null;
  }
  const reached = await installedRepositories(world, installation);
  const chosen = reached.filter(({ id, name }) => ids.includes(id) || names.includes(name));
  const areAll =
    names.every((name) => chosen.some((each) => each.name === name)) &&
    ids.every((id) => chosen.some((each) => each.id === id));
  return areAll ? chosen : "unreached";
}

async function convert(world: World, context: ApiContext): Promise<Response> {
  const code = context.req.param("code") ?? "";
  const conversion = world.conversions.get(code);
  const app = conversion && world.apps.get(conversion.appId);
  if (!app || conversion.expiresAt <= world.now()) {
    return notFound(context);
  }
  world.conversions.delete(code);
  const { clientId: client_id, clientSecret: client_secret, webhookSecret: webhook_secret, pem } = app;
  return context.json({ ...appShape(world, app), client_id, client_secret, webhook_secret, pem }, 201);
}

async function onInstallation(
  world: World,
  context: ApiContext,
  run: (app: App, installation: Installation) => Response | Promise<Response>,
): Promise<Response> {
  const app = appOf(context);
  if (!app) {
    return jwtNeeded(context);
  }
  const installation = world.installations.get(Number(context.req.param("id")));
  return installation?.appId === app.id ? run(app, installation) : notFound(context);
}

function found(world: World, context: ApiContext, isIt: (installation: Installation) => boolean): Response {
  const app = appOf(context);
  if (!app) {
    return jwtNeeded(context);
  }
  const installation = own(world, app).find(isIt);
  return installation ? context.json(installationShape(world, app, installation)) : notFound(context);
}

function own(world: World, app: App): Installation[] {
  return [...world.installations.values()].filter(({ appId }) => appId === app.id);
}

/** The App whose JWT it is, if it is one. */
export function appOf(context: ApiContext): App | null {
  const caller: Caller = context.var.caller;
  return caller.kind === "app" ? caller.app : null;
}

export function jwtNeeded(context: ApiContext): Response {
  return refusal(context, 401, "A JSON web token could not be decoded");
}
