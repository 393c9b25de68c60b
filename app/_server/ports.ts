import { join } from "node:path";
import { createCheckReporter } from "@/github-app/checks";
import { createClients, type GitHubClients } from "@/github-app/client";
import { createDeploymentReporter } from "@/github-app/deployments";
import { createGitHubExecutor } from "@/github-app/dispatch";
import { createGitHubApp, type GitHubApp } from "@/github-app/index";
import { createWorkflows } from "@/github-app/launch";
import { createPreflight, type Preflight } from "@/github-app/preflight";
import type { Executors, Reporters, ResolveSecrets, Workflows } from "@/lib/core/ports";
import type { Database, DatabaseHandle } from "@/lib/db/client";
import { followLaunchRun } from "@/lib/deliveries/follow-launch";
import { isAppGiven, readAppCredentials } from "@/lib/github/apps";
import { createIdentityVerifier, type VerifyIdentity } from "@/lib/github/identity-token";
import { createBell } from "@/lib/launch/agents/bell";
import { createLaunchExecutor } from "@/lib/launch/execute";
import type { LaunchPorts } from "@/lib/launch/ports";
import type { Clock } from "@/lib/platform/clock";
import type { Keyring } from "@/lib/platform/crypto";
import { createNameResolver } from "@/lib/platform/dns";
import type { Env } from "@/lib/platform/env";
import { githubHosts } from "@/lib/platform/github-hosts";
import { createHttpClient, type HttpClient } from "@/lib/platform/http";
import { log } from "@/lib/platform/log";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import type { Storage } from "@/lib/platform/storage/port";
import type { S3Credentials } from "@/lib/platform/storage/s3-client";
import { resolveSecrets } from "@/lib/secrets/resolve";
import type { EgressRules } from "@/lib/webhooks/destination";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { createSlackReporter } from "@/lib/webhooks/slack-message";
import { VERSION } from "./version";

export type Ports = {
  executors: Executors;
  reporters: Reporters;
  github: GitHubClients;
  githubApp: GitHubApp;
  preflight: Preflight;
  verifyIdentity: VerifyIdentity;
  storage: Storage;
  launch: LaunchPorts;
  workflows: Workflows;
  http: HttpClient;
  /** Goes to the configured GitHub too, wherever the operator has it, and so is for nothing that a stranger chose. */
  githubHttp: HttpClient;
  keyring: Keyring;
  egress: EgressRules;
  resolveSecrets: ResolveSecrets;
  clock: Clock;
  /** Where people reach this installation. */
  baseUrl: string;
  version: string;
};

export type PortOptions = { db: Database; listen: DatabaseHandle["listen"]; keyring: Keyring; env: Env; clock: Clock };

/** The composition root: the one place where sibling modules and the outside world are put together. */
export async function createPorts({ db, listen, keyring, env, clock }: PortOptions): Promise<Ports> {
  const egress = { allow: env.MODELWIRE_EGRESS_ALLOW, resolve: createNameResolver() };
  const http = createHttpClient(egress);
  const shared = {
    http,
    keyring,
    egress,
    clock,
    version: VERSION,
    resolveSecrets: ((teamId, wish) => resolveSecrets(db, keyring, teamId, wish)) satisfies ResolveSecrets,
  };

  const hosts = githubHosts(env);
  const githubHttp = createHttpClient({
    allow: { origins: new Set([new URL(hosts.api).origin]), cidrs: [] },
    resolve: egress.resolve,
  });
  const credentials = () => readAppCredentials(db, keyring, env);
  const github = createClients({ hosts, version: VERSION, credentials });
  const githubApp = createGitHubApp({
    db,
    keyring,
    clock,
    log: log(),
    hosts,
    baseUrl: env.MODELWIRE_URL,
    clients: github,
    isGiven: isAppGiven(env),
    credentials,
  });

  return {
    ...shared,
    github,
    githubApp,
    preflight: createPreflight({ db, clients: github, hosts, clock }),
    verifyIdentity: createIdentityVerifier({ issuer: hosts.oidcIssuer, audience: env.MODELWIRE_URL, clock }),
    githubHttp,
    executors: {
      webhook: createWebhookExecutor({ db, ...shared }),
      github: createGitHubExecutor({ db, clients: github, http: githubHttp, clock }),
      launch: createLaunchExecutor({ db, clock }),
    },
    workflows: createWorkflows({ db, clients: github, http: githubHttp, clock }),
    reporters: {
      deployment: createDeploymentReporter({ db, clients: github, baseUrl: env.MODELWIRE_URL }),
      check: createCheckReporter({ db, clients: github, baseUrl: env.MODELWIRE_URL }),
      slack: createSlackReporter({ db, ...shared }),
    },
    storage: await openStorage(env),
    launch: { bell: createBell(listen), onRunEnded: followLaunchRun },
    baseUrl: env.MODELWIRE_URL,
  };
}

/** The AWS SDK is loaded only where it is used: without it a start on the embedded default takes 30 MB and 90 ms less. */
async function openStorage(env: Env): Promise<Storage> {
  if (!env.STORAGE_URL) {
    return createDiskStorage(join(/* turbopackIgnore: true */ env.MODELWIRE_DATA_DIR, "files"));
  }
  const { createS3Storage } = await import("@/lib/platform/storage/s3");
  return createS3Storage(env.STORAGE_URL, credentialsOf(env));
}

function credentialsOf(env: Env): S3Credentials | null {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined) {
    return null;
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  };
}
