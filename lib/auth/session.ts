import { and, desc, eq, gt, lt, ne, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { SessionView } from "@/lib/core/session";
import type { Database, Transaction } from "@/lib/db/client";
import { sessions } from "@/lib/db/schema";
import { hashToken, newTokenText } from "@/lib/platform/crypto";

/** How a session begins: from what browser, and for how long. */
export type SessionWish = { device: string; days: number };

/** More would only be browsers that nobody remembers; the one seen least recently ends. */
const SESSIONS_MAX = 100;

/** Signs a person in, always anew: no text from before the sign-in is ever worth anything after it. Only its hash is kept. */
export async function openSession(tx: Transaction, userId: Id<"user">, wish: SessionWish): Promise<string> {
  const text = newTokenText();
  const mine = eq(sessions.userId, userId);
  await tx.delete(sessions).where(and(mine, lt(sessions.expiresAt, sql`now()`)));
  await tx.delete(sessions).where(
    and(
      mine,
      sql`${sessions.hash} in (
        select hash from sessions where user_id = ${userId} order by last_seen_at desc, hash offset ${SESSIONS_MAX - 1})`,
    ),
  );
  await tx.insert(sessions).values({
    hash: hashToken(text),
    userId,
    device: wish.device,
    expiresAt: sql`now() + make_interval(days => ${wish.days})`,
  });
  return text;
}

/** Signs out: the cookie means nothing from now on. */
export async function closeSession(db: Database, cookie: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hashToken(cookie)));
}

/** The browsers in which a person is signed in, the one seen last first. */
export async function listSessions(db: Database, userId: Id<"user">, currentHash: string): Promise<SessionView[]> {
  const found = await db
    .select({
      hash: sessions.hash,
      device: sessions.device,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.hash))
    .limit(SESSIONS_MAX);
  return found.map(({ hash, createdAt, lastSeenAt, expiresAt, device }) => ({
    key: hash, // Nobody finds the 256 random bits of a cookie by their hash.
    device,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isCurrent: hash === currentHash,
  }));
}

/** Ends one of a person's own sessions; false when there is none such. */
export async function endSession(db: Database, userId: Id<"user">, key: string): Promise<boolean> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.hash, key)))
    .returning({ device: sessions.device });
  return ended.length > 0;
}

/** Signs a person out everywhere but here, and says of how many browsers. */
export async function endOtherSessions(db: Database, userId: Id<"user">, currentHash: string): Promise<number> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.hash, currentHash)))
    .returning({ device: sessions.device });
  return ended.length;
}
