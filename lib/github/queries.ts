import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Database, Transaction } from "@/lib/db/client";
import { githubInstallations, githubRepositories } from "@/lib/db/schema";

/** A repository that one of the team's living installations covers, and what may keep it from being used. */
export type InstalledRepository = {
  installationId: Id<"installation">;
  /** GitHub's own numbers. */
  githubInstallationId: number;
  repositoryId: number;
  ownerId: number;
  name: string;
  defaultBranch: string;
  isPrivate: boolean;
  isArchived: boolean;
  isSuspended: boolean;
  permissions: Record<string, string>;
};

/** A repository by its name in any case, or by GitHub's number, which stays when it is renamed. */
export type RepositoryRef = { name: string } | { id: number };

/** The repositories that the team's actions may name, by name. */
export async function listInstalledRepositories(
  db: Database | Transaction,
  scope: TeamScope,
  { limit = 1_000 }: { limit?: number } = {},
): Promise<InstalledRepository[]> {
  return selectRepositories(db, scope.teamId, undefined).limit(limit);
}

export async function findInstalledRepository(
  db: Database | Transaction,
  teamId: Id<"team">,
  ref: RepositoryRef,
): Promise<InstalledRepository | null> {
  const isIt =
    "id" in ref
      ? eq(githubRepositories.repositoryId, ref.id)
      : eq(sql`lower(${githubRepositories.name})`, ref.name.toLowerCase());
  const [found] = await selectRepositories(db, teamId, isIt).limit(1);
  return found ?? null;
}

function selectRepositories(db: Database | Transaction, teamId: Id<"team">, where: SQL | undefined) {
  return db
    .select({
      installationId: githubInstallations.id,
      githubInstallationId: githubInstallations.installationId,
      repositoryId: githubRepositories.repositoryId,
      ownerId: githubRepositories.ownerId,
      name: githubRepositories.name,
      defaultBranch: githubRepositories.defaultBranch,
      isPrivate: githubRepositories.isPrivate,
      isArchived: githubRepositories.isArchived,
      isSuspended: sql<boolean>`${githubInstallations.suspendedAt} is not null`,
      permissions: githubInstallations.permissions,
    })
    .from(githubInstallations)
    .innerJoin(githubRepositories, eq(githubRepositories.installationId, githubInstallations.id))
    .where(and(eq(githubInstallations.teamId, teamId), isNull(githubInstallations.removedAt), where))
    .orderBy(asc(sql`lower(${githubRepositories.name})`));
}

/** The team that an installation is tied to now, by GitHub's number; null where it is tied to none. */
export async function findTeamOfInstallation(db: Database, githubInstallationId: number): Promise<Id<"team"> | null> {
  const [found] = await db
    .select({ teamId: githubInstallations.teamId })
    .from(githubInstallations)
    .where(and(eq(githubInstallations.installationId, githubInstallationId), isNull(githubInstallations.removedAt)))
    .limit(1);
  return found?.teamId ?? null;
}
