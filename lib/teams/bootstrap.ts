import { and, eq, ne, or, sql } from "drizzle-orm";
import { appendAudit } from "@/lib/audit/append";
import { contextless, grant } from "@/lib/auth/grant";
import type { Id } from "@/lib/core/ids";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { teams, tokens } from "@/lib/db/schema";
import { hashToken } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { BOOTSTRAP_NAME, tokenHint } from "./token-row";

/**
 * Brings the first team and the environment's token into being at start, and puts an end to what the environment named
 * before. Any number of processes may start at once.
 */
export async function ensureBootstrap(
  db: Database,
  { team, token }: { team: string; token?: string | undefined },
): Promise<{ teamId: Id<"team"> }> {
  return inTransaction(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('bootstrap', 1))`);
    const found = await ensureTeam(tx, team);
    const hash = token === undefined ? null : hashToken(token);

    await revokeOthers(tx, found, hash);
    if (token !== undefined && hash !== null) {
      await ensureToken(tx, found, { hash, hint: tokenHint(token) });
    }
    return { teamId: found.id };
  });
}

type Team = { id: Id<"team">; name: string };

async function ensureTeam(tx: Transaction, name: string): Promise<Team> {
  const [known] = await tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(sql`lower(${teams.name})`, name.toLowerCase()));
  if (known) {
    return known;
  }

  const team = { id: newId("team"), name };
  await tx.insert(teams).values(team);
  await appendAudit(tx, scopeOf(team), { action: "team.created", outcome: "done", target: team });
  return team;
}

async function revokeOthers(tx: Transaction, team: Team, hash: string | null): Promise<void> {
  const isOther = hash === null ? undefined : or(ne(tokens.hash, hash), ne(tokens.teamId, team.id));
  const revoked = await tx
    .update(tokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(tokens.isBootstrap, true), sql`${tokens.revokedAt} is null`, isOther))
    .returning({ id: tokens.id, name: tokens.name });
  for (const token of revoked) {
    await appendAudit(tx, scopeOf(team), { action: "token.revoked", outcome: "done", target: token });
  }
}

/** A token that the environment names again after a pause is the same row again: its hash is there only once. */
async function ensureToken(tx: Transaction, team: Team, { hash, hint }: { hash: string; hint: string }): Promise<void> {
  const [known] = await tx
    .select({ id: tokens.id, isBootstrap: tokens.isBootstrap, revokedAt: tokens.revokedAt, teamId: tokens.teamId })
    .from(tokens)
    .where(eq(tokens.hash, hash));
  if (known && !known.isBootstrap) {
    throw new Error("MODELWIRE_BOOTSTRAP_TOKEN is a token that a person created. Make a new one for the environment.");
  }
  if (known?.teamId === team.id && known.revokedAt === null) {
    return;
  }

  const id = known?.id ?? newId("token");
  await tx
    .insert(tokens)
    .values({
      id,
      teamId: team.id,
      name: BOOTSTRAP_NAME,
      hash,
      hint,
      role: "admin",
      isBootstrap: true,
      createdBy: "environment",
    })
    .onConflictDoUpdate({ target: tokens.hash, set: { teamId: team.id, revokedAt: null } });
  await appendAudit(tx, scopeOf(team), {
    action: "token.created",
    outcome: "done",
    target: { id, name: BOOTSTRAP_NAME },
  });
}

function scopeOf(team: Team) {
  return grant(
    { team, actor: { kind: "system", id: null, name: "environment" }, role: "admin", models: "all" },
    contextless(),
  );
}
