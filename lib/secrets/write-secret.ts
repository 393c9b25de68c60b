import { and, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { secretContext } from "@/lib/core/sealing";
import type { NewSecret } from "@/lib/core/secret";
import type { Transaction } from "@/lib/db/client";
import { secrets } from "@/lib/db/schema";
import { type Keyring, seal } from "@/lib/platform/crypto";
import { listUses } from "./uses";

// What the commands do within their transaction, also for those who keep a secret of their own beside what they write.

type Value = { id: Id<"secret">; value: string };

/** Seals a new secret. Refuses a name that the team already uses. */
export async function insertSecret(
  tx: Transaction,
  scope: TeamScope,
  { name, ...value }: Pick<NewSecret, "name"> & Value,
  keyring: Keyring,
): Promise<Result<null>> {
  const [created] = await tx
    .insert(secrets)
    .values({
      id: value.id,
      teamId: scope.teamId,
      name,
      ...sealed(keyring, scope.teamId, value),
      createdBy: scope.actor.name,
    })
    .onConflictDoNothing({ target: [secrets.teamId, secrets.name] })
    .returning({ id: secrets.id });
  return created
    ? ok(null)
    : refuse({
        code: "conflict",
        field: "name",
        message: `A secret named ${name} already exists. Replace its value, or choose another name.`,
      });
}

export async function replaceSecret(tx: Transaction, scope: TeamScope, value: Value, keyring: Keyring): Promise<void> {
  await tx
    .update(secrets)
    .set({ ...sealed(keyring, scope.teamId, value), replacedAt: new Date() })
    .where(eq(secrets.id, value.id));
}

/** Deletes a secret that nothing uses any more; one that something else has taken up stays. */
export async function removeUnusedSecret(tx: Transaction, teamId: Id<"team">, name: string): Promise<void> {
  const [secret] = await tx
    .select({ id: secrets.id, name: secrets.name })
    .from(secrets)
    .where(and(eq(secrets.teamId, teamId), eq(secrets.name, name)))
    .for("update");
  if (secret && (await listUses(tx, teamId, [secret])).get(secret.id)?.length === 0) {
    await tx.delete(secrets).where(eq(secrets.id, secret.id));
  }
}

function sealed(keyring: Keyring, teamId: Id<"team">, { id, value }: Value) {
  return { sealed: seal(keyring, value, secretContext(teamId, id)), keyId: keyring.currentId };
}
