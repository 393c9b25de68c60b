import { EventEmitter } from "node:events";
import { createApi } from "./api";
import { openGate } from "./gate";
import { createHookSender } from "./hook-sender";
import { createIssuer } from "./oidc";
import type { Urls } from "./records";
import { createRepository } from "./repositories";
import { latest } from "./run-records";
import { createHandle, type GitHubSandbox } from "./sandbox-handle";
import { type SeedOrganization, type SeedPerson, startUpstream, type Upstream } from "./upstream";
import { createWeb } from "./web";
import type { World } from "./world";

export type { GitHubSandbox } from "./sandbox-handle";

const API = "/api/v3";

export type SandboxOptions = {
  /** Who there is. Nobody can be added later. By default `mira`, who is also an admin of `acme`. */
  people?: readonly SeedPerson[];
  organizations?: readonly SeedOrganization[];
  repositories?: readonly { fullName: string; isPrivate?: boolean; files?: Readonly<Record<string, string>> }[];
  /** What every step of a run finds in its environment beside GitHub's own variables. */
  runnerEnvironment?: Readonly<Record<string, string>>;
};

const MIRA = { login: "mira", name: "Mira Lang", email: "mira@example.com" };
const ACME = { login: "acme", name: "Acme", members: [{ login: "mira", role: "admin" as const }] };

/** Starts an emulated GitHub on a random port of the loopback, under a secret path that is made anew each time. */
export async function startGitHubSandbox(options: SandboxOptions = {}): Promise<GitHubSandbox> {
  let handle: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const gate = await openGate(() => handle);
  const web = `${gate.origin}/${gate.secret}`;
  const urls: Urls = { origin: gate.origin, web, api: web + API, issuer: `${web}/_services/token` };
  const people = options.people ?? [MIRA];
  const organizations = options.organizations ?? (options.people ? [] : [ACME]);
  const upstream = await startUpstream({ people, organizations }, urls);
  const world = await createWorld(urls, upstream, people, organizations);
  Object.assign(world.runnerEnvironment, options.runnerEnvironment);

  const api = createApi(world);
  const site = createWeb(world);
  handle = async (request) => {
    const url = new URL(request.url);
    if (url.pathname !== API && !url.pathname.startsWith(`${API}/`)) {
      return site.fetch(request);
    }
    url.pathname = url.pathname.slice(API.length) || "/";
    return api.fetch(new Request(url, request));
  };
  for (const { fullName, ...repository } of options.repositories ?? []) {
    await createRepository(world, fullName, repository);
  }
  return createHandle(world, gate, async () => {
    for (const run of world.runs.values()) {
      latest(run).stop.abort();
    }
    world.hooks.close();
    await gate.close();
    await runsEnded(world);
    await upstream.close();
  });
}

async function createWorld(
  urls: Urls,
  upstream: Upstream,
  people: readonly SeedPerson[],
  organizations: readonly SeedOrganization[],
): Promise<World> {
  const changes = new EventEmitter();
  changes.setMaxListeners(0);
  // Ids of GitHub's are of this size, so that what takes them for small numbers shows.
  let lastId = 4_000_000_000 + (Date.now() % 100_000_000);
  const nextId = () => (lastId += 1);
  const world: World = {
    urls,
    now: () => new Date(),
    upstream,
    people: new Map(),
    organizations: new Map(),
    apps: new Map(),
    installations: new Map(),
    serverTokens: new Map(),
    userTokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    conversions: new Map(),
    formerNames: new Map(),
    repositoryNames: new Map(),
    workflows: new Map(),
    runs: new Map(),
    runNumbers: new Map(),
    lanes: new Map(),
    secrets: new Map(),
    variables: new Map(),
    runnerEnvironment: {},
    issuer: await createIssuer(urls, () => world.now()),
    idTokenRequests: new Map(),
    deployments: new Map(),
    statuses: [],
    checkRunApps: new Map(),
    hooks: createHookSender(() => world.now(), nextId, changes),
    changes,
    nextId,
  };
  await peopled(world, people, organizations);
  return world;
}

async function peopled(
  world: World,
  people: readonly SeedPerson[],
  organizations: readonly SeedOrganization[],
): Promise<void> {
  for (const { login } of people) {
    const profile = await world.upstream.find(login, "/user");
    world.people.set(login, { login, id: Number(profile?.id), profile: profile ?? {} });
  }
  for (const { login, members } of organizations) {
    const found = await world.upstream.find(null, `/orgs/${login}`);
    const roles = new Map(members.map((member) => [member.login, member.role]));
    world.organizations.set(login, { login, id: Number(found?.id), members: roles });
  }
}

async function runsEnded(world: World): Promise<void> {
  const isOver = () => [...world.runs.values()].every((run) => latest(run).status === "completed");
  while (!isOver()) {
    await new Promise((resolve) => world.changes.once("run", resolve));
  }
}
