import { and, eq, exists, inArray, or, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import { secretContext } from "@/lib/core/sealing";
import type { Database } from "@/lib/db/client";
import { secretGrants, secrets } from "@/lib/db/schema";
import { type Keyring, open } from "@/lib/platform/crypto";

/** Which secrets are needed, by id or by name, and the webhook towards which they would be used in a payload. */
export type SecretWish = {
  ids?: readonly Id<"secret">[];
  names?: readonly string[];
  webhookId?: Id<"webhook">;
};

export type ResolvedSecret = {
  id: Id<"secret">;
  name: string;
  /** Null when the key that sealed it is not in the key ring, or the row was tampered with. */
  value: string | null;
  /** Whether an admin allowed payloads to the webhook of the wish to use it. */
  isGranted: boolean;
};

/** Opens secrets for sending. One that does not exist is left out: the caller knows what it asked for. */
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
