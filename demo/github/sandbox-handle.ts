import { createPrivateKey } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import { setSuspended } from "./app-routes";
import {
  announceInstallation,
  createApp,
  createOAuthApp,
  installApp,
  mintServerToken,
  mintUserToken,
  type NewApp,
  removeInstallation,
  sendPing,
} from "./apps";
import type { Fault, Gate, RecordedRequest } from "./gate";
import type { HookSender } from "./hook-sender";
import { selectRepositories } from "./install-pages";
import { identityOf } from "./job-contexts";
import { jobClaims, type MintOptions } from "./oidc";
import type { Account, App, Installation, Permissions, Repository, Urls } from "./records";
import { createRepository, getRepository, writeFile } from "./repositories";
import { archiveRepository, deleteRepository, renameRepository, transferRepository } from "./repository-changes";
import { cancelRun, rerun } from "./run-engine";
import { latest, type Run } from "./run-records";
import { userShape } from "./shapes";
import { findWorkflow, setWorkflowState } from "./workflows";
import { findAccount, ownerOf, type World } from "./world";

const PATIENCE_MS = 20_000;

/** What a test does to the sandbox and learns of it. None of this can be reached over HTTP. */
export type GitHubSandbox = {
  /** `web` is what GITHUB_URL wants, `api` GITHUB_API_URL, `issuer` the issuer of Actions' identity tokens. */
  urls: Urls;
  requests: RecordedRequest[];
  /** Lets the next requests that match go wrong: refused, late, never answered, or answered wrongly after they took effect. */
  fail(fault: Fault): void;
  /** Moves the sandbox's clock: tokens and codes end by it. */
  advance(ms: number): void;
  hooks: HookSender & { ping(app: App): void };
  apps: AppKnobs;
  repositories: RepositoryKnobs;
  runs: RunKnobs;
  oidc: OidcKnobs;
  close(): Promise<void>;
};

export type AppKnobs = {
  list(): App[];
  create(app: NewApp): App;
  createOAuthApp(app: { name: string; owner: string; callbackUrls: string[] }): App;
  /** Installs without a page, and sends the hook as after one. */
  install(app: App, account: string, repositories?: readonly string[] | "all"): Promise<Installation>;
  uninstall(installation: Installation, by: string): Promise<void>;
  suspend(installation: Installation, isSuspended: boolean, by: string): Promise<void>;
  select(installation: Installation, repositories: readonly string[] | "all", by: string): Promise<void>;
  /** An admin accepts what the App newly asks for. */
  accept(installation: Installation, permissions: Permissions, events: readonly string[], by: string): Promise<void>;
  /** A JWT as the App itself signs it, for requests in its own name. */
  jwt(app: App): Promise<string>;
  token(installation: Installation, permissions?: Permissions, repositoryIds?: readonly number[]): string;
  userToken(app: App, login: string): string;
  /** Ends every token of an installation, while the installation itself stands. */
  revokeTokens(installation: Installation): void;
  /** Ends what a person gave. */
  revokeUserTokens(login: string): void;
};

export type RepositoryKnobs = {
  get(fullName: string): Promise<Repository>;
  create(
    fullName: string,
    options?: { isPrivate?: boolean; files?: Readonly<Record<string, string>> },
  ): Promise<Repository>;
  write(fullName: string, file: string, text: string, branch?: string): Promise<void>;
  rename(fullName: string, name: string): Promise<Repository>;
  archive(fullName: string, isArchived?: boolean): Promise<void>;
  transfer(fullName: string, newOwner: string): Promise<Repository>;
  delete(fullName: string): Promise<void>;
  setWorkflowEnabled(fullName: string, file: string, isEnabled: boolean): Promise<void>;
  setSecrets(fullName: string, secrets: Readonly<Record<string, string>>): Promise<void>;
  setVariables(fullName: string, variables: Readonly<Record<string, string>>): Promise<void>;
};

export type RunKnobs = {
  list(): Run[];
  /** Waits until as many runs as said exist and all that exist have ended and every hook has gone out. */
  settled(count?: number): Promise<Run[]>;
  /** Waits for the run, and gives it as soon as it is as wanted. */
  until(isIt: (run: Run) => boolean): Promise<Run>;
  cancel(run: Run): void;
  rerun(run: Run, by: string): void;
  /** All that the jobs of the latest attempt printed. */
  log(run: Run): string;
};

export type OidcKnobs = {
  /** A token as a job of this run would get it, or any other by what is changed on it. */
  mint(run: Run, audience: string, options?: MintOptions): Promise<string>;
  mintClaims(claims: JWTPayload, options?: MintOptions): Promise<string>;
  rotateKey(): Promise<void>;
};

export function createHandle(world: World, gate: Gate, close: () => Promise<void>): GitHubSandbox {
  const realNow = world.now;
  let aheadMs = 0;
  world.now = () => new Date(realNow().getTime() + aheadMs);
  return {
    urls: world.urls,
    requests: gate.requests,
    fail: gate.fail,
    advance: (ms) => {
      aheadMs += ms;
    },
    hooks: Object.assign(world.hooks, { ping: (app: App) => sendPing(world, app) }),
    apps: appKnobs(world),
    repositories: repositoryKnobs(world),
    runs: runKnobs(world),
    oidc: oidcKnobs(world),
    close,
  };
}

function appKnobs(world: World): AppKnobs {
  async function idsOf(names: readonly string[] | "all"): Promise<number[] | "all"> {
    return names === "all" ? "all" : Promise.all(names.map(async (name) => (await getRepository(world, name)).id));
  }
  function appOf(installation: Installation): App {
    const app = world.apps.get(installation.appId);
    if (!app) {
      throw new Error(`There is no App ${installation.appId}.`);
    }
    return app;
  }
  return {
    list: () => [...world.apps.values()],
    create: (app) => createApp(world, app),
    createOAuthApp: (app) => createOAuthApp(world, app),
    async install(app, account, repositories = "all") {
      const installation = installApp(world, app, account, await idsOf(repositories));
      await announceInstallation(world, app, installation, "created", ownerOf(world, account));
      return installation;
    },
    async uninstall(installation, by) {
      await announceInstallation(world, appOf(installation), installation, "deleted", by);
      removeInstallation(world, installation);
    },
    suspend: (installation, isSuspended, by) => setSuspended(world, appOf(installation), installation, isSuspended, by),
    async select(one, repositories, by) {
      await selectRepositories(world, { app: appOf(one), one, login: by }, await idsOf(repositories));
    },
    async accept(installation, permissions, events, by) {
      const app = appOf(installation);
      Object.assign(installation, { permissions: { metadata: "read", ...permissions }, events: [...events] });
      Object.assign(app, { permissions: { ...installation.permissions }, events: [...events] });
      await announceInstallation(world, app, installation, "new_permissions_accepted", by);
    },
    jwt(app) {
      const nowS = Math.floor(world.now().getTime() / 1_000);
      const jwt = new SignJWT({ iat: nowS - 60, exp: nowS + 540, iss: String(app.id) });
      return jwt.setProtectedHeader({ alg: "RS256" }).sign(createPrivateKey(app.pem));
    },
    token(installation, permissions = installation.permissions, repositoryIds) {
      const { id: installationId, appId } = installation;
      const ids = repositoryIds ? new Set(repositoryIds) : null;
      return mintServerToken(world, { appId, installationId, repositoryIds: ids, permissions }).value;
    },
    userToken: (app, login) => String(mintUserToken(world, app, login, "").access_token),
    revokeTokens({ id }) {
      forget(world.serverTokens, (token) => token.installationId === id);
    },
    revokeUserTokens(login) {
      forget(world.userTokens, (token) => token.login === login);
      forget(world.refreshTokens, (token) => token.login === login);
    },
  };
}

function repositoryKnobs(world: World): RepositoryKnobs {
  return {
    get: (fullName) => getRepository(world, fullName),
    create: (fullName, options) => createRepository(world, fullName, options),
    write: async (fullName, file, text, branch) =>
      writeFile(world, await getRepository(world, fullName), file, text, branch),
    rename: (fullName, name) => renameRepository(world, fullName, name),
    archive: (fullName, isArchived = true) => archiveRepository(world, fullName, isArchived),
    transfer: (fullName, newOwner) => transferRepository(world, fullName, newOwner),
    delete: (fullName) => deleteRepository(world, fullName),
    async setWorkflowEnabled(fullName, file, isEnabled) {
      const workflow = await findWorkflow(world, await getRepository(world, fullName), file);
      if (!workflow) {
        throw new Error(`${fullName} has no workflow ${file} on its default branch.`);
      }
      setWorkflowState(world, workflow, isEnabled ? "active" : "disabled_manually");
    },
    async setSecrets(fullName, secrets) {
      world.secrets.set((await getRepository(world, fullName)).id, { ...secrets });
    },
    async setVariables(fullName, variables) {
      world.variables.set((await getRepository(world, fullName)).id, { ...variables });
    },
  };
}

function runKnobs(world: World): RunKnobs {
  const list = () => [...world.runs.values()];
  return {
    list,
    async settled(count = 0) {
      const areOver = () => list().length >= count && list().every((run) => latest(run).status === "completed");
      await untilTrue(world, areOver, `${count} runs to end`);
      await world.hooks.idle();
      return list();
    },
    async until(isIt) {
      await untilTrue(world, () => list().some(isIt), "the run");
      return list().find(isIt) as Run;
    },
    cancel: cancelRun,
    rerun: (run, by) => rerun(world, run, userShape(world, findAccount(world, by) as Account), () => false),
    log: (run) =>
      latest(run)
        .jobs.flatMap(({ log }) => log)
        .join("\n"),
  };
}

function oidcKnobs(world: World): OidcKnobs {
  return {
    async mint(run, audience, options) {
      const fullName = world.repositoryNames.get(run.repositoryId) ?? "";
      const repository = await getRepository(world, fullName);
      const [job = { id: 0 }] = latest(run).jobs;
      const identity = identityOf(world, repository, run, { id: job.id, attempt: latest(run).number }, null);
      return world.issuer.mint({ ...jobClaims(world.urls, identity), aud: audience }, options);
    },
    mintClaims: (claims, options) => world.issuer.mint(claims, options),
    rotateKey: () => world.issuer.rotate(),
  };
}

function forget<T>(map: Map<string, T>, isIt: (value: T) => boolean): void {
  for (const [key, value] of map) {
    if (isIt(value)) {
      map.delete(key);
    }
  }
}

async function untilTrue(world: World, isTrue: () => boolean, what: string): Promise<void> {
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  while (!isTrue()) {
    await new Promise<void>((resolve, reject) => {
      const onChange = () => {
        timeout.removeEventListener("abort", onTimeout);
        resolve();
      };
      const onTimeout = () => {
        world.changes.removeListener("run", onChange);
        reject(new Error(`Waited ${PATIENCE_MS / 1_000} s in vain for ${what}.`));
      };
      world.changes.once("run", onChange);
      timeout.addEventListener("abort", onTimeout, { once: true });
    });
  }
}
