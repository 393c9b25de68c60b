import { and, asc, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence, type Permission } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { instant } from "@/lib/core/instant";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { MemberView, TeamView } from "@/lib/core/team";
import type { TokenView } from "@/lib/core/token";
import type { Database, Transaction } from "@/lib/db/client";
import { memberships, models, teams, tokens, users } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

/** The team of the scope itself: every member and every token may know it. */
export async function getTeam(db: Database, scope: TeamScope): Promise<Result<TeamView>> {
  const [team] = await db
    .select({ id: teams.id, name: teams.name, createdAt: teams.createdAt })
    .from(teams)
    .where(eq(teams.id, scope.teamId));
  return team ? ok({ ...team, createdAt: team.createdAt.toISOString() }) : notFound("team");
}

/** One person of the team. */
export async function getMember(db: Database, scope: TeamScope, id: string): Promise<Result<MemberView>> {
  const refusal = refuseReading(scope, "member.read", "member");
  if (refusal) {
    return refusal;
  }
  const [member] = isId("user", id) ? await readMembers(db, scope, { where: eq(users.id, id), limit: 1 }) : [];
  return member ? ok(member) : notFound("member");
}

/** The people of the team, longest there first. */
export async function listMembers(
  db: Database,
  scope: TeamScope,
  page: PageRequest,
): Promise<Result<Page<MemberView>>> {
  const refusal = refuseReading(scope, "member.read", "member");
  if (refusal) {
    return refusal;
  }
  const after = decodeCursor(page.cursor, memberKey);
  if (!after.ok) {
    return after;
  }

  const found = await readMembers(db, scope, {
    where: after.value ? joinedAfter(after.value) : undefined,
    limit: page.limit + 1,
  });
  return ok(
    pageOf(
      found,
      page.limit,
      (member) => member,
      ({ id, since }) => [since, id],
    ),
  );
}

/** The views of some members, longest there first; for commands also, inside their transaction. */
export async function readMembers(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<MemberView[]> {
  const found = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      imageUrl: users.imageUrl,
      role: memberships.role,
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.teamId, scope.teamId), where))
    .orderBy(asc(memberships.createdAt), asc(users.id))
    .limit(limit);
  return found.map((member) => ({ ...member, since: member.since.toISOString() }));
}

/** The team's living tokens, newest first. Never a token's text. */
export async function listTokens(db: Database, scope: TeamScope, page: PageRequest): Promise<Result<Page<TokenView>>> {
  const refusal = refuseReading(scope, "token.manage", "token");
  if (refusal) {
    return refusal;
  }
  const after = decodeCursor(page.cursor, tokenKey);
  if (!after.ok) {
    return after;
  }

  const found = await readTokens(db, scope.teamId, {
    where: after.value ? lt(tokens.id, after.value[0]) : undefined,
    limit: page.limit + 1,
  });
  return ok(
    pageOf(
      found,
      page.limit,
      (token) => token,
      ({ id }) => [id],
    ),
  );
}

export async function getToken(db: Database, scope: TeamScope, id: string): Promise<Result<TokenView>> {
  const refusal = refuseReading(scope, "token.manage", "token");
  if (refusal) {
    return refusal;
  }
  const [found] = isId("token", id) ? await readTokens(db, scope.teamId, { where: eq(tokens.id, id), limit: 1 }) : [];
  return found ? ok(found) : notFound("token");
}

/** The views of some tokens, newest first; for commands also, inside their transaction. Those of workflow runs are never shown. */
export async function readTokens(
  db: Database | Transaction,
  teamId: Id<"team">,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<TokenView[]> {
  const found = await db
    .select({
      id: tokens.id,
      name: tokens.name,
      role: tokens.role,
      modelIds: tokens.modelIds,
      hint: tokens.hint,
      createdAt: tokens.createdAt,
      createdBy: tokens.createdBy,
      expiresAt: tokens.expiresAt,
      lastUsedAt: tokens.lastUsedAt,
    })
    .from(tokens)
    .where(
      and(eq(tokens.teamId, teamId), isNull(tokens.revokedAt), isNull(tokens.purposes), isNull(tokens.queueId), where),
    )
    .orderBy(desc(tokens.id))
    .limit(limit);

  const named = await namesOf(
    db,
    teamId,
    found.flatMap(({ modelIds }) => modelIds ?? []),
  );
  return found.map(({ modelIds, createdAt, createdBy, expiresAt, lastUsedAt, ...token }) => ({
    ...token,
    // A deleted model is left out: the restriction to the others stands.
    models: modelIds && named.filter(({ id }) => modelIds.includes(id)),
    createdAt: createdAt.toISOString(),
    createdBy,
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

async function namesOf(db: Database | Transaction, teamId: Id<"team">, ids: Id<"model">[]) {
  return ids.length === 0
    ? []
    : db
        .select({ id: models.id, name: models.name })
        .from(models)
        .where(and(eq(models.teamId, teamId), inArray(models.id, ids)))
        .orderBy(asc(models.name));
}

function joinedAfter([since, id]: z.infer<typeof memberKey>): SQL | undefined {
  const at = sql`${since}::timestamptz`;
  return or(gt(memberships.createdAt, at), and(eq(memberships.createdAt, at), gt(users.id, id)));
}

function refuseReading(scope: TeamScope, permission: Permission, what: string): { ok: false; problem: Problem } | null {
  if (!canSeeTeam(scope)) {
    return notFound(what);
  }
  return can(scope.role, permission) ? null : refuse({ code: "forbidden", message: onlySentence(permission) });
}

const memberKey = z.tuple([instant, z.custom<Id<"user">>((id) => typeof id === "string" && isId("user", id))]);
const tokenKey = z.tuple([z.custom<Id<"token">>((id) => typeof id === "string" && isId("token", id))]);
