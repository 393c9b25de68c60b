import * as z from "zod";
import { ok, refuse } from "@/lib/core/result";
import type { NewApp } from "@/lib/github/commands";
import type { SetupResult } from "@/lib/github/setup-state";
import type { GitHubClients } from "./client";
import { statusOf } from "./read";

const converted = z.object({
  id: z.int(),
  slug: z.string().min(1),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  webhook_secret: z.string().nullable(),
  pem: z.string().min(1),
});

/** Exchanges the code that GitHub sent the operator back with for the App and its credentials, which it tells this once. */
export async function convertManifest(clients: GitHubClients, code: string): Promise<SetupResult<NewApp>> {
  const told = await conversionOf(clients, code);
  if (!told) {
    return refuse({ reason: "no-conversion" });
  }
  const { id, slug, name, owner, client_id, client_secret, webhook_secret, pem } = converted.parse(told);
  if (!webhook_secret) {
    return refuse({ reason: "no-secret" });
  }
  return ok({
    appId: id,
    slug,
    name,
    ownerLogin: owner.login,
    clientId: client_id,
    clientSecret: client_secret,
    webhookSecret: webhook_secret,
    privateKey: pem,
  });
}

async function conversionOf(clients: GitHubClients, code: string): Promise<unknown> {
  try {
    const { data } = await clients.bearer(null).request("POST /app-manifests/{code}/conversions", { code });
    return data;
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 422) {
      return null;
    }
    throw error;
  }
}
