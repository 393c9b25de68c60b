import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { appendAudit } from "@/lib/audit/append";
import type { Id } from "@/lib/core/ids";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { type Account, ruleFor, type SignUpRule } from "@/lib/core/sign-up";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { identities, invitations, memberships, teams, users } from "@/lib/db/schema";
import { hashToken } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { grant, type RequestContext } from "./grant";
import { isOperatorLinkOpen, type LinkPlace } from "./operator-link";
import { openSession, type SessionWish } from "./session";

/** What may let a person in whom nobody knows yet, besides the rules: the link on the way to which they sign in. */
export type Entry = {
  rules: readonly SignUpRule[];
  invitation: string | null;
  operatorKey: string | null;
  place: LinkPlace;
};

const NOT_INVITED = refuse<Problem>({ code: "forbidden", message: "This account is not invited." });

/**
 * Signs in the person of an account, and signs up whoever may: by a rule, an invitation or the operator's link. The same
 * is asked of those who are known already, so that leaving an organisation closes the door, unless somebody invited them.
 */
export async function signInAccount(
  db: Database,
  account: Account,
  entry: Entry,
  { session, context }: { session: SessionWish; context: RequestContext },
): Promise<Result<string>> {
  return inTransaction(db, async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${account.issuer} ${account.accountId}`}, 1))`,
    );
    const known = await findPerson(tx, account);
    const rule = ruleFor(entry.rules, account);
    const isAdmitted = known?.isOperator || known?.isInvited || rule !== null || (await hasLink(tx, entry));
    if (!isAdmitted) {
      return NOT_INVITED;
    }

    const userId = known ? await renewPerson(tx, known.id, account) : await addPerson(tx, account);
    if (!known && rule?.team) {
      await enterTeam(tx, { userId, name: account.name, team: rule.team }, context);
    }
    return ok(await openSession(tx, userId, session));
  });
}

async function findPerson(tx: Transaction, { issuer, accountId }: Account) {
  const [known] = await tx
    .select({ id: users.id, isOperator: users.isOperator, isInvited: users.isInvited })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .where(and(eq(identities.issuer, issuer), eq(identities.accountId, accountId)));
  return known ?? null;
}

async function hasLink(tx: Transaction, { invitation, operatorKey, place }: Entry): Promise<boolean> {
  if (operatorKey !== null && (await isOperatorLinkOpen(tx, operatorKey, place))) {
    return true;
  }
  return invitation !== null && (await hasOpenInvitation(tx, invitation));
}

async function hasOpenInvitation(tx: Transaction, token: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(
        eq(invitations.hash, hashToken(token)),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    );
  return found !== undefined;
}

/** What the provider says today: names and addresses change, the account does not. */
async function renewPerson(tx: Transaction, id: Id<"user">, account: Account): Promise<Id<"user">> {
  await tx.update(users).set(profileOf(account)).where(eq(users.id, id));
  await tx
    .update(identities)
    .set({ signedInAt: sql`now()` })
    .where(and(eq(identities.issuer, account.issuer), eq(identities.accountId, account.accountId)));
  return id;
}

async function addPerson(tx: Transaction, account: Account): Promise<Id<"user">> {
  const id = newId("user");
  await tx.insert(users).values({ id, ...profileOf(account) });
  await tx.insert(identities).values({ issuer: account.issuer, accountId: account.accountId, userId: id });
  return id;
}

function profileOf({ name, email, imageUrl }: Account) {
  return { name, email, imageUrl };
}

/** A team that does not exist lets nobody in: the person is signed in, and told that they are in no team. */
async function enterTeam(
  tx: Transaction,
  person: { userId: Id<"user">; name: string; team: string },
  context: RequestContext,
): Promise<void> {
  const [team] = await tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(sql`lower(${teams.name})`, person.team.toLowerCase()));
  if (!team) {
    return;
  }
  await tx.insert(memberships).values({ teamId: team.id, userId: person.userId, role: "viewer" });
  const actor = { kind: "user", id: person.userId, name: person.name } as const;
  await appendAudit(tx, grant({ team, actor, role: "viewer", models: "all" }, context), {
    action: "member.signed_up",
    outcome: "done",
    target: { id: person.userId, name: person.name },
    details: { role: "viewer" },
  });
}
