import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Person } from "@/app/_components/person";
import { Time } from "@/app/_components/time";
import { Badge } from "@/app/_components/ui/badge";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Kbd } from "@/app/_components/ui/kbd";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { CALL_HOME_HOURS, type PolicyView } from "@/lib/core/oidc-policy";
import { pageRequest } from "@/lib/core/page";
import { listPolicies } from "@/lib/github/policies/queries";
import { listInstalledRepositories } from "@/lib/github/queries";
import { AllowPolicyForm, DeletePolicyForm, NarrowPolicyForm } from "./_components/policy-forms";
import { RuleFacts } from "./_components/rule-facts";

export const metadata: Metadata = { title: "Calling home" };

type PoliciesProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** By which rules workflow runs get a token without a stored secret. */
export default async function PoliciesPage({ params, searchParams }: PoliciesProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const pool = await db();
  const page = await listPolicies(pool, scope, search);
  if (!page.ok) {
    notFound();
  }
  const repositories = (await listInstalledRepositories(pool, scope)).map(({ name }) => name);

  const team = scope.teamName;
  const { items, nextCursor } = page.value;
  return (
    <>
      <PageHead
        title="Calling home"
        description={`A run that a delivery started gets a token for that delivery's version, for ${CALL_HOME_HOURS} hours after it was sent. Rules narrow that, or allow more.`}
        actions={<NewRules team={team} repositories={repositories} />}
      />
      <div className="px-6 pb-8 max-sm:px-4">
        {items.length === 0 ? (
          <EmptyState level="h2" title="No rules" className="max-w-[1000px] rounded-panel border border-line">
            The default holds: the run must be of the repository, the branch and the dispatch that the delivery made,
            and gets at no other version.
          </EmptyState>
        ) : (
          <TableFrame
            label="Rules for calling home"
            foot={
              <Pager
                isFirst={search.cursor === undefined}
                firstHref={settingsPath(team, "github", ["policies"])}
                nextHref={nextCursor ? settingsPath(team, "github", ["policies"], { cursor: nextCursor }) : null}
                shown={`${formatPlural(items.length, "rule")} by name`}
                older="Show more rules"
              />
            }
          >
            <TableHead>
              <HeadCell>Name</HeadCell>
              <HeadCell>Rule</HeadCell>
              <HeadCell className="max-sm:hidden">Models</HeadCell>
              <HeadCell className="max-sm:hidden">Created</HeadCell>
              <HeadCell>
                <span className="sr-only">Actions</span>
              </HeadCell>
            </TableHead>
            <tbody>
              {items.map((policy) => (
                <PolicyRow key={policy.id} team={team} policy={policy} />
              ))}
            </tbody>
          </TableFrame>
        )}
      </div>
    </>
  );
}

function NewRules({ team, repositories }: { team: string; repositories: readonly string[] }) {
  return (
    <>
      {repositories.length > 0 ? (
        <DialogLink
          href={settingsPath(team, "github", ["policies", "new"], { kind: "allow" })}
          title="Allow other runs"
          content={<AllowPolicyForm team={team} repositories={repositories} />}
        >
          Allow other runs
        </DialogLink>
      ) : null}
      <DialogLink
        href={settingsPath(team, "github", ["policies", "new"])}
        title="Narrow who calls home"
        look="primary"
        data-key="n"
        content={<NarrowPolicyForm team={team} />}
      >
        <Plus aria-hidden="true" />
        New rule <Kbd>N</Kbd>
      </DialogLink>
    </>
  );
}

function PolicyRow({ team, policy }: { team: string; policy: PolicyView }) {
  const { id, name, rule, createdAt, createdBy } = policy;
  return (
    <Row data-row="">
      <Cell className="max-w-[32ch] whitespace-normal max-sm:max-w-[15ch]">
        <span className="flex flex-wrap items-center gap-2">
          <span className="break-words font-medium">{name}</span>
          <Badge tone={rule.kind === "allow" ? "caution" : "neutral"}>
            {rule.kind === "allow" ? "allows" : "narrows"}
          </Badge>
        </span>
      </Cell>
      <Cell>
        <RuleFacts rule={rule} />
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">
        {rule.models === null ? "all" : rule.models.join(", ") || "none left"}
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">
        <span className="inline-flex items-center gap-2">
          <Person name={createdBy} />
          <Time at={createdAt} className="text-ink-3" />
        </span>
      </Cell>
      <Cell className="text-right">
        <DialogLink
          href={settingsPath(team, "github", ["policies", id, "delete"])}
          title={`Delete ${name}`}
          aria-label={`Delete ${name}`}
          look="danger"
          size="small"
          content={<DeletePolicyForm team={team} policy={policy} />}
        >
          Delete
        </DialogLink>
      </Cell>
    </Row>
  );
}
