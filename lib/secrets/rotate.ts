import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { appendAudit } from "@/lib/audit/append";
import { contextless, grant } from "@/lib/auth/grant";
import type { Id } from "@/lib/core/ids";
import { githubAppContext, secretContext, webhookUrlContext } from "@/lib/core/sealing";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { githubApps, secrets, teams, webhooks } from "@/lib/db/schema";
import { type Keyring, open, seal } from "@/lib/platform/crypto";

export type Rotation = {
  resealed: number;
  /** What no key of the ring opens: it stays as it is, and has to be set again by a person. */
  unreadable: { kind: "secret" | "webhook" | "github_app"; id: string; teamId: string | null }[];
};

/** What belongs to no team is the server's own. */
type Row = { id: string; team: { id: Id<"team">; name: string } | null; sealed: string; context: string };
type Kind = Rotation["unreadable"][number]["kind"];

const BATCH_MAX = 200;

/**
 * Seals anew, under the current key, whatever another key of the ring sealed. Each batch commits on its own, so that it
 * may be stopped at any point and started again; what was replaced meanwhile is left alone.
 */
export async function rotateKeys(db: Database, keyring: Keyring, batchMax = BATCH_MAX): Promise<Rotation> {
  const rotation: Rotation = { resealed: 0, unreadable: [] };
  for (const kind of ["secret", "webhook", "github_app"] as const) {
    await rotateKind(db, keyring, { kind, batchMax }, rotation);
  }
  return rotation;
}

async function rotateKind(
  db: Database,
  keyring: Keyring,
  { kind, batchMax }: { kind: Kind; batchMax: number },
  rotation: Rotation,
): Promise<void> {
  let after = "";
  for (;;) {
    const batch = await TABLES[kind].list(db, keyring.currentId, after, batchMax);
    if (batch.length === 0) {
      return;
    }
    await inTransaction(db, (tx) => resealBatch(tx, keyring, { kind, batch }, rotation));
    after = batch.at(-1)?.id ?? after;
  }
}

async function resealBatch(
  tx: Transaction,
  keyring: Keyring,
  { kind, batch }: { kind: Kind; batch: readonly Row[] },
  rotation: Rotation,
): Promise<void> {
  const counts = new Map<Id<"team">, { name: string; resealed: number }>();
  for (const { id, team, sealed, context } of batch) {
    const opened = open(keyring, sealed, context);
    if (!opened.ok) {
      rotation.unreadable.push({ kind, id, teamId: team?.id ?? null });
      continue;
    }

    const isStillTheSame = await TABLES[kind].replace(tx, {
      id,
      sealed,
      resealed: seal(keyring, opened.value, context),
      keyId: keyring.currentId,
    });
    if (isStillTheSame) {
      rotation.resealed += 1;
      if (team) {
        counts.set(team.id, { name: team.name, resealed: (counts.get(team.id)?.resealed ?? 0) + 1 });
      }
    }
  }

  for (const [id, { name, resealed }] of counts) {
    await appendAudit(tx, systemScope(id, name), {
      action: `${kind}.resealed`,
      outcome: "done",
      target: { id: null, name: keyring.currentId },
      details: { resealed },
    });
  }
}

type Replacement = { id: string; sealed: string; resealed: string; keyId: string };

/** The places where sealed values stand. `replace` compares with what was read: a value set meanwhile wins. */
const TABLES = {
  secret: {
    async list(db: Database, currentKeyId: string, after: string, limit: number): Promise<Row[]> {
      const found = await db
        .select({ id: secrets.id, team: { id: teams.id, name: teams.name }, sealed: secrets.sealed })
        .from(secrets)
        .innerJoin(teams, eq(teams.id, secrets.teamId))
        .where(and(ne(secrets.keyId, currentKeyId), sql`${secrets.id} > ${after}`))
        .orderBy(asc(secrets.id))
        .limit(limit);
      return found.map((row) => ({ ...row, context: secretContext(row.team.id, row.id) }));
    },
    async replace(tx: Transaction, { id, sealed, resealed, keyId }: Replacement): Promise<boolean> {
      const changed = await tx
        .update(secrets)
        .set({ sealed: resealed, keyId })
        .where(and(sql`${secrets.id} = ${id}`, eq(secrets.sealed, sealed)))
        .returning({ id: secrets.id });
      return changed.length > 0;
    },
  },
  webhook: {
    async list(db: Database, currentKeyId: string, after: string, limit: number): Promise<Row[]> {
      const found = await db
        .select({ id: webhooks.id, team: { id: teams.id, name: teams.name }, sealed: webhooks.urlSealed })
        .from(webhooks)
        .innerJoin(teams, eq(teams.id, webhooks.teamId))
        .where(and(ne(webhooks.urlKeyId, currentKeyId), sql`${webhooks.id} > ${after}`))
        .orderBy(asc(webhooks.id))
        .limit(limit);
      return found.map((row) => ({ ...row, context: webhookUrlContext(row.team.id, row.id) }));
    },
    async replace(tx: Transaction, { id, sealed, resealed, keyId }: Replacement): Promise<boolean> {
      const changed = await tx
        .update(webhooks)
        .set({ urlSealed: resealed, urlKeyId: keyId })
        .where(and(sql`${webhooks.id} = ${id}`, eq(webhooks.urlSealed, sealed)))
        .returning({ id: webhooks.id });
      return changed.length > 0;
    },
  },
  github_app: {
    async list(db: Database, currentKeyId: string, after: string, limit: number): Promise<Row[]> {
      const found = await db
        .select({ id: githubApps.id, sealed: githubApps.sealed })
        .from(githubApps)
        .where(and(isNull(githubApps.deletedAt), ne(githubApps.keyId, currentKeyId), sql`${githubApps.id} > ${after}`))
        .orderBy(asc(githubApps.id))
        .limit(limit);
      return found.map((row) => ({ ...row, team: null, context: githubAppContext(row.id) }));
    },
    async replace(tx: Transaction, { id, sealed, resealed, keyId }: Replacement): Promise<boolean> {
      const changed = await tx
        .update(githubApps)
        .set({ sealed: resealed, keyId })
        .where(and(sql`${githubApps.id} = ${id}`, eq(githubApps.sealed, sealed)))
        .returning({ id: githubApps.id });
      return changed.length > 0;
    },
  },
} as const;

function systemScope(id: Id<"team">, name: string) {
  return grant(
    { team: { id, name }, actor: { kind: "system", id: null, name: "rotate-keys" }, role: "admin", models: "all" },
    contextless(),
  );
}
