import { and, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/client";
import { secrets } from "@/lib/db/schema";
import type { Keyring } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { insertSecret, replaceSecret } from "@/lib/secrets/write-secret";
import { secretNameOf } from "./names";

/** Seals the signing secret in the webhook's own secret of the team, made where there is none. Answers its name. */
export async function keepSecret(
  tx: Transaction,
  scope: TeamScope,
  { id, value }: { id: Id<"webhook">; value: string },
  { keyring }: { keyring: Keyring },
): Promise<string> {
  const name = secretNameOf(id);
  const [kept] = await tx
    .select({ id: secrets.id })
    .from(secrets)
    .where(and(eq(secrets.teamId, scope.teamId), eq(secrets.name, name)))
    .for("update");
  if (kept) {
    await replaceSecret(tx, scope, { id: kept.id, value }, keyring);
  } else {
    await insertSecret(tx, scope, { id: newId("secret"), name, value }, keyring);
  }
  return name;
}
