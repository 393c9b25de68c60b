import { desc, isNull } from "drizzle-orm";
import * as z from "zod";
import { ok, type Result } from "@/lib/core/result";
import { githubAppContext } from "@/lib/core/sealing";
import type { Database } from "@/lib/db/client";
import { githubApps } from "@/lib/db/schema";
import { type Keyring, open } from "@/lib/platform/crypto";
import type { Env } from "@/lib/platform/env";

/** The GitHub App with all that it proves itself by: for `github-app` alone, never for a page or a log. */
export type AppCredentials = {
  appId: number;
  slug: string;
  clientId: string;
  clientSecret: string;
  webhookSecret: string;
  /** PEM. */
  privateKey: string;
};

/** What is sealed of an App. */
export const appSecrets = z.object({ clientSecret: z.string(), webhookSecret: z.string(), privateKey: z.string() });

/** The App that the environment gives, else the one that was made from here; null where there is none. */
export async function readAppCredentials(
  db: Database,
  keyring: Keyring,
  env: Env,
): Promise<Result<AppCredentials | null>> {
  const given = credentialsGiven(env);
  if (given) {
    return ok(given);
  }
  const [app] = await db
    .select({
      id: githubApps.id,
      appId: githubApps.appId,
      slug: githubApps.slug,
      clientId: githubApps.clientId,
      sealed: githubApps.sealed,
    })
    .from(githubApps)
    .where(isNull(githubApps.deletedAt))
    .orderBy(desc(githubApps.id))
    .limit(1);
  if (!app) {
    return ok(null);
  }
  const { id, sealed, ...rest } = app;
  const opened = open(keyring, sealed, githubAppContext(id));
  return opened.ok ? ok({ ...rest, ...appSecrets.parse(JSON.parse(opened.value)) }) : opened;
}

/** True where the environment gives the App: then it cannot be made or removed from here. */
export function isAppGiven(env: Pick<Env, "GITHUB_APP_ID">): boolean {
  return env.GITHUB_APP_ID !== undefined;
}

function credentialsGiven(env: Env): AppCredentials | null {
  const {
    GITHUB_APP_ID: appId,
    GITHUB_APP_SLUG: slug,
    GITHUB_APP_CLIENT_ID: clientId,
    GITHUB_APP_CLIENT_SECRET: clientSecret,
    GITHUB_APP_WEBHOOK_SECRET: webhookSecret,
    GITHUB_APP_PRIVATE_KEY: privateKey,
  } = env;
  // `env` has seen to it that they come together.
  return appId && slug && clientId && clientSecret && webhookSecret && privateKey
    ? { appId: Number(appId), slug, clientId, clientSecret, webhookSecret, privateKey }
    : null;
}
