import type { Env } from "@/lib/platform/env";

export type SignInProvider = {
  id: "github" | "oidc";
  /** What its button says after "Continue with". */
  name: string;
  /** Its own address, under which its accounts are kept apart from another server's. */
  issuer: string;
};

/** The providers that the environment configures, in the order of their buttons. */
export function signInProviders(env: Env): SignInProvider[] {
  const providers: SignInProvider[] = [];
  if (env.GITHUB_CLIENT_ID !== undefined) {
    providers.push({ id: "github", name: "GitHub", issuer: env.GITHUB_URL });
  }
  if (env.OIDC_ISSUER !== undefined) {
    providers.push({ id: "oidc", name: env.OIDC_NAME, issuer: env.OIDC_ISSUER });
  }
  return providers;
}
