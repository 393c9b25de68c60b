import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { appendAudit } from "@/lib/audit/append";
import { contextless, grant } from "@/lib/auth/grant";
import { transact } from "@/lib/auth/transact";
import type { Actor, TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { teamName } from "@/lib/core/names";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { TeamCreated } from "@/lib/core/team";
import type { NewToken, TokenCreated, TokenView } from "@/lib/core/token";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { lockNames } from "@/lib/db/name-lock";
import { memberships, models, teams, tokens } from "@/lib/db/schema";
import { hashToken, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { readTokens } from "./queries";
import { BOOTSTRAP_NAME, tokenHint } from "./token-row";

/** Who asks for a team: it has no scope yet, so the edge says what it learned when it authenticated. */
export type TeamCreator = { actor: Actor; isOperator: boolean };

/**
 * Creates a team. Only operators may. A person becomes its first admin; a token gets an admin token of the new team, told
 * this once, for nobody else could enter.
 */
export async function createTeam(
  db: Database,
  creator: TeamCreator,
  input: { name: string },
): Promise<Result<TeamCreated>> {
  if (!creator.isOperator) {
    return refuse({ code: "forbidden", message: "Only operators may create teams." });
  }
  const name = teamName.safeParse(input.name);
  if (!name.success) {
    return refuse({ code: "invalid", field: "name", message: name.error.issues[0]?.message ?? "Choose another name." });
  }

  return inTransaction(db, async (tx) => {
    const [team] = await tx
      .insert(teams)
      .values({ id: newId("team"), name: name.data })
      .onConflictDoNothing()
      .returning({ id: teams.id, name: teams.name, createdAt: teams.createdAt });
    if (!team) {
      return refuse({ code: "conflict", field: "name", message: `A team named ${name.data} already exists.` });
    }

    const scope = grant({ team, actor: creator.actor, role: "admin", models: "all" }, contextless());
    const adminToken = await letIn(tx, scope);
    await appendAudit(tx, scope, { action: "team.created", outcome: "done", target: team });
    return ok({ ...team, createdAt: team.createdAt.toISOString(), adminToken });
  });
}

/** Creates an API token. Its text is in this answer and nowhere else. */
export async function createToken(db: Database, scope: TeamScope, input: NewToken): Promise<Result<TokenCreated>> {
  const made = { id: newId("token"), text: newTokenText() };
  const result = await transact(db, scope, writeOf("token.created", input.name), async (tx) => {
    if (input.expiresAt !== null && Date.parse(input.expiresAt) <= Date.now()) {
      return refuse({ code: "invalid", field: "expiresAt", message: "This time has passed. Choose a later one." });
    }
    const named = await claimName(tx, scope.teamId, input.name);
    if (!named.ok) {
      return named;
    }
    const modelIds = input.models && (await findModelIds(tx, scope.teamId, input.models));
    return modelIds && !modelIds.ok
      ? modelIds
      : insertToken(tx, scope, made, { ...input, models: modelIds?.value ?? null });
  });

  if (!result.ok) {
    return result;
  }
  // An answer kept for an Idempotency-Key has no text in it: what is hashed in one table must not lie open in another.
  return result.value.id === made.id
    ? ok({ ...result.value, token: made.text })
    : refuse({
        code: "conflict",
        field: "Idempotency-Key",
        message: `The first request with this key created the token ${input.name}, and its text is told only once. Revoke it and create another.`,
      });
}

/** Revokes a token at once. What it did remains in the audit log. */
export async function revokeToken(db: Database, scope: TeamScope, id: string): Promise<Result<{ id: Id<"token"> }>> {
  return transact(db, scope, writeOf("token.revoked", id), async (tx) => {
    const [token] = isId("token", id)
      ? await tx
          .select({ id: tokens.id, isBootstrap: tokens.isBootstrap })
          .from(tokens)
          .where(and(eq(tokens.id, id), eq(tokens.teamId, scope.teamId), isNull(tokens.revokedAt)))
      : [];
    if (!token) {
      return notFound("token");
    }
    if (token.isBootstrap) {
      return refuse({
        code: "conflict",
        message: "This token comes from the environment. Take MODELWIRE_BOOTSTRAP_TOKEN out of it and restart.",
      });
    }

    await tx.update(tokens).set({ revokedAt: sql`now()` }).where(eq(tokens.id, token.id));
    return ok({ id: token.id });
  });
}

function writeOf(action: string, name: string) {
  return { permission: "token.manage", action, target: { name }, isTeamWide: true } as const;
}

async function letIn(tx: Transaction, scope: TeamScope): Promise<TokenCreated | null> {
  if (scope.actor.kind === "user") {
    await tx.insert(memberships).values({ teamId: scope.teamId, userId: scope.actor.id, role: "admin" });
    return null;
  }
  const made = { id: newId("token"), text: newTokenText() };
  const inserted = await insertToken(tx, scope, made, { name: "admin", role: "admin", models: null, expiresAt: null });
  return inserted.ok ? { ...inserted.value, token: made.text } : null;
}

type TokenWish = Pick<NewToken, "name" | "role" | "expiresAt"> & { models: Id<"model">[] | null };

async function insertToken(
  tx: Transaction,
  scope: TeamScope,
  made: { id: Id<"token">; text: string },
  wish: TokenWish,
): Promise<Result<TokenView>> {
  await tx.insert(tokens).values({
    id: made.id,
    teamId: scope.teamId,
    name: wish.name,
    hash: hashToken(made.text),
    hint: tokenHint(made.text),
    role: wish.role,
    modelIds: wish.models,
    expiresAt: wish.expiresAt === null ? null : new Date(wish.expiresAt),
    createdBy: scope.actor.name,
  });
  const [view] = await readTokens(tx, scope.teamId, { where: eq(tokens.id, made.id), limit: 1 });
  return view ? ok(view) : notFound("token");
}

async function claimName(tx: Transaction, teamId: Id<"team">, name: string): Promise<Result<null>> {
  await lockNames(tx, "token", teamId);
  const [other] = await tx
    .select({ id: tokens.id })
    .from(tokens)
    .where(
      and(
        eq(tokens.teamId, teamId),
        eq(tokens.name, name),
        isNull(tokens.revokedAt),
        isNull(tokens.purposes),
        isNull(tokens.queueId),
      ),
    );
  if (!other && name !== BOOTSTRAP_NAME) {
    return ok(null);
  }
  const reason = name === BOOTSTRAP_NAME ? "is kept for the environment's token" : "already names a token";
  return refuse({ code: "conflict", field: "name", message: `${name} ${reason}. Choose another name.` });
}

async function findModelIds(
  tx: Transaction,
  teamId: Id<"team">,
  names: readonly string[],
): Promise<Result<Id<"model">[]>> {
  const found = await tx
    .select({ id: models.id, name: models.name })
    .from(models)
    .where(and(eq(models.teamId, teamId), inArray(models.name, [...names])));
  const missing = names.filter((name) => !found.some((model) => model.name === name));
  return missing.length === 0
    ? ok(found.map(({ id }) => id))
    : refuse({ code: "invalid", field: "models", message: `There is no model named ${missing.join(", ")}.` });
}
