import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { PageHead } from "@/app/_components/page-head";
import { ButtonLink, buttonClass } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { setupUrl } from "@/app/_server/github-setup";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope, requireUser } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { GitHubAppView } from "@/lib/core/github-app";
import { setupRefusal } from "@/lib/core/github-setup";
import { pageRequest } from "@/lib/core/page";
import { findAppView, listInstallations } from "@/lib/github/installations";
import { env } from "@/lib/platform/env";
import { githubHosts } from "@/lib/platform/github-hosts";
import { AppPanel, PermissionList } from "./_components/app-panel";
import { GitHubNotes } from "./_components/github-notes";
import { InstallationsTable } from "./_components/installations-table";

export const metadata: Metadata = { title: "GitHub" };

const search = pageRequest.extend({ refused: setupRefusal.optional(), connected: z.string().max(60).optional() });

type GitHubProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** The GitHub App, and the accounts that are connected to the team through it. */
export default async function GitHubPage({ params, searchParams }: GitHubProps) {
  const scope = await requireScope((await params).team);
  const asked = readSearch(search, await singleParams(searchParams));
  const pool = await db();
  const [page, app, user] = await Promise.all([
    listInstallations(pool, scope, asked),
    findAppView(pool, env()),
    requireUser(),
  ]);
  if (!page.ok) {
    notFound();
  }

  const team = scope.teamName;
  const hosts = githubHosts(env());
  const mayManage = can(scope.role, "github.manage");
  const connected = page.value.items.find(({ account }) => account.login === asked.connected);
  return (
    <>
      <PageHead
        title="GitHub"
        note="where automations start workflows"
        actions={app && mayManage ? <ConnectLinks team={team} /> : null}
      />
      <GitHubNotes
        hosts={hosts}
        refused={asked.refused}
        connected={connected?.account.login}
        className="mx-6 max-sm:mx-4"
      />
      {app ? (
        <AppPanel team={team} app={app} hosts={hosts} mayForget={mayManage && user.isOperator && !app.isGiven} />
      ) : (
        <NoApp team={team} mayCreate={mayManage && user.isOperator} />
      )}
      {page.value.items.length > 0 ? (
        <InstallationsTable team={team} page={page.value} isFirst={asked.cursor === undefined} />
      ) : (
        <NoAccounts app={app} mayManage={mayManage} />
      )}
    </>
  );
}

function ConnectLinks({ team }: { team: string }) {
  return (
    <>
      <ButtonLink href={settingsPath(team, "github", ["policies"])}>Rules for calling home</ButtonLink>
      <a href={setupUrl(settingsPath(team, "github", ["look-up"]))} className={buttonClass({})}>
        Connect an installed one
      </a>
      <a
        href={setupUrl(settingsPath(team, "github", ["connect"]))}
        data-key="n"
        data-command="Connect a GitHub account"
        className={buttonClass({ look: "primary" })}
      >
        <Plus aria-hidden="true" />
        Connect an account
      </a>
    </>
  );
}

function NoApp({ team, mayCreate }: { team: string; mayCreate: boolean }) {
  return (
    <EmptyState
      level="h2"
      title="No GitHub App yet"
      className="mx-6 mb-6 max-w-[1000px] rounded-panel border border-line max-sm:mx-4"
      action={
        mayCreate ? (
          <a
            href={setupUrl(settingsPath(team, "github", ["app"]))}
            data-key="n"
            data-command="Create the GitHub App"
            className={buttonClass({ look: "primary" })}
          >
            <Plus aria-hidden="true" />
            Create the GitHub App
          </a>
        ) : null
      }
    >
      Through an App of its own, this server starts workflows with nobody's personal token, and sees how they went. It
      is made once for the whole server, and then installed on the accounts whose repositories automations are to reach.
      {mayCreate ? null : " An operator of this server creates it, or its environment gives it."}
      <PermissionList />
    </EmptyState>
  );
}

function NoAccounts({ app, mayManage }: { app: GitHubAppView | null; mayManage: boolean }) {
  return app ? (
    <EmptyState
      level="h2"
      title="No account is connected"
      className="mx-6 mb-8 max-w-[1000px] rounded-panel border border-line max-sm:mx-4"
    >
      Connect the account or organisation whose workflows this team's automations are to start. You choose on GitHub
      which repositories it gives, and have to administer it there.
      {mayManage ? null : " Admins of the team do it."}
    </EmptyState>
  ) : null;
}
