import type { Env } from "./env";

/** Where GitHub is: github.com, a GitHub Enterprise Server, or the sandbox of the demo. All without a slash at the end. */
export type GitHubHosts = {
  /** For people. */
  web: string;
  api: string;
  /** Who signs the identity tokens of workflow runs. */
  oidcIssuer: string;
  /** True where it listens on this machine alone: nothing of it is the real GitHub, and the site says so. */
  isSandbox: boolean;
};

type Variables = Pick<Env, "GITHUB_URL" | "GITHUB_API_URL" | "GITHUB_OIDC_ISSUER">;

/** Derives from the web address what was not given: each kind of GitHub has its own rule for the others. */
export function githubHosts({ GITHUB_URL: web, GITHUB_API_URL, GITHUB_OIDC_ISSUER }: Variables): GitHubHosts {
  const { protocol, host, hostname } = new URL(web);
  const isCloud = host === "github.com" || host.endsWith(".ghe.com");
  return {
    web,
    api: GITHUB_API_URL ?? (isCloud ? `${protocol}//api.${host}` : `${web}/api/v3`),
    oidcIssuer: GITHUB_OIDC_ISSUER ?? issuerOf(web, host),
    isSandbox: ["localhost", "127.0.0.1", "[::1]"].includes(hostname),
  };
}

/** The page of an App, from which it is installed. */
export function appPageUrl({ web, isSandbox }: GitHubHosts, slug: string): string {
  const { host } = new URL(web);
  const isLikeCloud = isSandbox || host === "github.com" || host.endsWith(".ghe.com");
  return `${web}/${isLikeCloud ? "apps" : "github-apps"}/${slug}`;
}

function issuerOf(web: string, host: string): string {
  if (host === "github.com") {
    return "https://token.actions.githubusercontent.com";
  }
  return host.endsWith(".ghe.com") ? `https://token.actions.${host}` : `${web}/_services/token`;
}
