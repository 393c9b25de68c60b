import { eq, lt, sql } from "drizzle-orm";
import { type Database, inTransaction } from "@/lib/db/client";
import { memberships, sessions, teams, users } from "@/lib/db/schema";
import { hashToken, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";

export const SESSION_DAYS = 30;

/** The name of the person whom the printed link signs in. */
const OPERATOR_NAME = "operator";

/**
 * Signs in the holder of the link that the server printed at its start: the operator, an admin of every team that has
 * no people yet. Answers the text for the cookie; only its hash is kept.
 */
export async function openOperatorSession(db: Database): Promise<string> {
  return inTransaction(db, async (tx) => {
    const [known] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.isOperator, true))
      .orderBy(users.id)
      .limit(1);
    const userId = known?.id ?? newId("user");
    if (!known) {
      await tx.insert(users).values({ id: userId, name: OPERATOR_NAME, isOperator: true });
    }

    const orphans = await tx
      .select({ id: teams.id })
      .from(teams)
      .where(sql`not exists (select 1 from ${memberships} where ${memberships.teamId} = ${teams.id})`);
    for (const team of orphans) {
      await tx.insert(memberships).values({ teamId: team.id, userId, role: "admin" });
    }

    const text = newTokenText();
    await tx.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
    await tx
      .insert(sessions)
      .values({ hash: hashToken(text), userId, expiresAt: sql`now() + make_interval(days => ${SESSION_DAYS})` });
    return text;
  });
}

/** Signs out: the cookie means nothing from now on. */
export async function closeSession(db: Database, cookie: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hashToken(cookie)));
}
