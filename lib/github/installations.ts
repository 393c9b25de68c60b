import { and, asc, desc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import {
  type GitHubAppView,
  type InstallationView,
  type InstalledRepositoryView,
  missingPermissions,
} from "@/lib/core/github-app";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { githubApps, githubInstallations, githubReceipts, githubRepositories } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import type { Env } from "@/lib/platform/env";
import { isAppGiven } from "./apps";
import { listInstallationUses } from "./uses";

/** The GitHub App of this server; null where there is none. */
export async function findAppView(
  db: Database,
  env: Pick<Env, "GITHUB_APP_ID" | "GITHUB_APP_SLUG">,
): Promise<GitHubAppView | null> {
  const [last] = await db
    .select({ at: githubReceipts.receivedAt })
    .from(githubReceipts)
    .orderBy(desc(githubReceipts.receivedAt))
    .limit(1);
  const lastWebhookAt = last?.at.toISOString() ?? null;
  if (isAppGiven(env)) {
    const appId = Number(env.GITHUB_APP_ID);
    return { appId, slug: env.GITHUB_APP_SLUG ?? "", name: null, ownerLogin: null, isGiven: true, lastWebhookAt };
  }
  const [app] = await db
    .select({
      appId: githubApps.appId,
      slug: githubApps.slug,
      name: githubApps.name,
      ownerLogin: githubApps.ownerLogin,
    })
    .from(githubApps)
    .where(isNull(githubApps.deletedAt))
    .orderBy(desc(githubApps.id))
    .limit(1);
  return app ? { ...app, isGiven: false, lastWebhookAt } : null;
}

/** The accounts that are connected to the team, first connected first. */
export async function listInstallations(
  db: Database,
  scope: TeamScope,
  page: PageRequest,
): Promise<Result<Page<InstallationView>>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const after = decodeCursor(page.cursor, z.tuple([z.string().max(60)]));
  if (!after.ok) {
    return after;
  }
  const found = await readInstallations(db, scope.teamId, {
    where: after.value ? sql`${githubInstallations.id} > ${after.value[0]}` : undefined,
    limit: page.limit + 1,
  });
  return ok(
    pageOf(
      found,
      page.limit,
      (view) => view,
      ({ id }) => [id],
    ),
  );
}

export async function getInstallation(db: Database, scope: TeamScope, ref: string): Promise<Result<InstallationView>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const [found] = isId("installation", ref)
    ? await readInstallations(db, scope.teamId, { where: eq(githubInstallations.id, ref), limit: 1 })
    : [];
  return found ? ok(found) : notFound("installation");
}

/** The repositories that an installation covers, by name. */
export async function listRepositoriesOf(
  db: Database,
  scope: TeamScope,
  ref: string,
  page: PageRequest,
): Promise<Result<Page<InstalledRepositoryView>>> {
  const installation = await getInstallation(db, scope, ref);
  if (!installation.ok) {
    return installation;
  }
  const after = decodeCursor(page.cursor, z.tuple([z.string().max(300)]));
  if (!after.ok) {
    return after;
  }
  const name = sql<string>`lower(${githubRepositories.name})`;
  const found = await db
    .select({
      id: githubRepositories.repositoryId,
      name: githubRepositories.name,
      defaultBranch: githubRepositories.defaultBranch,
      isPrivate: githubRepositories.isPrivate,
      isArchived: githubRepositories.isArchived,
    })
    .from(githubRepositories)
    .where(
      and(
        eq(githubRepositories.installationId, installation.value.id),
        after.value ? gt(name, after.value[0]) : undefined,
      ),
    )
    .orderBy(asc(name))
    .limit(page.limit + 1);
  return ok(
    pageOf(
      found,
      page.limit,
      (view) => view,
      (view) => [view.name.toLowerCase()],
    ),
  );
}

/** Which of these installations, by GitHub's numbers, a team has already, whichever it is. */
export async function listTiedNumbers(db: Database, installationIds: readonly number[]): Promise<Set<number>> {
  const found =
    installationIds.length === 0
      ? []
      : await db
          .select({ installationId: githubInstallations.installationId })
          .from(githubInstallations)
          .where(
            and(
              inArray(githubInstallations.installationId, [...installationIds]),
              isNull(githubInstallations.removedAt),
            ),
          )
          .orderBy(asc(githubInstallations.installationId))
          .limit(installationIds.length);
  return new Set(found.map(({ installationId }) => installationId));
}

async function readInstallations(
  db: Database,
  teamId: Id<"team">,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<InstallationView[]> {
  const found = await db
    .select({
      id: githubInstallations.id,
      installationId: githubInstallations.installationId,
      account: {
        id: githubInstallations.accountId,
        login: githubInstallations.accountLogin,
        type: githubInstallations.accountType,
      },
      repositorySelection: githubInstallations.repositorySelection,
      repositoryCount: sql<number>`(
        select count(*)::int from ${githubRepositories}
        where ${githubRepositories.installationId} = ${githubInstallations.id})`,
      permissions: githubInstallations.permissions,
      suspendedAt: githubInstallations.suspendedAt,
      createdAt: githubInstallations.createdAt,
      createdBy: githubInstallations.createdBy,
    })
    .from(githubInstallations)
    .where(and(eq(githubInstallations.teamId, teamId), isNull(githubInstallations.removedAt), where))
    .orderBy(asc(githubInstallations.id))
    .limit(limit);
  const uses = await listInstallationUses(
    db,
    found.map(({ id }) => id),
  );
  return found.map(({ permissions, suspendedAt, createdAt, ...view }) => ({
    ...view,
    missingPermissions: missingPermissions(permissions, view.account.type),
    suspendedAt: suspendedAt?.toISOString() ?? null,
    usedBy: uses.get(view.id) ?? [],
    createdAt: createdAt.toISOString(),
  }));
}

function refuseReading(scope: TeamScope): { ok: false; problem: Problem } | null {
  if (!canSeeTeam(scope)) {
    return notFound("installation");
  }
  return can(scope.role, "github.read") ? null : refuse({ code: "forbidden", message: onlySentence("github.read") });
}
