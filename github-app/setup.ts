import { randomBytes } from "node:crypto";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type AppManifest, appManifest, type InstallationFacts } from "@/lib/core/github-app";
import type { SetupRefusal, SetupStep } from "@/lib/core/github-setup";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import type { AppCredentials } from "@/lib/github/apps";
import { saveApp, tieInstallation } from "@/lib/github/commands";
import { listTiedNumbers } from "@/lib/github/installations";
import {
  openSetup,
  type SetupMemory,
  type SetupPerson,
  type SetupResult,
  type SetupState,
  sealSetup,
  takeSetup,
} from "@/lib/github/setup-state";
import type { Clock } from "@/lib/platform/clock";
import type { Keyring } from "@/lib/platform/crypto";
import { appPageUrl, type GitHubHosts } from "@/lib/platform/github-hosts";
import { newId } from "@/lib/platform/id";
import type { GitHubClient, GitHubClients } from "./client";
import { convertManifest } from "./conversion";
import { authorizeUrl, identify, listVisible, ownershipRefusal } from "./identity";
import { readInstallation, readRepositories } from "./read";

export type SetupPorts = {
  db: Database;
  keyring: Keyring;
  clock: Pick<Clock, "now">;
  hosts: GitHubHosts;
  baseUrl: string;
  clients: GitHubClients;
  /** True where the environment gives the App. */
  isGiven: boolean;
  credentials: () => Promise<Result<AppCredentials | null>>;
};

/** Who acts, for which team: both were authenticated by the edge. */
export type SetupActor = { scope: TeamScope; person: SetupPerson };

/** Each costs a request, while the person waits. */
const LOOKED_AT_MAX = 40;
/** Accounts that one choice offers: what is sealed of them travels in an address. */
const PROVEN_MAX = 20;

export type Setup = ReturnType<typeof createSetup>;

/**
 * Connecting GitHub, step by step. Between the steps the person is at GitHub, and what comes back with them is believed only
 * as far as our own seal goes: which team, who, in which browser, since when. Each step can be taken once.
 */
export function createSetup(ports: SetupPorts) {
  return {
    /** What a form of the operator's posts to GitHub, and where. */
    manifestForm(actor: SetupActor, wish: { organization: string | null; isPublic: boolean }): ManifestForm {
      const place = wish.organization === null ? "" : `/organizations/${encodeURIComponent(wish.organization)}`;
      const action = `${ports.hosts.web}${place}/settings/apps/new?${new URLSearchParams({ state: begin(ports, "create", actor) })}`;
      return { action, manifest: appManifest(ports.baseUrl, wish) };
    },
    /** The team that a step was begun for: before its scope is known, nothing more is looked at. */
    teamOf(step: SetupStep, text: string, person: SetupPerson): SetupResult<string> {
      const opened = openSetup(now(ports), step, text, person);
      return opened.ok ? ok(opened.value.team) : opened;
    },
    created: (actor: SetupActor, answer: { code: string; state: string }) => finishApp(ports, actor, answer),
    installUrl: (actor: SetupActor) => installUrl(ports, actor),
    installed: (actor: SetupActor, answer: { state: string; installationId: number }) => askWho(ports, actor, answer),
    /** For an account that has the App already: GitHub then says which, and the person chooses. */
    lookUp: (actor: SetupActor) => authorize(ports, actor, {}),
    authorized: (actor: SetupActor, answer: { code: string; state: string }) => finishTie(ports, actor, answer),
    /** What may be chosen from, sealed by the step before. */
    choices(text: string, person: SetupPerson): SetupResult<{ installationId: number; login: string }[]> {
      const opened = openSetup(now(ports), "choose", text, person);
      return opened.ok ? ok(opened.value.memory.proven ?? []) : opened;
    },
    chosen: (actor: SetupActor, answer: { state: string; installationId: number }) => choose(ports, actor, answer),
  };
}

export type ManifestForm = { action: string; manifest: AppManifest };

export type Tied = { kind: "tied"; login: string } | { kind: "choose"; state: string };

async function finishApp(
  ports: SetupPorts,
  actor: SetupActor,
  { code, state }: { code: string; state: string },
): Promise<SetupResult<{ url: string }>> {
  const step = await take(ports, "create", state, actor);
  if (!step.ok) {
    return step;
  }
  if (ports.isGiven) {
    return refuse({ reason: "given" });
  }
  // The command says so again; but a code is worth one App, which nobody is to make in vain.
  if (!actor.person.isOperator) {
    return refuse({ reason: "not-operator" });
  }
  if (!can(actor.scope.role, "github.manage")) {
    return refuse({ reason: "not-admin" });
  }
  const app = await convertManifest(ports.clients, code);
  if (!app.ok) {
    return app;
  }
  const saved = await saveApp(ports.db, actor.scope, actor.person, { app: app.value, keyring: ports.keyring });
  return saved.ok ? installUrl(ports, actor) : refuse({ reason: reasonOf(saved.problem) });
}

async function installUrl(ports: SetupPorts, actor: SetupActor): Promise<SetupResult<{ url: string }>> {
  const app = await appFor(ports, actor);
  if (!app.ok) {
    return app;
  }
  const state = begin(ports, "install", actor);
  return ok({
    url: `${appPageUrl(ports.hosts, app.value.slug)}/installations/new?${new URLSearchParams({ state })}`,
  });
}

/** GitHub says which installation it was, but anybody could: the person has to prove that the account is theirs. */
async function askWho(
  ports: SetupPorts,
  actor: SetupActor,
  { state, installationId }: { state: string; installationId: number },
): Promise<SetupResult<{ url: string }>> {
  const step = await take(ports, "install", state, actor);
  return step.ok ? authorize(ports, actor, { installationId }) : step;
}

async function authorize(
  ports: SetupPorts,
  actor: SetupActor,
  memory: SetupMemory,
): Promise<SetupResult<{ url: string }>> {
  const app = await appFor(ports, actor);
  if (!app.ok) {
    return app;
  }
  const verifier = randomBytes(32).toString("base64url");
  const state = begin(ports, "authorize", actor, { ...memory, verifier });
  const question = { clientId: app.value.clientId, redirectUri: redirectUri(ports), state, verifier };
  return ok({ url: authorizeUrl(ports.hosts, question) });
}

async function finishTie(
  ports: SetupPorts,
  actor: SetupActor,
  { code, state }: { code: string; state: string },
): Promise<SetupResult<Tied>> {
  const step = await take(ports, "authorize", state, actor);
  if (!step.ok) {
    return step;
  }
  const app = await appFor(ports, actor);
  if (!app.ok) {
    return app;
  }
  const { installationId, verifier = "" } = step.value.memory;
  const person = await identify(ports, app.value, { code, redirectUri: redirectUri(ports), verifier });
  if (!person) {
    return refuse({ reason: "denied" });
  }

  const visible = await listVisible(person, app.value.appId);
  if (installationId !== undefined) {
    const wanted = visible.find((each) => each.installationId === installationId);
    if (!wanted) {
      return refuse({ reason: "not-installed" });
    }
    const reason = await ownershipRefusal(person, wanted);
    return reason ? refuse({ reason }) : tie(ports, actor, installationId);
  }
  const tied = await listTiedNumbers(
    ports.db,
    visible.map((each) => each.installationId),
  );
  const untied = visible.filter((each) => !tied.has(each.installationId)).slice(0, LOOKED_AT_MAX);
  return offerOwned(ports, actor, person, untied);
}

async function offerOwned(
  ports: SetupPorts,
  actor: SetupActor,
  person: GitHubClient,
  installations: readonly InstallationFacts[],
): Promise<SetupResult<Tied>> {
  const proven: NonNullable<SetupMemory["proven"]> = [];
  let reason: SetupRefusal = "none-found";
  for (const each of installations) {
    const refusal = await ownershipRefusal(person, each);
    if (refusal === null && proven.length < PROVEN_MAX) {
      proven.push({ installationId: each.installationId, login: each.account.login });
    }
    reason = refusal === "no-members" ? refusal : reason;
  }
  return proven.length === 0
    ? refuse({ reason })
    : ok({ kind: "choose", state: begin(ports, "choose", actor, { proven }) });
}

async function choose(
  ports: SetupPorts,
  actor: SetupActor,
  { state, installationId }: { state: string; installationId: number },
): Promise<SetupResult<Tied>> {
  const step = await take(ports, "choose", state, actor);
  if (!step.ok) {
    return step;
  }
  const isProven = step.value.memory.proven?.some((each) => each.installationId === installationId);
  return isProven ? tie(ports, actor, installationId) : refuse({ reason: "not-owner" });
}

/** Ties what the person was proven to own, as GitHub has it at this moment. */
async function tie(ports: SetupPorts, actor: SetupActor, installationId: number): Promise<SetupResult<Tied>> {
  const facts = await readInstallation(ports.clients, installationId);
  if (!facts) {
    return refuse({ reason: "not-installed" });
  }
  const repositories = facts.suspendedAt ? [] : await readRepositories(ports.clients, installationId);
  const tied = await tieInstallation(ports.db, actor.scope, { facts, repositories });
  return tied.ok ? ok({ kind: "tied", login: tied.value.login }) : refuse({ reason: reasonOf(tied.problem) });
}

function begin(ports: SetupPorts, step: SetupStep, actor: SetupActor, memory: SetupMemory = {}): string {
  return sealSetup({ ...now(ports), id: newId("request") }, step, actor, memory);
}

/** Opens what comes back and uses it up. The scope must be of the very team that it was begun for. */
async function take(
  ports: SetupPorts,
  step: SetupStep,
  text: string,
  { scope, person }: SetupActor,
): Promise<SetupResult<SetupState>> {
  const opened = openSetup(now(ports), step, text, person);
  if (!opened.ok) {
    return opened;
  }
  if (opened.value.teamId !== scope.teamId) {
    return refuse({ reason: "foreign" });
  }
  return (await takeSetup(ports.db, opened.value)) ? opened : refuse({ reason: "used" });
}

/** The App, for who may connect accounts with it. Commands say so again; a person is not sent to GitHub in vain. */
async function appFor(ports: SetupPorts, { scope }: SetupActor): Promise<SetupResult<AppCredentials>> {
  if (!can(scope.role, "github.manage")) {
    return refuse({ reason: "not-admin" });
  }
  const read = await ports.credentials();
  if (!read.ok) {
    throw new Error(read.problem.message); // A key is missing: whoever runs the server reads of it in the log.
  }
  return read.value ? ok(read.value) : refuse({ reason: "no-app" });
}

function reasonOf({ code }: Problem): SetupRefusal {
  return code === "conflict" ? "elsewhere" : "not-admin";
}

function redirectUri({ baseUrl }: SetupPorts): string {
  return `${baseUrl}/api/github/authorized`;
}

function now({ keyring, clock }: SetupPorts) {
  return { keyring, now: clock.now() };
}
