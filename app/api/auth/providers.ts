import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import * as z from "zod";
import type { Env } from "@/lib/platform/env";
import { githubHosts } from "@/lib/platform/github-hosts";

const TIMEOUT_MS = 10_000;
const NAME_LENGTH_MAX = 128;

/** What a provider says of an account, the same for all of them. */
export const profile = z.object({
  accountId: z.string().min(1).max(255),
  name: z.string(),
  verifiedEmail: z.string().nullable(),
  imageUrl: z.string().nullable(),
  organizations: z.array(z.string()),
});

export type Profile = z.infer<typeof profile>;

/** The configured providers as NextAuth takes them. Each is asked for no more than the rules of signing up look at. */
export function oauthProviders(env: Env): OAuthConfig<Profile>[] {
  return [...githubProvider(env), ...oidcProvider(env)];
}

function githubProvider(env: Env): OAuthConfig<Profile>[] {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret, GITHUB_URL: url } = env;
  if (clientId === undefined || clientSecret === undefined) {
    return [];
  }
  const organizations = env.SIGN_UP_ALLOW.flatMap(({ kind, name }) => (kind === "organization" ? [name] : []));
  const scope = ["read:user", "user:email", ...(organizations.length > 0 ? ["read:org"] : [])].join(" ");
  return [
    {
      ...common("github", "GitHub", { clientId, clientSecret }),
      checks: ["pkce", "state"],
      client: { token_endpoint_auth_method: "client_secret_post" }, // As GitHub documents it.
      issuer: `${url}/login/oauth`,
      authorization: { url: `${url}/login/oauth/authorize`, params: { scope } },
      token: `${url}/login/oauth/access_token`,
      userinfo: {
        request: ({ tokens }) => readGithubProfile(githubHosts(env).api, tokens.access_token, organizations),
      },
    },
  ];
}

function oidcProvider(env: Env): OAuthConfig<Profile>[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    return [];
  }
  return [
    {
      ...common("oidc", env.OIDC_NAME, { clientId, clientSecret }),
      checks: ["pkce", "state", "nonce"],
      idToken: true,
      wellKnown: `${issuer}/.well-known/openid-configuration`,
      authorization: { params: { scope: "openid email profile" } },
      userinfo: {
        async request({ client, tokens }) {
          type TokenSet = Exclude<Parameters<typeof client.userinfo>[0], string>;
          const answered = tokens as TokenSet; // It is one; NextAuth's types know only its fields.
          const told = client.issuer.metadata.userinfo_endpoint ? await client.userinfo(answered) : {};
          return profileOfClaims({ ...told, ...answered.claims() });
        },
      },
    },
  ];
}

function common(id: string, name: string, client: { clientId: string; clientSecret: string }) {
  return {
    id,
    name,
    type: "oauth" as const,
    ...client,
    httpOptions: { timeout: TIMEOUT_MS },
    profile: ({ accountId, verifiedEmail, imageUrl, ...said }: Profile) => ({
      id: accountId,
      name: said.name,
      email: verifiedEmail,
      image: imageUrl,
    }),
  };
}

const githubUser = z.object({ id: z.int(), login: z.string().min(1), avatar_url: z.string().nullish() });
const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

async function readGithubProfile(api: string, token: string | undefined, asked: readonly string[]): Promise<Profile> {
  if (!token) {
    throw new Error("GitHub gave no token: look at GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET."); // It says so with status 200.
  }
  const user = githubUser.parse(await githubJson(`${api}/user`, token));
  const emails = githubEmails.parse(await githubJson(`${api}/user/emails`, token));
  const isMember = await Promise.all(
    asked.map(async (name) => {
      const path = `/orgs/${encodeURIComponent(name)}/members/${encodeURIComponent(user.login)}`;
      return (await githubGet(`${api}${path}`, token)).status === 204; // To those outside, GitHub tells public members by a redirect.
    }),
  );
  return {
    accountId: String(user.id),
    name: shownName(user.login),
    verifiedEmail: emails.find(({ primary, verified }) => primary && verified)?.email ?? null,
    imageUrl: user.avatar_url ?? null,
    organizations: asked.filter((_, place) => isMember[place]),
  };
}

async function githubJson(url: string, token: string): Promise<unknown> {
  const answer = await githubGet(url, token);
  if (!answer.ok) {
    throw new Error(`GitHub answered ${answer.status}.`);
  }
  return answer.json();
}

function githubGet(url: string, token: string): Promise<Response> {
  return fetch(url, {
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}`, "user-agent": "Modelwire" },
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

const claims = z.object({
  sub: z.string().min(1),
  preferred_username: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  picture: z.string().optional().catch(undefined),
});

function profileOfClaims(told: unknown): Profile {
  const { sub, email, email_verified, picture, ...names } = claims.parse(told);
  return {
    accountId: sub,
    name: shownName(names.preferred_username || names.name || email?.split("@")[0] || sub),
    verifiedEmail: email_verified === true && email ? email : null,
    imageUrl: picture ?? null,
    organizations: [],
  };
}

/** A name stands in histories, payloads and the audit log: one line, without what would turn the text around it. */
function shownName(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " ").trim();
  return [...line].slice(0, NAME_LENGTH_MAX).join("") || "nameless";
}
