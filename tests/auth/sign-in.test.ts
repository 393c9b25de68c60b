import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSessionUser, listMembershipsOf } from "@/lib/auth/authenticate";
import { contextless } from "@/lib/auth/grant";
import {
  becomeOperator,
  hasOperator,
  isOperatorLinkOpen,
  offerOperatorLink,
  signInByLink,
} from "@/lib/auth/operator-link";
import { closeSession, endOtherSessions, endSession, listSessions } from "@/lib/auth/session";
import { type Entry, signInAccount } from "@/lib/auth/sign-in";
import type { Account } from "@/lib/core/sign-up";
import { audit, memberships, sessions, users } from "@/lib/db/schema";
import { createInvitation, revokeInvitation } from "@/lib/teams/invitations/commands";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";

const GITHUB = "https://github.com";
const HERE = { isLocal: true, issuers: [GITHUB] };
const AFAR = { isLocal: false, issuers: [GITHUB] };
const SESSION = { device: "Chrome on macOS", days: 30 };
const NO_ENTRY: Entry = { rules: [], invitation: null, operatorKey: null, place: AFAR };
const ACME = { kind: "organization", name: "acme", team: null } as const;

let count = 0;

function account(more: Partial<Account> = {}): Account {
  count += 1;
  const name = `ann-${count}`;
  return { issuer: GITHUB, accountId: String(count), name, email: null, imageUrl: null, organizations: [], ...more };
}

describe.each(DATABASE_KINDS)("signing in on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  const signIn = (who: Account, entry: Partial<Entry> = {}) =>
    signInAccount(database.db, who, { ...NO_ENTRY, ...entry }, { session: SESSION, context: contextless() });
  const userOf = async (text: string) => {
    const user = await findSessionUser(database.db, text);
    return user ?? expect.fail("There is no such session.");
  };

  test("an account that nobody invited is not let in, and leaves no trace", async () => {
    const before = await database.db.select({ id: users.id }).from(users);

    expect(await signIn(account())).toMatchObject({ ok: false, problem: { code: "forbidden" } });

    expect(await database.db.select({ id: users.id }).from(users)).toEqual(before);
  });

  test("a rule lets in, again and again as the same person, until it no longer does", async () => {
    const member = account({ organizations: ["acme"] });

    const first = await userOf(must(await signIn(member, { rules: [ACME] })));
    const second = await userOf(must(await signIn({ ...member, name: "ann-renamed" }, { rules: [ACME] })));

    expect(second).toMatchObject({ id: first.id, name: "ann-renamed" });
    expect(await signIn({ ...member, organizations: [] }, { rules: [ACME] })).toMatchObject({ ok: false });
    expect(await signIn(member)).toMatchObject({ ok: false });
  });

  test("the same number at another provider, and the same address, are other people", async () => {
    const email = "shared@example.com";
    const rules = [{ kind: "domain", name: "example.com", team: null } as const];
    const one = account({ email });

    const people = [
      await userOf(must(await signIn(one, { rules }))),
      await userOf(must(await signIn({ ...one, issuer: "https://github.acme.internal" }, { rules }))),
      await userOf(must(await signIn(account({ email: email.toUpperCase() }), { rules }))),
    ];

    expect(new Set(people.map(({ id }) => id)).size).toBe(3);
  });

  test("two first sign-ins of one account at once make one person", async () => {
    const who = account({ organizations: ["acme"] });

    const texts = await Promise.all([1, 2, 3].map(() => signIn(who, { rules: [ACME] })));

    const ids = await Promise.all(texts.map(async (text) => (await userOf(must(text))).id));
    expect(new Set(ids).size).toBe(1);
  });

  test("a rule's team is entered at the sign-up only: whoever was put out does not come back by signing in", async () => {
    const team = await database.team();
    const rules = [{ ...ACME, team: team.name }];
    const who = account({ organizations: ["acme"] });
    const user = await userOf(must(await signIn(who, { rules })));
    expect(await listMembershipsOf(database.db, user.id)).toEqual([{ name: team.name, role: "viewer" }]);

    await database.db.delete(memberships).where(eq(memberships.userId, user.id));
    must(await signIn(who, { rules }));

    expect(await listMembershipsOf(database.db, user.id)).toEqual([]);
    const [entry] = await database.db
      .select({ actor: audit.actorName, target: audit.targetId })
      .from(audit)
      .where(and(eq(audit.teamId, team.id), eq(audit.action, "member.signed_up")));
    expect(entry).toEqual({ actor: who.name, target: user.id });
  });

  test("an open invitation lets in; a revoked one, a used-up week and another text do not", async () => {
    const scope = await (await database.team()).scope("admin");
    const { id, token } = must(await createInvitation(database.db, scope, { role: "member", note: "" }));

    must(await signIn(account(), { invitation: token }));
    expect(await signIn(account(), { invitation: `${token}x` })).toMatchObject({ ok: false });

    must(await revokeInvitation(database.db, scope, id));
    expect(await signIn(account(), { invitation: token })).toMatchObject({ ok: false });

    const late = must(await createInvitation(database.db, scope, { role: "member", note: "" }));
    await database.db.execute(
      sql`update invitations set expires_at = now() - interval '1 second' where id = ${late.id}`,
    );
    expect(await signIn(account(), { invitation: late.token })).toMatchObject({ ok: false });
  });

  test("each sign-in is a session of its own; they can be listed and ended, by their person alone", async () => {
    const who = account({ organizations: ["acme"] });
    const [one, two, three] = [
      must(await signIn(who, { rules: [ACME] })),
      must(await signIn(who, { rules: [ACME] })),
      must(await signIn(who, { rules: [ACME] })),
    ];
    const me = await userOf(one);
    const other = await userOf(must(await signIn(account({ organizations: ["acme"] }), { rules: [ACME] })));

    const listed = await listSessions(database.db, me.id, me.sessionHash);
    expect(listed).toHaveLength(3);
    expect(listed.filter(({ isCurrent }) => isCurrent).map(({ key }) => key)).toEqual([me.sessionHash]);
    expect(JSON.stringify(listed)).not.toContain(one);

    const key = (await userOf(two)).sessionHash;
    expect(await endSession(database.db, other.id, key)).toBe(false);
    expect(await endSession(database.db, me.id, key)).toBe(true);
    expect(await findSessionUser(database.db, two)).toBe(null);
    expect(await endOtherSessions(database.db, me.id, me.sessionHash)).toBe(1);
    expect(await findSessionUser(database.db, three)).toBe(null);

    await closeSession(database.db, one);
    expect(await findSessionUser(database.db, one)).toBe(null);
  });

  test("a session ends with its days, and is seen every ten minutes at most", async () => {
    const text = must(await signIn(account({ organizations: ["acme"] }), { rules: [ACME] }));
    const { sessionHash } = await userOf(text);
    const seenAt = async () =>
      (await database.db.select({ at: sessions.lastSeenAt }).from(sessions).where(eq(sessions.hash, sessionHash)))[0]
        ?.at;
    const first = await seenAt();

    await userOf(text);
    expect(await seenAt()).toEqual(first);

    await database.db.execute(
      sql`update sessions set last_seen_at = now() - interval '1 hour' where hash = ${sessionHash}`,
    );
    await userOf(text);
    expect(Date.now() - Number(await seenAt())).toBeLessThan(60_000);

    await database.db.execute(
      sql`update sessions set expires_at = now() - interval '1 second' where hash = ${sessionHash}`,
    );
    expect(await findSessionUser(database.db, text)).toBe(null);
  });

  test("from afar the link makes the first operator, once, and no second one", async () => {
    const team = await database.team();
    const key = await offerOperatorLink(database.db, { isSoleOwner: false });
    const user = await userOf(must(await signIn(account(), { operatorKey: key })));
    expect(user.isOperator).toBe(false);

    must(await becomeOperator(database.db, user.id, key, AFAR));

    expect(await hasOperator(database.db, [GITHUB])).toBe(true);
    expect(await listMembershipsOf(database.db, user.id)).toContainEqual({ name: team.name, role: "admin" });
    expect(await isOperatorLinkOpen(database.db, key, HERE)).toBe(false);

    const another = await offerOperatorLink(database.db, { isSoleOwner: false });
    expect(await signIn(account(), { operatorKey: another })).toMatchObject({ ok: false });
    expect(await becomeOperator(database.db, user.id, another, AFAR)).toMatchObject({ ok: false });
    expect(await isOperatorLinkOpen(database.db, another, { ...AFAR, issuers: ["https://elsewhere.example"] })).toBe(
      true,
    );
  });

  test("on this machine the link signs in once, as somebody whom no provider names", async () => {
    const key = await offerOperatorLink(database.db, { isSoleOwner: false });

    const [one, two] = await Promise.all([
      signInByLink(database.db, key, SESSION),
      signInByLink(database.db, key, SESSION),
    ]);

    expect([one.ok, two.ok].toSorted()).toEqual([false, true]);
    expect(await userOf(must(one.ok ? one : two))).toMatchObject({ name: "operator", isOperator: true });
  });

  test("a new link of a folder ends those before, and one that is a week old opens nothing", async () => {
    const first = await offerOperatorLink(database.db, { isSoleOwner: false });
    const second = await offerOperatorLink(database.db, { isSoleOwner: true });
    expect(await isOperatorLinkOpen(database.db, first, HERE)).toBe(false);
    expect(await isOperatorLinkOpen(database.db, second, HERE)).toBe(true);

    await database.db.execute(sql`update operator_links set expires_at = now() - interval '1 second'`);
    expect(await isOperatorLinkOpen(database.db, second, HERE)).toBe(false);
  });
});
