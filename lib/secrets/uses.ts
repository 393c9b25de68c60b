import { and, arrayContains, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { SecretUse } from "@/lib/core/secret";
import type { Database, Transaction } from "@/lib/db/client";
import { automations, webhooks } from "@/lib/db/schema";

type Named = { id: Id<"secret">; name: string };

/** What uses each of these secrets, asked for all of them at once. */
export async function listUses(
  db: Database | Transaction,
  teamId: Id<"team">,
  secrets: readonly Named[],
): Promise<Map<Id<"secret">, SecretUse[]>> {
  const uses = new Map<Id<"secret">, SecretUse[]>(secrets.map(({ id }) => [id, []]));
  if (secrets.length === 0) {
    return uses;
  }
  for (const { secretId, use } of await usesByWebhooks(db, teamId, [...uses.keys()])) {
    uses.get(secretId)?.push(use);
  }
  for (const { secretName, use } of await usesByPayloads(db, teamId, secrets)) {
    const secret = secrets.find(({ name }) => name === secretName);
    if (secret) {
      uses.get(secret.id)?.push(use);
    }
  }
  return uses;
}

async function usesByWebhooks(db: Database | Transaction, teamId: Id<"team">, ids: Id<"secret">[]) {
  const found = await db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      accessTokenSecretId: webhooks.accessTokenSecretId,
      signingSecretId: webhooks.signingSecretId,
    })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.teamId, teamId),
        isNull(webhooks.deletedAt),
        or(inArray(webhooks.accessTokenSecretId, ids), inArray(webhooks.signingSecretId, ids)),
      ),
    )
    .orderBy(asc(webhooks.name));

  return found.flatMap(({ id, name, accessTokenSecretId, signingSecretId }) => {
    const webhook = { id, name };
    const uses: { secretId: Id<"secret">; use: SecretUse }[] = [];
    if (accessTokenSecretId) {
      uses.push({ secretId: accessTokenSecretId, use: { kind: "access_token", webhook } });
    }
    if (signingSecretId) {
      uses.push({ secretId: signingSecretId, use: { kind: "signing", webhook } });
    }
    return uses;
  });
}

async function usesByPayloads(db: Database | Transaction, teamId: Id<"team">, secrets: readonly Named[]) {
  const names = secrets.map(({ name }) => name);
  const found = await db
    .select({ id: automations.id, name: automations.name, secretNames: automations.secretNames })
    .from(automations)
    .where(
      and(
        eq(automations.teamId, teamId),
        isNull(automations.deletedAt),
        names.length === 1
          ? arrayContains(automations.secretNames, names)
          : sql`cardinality(${automations.secretNames}) > 0`,
      ),
    )
    .orderBy(asc(automations.name));

  return found.flatMap(({ id, name, secretNames }) =>
    secretNames.map((secretName) => ({
      secretName,
      use: { kind: "payload", automation: { id, name } } satisfies SecretUse,
    })),
  );
}
