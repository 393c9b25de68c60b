import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/app/_components/action-form.client";
import { CrumbName } from "@/app/_components/crumb-names.client";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { can } from "@/lib/core/access";
import { type InstallationView, type InstalledRepositoryView, installationUrl } from "@/lib/core/github-app";
import { type Page, pageRequest } from "@/lib/core/page";
import { listRepositoriesOf } from "@/lib/github/installations";
import { env } from "@/lib/platform/env";
import { UntieForm } from "../_components/github-forms";
import { InstallationState } from "../_components/installations-table";
import { requireInstallation } from "../_components/read-installation";
import { refreshInstallationAction } from "../actions";

type InstallationProps = {
  params: Promise<{ team: string; installation: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: InstallationProps): Promise<Metadata> {
  const { team, installation: segment } = await params;
  const { installation } = await requireInstallation(team, segment);
  return { title: `${installation.account.login}, GitHub` };
}

/** One connected account: what keeps it from working, and the repositories that it gives. */
export default async function InstallationPage({ params, searchParams }: InstallationProps) {
  const { team: teamSegment, installation: segment } = await params;
  const { scope, installation } = await requireInstallation(teamSegment, segment);
  const asked = readSearch(pageRequest, await singleParams(searchParams));
  const repositories = await listRepositoriesOf(await db(), scope, installation.id, asked);
  if (!repositories.ok) {
    notFound();
  }
  const team = scope.teamName;
  return (
    <>
      <CrumbName id={installation.id} name={installation.account.login} />
      <p className="px-6 pt-3 max-sm:px-4">
        <TextLink href={settingsPath(team, "github")} className="text-small max-sm:py-2">
          All accounts
        </TextLink>
      </p>
      <PageHead
        title={installation.account.login}
        chips={<InstallationState installation={installation} />}
        description={usesOf(installation)}
        actions={can(scope.role, "github.manage") ? <Controls team={team} installation={installation} /> : null}
      />
      <Shortcomings installation={installation} />
      <Repositories
        page={repositories.value}
        installation={installation}
        team={team}
        isFirst={asked.cursor === undefined}
      />
    </>
  );
}

function usesOf({ usedBy }: InstallationView): string {
  return usedBy.length === 0
    ? "No automation sends to its repositories yet."
    : `${usedBy.map(({ name }) => name).join(", ")} ${usedBy.length === 1 ? "sends" : "send"} to its repositories.`;
}

function Controls({ team, installation }: { team: string; installation: InstallationView }) {
  const { id, account } = installation;
  return (
    <>
      <ActionForm
        action={refreshInstallationAction}
        label={`Read ${account.login} again`}
        hidden={{ team, installation: id }}
      >
        <SubmitButton>Read again</SubmitButton>
      </ActionForm>
      <DialogLink
        href={settingsPath(team, "github", [id, "untie"])}
        title={`Disconnect ${account.login}`}
        content={<UntieForm team={team} installation={installation} />}
      >
        Disconnect
      </DialogLink>
    </>
  );
}

/** What is wrong with it, and what to do: on GitHub, by an owner of the account. */
function Shortcomings({ installation }: { installation: InstallationView }) {
  const { suspendedAt, missingPermissions, account } = installation;
  const link = (
    <a
      href={installationUrl(env().GITHUB_URL, installation)}
      rel="noreferrer"
      className="text-accent underline underline-offset-3"
    >
      its settings on GitHub
    </a>
  );
  return (
    <div className="mx-6 mb-4 flex flex-col gap-2 empty:hidden max-sm:mx-4">
      {suspendedAt ? (
        <Note tone="critical" title="The App is suspended for this account.">
          Nothing is sent until an owner of {account.login} unsuspends it in {link}.
        </Note>
      ) : null}
      {missingPermissions.length > 0 ? (
        <Note tone="caution" title={`It lacks ${missingPermissions.join(", ")}.`}>
          What needs these fails. An owner of {account.login} accepts the App's permissions in {link}.
        </Note>
      ) : null}
    </div>
  );
}

type RepositoriesProps = {
  team: string;
  installation: InstallationView;
  page: Page<InstalledRepositoryView>;
  isFirst: boolean;
};

function Repositories({ team, installation, page: { items, nextCursor }, isFirst }: RepositoriesProps) {
  const path = (query?: { cursor: string }) => settingsPath(team, "github", [installation.id], query);
  return (
    <TableFrame
      label="Repositories"
      className="mx-6 mb-8 max-sm:mx-4"
      foot={
        <Pager
          isFirst={isFirst}
          firstHref={path()}
          nextHref={nextCursor ? path({ cursor: nextCursor }) : null}
          shown={`${formatPlural(items.length, "repository", "repositories")} by name`}
          older="Show more repositories"
        />
      }
    >
      <TableHead>
        <HeadCell>Repository</HeadCell>
        <HeadCell>Default branch</HeadCell>
        <HeadCell className="max-sm:hidden">Kind</HeadCell>
      </TableHead>
      <tbody>
        {items.map(({ id, name, defaultBranch, isPrivate, isArchived }) => (
          <Row key={id}>
            <Cell className="max-w-[44ch] truncate font-mono text-small max-sm:max-w-[22ch]" title={name}>
              {name}
            </Cell>
            <Cell className="text-ink-2">{defaultBranch}</Cell>
            <Cell className="text-ink-2 max-sm:hidden">
              {[isPrivate ? "private" : "public", isArchived ? "archived" : ""].filter(Boolean).join(", ")}
            </Cell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}
