import { and, eq, isNull, sql } from "drizzle-orm";
import type { InstallationFacts, RepositoryFacts } from "@/lib/core/github-app";
import type { Id } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/client";
import { githubInstallations, githubRepositories } from "@/lib/db/schema";

/** Rows of one statement: far below the drivers' bounds on parameters. */
const ROWS_MAX = 500;

/**
 * Always later than the mark before, whatever the clock does: who compares it sees every change. It is a mark of what GitHub
 * told of the installation, its repositories included.
 */
export const LATER = sql`greatest(now(), ${githubInstallations.updatedAt} + interval '1 millisecond')`;

/** An installation's columns as GitHub tells them. */
export function installationColumns({ account, repositorySelection, permissions, ...facts }: InstallationFacts) {
  return {
    installationId: facts.installationId,
    appId: facts.appId,
    accountId: account.id,
    accountLogin: account.login,
    accountType: account.type,
    repositorySelection,
    permissions,
    suspendedAt: facts.suspendedAt,
  };
}

/** Makes the repositories of an installation those that GitHub listed, and no others. */
export async function replaceRepositories(
  tx: Transaction,
  id: Id<"installation">,
  repositories: readonly RepositoryFacts[],
): Promise<void> {
  await tx.delete(githubRepositories).where(eq(githubRepositories.installationId, id));
  for (let from = 0; from < repositories.length; from += ROWS_MAX) {
    const rows = repositories.slice(from, from + ROWS_MAX).map((facts) => ({ ...facts, installationId: id }));
    await tx.insert(githubRepositories).values(rows).onConflictDoNothing();
  }
}

export async function putRepository(tx: Transaction, id: Id<"installation">, facts: RepositoryFacts): Promise<void> {
  const { repositoryId: _, ...set } = facts;
  await tx
    .insert(githubRepositories)
    .values({ ...facts, installationId: id })
    .onConflictDoUpdate({
      target: [githubRepositories.installationId, githubRepositories.repositoryId],
      set: { ...set, updatedAt: sql`now()` },
    });
}

export async function dropRepository(tx: Transaction, id: Id<"installation">, repositoryId: number): Promise<void> {
  await tx
    .delete(githubRepositories)
    .where(and(eq(githubRepositories.installationId, id), eq(githubRepositories.repositoryId, repositoryId)));
}

/** Ends the tie. The row stays, for deliveries and automations name it, and comes back when the account is tied again. */
export async function endInstallation(tx: Transaction, id: Id<"installation">): Promise<boolean> {
  const ended = await tx
    .update(githubInstallations)
    .set({ removedAt: sql`now()`, updatedAt: LATER })
    .where(and(eq(githubInstallations.id, id), isNull(githubInstallations.removedAt)))
    .returning({ id: githubInstallations.id });
  await tx.delete(githubRepositories).where(eq(githubRepositories.installationId, id));
  return ended.length > 0;
}
