import { and, eq, gt, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { identities, memberships, operatorLinks, teams, users } from "@/lib/db/schema";
import { hashToken, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { openSession, type SessionWish } from "./session";

/** The name of the person whom the printed link signs in where no provider names one. */
const OPERATOR_NAME = "operator";

/** Who opens the link. */
export type LinkPlace = {
  /** From the very machine, on a server that listens there alone. */
  isLocal: boolean;
  /** The addresses of the sign-in providers that are configured now. */
  issuers: readonly string[];
};

const REFUSED = refuse<Problem>({
  code: "not_found",
  message: "This link does not sign in: it was used already, or it is incomplete, or a newer one was printed.",
});

/**
 * Makes the key of a link that makes its holder the operator, once. Several servers of one database may each print
 * theirs; in a folder, which has one server, a new one ends those before.
 */
export async function offerOperatorLink(db: Database, { isSoleOwner }: { isSoleOwner: boolean }): Promise<string> {
  const key = newTokenText();
  await inTransaction(db, async (tx) => {
    await tx.delete(operatorLinks).where(isSoleOwner ? undefined : lt(operatorLinks.expiresAt, sql`now()`));
    await tx.insert(operatorLinks).values({ hash: hashToken(key), expiresAt: sql`now() + interval '7 days'` });
  });
  return key;
}

/** Whether some operator can still sign in by a provider: then no link makes another one from afar. */
export async function hasOperator(db: Database | Transaction, issuers: readonly string[]): Promise<boolean> {
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .innerJoin(identities, eq(identities.userId, users.id))
    .where(and(eq(users.isOperator, true), inArray(identities.issuer, [...issuers])))
    .limit(1);
  return found !== undefined;
}

/** Whether the link would do something here. It is not used up by asking. */
export async function isOperatorLinkOpen(db: Database | Transaction, key: string, place: LinkPlace): Promise<boolean> {
  const [link] = await db.select({ hash: operatorLinks.hash }).from(operatorLinks).where(isThisLink(key));
  return link !== undefined && (place.isLocal || !(await hasOperator(db, place.issuers)));
}

/** Signs the holder in as the operator of this machine, an admin of every team that has no people yet. */
export async function signInByLink(db: Database, key: string, wish: SessionWish): Promise<Result<string>> {
  return inTransaction(db, async (tx) => {
    if (!(await takeLink(tx, key))) {
      return REFUSED;
    }
    const userId = await localOperator(tx);
    await enterTeams(tx, userId, sql`not exists (select 1 from memberships m where m.team_id = teams.id)`);
    return ok(await openSession(tx, userId, wish));
  });
}

/**
 * Makes a person whom a provider signed in the operator, and an admin of the teams that nobody could enter any more by a
 * provider. From afar only the first: whoever reads a link in some log later gets nothing by it.
 */
export async function becomeOperator(
  db: Database,
  userId: Id<"user">,
  key: string,
  place: LinkPlace,
): Promise<Result<null>> {
  return inTransaction(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('operator', 1))`);
    if (!(await isOperatorLinkOpen(tx, key, place)) || !(await takeLink(tx, key))) {
      return REFUSED;
    }
    await tx.update(users).set({ isOperator: true }).where(eq(users.id, userId));
    await enterTeams(
      tx,
      userId,
      sql`not exists (select 1 from memberships m join identities i on i.user_id = m.user_id where m.team_id = teams.id)`,
    );
    return ok(null);
  });
}

function isThisLink(key: string) {
  return and(eq(operatorLinks.hash, hashToken(key)), gt(operatorLinks.expiresAt, sql`now()`));
}

async function takeLink(tx: Transaction, key: string): Promise<boolean> {
  const taken = await tx.delete(operatorLinks).where(isThisLink(key)).returning({ hash: operatorLinks.hash });
  return taken.length > 0;
}

/** Never somebody whom a provider names: the holder of the link may be another, and the audit log would say their name. */
async function localOperator(tx: Transaction): Promise<Id<"user">> {
  const [known] = await tx
    .select({ id: users.id })
    .from(users)
    .leftJoin(identities, eq(identities.userId, users.id))
    .where(and(eq(users.isOperator, true), isNull(identities.userId)))
    .orderBy(users.id)
    .limit(1);
  if (known) {
    return known.id;
  }
  const id = newId("user");
  await tx.insert(users).values({ id, name: OPERATOR_NAME, isOperator: true });
  return id;
}

async function enterTeams(tx: Transaction, userId: Id<"user">, which: SQL): Promise<void> {
  const found = await tx.select({ id: teams.id }).from(teams).where(which);
  for (const { id } of found) {
    await tx
      .insert(memberships)
      .values({ teamId: id, userId, role: "admin" })
      .onConflictDoUpdate({ target: [memberships.teamId, memberships.userId], set: { role: "admin" } });
  }
}
