import { createHash } from "node:crypto";
import * as z from "zod";
import type { InstallationFacts } from "@/lib/core/github-app";
import type { SetupRefusal } from "@/lib/core/github-setup";
import type { AppCredentials } from "@/lib/github/apps";
import type { GitHubHosts } from "@/lib/platform/github-hosts";
import { type GitHubClient, type GitHubClients, REQUEST_TIMEOUT_MS } from "./client";
import { knownInstallation, statusOf } from "./read";

const PAGE_SIZE = 100;
/** A person who sees more installations of one App than these is asked to name one by installing it. */
const PAGES_MAX = 10;

const tokenAnswer = z.object({ access_token: z.string().min(1) });
const membership = z.object({ state: z.string(), role: z.string() });

/** Where GitHub asks the person whether the App may know who they are. PKCE ties its answer to this very question. */
export function authorizeUrl(
  { web }: GitHubHosts,
  {
    clientId,
    redirectUri,
    state,
    verifier,
  }: { clientId: string; redirectUri: string; state: string; verifier: string },
): string {
  const question = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  return `${web}/login/oauth/authorize?${question}`;
}

/** The person as GitHub knows them: their token lives in the closure of one request and is written nowhere. */
export async function identify(
  { hosts, clients }: { hosts: GitHubHosts; clients: GitHubClients },
  { clientId, clientSecret }: AppCredentials,
  answer: { code: string; redirectUri: string; verifier: string },
): Promise<GitHubClient | null> {
  const response = await fetch(`${hosts.web}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      code: answer.code,
      redirect_uri: answer.redirectUri,
      code_verifier: answer.verifier,
    }),
    redirect: "error", // It holds the App's secret.
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  // A code that is wrong or was used is answered with status 200 and no token.
  const told = response.ok ? tokenAnswer.safeParse(await response.json()) : null;
  return told?.success ? clients.bearer(told.data.access_token) : null;
}

/** The installations of this App that GitHub shows to the person: whoever may see one need not administer it. */
export async function listVisible(person: GitHubClient, appId: number): Promise<InstallationFacts[]> {
  const found: InstallationFacts[] = [];
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const { data } = await person.request("GET /user/installations", { per_page: PAGE_SIZE, page });
    found.push(...data.installations.flatMap(knownInstallation).filter((each) => each.appId === appId));
    if (data.installations.length < PAGE_SIZE) {
      break;
    }
  }
  return found;
}

/** Null where GitHub says that the person owns the account: it is theirs, or they are an admin of the organisation. */
export async function ownershipRefusal(
  person: GitHubClient,
  { account }: InstallationFacts,
): Promise<SetupRefusal | null> {
  if (account.type === "User") {
    const { data } = await person.request("GET /user");
    return data.id === account.id ? null : "not-owner";
  }
  try {
    const { data } = await person.request("GET /user/memberships/orgs/{org}", { org: account.login });
    const { state, role } = membership.parse(data);
    return state === "active" && role === "admin" && data.organization.id === account.id ? null : "not-owner";
  } catch (error) {
    if (statusOf(error) === 404) {
      return "not-owner";
    }
    if (statusOf(error) === 403) {
      return "no-members"; // An App of the environment's, which was not made of our manifest.
    }
    throw error;
  }
}
