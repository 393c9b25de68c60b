import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { setSuspended } from "./app-routes";
import {
  announceInstallation,
  announceRepositories,
  installApp,
  installedRepositories,
  removeInstallation,
} from "./apps";
import { mintCode } from "./oauth-routes";
import type { Account, App, Installation } from "./records";
import { listRepositories } from "./repositories";
import { type Html, sitePage } from "./web-page";
import { personOf, toSignIn } from "./web-session";
import { administers, findAccount, type World } from "./world";

/** Where a person puts an App on an account, chooses its repositories, and takes it away again. */
export function addInstallPages(web: Hono, world: World): void {
  for (const base of ["/apps/:slug", "/github-apps/:slug"]) {
    web.get(base, (context) => aboutApp(world, context));
    web.get(`${base}/installations/new`, (context) =>
      onApp(world, context, (app, login) => choose(world, context, app, login)),
    );
    web.post(`${base}/installations/new`, (context) =>
      onApp(world, context, (app, login) => install(world, context, app, login)),
    );
  }
  for (const base of [
    "/settings/installations/:id{[0-9]+}",
    "/organizations/:org/settings/installations/:id{[0-9]+}",
  ]) {
    web.get(base, (context) => onInstallation(world, context, (app, one) => settings(world, context, app, one)));
    web.post(base, (context) =>
      onInstallation(world, context, (app, one, login) => change(world, context, { app, one, login })),
    );
  }
}

function aboutApp(world: World, context: Context): Response | Promise<Response> {
  const app = appOfSlug(world, context);
  const link = app && `${world.urls.web}/apps/${app.slug}/installations/new`;
  return app
    ? context.html(sitePage(app.name, html`<p>${app.description ?? ""}</p><p><a href="${link}">Install</a></p>`))
    : nothing(context);
}

async function choose(world: World, context: Context, app: App, login: string, problem?: string): Promise<Response> {
  const { pathname, search } = new URL(context.req.url);
  const own = await Promise.all(accountsOf(world, login).map((account) => accountChoice(world, app, account)));
  const form = html`${problem && html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" action="${world.urls.web}${pathname}${search}">
<fieldset><legend>Install on</legend>${own}</fieldset>
<fieldset><legend>Repositories</legend>
<label><input type="radio" name="selection" value="all" checked> All repositories</label>
<label><input type="radio" name="selection" value="selected"> Only those that are ticked</label></fieldset>
<button class="go">Install</button>
</form>`;
  return context.html(sitePage(`Install ${app.name}`, form), problem ? 422 : 200);
}

async function accountChoice(world: World, app: App, account: Account): Promise<Html> {
  const isInstalled = [...world.installations.values()].some(
    (each) => each.appId === app.id && each.account.login === account.login,
  );
  const repositories = await listRepositories(world, account.login);
  const boxes = repositories.map(
    ({ id, fullName }) =>
      html`<label style="margin-left:24px"><input type="checkbox" name="repository" value="${id}"> ${fullName}</label>`,
  );
  return html`<label><input type="radio" name="account" value="${account.login}" required> ${account.login}${isInstalled && " (installed)"}</label>${boxes}`;
}

async function install(world: World, context: Context, app: App, login: string): Promise<Response> {
  const form = await context.req.parseBody({ all: true });
  const account = findAccount(world, String(form.account ?? ""));
  if (!account || !administers(world, login, account)) {
    return choose(world, context, app, login, "Choose an account that you administer.");
  }
  const ids = chosenIds(form, await listRepositories(world, account.login));
  if (ids !== "all" && ids.length === 0) {
    return choose(world, context, app, login, "Tick at least one repository of this account.");
  }
  const before = [...world.installations.values()].find(
    (each) => each.appId === app.id && each.account.login === account.login,
  );
  if (before) {
    return change(world, context, { app, one: before, login }, "selection");
  }
  const installation = installApp(world, app, account.login, ids);
  await announceInstallation(world, app, installation, "created", login);
  return context.redirect(afterwards(world, context, { app, one: installation, login }, "install"));
}

type Scene = { app: App; one: Installation; login: string };

/** GitHub leads to the callback where the App asks who installs it, and to its setup page where it does not. */
function afterwards(world: World, context: Context, { app, one, login }: Scene, action: "install" | "update"): string {
  const [callback] = app.callbackUrls;
  const asks = app.asksOAuthOnInstall && callback !== undefined;
  const target = asks ? callback : app.setupUrl;
  if (!target || (action === "update" && !app.hasSetupOnUpdate)) {
    return `${world.urls.web}/settings/installations/${one.id}`;
  }
  const back = new URL(target);
  back.searchParams.set("installation_id", String(one.id));
  back.searchParams.set("setup_action", action);
  if (asks) {
    back.searchParams.set(
      "code",
      mintCode(world, { login, appId: app.id, redirectUri: callback, scope: "", challenge: null }),
    );
  }
  const state = context.req.query("state");
  if (state !== undefined) {
    back.searchParams.set("state", state);
  }
  return back.href;
}

async function settings(world: World, context: Context, app: App, one: Installation): Promise<Response> {
  const ticked = new Set((await installedRepositories(world, one)).map(({ id }) => id));
  const all = await listRepositories(world, one.account.login);
  const boxes = all.map(
    ({ id, fullName }) =>
      html`<label><input type="checkbox" name="repository" value="${id}" ${ticked.has(id) ? "checked" : ""}> ${fullName}</label>`,
  );
  const isAll = one.selection === "all";
  const form = html`<form method="post">
<fieldset><legend>Repositories</legend>
<label><input type="radio" name="selection" value="all" ${isAll ? "checked" : ""}> All repositories</label>
<label><input type="radio" name="selection" value="selected" ${isAll ? "" : "checked"}> Only those that are ticked</label>${boxes}</fieldset>
<button class="go" name="decision" value="selection">Save</button>
<button name="decision" value="${one.suspendedAt ? "unsuspend" : "suspend"}">${one.suspendedAt ? "Unsuspend" : "Suspend"}</button>
<button name="decision" value="uninstall">Uninstall</button>
</form>`;
  return context.html(sitePage(`${app.name} on ${one.account.login}`, form));
}

async function change(world: World, context: Context, scene: Scene, asked?: string): Promise<Response> {
  const { app, one, login } = scene;
  const form = await context.req.parseBody({ all: true });
  const decision = asked ?? String(form.decision ?? "");
  if (decision === "uninstall") {
    await announceInstallation(world, app, one, "deleted", login);
    removeInstallation(world, one);
    return context.redirect(`${world.urls.web}/apps/${app.slug}`);
  }
  if (decision === "suspend" || decision === "unsuspend") {
    await setSuspended(world, app, one, decision === "suspend", login);
  }
  if (decision === "selection") {
    await selectRepositories(world, scene, chosenIds(form, await listRepositories(world, one.account.login)));
    return context.redirect(afterwards(world, context, scene, "update"));
  }
  return context.redirect(`${world.urls.web}/settings/installations/${one.id}`);
}

/** Changes which repositories an installation reaches, and tells the App which came and which went. */
export async function selectRepositories(
  world: World,
  { app, one, login }: Scene,
  ids: readonly number[] | "all",
): Promise<void> {
  const before = await installedRepositories(world, one);
  one.selection = ids === "all" ? "all" : "selected";
  one.repositoryIds = new Set(ids === "all" ? [] : ids);
  one.updatedAt = world.now();
  const after = await installedRepositories(world, one);
  const added = after.filter(({ id }) => !before.some((each) => each.id === id));
  const removed = before.filter(({ id }) => !after.some((each) => each.id === id));
  await announceRepositories(world, app, one, { added, removed }, login);
}

function chosenIds(form: Record<string, unknown>, all: readonly { id: number }[]): number[] | "all" {
  if (form.selection !== "selected") {
    return "all";
  }
  const ticked = new Set([form.repository ?? []].flat().map(Number));
  return all.map(({ id }) => id).filter((id) => ticked.has(id));
}

function accountsOf(world: World, login: string): Account[] {
  const logins = [login, ...world.organizations.keys()];
  const accounts = logins.map((each) => findAccount(world, each)).filter((each) => each !== null);
  return accounts.filter((account) => administers(world, login, account));
}

function appOfSlug(world: World, context: Context): App | null {
  const slug = context.req.param("slug");
  return [...world.apps.values()].find((app) => app.slug === slug && !app.isOAuthApp) ?? null;
}

async function onApp(
  world: World,
  context: Context,
  act: (app: App, login: string) => Promise<Response>,
): Promise<Response> {
  const app = appOfSlug(world, context);
  const login = personOf(world, context);
  if (!app) {
    return nothing(context);
  }
  return login ? act(app, login) : toSignIn(world, context);
}

async function onInstallation(
  world: World,
  context: Context,
  act: (app: App, one: Installation, login: string) => Promise<Response>,
): Promise<Response> {
  const login = personOf(world, context);
  const one = world.installations.get(Number(context.req.param("id")));
  const app = one && world.apps.get(one.appId);
  if (!login) {
    return toSignIn(world, context);
  }
  return app && administers(world, login, one.account) ? act(app, one, login) : nothing(context);
}

function nothing(context: Context): Response | Promise<Response> {
  return context.html(sitePage("Not Found", html`<p class="problem">There is nothing here.</p>`), 404);
}
