import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Role } from "@/lib/core/access";
import type { RunGrant, TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { memberships, sessions, teams, tokens, users } from "@/lib/db/schema";
import { hashToken } from "@/lib/platform/crypto";
import { grant, type RequestContext } from "./grant";

type FoundToken = Pick<typeof tokens.$inferSelect, "versionId" | "purposes" | "runId" | "runProjectId">;

/** A token that was sent and is good: its own team, and whether it may create others. */
export type TokenGrant = { scope: TeamScope; isOperator: boolean };

/** `last_used_at` is written at most this often: it tells people which tokens are alive, not when to the second. */
const LAST_USED_EVERY = sql`interval '1 minute'`;

/** Likewise of a session: coarse, so that reading pages does not write. */
const LAST_SEEN_EVERY = sql`interval '10 minutes'`;

/** Asked anew at each request, so that untying or suspending an installation ends the tokens of its runs at once. */
const isInstalled = sql`exists (
  select from github_installations as living
  where living.id = ${tokens.installationId} and living.removed_at is null and living.suspended_at is null)`;

const UNAUTHENTICATED = refuse<Problem>({
  code: "unauthenticated",
  message:
    "Send a valid API token as Authorization: Bearer <token>. This one is missing, unknown, revoked or past its end.",
});

/** Reads an `Authorization: Bearer` header. Every kind of bad token gets the same answer. */
export async function authenticateToken(
  db: Database,
  authorization: string | null | undefined,
  context: RequestContext,
): Promise<Result<TokenGrant>> {
  const match = /^Bearer +(\S+) *$/i.exec(authorization ?? "");
  if (!match?.[1]) {
    return UNAUTHENTICATED;
  }

  const [found] = await db
    .select({
      id: tokens.id,
      name: tokens.name,
      role: tokens.role,
      modelIds: tokens.modelIds,
      deliveryId: tokens.deliveryId,
      versionId: tokens.versionId,
      purposes: tokens.purposes,
      runId: tokens.runId,
      runProjectId: tokens.runProjectId,
      queueId: tokens.queueId,
      isBootstrap: tokens.isBootstrap,
      lastUsedAt: tokens.lastUsedAt,
      team: { id: teams.id, name: teams.name },
    })
    .from(tokens)
    .innerJoin(teams, eq(teams.id, tokens.teamId))
    .where(
      and(
        eq(tokens.hash, hashToken(match[1])),
        isNull(tokens.revokedAt),
        or(isNull(tokens.expiresAt), gt(tokens.expiresAt, sql`now()`)),
        or(isNull(tokens.installationId), isInstalled),
      ),
    );
  if (!found) {
    return UNAUTHENTICATED;
  }

  await noteUse(db, found.id, found.lastUsedAt);
  const scope = grant(
    {
      team: found.team,
      actor: { kind: "token", id: found.id, name: found.name },
      role: found.role,
      models: found.modelIds ?? "all",
      version: runGrantOf(found),
      agentOf: found.queueId,
    },
    // A run acts for the delivery that started it, whatever else its requests say.
    found.deliveryId ? { ...context, causeDeliveryId: found.deliveryId } : context,
  );
  return ok({ scope, isOperator: found.isBootstrap });
}

/** Null for what is no run's token. One of a run is closed even where its row names no version. */
function runGrantOf({ versionId, purposes, runId, runProjectId }: FoundToken): RunGrant | null {
  if (purposes === null) {
    return null;
  }
  return { id: versionId, purposes, run: runId && runProjectId && { id: runId, projectId: runProjectId } };
}

/** The scope of a token within the team that a URL names: its own, or there is no such team. */
export function scopeWithin(scope: TeamScope, teamName: string): Result<TeamScope> {
  return scope.teamName.toLowerCase() === teamName.toLowerCase() ? ok(scope) : notFound("team");
}

export type Person = { id: Id<"user">; name: string };

/** A person with what their session says of them. */
export type SessionUser = Person & { isOperator: boolean; sessionHash: string };

/** Who a browser's session cookie belongs to; null when it is unknown, revoked or past its end. */
export async function findSessionUser(db: Database, cookie: string | undefined): Promise<SessionUser | null> {
  if (!cookie) {
    return null;
  }

  const [found] = await db
    .select({
      id: users.id,
      name: users.name,
      isOperator: users.isOperator,
      sessionHash: sessions.hash,
      isUnseen: sql<boolean>`${sessions.lastSeenAt} < now() - ${LAST_SEEN_EVERY}`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.hash, hashToken(cookie)), gt(sessions.expiresAt, sql`now()`)));
  if (!found) {
    return null;
  }

  const { isUnseen, ...user } = found;
  if (isUnseen) {
    await db.update(sessions).set({ lastSeenAt: sql`now()` }).where(eq(sessions.hash, user.sessionHash));
  }
  return user;
}

/** The scope of a person within a team, by membership: without one there is no such team. */
export async function scopeOfMember(
  db: Database,
  { id, name }: Person,
  teamName: string,
  context: RequestContext,
): Promise<Result<TeamScope>> {
  const [found] = await db
    .select({ role: memberships.role, team: { id: teams.id, name: teams.name } })
    .from(memberships)
    .innerJoin(teams, eq(teams.id, memberships.teamId))
    .where(and(eq(memberships.userId, id), eq(sql`lower(${teams.name})`, teamName.toLowerCase())));
  return found
    ? ok(grant({ team: found.team, actor: { kind: "user", id, name }, role: found.role, models: "all" }, context))
    : notFound("team");
}

/** A person's teams with their role in each, by name. */
export async function listMembershipsOf(db: Database, userId: Id<"user">): Promise<{ name: string; role: Role }[]> {
  return db
    .select({ name: teams.name, role: memberships.role })
    .from(memberships)
    .innerJoin(teams, eq(teams.id, memberships.teamId))
    .where(eq(memberships.userId, userId))
    .orderBy(teams.name)
    .limit(200);
}

/** The names of a person's teams, for the switcher and for the first page after sign-in. */
export async function listTeamsOf(db: Database, userId: Id<"user">): Promise<string[]> {
  return (await listMembershipsOf(db, userId)).map(({ name }) => name);
}

async function noteUse(db: Database, id: Id<"token">, lastUsedAt: Date | null): Promise<void> {
  if (lastUsedAt && Date.now() - lastUsedAt.getTime() < 60_000) {
    return;
  }
  await db
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(eq(tokens.id, id), or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, sql`now() - ${LAST_USED_EVERY}`))),
    );
}
