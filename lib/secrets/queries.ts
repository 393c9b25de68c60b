import { and, asc, eq, gt, inArray, isNull, type SQL } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { SecretView } from "@/lib/core/secret";
import type { Database, Transaction } from "@/lib/db/client";
import { secretGrants, secrets, webhooks } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import { listUses } from "./uses";

/** The team's secrets by name, each with what uses it. Never a value. */
export async function listSecrets(
  db: Database,
  scope: TeamScope,
  page: PageRequest,
): Promise<Result<Page<SecretView>>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const after = decodeCursor(page.cursor, cursorKey);
  if (!after.ok) {
    return after;
  }

  const found = await readSecrets(db, scope.teamId, {
    where: after.value ? gt(secrets.name, after.value[0]) : undefined,
    limit: page.limit + 1,
  });
  return ok(
    pageOf(
      found,
      page.limit,
      (secret) => secret,
      ({ name }) => [name],
    ),
  );
}

export async function getSecret(db: Database, scope: TeamScope, ref: string): Promise<Result<SecretView>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const [found] = await readSecrets(db, scope.teamId, { where: secretByRef(ref), limit: 1 });
  return found ? ok(found) : notFound("secret");
}

/** A secret by its id or its name: a name holds no hyphen, so the two never meet. */
export function secretByRef(ref: string): SQL {
  return isId("secret", ref) ? eq(secrets.id, ref) : eq(secrets.name, ref);
}

/** The views of some secrets in the order of their names; for commands also, inside their transaction. */
export async function readSecrets(
  db: Database | Transaction,
  teamId: Id<"team">,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<SecretView[]> {
  const found = await db
    .select({
      id: secrets.id,
      name: secrets.name,
      createdAt: secrets.createdAt,
      createdBy: secrets.createdBy,
      replacedAt: secrets.replacedAt,
    })
    .from(secrets)
    .where(and(eq(secrets.teamId, teamId), where))
    .orderBy(asc(secrets.name))
    .limit(limit);
  if (found.length === 0) {
    return [];
  }

  const grants = await listGrants(
    db,
    found.map(({ id }) => id),
  );
  const uses = await listUses(db, teamId, found);
  return found.map(({ id, name, createdAt, createdBy, replacedAt }) => ({
    id,
    name,
    payloadWebhooks: grants.filter(({ secretId }) => secretId === id).map(({ webhook }) => webhook),
    uses: uses.get(id) ?? [],
    createdAt: createdAt.toISOString(),
    createdBy,
    replacedAt: replacedAt?.toISOString() ?? null,
  }));
}

async function listGrants(db: Database | Transaction, ids: Id<"secret">[]) {
  return db
    .select({ secretId: secretGrants.secretId, webhook: { id: webhooks.id, name: webhooks.name } })
    .from(secretGrants)
    .innerJoin(webhooks, eq(webhooks.id, secretGrants.webhookId))
    .where(and(inArray(secretGrants.secretId, ids), isNull(webhooks.deletedAt)))
    .orderBy(asc(webhooks.name));
}

function refuseReading(scope: TeamScope): { ok: false; problem: Problem } | null {
  if (!canSeeTeam(scope)) {
    return notFound("secret");
  }
  return can(scope.role, "secret.read") ? null : refuse({ code: "forbidden", message: onlySentence("secret.read") });
}

const cursorKey = z.tuple([z.string().max(128)]);
