import { and, eq, exists, inArray, or, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { ResolvedSecret, SecretWish } from "@/lib/core/ports";
import { secretContext } from "@/lib/core/sealing";
import type { Database } from "@/lib/db/client";
import { secretGrants, secrets } from "@/lib/db/schema";
import { type Keyring, open } from "@/lib/platform/crypto";

/** What core's `ResolveSecrets` promises, for a process that has its database and key ring. */
export async function resolveSecrets(
  db: Database,
  keyring: Keyring,
  teamId: Id<"team">,
  { ids = [], names = [], webhookId }: SecretWish,
): Promise<ResolvedSecret[]> {
  if (ids.length === 0 && names.length === 0) {
    return [];
  }

  const isGranted = webhookId ? sql<boolean>`${exists(grantTowards(db, webhookId))}` : sql<boolean>`false`;
  const found = await db
    .select({
      id: secrets.id,
      name: secrets.name,
      sealed: secrets.sealed,
      isGranted,
    })
    .from(secrets)
    .where(and(eq(secrets.teamId, teamId), or(inArray(secrets.id, [...ids]), inArray(secrets.name, [...names]))));

  return found.map(({ id, name, sealed, isGranted }) => {
    const opened = open(keyring, sealed, secretContext(teamId, id));
    return { id, name, value: opened.ok ? opened.value : null, isGranted };
  });
}

function grantTowards(db: Database, webhookId: Id<"webhook">) {
  return db
    .select({ one: sql`1` })
    .from(secretGrants)
    .where(and(eq(secretGrants.secretId, secrets.id), eq(secretGrants.webhookId, webhookId)));
}
