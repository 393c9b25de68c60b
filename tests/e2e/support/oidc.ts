import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export type OidcProvider = { env: Record<string, string>; close(): Promise<void> };

/**
 * An OpenID Connect provider on loopback, with its own pages, for a Modelwire at the address. Whoever names themselves there
 * is that person; it has verified the addresses of those whose name begins with "verified".
 */
export async function startOidcProvider(modelwireUrl: string): Promise<OidcProvider> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const client = { client_id: "modelwire", client_secret: "a-secret-of-the-loopback-provider" };
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [`${modelwireUrl}/api/auth/callback/oidc`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username"] },
    cookies: { keys: ["of-a-test"] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        preferred_username: id,
        email: `${id}@example.com`,
        email_verified: id.startsWith("verified"),
      }),
    }),
  });
  server.on("request", provider.callback());
  return {
    env: {
      OIDC_ISSUER: issuer,
      OIDC_NAME: "Acme",
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
