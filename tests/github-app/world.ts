import { createSecretKey, randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import { exchange } from "@/app/_server/exchange";
import type { Installation } from "@/demo/github/records";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { createClients } from "@/github-app/client";
import type { HandlerPorts } from "@/github-app/handlers/ports";
import { createGitHubApp, type GitHubApp } from "@/github-app/index";
import type { SetupActor } from "@/github-app/setup";
import type { TeamScope } from "@/lib/core/actor";
import type { Result } from "@/lib/core/result";
import { type AppCredentials, readAppCredentials } from "@/lib/github/apps";
import { type SetupPerson, sealSetup } from "@/lib/github/setup-state";
import type { Keyring } from "@/lib/platform/crypto";
import { parseEnv } from "@/lib/platform/env";
import { githubHosts } from "@/lib/platform/github-hosts";
import { type DatabaseKind, openTestDatabase, type TestDatabase } from "../support/database";
import { validateRequest, validateWebhook } from "../support/github-schema";
import { must } from "../support/must";

export type LogLine = { level: string; message: string; fields: object };

/** A server of ours on one database, beside an emulated GitHub that sends it webhooks. */
export type GitHubWorld = {
  database: TestDatabase;
  sandbox: GitHubSandbox;
  app: GitHubApp;
  /** What the App listens with, for another process of the same server. */
  listening: { ports: Omit<HandlerPorts, "receipt">; credentials: () => Promise<Result<AppCredentials | null>> };
  keyring: Keyring;
  origin: string;
  lines: LogLine[];
  clock: { now: () => Date; advance(ms: number): void };
  /** An operator and admin of a new team, in a browser of their own. */
  actor(person?: Partial<SetupPerson>): Promise<SetupActor>;
  /** Makes the App by the manifest flow. */
  createApp(actor: SetupActor): Promise<void>;
  /** Through GitHub's pages as the person, to a tied account. */
  connect(actor: SetupActor, account: string, repositories?: readonly string[]): Promise<number>;
  /** Ties what the sandbox has installed without a page. */
  tie(actor: SetupActor, installation: Installation): Promise<void>;
  close(): Promise<void>;
};

/** mira administers acme and globex, noor is a member of acme. */
export function startPeople(): Promise<GitHubSandbox> {
  return startGitHubSandbox({
    people: [
      { login: "mira", name: "Mira Lang", email: "mira@example.com" },
      { login: "noor", name: "Noor Haddad", email: "noor@example.com" },
    ],
    organizations: [
      {
        login: "acme",
        name: "Acme",
        members: [
          { login: "mira", role: "admin" },
          { login: "noor", role: "member" },
        ],
      },
      { login: "globex", name: "Globex", members: [{ login: "mira", role: "admin" }] },
    ],
    repositories: [
      { fullName: "acme/serving", isPrivate: true },
      { fullName: "acme/training" },
      { fullName: "globex/edge" },
      { fullName: "globex/vision" },
      { fullName: "mira/notes" },
    ],
  });
}

export async function openGitHubWorld(kind: DatabaseKind, sandbox: GitHubSandbox): Promise<GitHubWorld> {
  const database = await openTestDatabase(kind);
  const keyring: Keyring = { currentId: "k1", keys: new Map([["k1", createSecretKey(randomBytes(32))]]) };
  const lines: LogLine[] = [];
  const clock = testClock();
  const server = await listen((request) => app.receive(request, () => {}));
  const env = must(parseEnv({ GITHUB_URL: sandbox.urls.web, GITHUB_API_URL: sandbox.urls.api }));
  const hosts = githubHosts(env);
  const credentials = () => readAppCredentials(database.db, keyring, env);
  const ports = {
    db: database.db,
    clients: createClients({ hosts, version: "0.0.0-test", credentials }),
    log: logInto(lines),
    clock: { ...clock, sleep: async () => {} },
  };
  const listening = { ports, credentials };
  const options = { ...ports, credentials, keyring, hosts, baseUrl: server.origin, isGiven: false };
  const app: GitHubApp = createGitHubApp(options);
  const world = { database, sandbox, app, listening, keyring, lines, clock, origin: server.origin };
  return {
    ...world,
    async actor(person = {}) {
      const team = await database.team();
      const session = randomBytes(32).toString("hex");
      return {
        scope: await team.scope("admin"),
        person: { userId: "usr_mira", sessionHash: session, isOperator: true, ...person },
      };
    },
    createApp: (actor) => createApp(world, actor),
    connect: (actor, account, repositories) => connect(world, actor, account, repositories),
    async tie(actor, { id: installationId, account }) {
      const memory = { proven: [{ installationId, login: account.login }] };
      const state = sealSetup({ keyring, id: randomUUID(), now: clock.now() }, "choose", actor, memory);
      good(await app.setup.chosen(actor, { state, installationId }));
      await sandbox.hooks.idle();
    },
    async close() {
      await sandbox.hooks.idle();
      await server.close();
      await database.close();
    },
  };
}

type Made = Pick<GitHubWorld, "app" | "sandbox" | "database">;

async function createApp({ app, sandbox }: Made, actor: SetupActor): Promise<void> {
  const { action, manifest } = app.setup.manifestForm(actor, { organization: "acme", isPublic: true });
  const name = `Registry ${randomBytes(4).toString("hex")}`;
  const form = { manifest: JSON.stringify(manifest), decision: "create", name };
  const back = await submitAs("mira", action, form);
  const { code = "", state = "" } = Object.fromEntries(back.searchParams);
  good(await app.setup.created(actor, { code, state }));
  await sandbox.hooks.idle();
}

async function connect(
  world: Made,
  actor: SetupActor,
  account: string,
  repositories?: readonly string[],
): Promise<number> {
  const { url } = good(await world.app.setup.installUrl(actor));
  const installed = await install(world.sandbox, "mira", url, { account, repositories });
  const asked = good(await world.app.setup.installed(actor, installed));
  good(await world.app.setup.authorized(actor, await authorize("mira", asked.url)));
  await world.sandbox.hooks.idle();
  return installed.installationId;
}

/** What a person does on the page from which an App is installed, and what their browser brings back. */
export async function install(
  sandbox: GitHubSandbox,
  login: string,
  url: string,
  { account, repositories }: { account: string; repositories?: readonly string[] | undefined },
): Promise<{ state: string; installationId: number }> {
  const ids = await Promise.all((repositories ?? []).map(async (name) => (await sandbox.repositories.get(name)).id));
  const fields: [string, string][] = [
    ["account", account],
    ["selection", repositories ? "selected" : "all"],
    ...ids.map((id): [string, string] => ["repository", String(id)]),
  ];
  const back = await submitAs(login, url, fields);
  return {
    state: back.searchParams.get("state") ?? "",
    installationId: Number(back.searchParams.get("installation_id")),
  };
}

export async function authorize(login: string, url: string): Promise<{ code: string; state: string }> {
  const back = await submitAs(login, url, { decision: "allow" });
  return { code: back.searchParams.get("code") ?? "", state: back.searchParams.get("state") ?? "" };
}

/** Posts a form of one of GitHub's pages as the person, and gives where it leads. */
export async function submitAs(
  login: string,
  url: string,
  fields: Readonly<Record<string, string>> | [string, string][],
): Promise<URL> {
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: `sandbox_person=${login}` },
    body: new URLSearchParams(fields),
  });
  const location = answer.headers.get("location");
  if (!location) {
    throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 2_000)}`);
  }
  return new URL(location);
}

/** Holds all that we asked GitHub's API, and all that it sent, against GitHub's own description. */
export function expectAsDescribed(sandbox: GitHubSandbox): void {
  // Where its own redirects lead, GitHub does not describe.
  const asked = sandbox.requests.filter(({ path }) => /^\/api\/v3\/(?!repositories\/\d+$)/.test(path));
  for (const { method, path, body, headers } of asked) {
    expect(validateRequest(method, path, body), `${method} ${path}`).toEqual([]);
    expect(headers["x-github-api-version"], path).toBe("2022-11-28");
    expect(headers["user-agent"], path).toContain("Modelwire/");
  }
  for (const { event, request } of sandbox.hooks.log) {
    expect(validateWebhook(event, request.payload), event).toEqual([]);
  }
}

export function good<T, P>(result: Result<T, P>): T {
  expect(result, JSON.stringify(result)).toMatchObject({ ok: true });
  return (result as { ok: true; value: T }).value;
}

/** What the test cannot go on without. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) {
    throw new Error("What the test relies on is not there.");
  }
  return value;
}

export function withRole(scope: TeamScope, role: TeamScope["role"]): TeamScope {
  return { ...scope, role };
}

function testClock() {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    advance(ms: number) {
      aheadMs += ms;
    },
  };
}

function logInto(lines: LogLine[]) {
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, message, fields });
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

async function listen(
  answer: (request: Request) => Promise<Response>,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server: Server = createServer((incoming, outgoing) => {
    exchange(answer, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
