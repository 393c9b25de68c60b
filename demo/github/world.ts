import type { EventEmitter } from "node:events";
import type { Lane } from "./concurrency";
import type { HookSender } from "./hook-sender";
import type { Issuer, JobIdentity } from "./oidc";
import type {
  Account,
  App,
  AuthorizationCode,
  Deployment,
  Installation,
  ManifestConversion,
  Organization,
  Person,
  ServerToken,
  Urls,
  UserToken,
  WorkflowState,
} from "./records";
import type { Run } from "./run-records";
import type { Json, Upstream } from "./upstream";

/** Everything that emulate does not keep, and emulate, which keeps the rest: people, repositories, git, pulls, checks. */
export type World = {
  urls: Urls;
  now: () => Date;
  upstream: Upstream;
  people: Map<string, Person>;
  organizations: Map<string, Organization>;
  apps: Map<number, App>;
  installations: Map<number, Installation>;
  serverTokens: Map<string, ServerToken>;
  userTokens: Map<string, UserToken>;
  refreshTokens: Map<string, { login: string; appId: number }>;
  codes: Map<string, AuthorizationCode>;
  conversions: Map<string, ManifestConversion>;
  /** Names that a repository once had, which lead to where it is now, as GitHub's redirects do. */
  formerNames: Map<string, number>;
  repositoryNames: Map<number, string>;
  workflows: Map<string, WorkflowState>;
  runs: Map<number, Run>;
  /** How many runs each workflow has had. */
  runNumbers: Map<number, number>;
  lanes: Map<string, Lane>;
  /** What workflows of a repository read as `secrets` and `vars`. */
  secrets: Map<number, Record<string, string>>;
  variables: Map<number, Record<string, string>>;
  /** What every step finds in its environment beside GitHub's own. */
  runnerEnvironment: Record<string, string>;
  issuer: Issuer;
  /** Which job may ask the issuer for a token, by the secret that it was given. */
  idTokenRequests: Map<string, JobIdentity>;
  deployments: Map<number, { repositoryId: number; deployment: Deployment; statuses: Json[] }>;
  statuses: { repositoryId: number; sha: string; status: Json }[];
  checkRunApps: Map<string, number>;
  hooks: HookSender;
  /** Says `run` when one has changed and `hook` when one was sent, so that a test waits for a thing and not for a time. */
  changes: EventEmitter;
  nextId(): number;
};

/** The account of a login, a person's or an organisation's. */
export function findAccount(world: World, login: string): Account | null {
  const person = world.people.get(login);
  if (person) {
    return { login, id: person.id, type: "User" };
  }
  const organization = world.organizations.get(login);
  return organization ? { login, id: organization.id, type: "Organization" } : null;
}

/** Whom emulate lets do everything with an account's repositories: the person, or an admin of the organisation. */
export function ownerOf(world: World, login: string): string {
  if (world.people.has(login)) {
    return login;
  }
  const members = world.organizations.get(login)?.members ?? new Map<string, string>();
  const admin = [...members].find(([, role]) => role === "admin")?.[0];
  if (!admin) {
    throw new Error(`The sandbox knows nobody who owns ${login}. Give the organisation a member with the role admin.`);
  }
  return admin;
}

/** Whether a person may install an App on an account. */
export function administers(world: World, login: string, account: Account): boolean {
  return account.type === "User"
    ? account.login === login
    : world.organizations.get(account.login)?.members.get(login) === "admin";
}

/** The App of the older or the newer kind that a client id names. */
export function appByClientId(world: World, clientId: string | null | undefined): App | null {
  return [...world.apps.values()].find((app) => app.clientId === clientId) ?? null;
}
