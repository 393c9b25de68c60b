import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { githubInstallations, githubRepositories } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";

export type RepositoryWish = {
  id: number;
  name: string;
  defaultBranch?: string;
  isArchived?: boolean;
  ownerId?: number;
};

type InstallationWish = {
  /** GitHub's own numbers, as its side of the test has them. */
  installationId: number;
  appId?: number;
  accountId?: number;
  accountLogin?: string;
  permissions?: Record<string, string>;
  isSuspended?: boolean;
  repositories: readonly RepositoryWish[];
};

/** Ties an installation to the scope's team, as the setup would have done it. */
export async function addInstallation(
  db: Database,
  scope: TeamScope,
  { installationId, repositories, ...wish }: InstallationWish,
): Promise<Id<"installation">> {
  const id = newId("installation");
  const { appId = 1, accountId = 1, accountLogin = "acme", isSuspended = false } = wish;
  await db.insert(githubInstallations).values({
    id,
    teamId: scope.teamId,
    appId,
    installationId,
    accountId,
    accountLogin,
    accountType: "Organization",
    repositorySelection: "selected",
    permissions: wish.permissions ?? { actions: "write", contents: "write", metadata: "read" },
    suspendedAt: isSuspended ? new Date() : null,
    createdBy: "test",
  });
  await db.insert(githubRepositories).values(
    repositories.map(({ id: repositoryId, name, defaultBranch = "main", isArchived = false, ownerId = accountId }) => ({
      installationId: id,
      repositoryId,
      ownerId,
      name,
      defaultBranch,
      isPrivate: true,
      isArchived,
    })),
  );
  return id;
}
