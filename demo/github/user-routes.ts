import type { Hono } from "hono";
import { type ApiContext, type ApiEnv, notFound, paged, refusal } from "./api-context";
import { installedRepositories } from "./apps";
import type { Account, Installation } from "./records";
import { installationShape, organizationShape, repositoryShape, userShape } from "./shapes";
import { administers, findAccount, type World } from "./world";

/** What people's tokens ask that emulate does not know: which installations they may see, and their memberships. */
export function addUserRoutes(api: Hono<ApiEnv>, world: World): void {
  api.get("/user/installations", (context) =>
    onPerson(context, (login) => {
      const { caller } = context.var;
      const appId = caller.kind === "user" ? caller.token.appId : 0;
      const app = world.apps.get(appId);
      if (!app || app.isOAuthApp) {
        return refusal(
          context,
          403,
          "You must authenticate with an access token authorized to a GitHub App in order to list installations",
        );
      }
      const seen = visible(world, login).filter((each) => each.appId === appId);
      const shown = paged(world, context, seen).map((each) => installationShape(world, app, each));
      return context.json({ total_count: seen.length, installations: shown });
    }),
  );
  api.get("/user/installations/:id{[0-9]+}/repositories", (context) =>
    onPerson(context, async (login) => {
      const installation = visible(world, login).find(({ id }) => id === Number(context.req.param("id")));
      if (!installation) {
        return notFound(context);
      }
      const all = await installedRepositories(world, installation);
      const repositories = paged(world, context, all).map(({ json }) => repositoryShape(world, json));
      return context.json({ total_count: all.length, repository_selection: installation.selection, repositories });
    }),
  );
  api.get("/user/memberships/orgs", (context) =>
    onPerson(context, (login) => {
      const own = [...world.organizations.values()].filter(({ members }) => members.has(login));
      return context.json(paged(world, context, own).map((each) => membershipShape(world, login, each.login)));
    }),
  );
  api.get("/user/memberships/orgs/:org", (context) =>
    onPerson(context, (login) => {
      const organization = world.organizations.get(context.req.param("org") ?? "");
      return organization?.members.has(login)
        ? context.json(membershipShape(world, login, organization.login))
        : notFound(context);
    }),
  );
}

/** Installations on the person's own account and on organisations to which the person belongs. */
function visible(world: World, login: string): Installation[] {
  return [...world.installations.values()].filter(
    ({ account }) => administers(world, login, account) || world.organizations.get(account.login)?.members.has(login),
  );
}

function membershipShape(world: World, login: string, organization: string) {
  const url = `${world.urls.api}/orgs/${organization}`;
  return {
    url: `${url}/memberships/${login}`,
    state: "active",
    role: world.organizations.get(organization)?.members.get(login) ?? "member",
    organization_url: url,
    organization: organizationShape(world, findAccount(world, organization) as Account),
    user: userShape(world, findAccount(world, login) as Account),
  };
}

async function onPerson(context: ApiContext, run: (login: string) => Response | Promise<Response>): Promise<Response> {
  const { caller } = context.var;
  if (caller.kind === "user") {
    return run(caller.login);
  }
  return caller.kind === "anonymous"
    ? refusal(context, 401, "Requires authentication")
    : refusal(context, 403, "Resource not accessible by integration");
}
