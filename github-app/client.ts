import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import type { Result } from "@/lib/core/result";
import type { AppCredentials } from "@/lib/github/apps";
import type { GitHubHosts } from "@/lib/platform/github-hosts";

/** The version of GitHub's API that requests and tests go by. */
export const GITHUB_API_VERSION = "2022-11-28";

/** A request to GitHub that has no answer by then is given up. */
export const REQUEST_TIMEOUT_MS = 15_000;

const Client = Octokit.plugin(restEndpointMethods);
export type GitHubClient = InstanceType<typeof Client>;

/** What a token is narrowed to: nothing else can be done with it, whatever the installation may. */
export type TokenWish = {
  repositoryIds?: number[];
  permissions: Record<string, "read" | "write">;
  /** Asks for a new token, whatever is kept: GitHub has refused that one. */
  isFresh?: boolean;
};

export type GitHubClients = {
  /** As the App itself; null where there is none. */
  app(): Promise<GitHubClient | null>;
  /** As an installation, by GitHub's number, with no more rights than wished; null where there is no App. */
  installation(installationId: number, wish: TokenWish): Promise<GitHubClient | null>;
  /** As the person whose token it is; as nobody with null. */
  bearer(token: string | null): GitHubClient;
};

export type ClientOptions = {
  hosts: GitHubHosts;
  version: string;
  credentials: () => Promise<Result<AppCredentials | null>>;
};

/**
 * Makes clients that speak to the configured GitHub. They repeat nothing by themselves, for a dispatch must not be sent
 * twice, and wait for no limit: what is refused for now goes back to the queue. Installation tokens last an hour and are
 * kept in memory by what they were narrowed to.
 */
export function createClients({ hosts, version, credentials }: ClientOptions): GitHubClients {
  const auths = new Map<string, ReturnType<typeof createAppAuth>>();

  async function authOf(): Promise<ReturnType<typeof createAppAuth> | null> {
    const read = await credentials();
    if (!read.ok || read.value === null) {
      return null;
    }
    const { appId, clientId, clientSecret, privateKey } = read.value;
    const key = `${appId} ${clientId}`;
    const known = auths.get(key);
    if (known) {
      return known;
    }
    const made = createAppAuth({ appId, clientId, clientSecret, privateKey, request: bareClient().request });
    auths.set(key, made);
    return made;
  }

  function bareClient(token?: string): GitHubClient {
    const client = new Client({
      baseUrl: hosts.api,
      userAgent: `Modelwire/${version}`,
      ...(token === undefined ? {} : { auth: token }),
      request: { fetch: fetchInTime },
      log: SILENT,
    });
    // Octokit takes no headers for all requests of a client.
    client.hook.before("request", (request) => {
      request.headers["x-github-api-version"] = GITHUB_API_VERSION;
    });
    return client;
  }

  return {
    async app() {
      const auth = await authOf();
      return auth && bareClient((await auth({ type: "app" })).token);
    },
    async installation(installationId, { repositoryIds, permissions, isFresh = false }) {
      const auth = await authOf();
      if (!auth) {
        return null;
      }
      const { token } = await auth({
        type: "installation",
        installationId,
        permissions,
        refresh: isFresh,
        ...(repositoryIds ? { repositoryIds } : {}),
      });
      return bareClient(token);
    },
    bearer: (token) => bareClient(token ?? undefined),
  };
}

function fetchInTime(url: string | URL | Request, options: RequestInit = {}): Promise<Response> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  // A redirect would carry the token to wherever it points; Octokit is told of it as of any answer.
  return fetch(url, { ...options, signal });
}

/** Octokit's own lines hold whole addresses. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
