import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { githubInstallations } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import { findInstalledRepository, type InstalledRepository } from "./queries";

/** A repository as the team's installations cover it; or the installation that could, where there is one on its account. */
export type Coverage =
  | { repository: InstalledRepository }
  | { repository: null; hasInstallation: boolean; onAccount: AccountInstallation | null };

export type AccountInstallation = {
  githubInstallationId: number;
  accountLogin: string;
  accountType: "User" | "Organization";
};

/** For who may write automations. To a token that sees some models only, the team's repositories do not exist. */
export async function findCoverage(db: Database, scope: TeamScope, name: string): Promise<Result<Coverage>> {
  if (!can(scope.role, "automation.write")) {
    return refuse({ code: "forbidden", message: onlySentence("automation.write") });
  }
  if (!canSeeTeam(scope)) {
    return notFound("repository");
  }
  const repository = await findInstalledRepository(db, scope.teamId, { name });
  if (repository) {
    return ok({ repository });
  }
  const account = name.split("/")[0] ?? "";
  const installations = await listAccounts(db, scope);
  const onAccount = installations.find(({ accountLogin }) => accountLogin.toLowerCase() === account.toLowerCase());
  return ok({ repository: null, hasInstallation: installations.length > 0, onAccount: onAccount ?? null });
}

/** The accounts whose installations serve the team. */
export async function listAccounts(db: Database, scope: TeamScope): Promise<AccountInstallation[]> {
  return db
    .select({
      githubInstallationId: githubInstallations.installationId,
      accountLogin: githubInstallations.accountLogin,
      accountType: githubInstallations.accountType,
    })
    .from(githubInstallations)
    .where(and(eq(githubInstallations.teamId, scope.teamId), isNull(githubInstallations.removedAt)))
    .orderBy(asc(sql`lower(${githubInstallations.accountLogin})`))
    .limit(1_000);
}
