import { createHash } from "node:crypto";
import { type Account, type App, type Installation, stamp } from "./records";
import { isJson, type Json } from "./upstream";
import type { World } from "./world";

/** GitHub's `simple-user` of a person, an organisation or an App's bot: the three look alike where one owns or does something. */
export function userShape(world: World, account: { login: string; id: number; type: string }): Json {
  const path = encodeURIComponent(account.login);
  const url = `${world.urls.api}/users/${path}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: `${world.urls.web}/avatars/u/${path}`,
    gravatar_id: "",
    url,
    html_url: `${world.urls.web}/${path}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** The bot that an App acts as. */
export function botShape(world: World, app: App): Json {
  return userShape(world, { login: `${app.slug}[bot]`, id: 500_000_000 + app.id, type: "Bot" });
}

/** GitHub's `organization-simple`, which hooks name beside the repository. */
export function organizationShape(world: World, account: Account): Json {
  const url = `${world.urls.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId("Organization", account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.urls.web}/avatars/o/${account.login}`,
    description: null,
  };
}

/** emulate's repository with the owner that GitHub would show, whose organisations lack half of its addresses. */
export function repositoryShape(world: World, repository: Json): Json {
  const { permissions: _permissions, owner, ...rest } = repository;
  if (!isJson(owner)) {
    throw new Error("emulate gave a repository without an owner.");
  }
  const account = { login: String(owner.login), id: Number(owner.id), type: String(owner.type) };
  return {
    ...rest,
    owner: userShape(world, account),
    web_commit_signoff_required: false,
    created_at: seconds(rest.created_at),
    updated_at: seconds(rest.updated_at),
    pushed_at: seconds(rest.pushed_at),
  };
}

/** `full-repository`: what is read of one alone. */
export function fullRepositoryShape(world: World, repository: Json): Json {
  return { ...repositoryShape(world, repository), network_count: 0, subscribers_count: 0 };
}

/** `minimal-repository`: the addresses and a name, as runs, lists and hooks' small print hold it. */
export function minimalRepositoryShape(world: World, repository: Json): Json {
  const whole = repositoryShape(world, repository);
  const small = Object.entries(whole).filter(([name]) => name.endsWith("_url") || MINIMAL.has(name));
  const { clone_url, git_url, ssh_url, svn_url, mirror_url, ...rest } = Object.fromEntries(small);
  return rest;
}

const MINIMAL = new Set(["id", "node_id", "name", "full_name", "private", "owner", "description", "fork", "url"]);

/** GitHub's `integration`, without any of its secrets. */
export function appShape(world: World, app: App): Json {
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: nodeId("Integration", app.id),
    owner: userShape(world, app.owner),
    name: app.name,
    description: app.description,
    external_url: app.externalUrl,
    html_url: `${world.urls.web}/apps/${app.slug}`,
    created_at: stamp(app.createdAt),
    updated_at: stamp(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}

/** GitHub's `installation`. */
export function installationShape(world: World, app: App, installation: Installation): Json {
  const { account, suspendedAt, suspendedBy } = installation;
  const by = suspendedBy ? world.people.get(suspendedBy) : undefined;
  const url = `${world.urls.api}/app/installations/${installation.id}`;
  const settings = account.type === "User" ? "settings" : `organizations/${account.login}/settings`;
  return {
    id: installation.id,
    client_id: app.clientId,
    account: userShape(world, account),
    repository_selection: installation.selection,
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${world.urls.api}/installation/repositories`,
    html_url: `${world.urls.web}/${settings}/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: installation.events,
    created_at: stamp(installation.createdAt),
    updated_at: stamp(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: by ? userShape(world, { ...by, type: "User" }) : null,
    suspended_at: suspendedAt ? stamp(suspendedAt) : null,
  };
}

/** An id of GitHub's GraphQL side: opaque, but the same for the same thing. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`0${kind.length}:${kind}${id}`).toString("base64");
}

/** A number that stands for a text for as long as the process lives, and longer. */
export function numberOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) + 1;
}

function seconds(value: unknown): unknown {
  return typeof value === "string" ? stamp(new Date(value)) : value;
}
