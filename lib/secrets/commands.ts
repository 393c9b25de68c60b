import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { NewSecret, SecretPatch, SecretUse, SecretView } from "@/lib/core/secret";
import type { Database, Transaction } from "@/lib/db/client";
import { secretGrants, secrets, webhooks } from "@/lib/db/schema";
import type { Keyring } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { readSecrets, secretByRef } from "./queries";
import { listUses } from "./uses";
import { insertSecret, replaceSecret } from "./write-secret";

export type SecretPorts = { keyring: Keyring };

/** Uses that a refusal spells out; the secret's page lists them all. */
const USES_TOLD_MAX = 10;

/** Seals a new secret. Refuses a name that the team already uses. */
export async function createSecret(
  db: Database,
  scope: TeamScope,
  input: NewSecret,
  { keyring }: SecretPorts,
): Promise<Result<SecretView>> {
  const id = newId("secret");
  return transact(db, scope, writeOf("secret.created", input.name), async (tx) => {
    const created = await insertSecret(tx, scope, { ...input, id }, keyring);
    if (!created.ok) {
      return created;
    }

    const granted = await setGrants(tx, scope.teamId, id, input.payloadWebhooks);
    return granted.ok ? viewOf(tx, scope.teamId, id) : granted;
  });
}

/** Replaces the value, or the webhooks towards which payloads may use it, or both. */
export async function updateSecret(
  db: Database,
  scope: TeamScope,
  ref: string,
  patch: SecretPatch,
  { keyring }: SecretPorts,
): Promise<Result<SecretView>> {
  const action = patch.value === undefined ? "secret.granted" : "secret.replaced";
  return transact(db, scope, writeOf(action, ref), async (tx) => {
    const secret = await findSecret(tx, scope.teamId, ref);
    if (!secret) {
      return notFound("secret");
    }

    if (patch.value !== undefined) {
      await replaceSecret(tx, scope, { id: secret.id, value: patch.value }, keyring);
    }
    if (patch.payloadWebhooks) {
      const granted = await setGrants(tx, scope.teamId, secret.id, patch.payloadWebhooks);
      if (!granted.ok) {
        return granted;
      }
    }
    return viewOf(tx, scope.teamId, secret.id);
  });
}

/**
 * Deletes a secret that nothing uses. Forced, it goes anyway; webhooks that authenticate or sign with it are then paused,
 * because a request that goes out unsigned is worse than one that waits.
 */
export async function deleteSecret(
  db: Database,
  scope: TeamScope,
  ref: string,
  { isForced = false }: { isForced?: boolean } = {},
): Promise<Result<{ id: Id<"secret">; name: string }>> {
  const write = { ...writeOf("secret.deleted", ref), details: { isForced } };
  return transact(db, scope, write, async (tx) => {
    const secret = await findSecret(tx, scope.teamId, ref);
    if (!secret) {
      return notFound("secret");
    }
    const uses = (await listUses(tx, scope.teamId, [secret])).get(secret.id) ?? [];
    if (uses.length > 0 && !isForced) {
      return refuse(inUse(secret.name, uses));
    }

    await pauseUsers(tx, secret);
    await tx.delete(secrets).where(eq(secrets.id, secret.id));
    return ok(secret);
  });
}

function writeOf(action: string, name: string) {
  return { permission: "secret.write", action, target: { name }, isTeamWide: true } as const;
}

/** Locks the row, so that a webhook that is being tied to it and its deletion come one after the other. */
async function findSecret(tx: Transaction, teamId: Id<"team">, ref: string) {
  const [secret] = await tx
    .select({ id: secrets.id, name: secrets.name })
    .from(secrets)
    .where(and(eq(secrets.teamId, teamId), secretByRef(ref)))
    .for("update");
  return secret ?? null;
}

async function setGrants(
  tx: Transaction,
  teamId: Id<"team">,
  secretId: Id<"secret">,
  names: readonly string[],
): Promise<Result<null>> {
  const wanted = [...new Set(names)];
  const found =
    wanted.length === 0
      ? []
      : await tx
          .select({ id: webhooks.id, name: webhooks.name })
          .from(webhooks)
          .where(and(eq(webhooks.teamId, teamId), isNull(webhooks.deletedAt), inArray(webhooks.name, wanted)));
  const missing = wanted.filter((name) => !found.some((webhook) => webhook.name === name));
  if (missing.length > 0) {
    return refuse({
      code: "invalid",
      field: "payloadWebhooks",
      message: `There is no webhook named ${missing.join(", ")}. Name webhooks of this team.`,
    });
  }

  await tx.delete(secretGrants).where(eq(secretGrants.secretId, secretId));
  if (found.length > 0) {
    await tx.insert(secretGrants).values(found.map(({ id }) => ({ secretId, webhookId: id })));
  }
  return ok(null);
}

async function pauseUsers(tx: Transaction, secret: { id: Id<"secret">; name: string }): Promise<void> {
  await tx
    .update(webhooks)
    .set({ pausedAt: new Date(), pauseReason: `Its secret ${secret.name} was deleted. Choose another, then resume.` })
    .where(
      and(
        isNull(webhooks.deletedAt),
        or(eq(webhooks.accessTokenSecretId, secret.id), eq(webhooks.signingSecretId, secret.id)),
      ),
    );
}

async function viewOf(tx: Transaction, teamId: Id<"team">, id: Id<"secret">): Promise<Result<SecretView>> {
  const [view] = await readSecrets(tx, teamId, { where: eq(secrets.id, id), limit: 1 });
  return view ? ok(view) : notFound("secret");
}

function inUse(name: string, uses: readonly SecretUse[]): Problem {
  const told = uses.slice(0, USES_TOLD_MAX).map(sentenceOf);
  const rest = uses.length - told.length;
  return {
    code: "conflict",
    message: `${name} is in use: ${told.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}. Change these first, or force the deletion.`,
    errors: uses.slice(0, USES_TOLD_MAX).map((use, index) => ({ path: `uses.${index}`, message: sentenceOf(use) })),
  };
}

function sentenceOf(use: SecretUse): string {
  if (use.kind === "payload") {
    return `the payload of automation ${use.automation.name}`;
  }
  return `${use.kind === "signing" ? "signing secret" : "access token"} of webhook ${use.webhook.name}`;
}
