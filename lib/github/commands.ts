import { and, desc, eq, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type * as z from "zod";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { InstallationFacts, RepositoryFacts } from "@/lib/core/github-app";
import { SETUP_REFUSALS } from "@/lib/core/github-setup";
import { type Id, isId } from "@/lib/core/ids";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import { githubAppContext } from "@/lib/core/sealing";
import type { Database, Transaction } from "@/lib/db/client";
import { githubApps, githubInstallations } from "@/lib/db/schema";
import { type Keyring, seal } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import type { AppCredentials, appSecrets } from "./apps";
import { listTiedThrough, removeTied } from "./follow";
import { endInstallation, installationColumns, LATER, replaceRepositories } from "./store";

/** An App as GitHub hands it over, once. */
export type NewApp = AppCredentials & { name: string; ownerLogin: string };

/** Who asks for what concerns the whole server: an operator, from a team that they administer. */
export type Operator = { isOperator: boolean };

/** Keeps the App that was made on GitHub for this server. The one before, if any, is used no more. */
export async function saveApp(
  db: Database,
  scope: TeamScope,
  { isOperator }: Operator,
  { app, keyring }: { app: NewApp; keyring: Keyring },
): Promise<Result<{ id: Id<"githubApp"> }>> {
  const id = newId("githubApp");
  const write = { permission: "github.manage", action: "github_app.created", target: { id, name: app.slug } } as const;
  return transact(db, scope, { ...write, isTeamWide: true }, async (tx) => {
    if (!isOperator) {
      return refuse({ code: "forbidden", message: SETUP_REFUSALS["not-operator"] });
    }
    const { clientSecret, webhookSecret, privateKey } = app;
    const secrets: z.infer<typeof appSecrets> = { clientSecret, webhookSecret, privateKey };
    await forgetApps(tx);
    await tx.insert(githubApps).values({
      id,
      appId: app.appId,
      slug: app.slug,
      name: app.name,
      ownerLogin: app.ownerLogin,
      clientId: app.clientId,
      sealed: seal(keyring, JSON.stringify(secrets), githubAppContext(id)),
      keyId: keyring.currentId,
      createdBy: scope.actor.name,
    });
    return ok({ id });
  });
}

/** Forgets the App that was made from here, with its credentials. What was tied through it is tied no more. */
export async function forgetApp(
  db: Database,
  scope: TeamScope,
  { isOperator }: Operator,
): Promise<Result<{ slug: string }>> {
  const write = {
    permission: "github.manage",
    action: "github_app.forgotten",
    target: { name: "GitHub App" },
  } as const;
  return transact(db, scope, { ...write, isTeamWide: true }, async (tx) => {
    if (!isOperator) {
      return refuse({ code: "forbidden", message: "Only operators may forget the GitHub App." });
    }
    const [newest] = await forgetApps(tx);
    return newest ? ok({ slug: newest.slug }) : notFound("GitHub App");
  });
}

/**
 * Ties an installation to the team, with what GitHub says of it. An account that was tied to this team before comes back as
 * the same row, so that the automations that went through it go on.
 */
export async function tieInstallation(
  db: Database,
  scope: TeamScope,
  { facts, repositories }: { facts: InstallationFacts; repositories: readonly RepositoryFacts[] },
): Promise<Result<{ id: Id<"installation">; login: string }>> {
  const { login } = facts.account;
  const write = { permission: "github.manage", action: "installation.tied", target: { name: login } } as const;
  return transact(db, scope, { ...write, isTeamWide: true }, async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('github installation', ${facts.installationId}))`,
    );
    const [living] = await tx
      .select({ teamId: githubInstallations.teamId })
      .from(githubInstallations)
      .where(and(eq(githubInstallations.installationId, facts.installationId), isNull(githubInstallations.removedAt)));
    if (living) {
      return refuse({
        code: "conflict",
        message:
          living.teamId === scope.teamId ? `${login} is connected to this team already.` : SETUP_REFUSALS.elsewhere,
      });
    }
    const id = (await revive(tx, scope, facts)) ?? (await insert(tx, scope, facts));
    await replaceRepositories(tx, id, repositories);
    return ok({ id, login });
  });
}

/** Ends the tie between an installation and the team. On GitHub the App stays installed. */
export async function untieInstallation(
  db: Database,
  scope: TeamScope,
  ref: string,
): Promise<Result<{ id: Id<"installation">; login: string }>> {
  // Read before, so that the audit log names the account, also of a refusal.
  const name = (await findLogin(db, scope, ref)) ?? ref;
  const write = { permission: "github.manage", action: "installation.untied", target: { id: ref, name } } as const;
  return transact(db, scope, { ...write, isTeamWide: true }, async (tx) => {
    const login = await findLogin(tx, scope, ref);
    return login !== null && isId("installation", ref) && (await endInstallation(tx, ref))
      ? ok({ id: ref, login })
      : notFound("installation");
  });
}

async function findLogin(db: Database | Transaction, { teamId }: TeamScope, ref: string): Promise<string | null> {
  const [found] = isId("installation", ref)
    ? await db
        .select({ login: githubInstallations.accountLogin })
        .from(githubInstallations)
        .where(and(eq(githubInstallations.id, ref), eq(githubInstallations.teamId, teamId)))
    : [];
  return found?.login ?? null;
}

/** With all that was tied through them, in whatever team: without its App an installation is nothing. */
async function forgetApps(tx: Transaction): Promise<{ slug: string }[]> {
  const forgotten = await tx
    .update(githubApps)
    // What nobody is to use any more is not kept, sealed or not.
    .set({ deletedAt: sql`now()`, sealed: "" })
    .where(isNull(githubApps.deletedAt))
    .returning({ slug: githubApps.slug, appId: githubApps.appId });
  for (const { appId } of forgotten) {
    for (const tied of await listTiedThrough(tx, appId)) {
      await removeTied(tx, tied);
    }
  }
  return forgotten;
}

async function revive(tx: Transaction, scope: TeamScope, facts: InstallationFacts): Promise<Id<"installation"> | null> {
  const [before] = await tx
    .select({ id: githubInstallations.id })
    .from(githubInstallations)
    .where(
      and(
        eq(githubInstallations.teamId, scope.teamId),
        eq(githubInstallations.accountId, facts.account.id),
        // Or of an App that was used before this one, whose installations nobody hears of any more.
        or(isNotNull(githubInstallations.removedAt), ne(githubInstallations.appId, facts.appId)),
      ),
    )
    .orderBy(desc(githubInstallations.id))
    .limit(1)
    .for("update");
  if (!before) {
    return null;
  }
  await tx
    .update(githubInstallations)
    .set({ ...installationColumns(facts), removedAt: null, createdBy: scope.actor.name, updatedAt: LATER })
    .where(eq(githubInstallations.id, before.id));
  return before.id;
}

async function insert(tx: Transaction, scope: TeamScope, facts: InstallationFacts): Promise<Id<"installation">> {
  const id = newId("installation");
  const columns = installationColumns(facts);
  await tx.insert(githubInstallations).values({ id, teamId: scope.teamId, ...columns, createdBy: scope.actor.name });
  return id;
}
