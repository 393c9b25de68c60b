import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { appendAudit } from "@/lib/audit/append";
import { contextless, grant } from "@/lib/auth/grant";
import type { InstallationFacts, RepositoryFacts } from "@/lib/core/github-app";
import type { Id } from "@/lib/core/ids";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { githubInstallations, teams } from "@/lib/db/schema";
import { keepReceipt, type Receipt } from "./receipts";
import {
  dropRepository,
  endInstallation,
  installationColumns,
  LATER,
  putRepository,
  replaceRepositories,
} from "./store";

/** A living installation as it was before GitHub was asked about it. */
export type TiedInstallation = {
  id: Id<"installation">;
  team: { id: Id<"team">; name: string };
  installationId: number;
  accountLogin: string;
  isSuspended: boolean;
  /** Whoever changes the installation moves it on: an answer of GitHub's from before such a change is not stored. */
  mark: Date;
};

/** What GitHub's answer, or a webhook that is final, says of a tied installation. */
export type InstallationNews =
  | { kind: "gone" }
  | { kind: "installation"; facts: InstallationFacts; repositories: readonly RepositoryFacts[] | null }
  | { kind: "repository"; facts: RepositoryFacts }
  | { kind: "repository_gone"; repositoryId: number };

/** More installations than one App has in practice. */
const TIED_MAX = 10_000;

/** The living tie of an installation, by GitHub's number; null where no team has it. */
export async function findTied(db: Database | Transaction, installationId: number): Promise<TiedInstallation | null> {
  const [found] = await selectTied(db, eq(githubInstallations.installationId, installationId)).limit(1);
  return found ?? null;
}

/** All that is tied through an App, over all teams. */
export function listTiedThrough(db: Database | Transaction, appId: number): Promise<TiedInstallation[]> {
  return selectTied(db, eq(githubInstallations.appId, appId)).limit(TIED_MAX);
}

/** Ends a tie that is over without anybody of the team having ended it. */
export async function removeTied(tx: Transaction, tied: TiedInstallation): Promise<void> {
  if (await endInstallation(tx, tied.id)) {
    await tell(tx, tied, "installation.removed");
  }
}

/**
 * Stores what GitHub says of a tied installation, with the receipt of the webhook that led to asking. False when the
 * installation was changed since it was read: the answer may be older than that change, so GitHub is to be asked again.
 */
export function followInstallation(
  db: Database,
  tied: TiedInstallation,
  news: InstallationNews,
  receipt: Receipt | null,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const [locked] = await tx
      .select({ id: githubInstallations.id, updatedAt: githubInstallations.updatedAt })
      .from(githubInstallations)
      .where(and(eq(githubInstallations.id, tied.id), isNull(githubInstallations.removedAt)))
      .for("update");
    if (locked?.updatedAt.getTime() !== tied.mark.getTime()) {
      return false;
    }
    const isNew = receipt === null || (await keepReceipt(tx, receipt));
    if (isNew) {
      await store(tx, tied, news);
    }
    return true;
  });
}

function selectTied(db: Database | Transaction, where: SQL) {
  return db
    .select({
      id: githubInstallations.id,
      team: { id: teams.id, name: teams.name },
      installationId: githubInstallations.installationId,
      accountLogin: githubInstallations.accountLogin,
      isSuspended: sql<boolean>`${githubInstallations.suspendedAt} is not null`,
      mark: githubInstallations.updatedAt,
    })
    .from(githubInstallations)
    .innerJoin(teams, eq(teams.id, githubInstallations.teamId))
    .where(and(where, isNull(githubInstallations.removedAt)))
    .orderBy(asc(githubInstallations.id));
}

async function store(tx: Transaction, tied: TiedInstallation, news: InstallationNews): Promise<void> {
  if (news.kind === "gone") {
    await removeTied(tx, tied);
    return;
  }
  const columns = news.kind === "installation" ? installationColumns(news.facts) : {};
  await tx
    .update(githubInstallations)
    .set({ ...columns, updatedAt: LATER })
    .where(eq(githubInstallations.id, tied.id));
  if (news.kind === "repository") {
    await putRepository(tx, tied.id, news.facts);
  } else if (news.kind === "repository_gone") {
    await dropRepository(tx, tied.id, news.repositoryId);
  } else {
    await storeInstallation(tx, tied, news);
  }
}

async function storeInstallation(
  tx: Transaction,
  tied: TiedInstallation,
  { facts, repositories }: Extract<InstallationNews, { kind: "installation" }>,
): Promise<void> {
  if (repositories) {
    await replaceRepositories(tx, tied.id, repositories);
  }
  const isSuspended = facts.suspendedAt !== null;
  if (isSuspended !== tied.isSuspended) {
    await tell(tx, tied, isSuspended ? "installation.suspended" : "installation.unsuspended");
  }
}

/** What was done on GitHub and changes what automations can do stands in the team's audit log, too. */
async function tell(tx: Transaction, { id, team, accountLogin }: TiedInstallation, action: string): Promise<void> {
  const scope = grant(
    { team, actor: { kind: "system", id: null, name: "github" }, role: "admin", models: "all" },
    contextless(),
  );
  await appendAudit(tx, scope, { action, outcome: "done", target: { id, name: accountLogin } });
}
