import type { Hono } from "hono";
import { jobClaims } from "./oidc";
import type { World } from "./world";

const BASE = "/_services/token";

/** GitHub's issuer, where GitHub Enterprise Server has it: its description, its keys, and the token that a job asks for. */
export function addIssuerRoutes(web: Hono, world: World): void {
  web.get(`${BASE}/.well-known/openid-configuration`, (context) => context.json(world.issuer.configuration()));
  web.get(`${BASE}/.well-known/jwks`, (context) => context.json(world.issuer.jwks()));
  web.get(`${BASE}/token`, async (context) => {
    const secret = /^bearer (.+)$/i.exec(context.req.header("authorization") ?? "")?.[1] ?? "";
    const job = world.idTokenRequests.get(secret);
    if (!job) {
      return context.json({ message: "The job has no right to an identity, or has ended." }, 401);
    }
    const audience = context.req.query("audience") ?? `${world.urls.web}/${job.owner.login}`;
    const value = await world.issuer.issue(jobClaims(world.urls, job), audience);
    return context.json({ count: value.length, value });
  });
}
