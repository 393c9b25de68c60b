import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { Account, App, Installation, Permissions, Repository } from "./records";
import { listRepositories } from "./repositories";
import { installationShape, userShape } from "./shapes";
import { findAccount, type World } from "./world";

const HOUR_MS = 60 * 60 * 1_000;
const EIGHT_HOURS_MS = 8 * HOUR_MS;

export type NewApp = {
  name: string;
  owner: string;
  permissions: Permissions;
  events: readonly string[];
  hookUrl?: string | null;
  externalUrl?: string;
  description?: string | null;
  callbackUrls?: readonly string[];
  setupUrl?: string | null;
  asksOAuthOnInstall?: boolean;
  hasSetupOnUpdate?: boolean;
};

/** Makes an App as GitHub would, with a key, a client and a hook secret of its own. */
export function createApp(world: World, wanted: NewApp): App {
  const owner = findAccount(world, wanted.owner);
  if (!owner) {
    throw new Error(`The sandbox knows no account ${wanted.owner}, so it cannot own an App.`);
  }
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const app: App = {
    id: world.nextId(),
    slug: freeSlug(world, wanted.name),
    name: wanted.name,
    description: wanted.description ?? null,
    externalUrl: wanted.externalUrl ?? world.urls.web,
    owner,
    isOAuthApp: false,
    clientId: `Iv23li${randomBytes(10).toString("hex").slice(0, 14)}`,
    clientSecret: randomBytes(20).toString("hex"),
    webhookSecret: randomBytes(20).toString("hex"),
    pem: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
    publicKey,
    permissions: { metadata: "read", ...wanted.permissions },
    events: [...wanted.events],
    hookUrl: wanted.hookUrl ?? null,
    callbackUrls: [...(wanted.callbackUrls ?? [])],
    setupUrl: wanted.setupUrl ?? null,
    asksOAuthOnInstall: wanted.asksOAuthOnInstall ?? false,
    hasSetupOnUpdate: wanted.hasSetupOnUpdate ?? false,
    createdAt: world.now(),
  };
  world.apps.set(app.id, app);
  return app;
}

/** An application of the older kind, with which people sign in. */
export function createOAuthApp(world: World, wanted: { name: string; owner: string; callbackUrls: string[] }): App {
  const app = createApp(world, { ...wanted, permissions: {}, events: [] });
  Object.assign(app, { isOAuthApp: true, permissions: {}, clientId: `Ov23li${randomBytes(7).toString("hex")}` });
  return app;
}

export function installApp(
  world: World,
  app: App,
  login: string,
  repositoryIds: readonly number[] | "all",
): Installation {
  const account = findAccount(world, login) as Account;
  const at = world.now();
  const installation: Installation = {
    id: world.nextId(),
    appId: app.id,
    account,
    selection: repositoryIds === "all" ? "all" : "selected",
    repositoryIds: new Set(repositoryIds === "all" ? [] : repositoryIds),
    permissions: { ...app.permissions },
    events: [...app.events],
    createdAt: at,
    updatedAt: at,
    suspendedAt: null,
    suspendedBy: null,
  };
  world.installations.set(installation.id, installation);
  return installation;
}

/** Which repositories an installation reaches now. */
export async function installedRepositories(world: World, installation: Installation): Promise<Repository[]> {
  const all = await listRepositories(world, installation.account.login);
  return installation.selection === "all" ? all : all.filter(({ id }) => installation.repositoryIds.has(id));
}

/** A token in the long form that GitHub hands out since 2026: opaque to us all, and some 520 characters. */
export function mintServerToken(
  world: World,
  token: { appId: number; installationId: number | null; repositoryIds: Set<number> | null; permissions: Permissions },
): { value: string; expiresAt: Date } {
  const parts = [36, 210, 128].map((bytes) => randomBytes(bytes).toString("base64url"));
  const value = `ghs_${token.appId}_${parts.join(".")}`;
  const expiresAt = new Date(world.now().getTime() + HOUR_MS);
  world.serverTokens.set(value, { ...token, value, expiresAt });
  return { value, expiresAt };
}

/** What `/login/oauth/access_token` hands out. An OAuth App's token lasts; a GitHub App's ends in eight hours. */
export function mintUserToken(world: World, app: App, login: string, scopes: string): Record<string, unknown> {
  const value = `${app.isOAuthApp ? "gho" : "ghu"}_${randomBytes(27).toString("base64url").slice(0, 36)}`;
  const expiresAt = app.isOAuthApp ? null : new Date(world.now().getTime() + EIGHT_HOURS_MS);
  world.userTokens.set(value, { value, login, appId: app.id, scopes: app.isOAuthApp ? scopes : "", expiresAt });
  if (app.isOAuthApp) {
    return { access_token: value, scope: scopes, token_type: "bearer" };
  }
  const refreshToken = `ghr_${randomBytes(57).toString("base64url")}`;
  world.refreshTokens.set(refreshToken, { login, appId: app.id });
  return {
    access_token: value,
    expires_in: EIGHT_HOURS_MS / 1_000,
    refresh_token: refreshToken,
    refresh_token_expires_in: 15_897_600,
    scope: "",
    token_type: "bearer",
  };
}

/** Tells an App what became of an installation. These come whether or not it asked for any event. */
export async function announceInstallation(
  world: World,
  app: App,
  installation: Installation,
  action: "created" | "deleted" | "suspend" | "unsuspend" | "new_permissions_accepted",
  sender: string,
): Promise<void> {
  const repositories = (await installedRepositories(world, installation)).map(brief);
  const payload = {
    action,
    installation: installationShape(world, app, installation),
    repositories,
    ...(action === "created" && { requester: null }),
    sender: userShape(world, findAccount(world, sender) as Account),
  };
  world.hooks.send(app, {
    event: "installation",
    action,
    installationId: installation.id,
    repositoryId: null,
    payload,
  });
}

export async function announceRepositories(
  world: World,
  app: App,
  installation: Installation,
  changed: { added: readonly Repository[]; removed: readonly Repository[] },
  sender: string,
): Promise<void> {
  for (const action of (["added", "removed"] as const).filter((each) => changed[each].length > 0)) {
    const payload = {
      action,
      installation: installationShape(world, app, installation),
      repository_selection: installation.selection,
      repositories_added: action === "added" ? changed.added.map(brief) : [],
      repositories_removed: action === "removed" ? changed.removed.map(brief) : [],
      requester: null,
      sender: userShape(world, findAccount(world, sender) as Account),
    };
    const content = { event: "installation_repositories", action, installationId: installation.id, repositoryId: null };
    world.hooks.send(app, { ...content, payload });
  }
}

/** GitHub sends one as soon as an App has a hook. */
export function sendPing(world: World, app: App): void {
  const config = { url: app.hookUrl, content_type: "json", insecure_ssl: "0", secret: "********" };
  const hook = {
    type: "App",
    id: app.id,
    name: "web",
    active: true,
    events: app.events,
    config,
    updated_at: app.createdAt.toISOString(),
    created_at: app.createdAt.toISOString(),
    app_id: app.id,
    deliveries_url: `${world.urls.api}/app/hook/deliveries`,
  };
  const payload = { zen: "Keep it logically awesome.", hook_id: app.id, hook };
  world.hooks.send(app, { event: "ping", action: null, installationId: null, repositoryId: null, payload });
}

/** Removes an installation with all its tokens, which end at once. */
export function removeInstallation(world: World, installation: Installation): void {
  world.installations.delete(installation.id);
  for (const [value, token] of world.serverTokens) {
    if (token.installationId === installation.id) {
      world.serverTokens.delete(value);
    }
  }
}

function brief({ id, name, fullName, isPrivate, json }: Repository) {
  return { id, node_id: String(json.node_id), name, full_name: fullName, private: isPrivate };
}

function freeSlug(world: World, name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const taken = new Set([...world.apps.values()].map((app) => app.slug));
  return taken.has(slug) ? `${slug}-${world.nextId()}` : slug;
}
