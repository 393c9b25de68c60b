import { Search } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { AutomationSteps } from "@/app/_components/automation-steps";
import { AutomationsTable } from "@/app/_components/automations-table";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Button } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationsPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { listAutomations } from "@/lib/automations/queries";
import { type AutomationSearch, automationSearch } from "@/lib/core/automation-search";
import { env } from "@/lib/platform/env";

export const metadata: Metadata = { title: "Automations" };

type AutomationsProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function AutomationsPage({ params, searchParams }: AutomationsProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(automationSearch, await singleParams(searchParams));
  const [page, protectedNames] = await Promise.all([
    listAutomations(await db(), scope, search),
    protectedAliasNames(scope),
  ]);
  const team = scope.teamName;
  const isWhole = !search.name && !search.model && !search.cursor;

  if (page.ok && page.value.items.length === 0 && isWhole) {
    return <NoAutomations team={team} />;
  }
  return (
    <>
      <PageHead title="Automations" note="what happens when a model changes" />
      <AutomationFilter team={team} search={search} />
      <div className="mx-6 mb-10 max-sm:mx-4">
        {page.ok && page.value.items.length > 0 ? (
          <AutomationsTable
            team={team}
            automations={page.value.items}
            protectedNames={protectedNames}
            hasModel
            foot={
              <Pager
                isFirst={search.cursor === undefined}
                firstHref={automationsPath(team, { name: search.name })}
                nextHref={
                  page.value.nextCursor
                    ? automationsPath(team, { name: search.name, cursor: page.value.nextCursor })
                    : null
                }
                shown={formatPlural(page.value.items.length, "automation")}
                older="Show older automations"
              />
            }
          />
        ) : (
          <Note
            title={page.ok ? "No automation matches." : page.problem.message}
            tone={page.ok ? "neutral" : "critical"}
          >
            <TextLink inText href={automationsPath(team)}>
              Show all automations
            </TextLink>
          </Note>
        )}
      </div>
    </>
  );
}

function AutomationFilter({ team, search }: { team: string; search: AutomationSearch }) {
  return (
    <Form
      // The fields keep what was typed: another filter is another form.
      key={search.name ?? ""}
      action={automationsPath(team)}
      role="search"
      aria-label="Automations"
      className="flex flex-wrap items-center gap-2 px-6 pb-2.5 max-sm:px-4"
    >
      <FilterInput
        label="Filter by name"
        name="name"
        defaultValue={search.name}
        icon={<Search aria-hidden="true" />}
        data-key="/"
        className="w-[280px] max-sm:w-auto max-sm:flex-1"
      />
      <Button type="submit">Filter</Button>
      {search.name ? (
        <TextLink href={automationsPath(team)} className="max-sm:py-2">
          Show all
        </TextLink>
      ) : null}
    </Form>
  );
}

function NoAutomations({ team }: { team: string }) {
  return (
    <div className="mx-auto w-full max-w-[1000px] px-6 pt-10 pb-10 max-sm:px-4 max-sm:pt-6">
      <EmptyState
        level="h1"
        title={<span className="font-semibold text-hero">Wire your first automation</span>}
        className="px-0 pt-0"
      >
        <p className="text-lead">
          When a version is linked, an alias moves, a tag is set or a metric is recorded, an automation that matches
          sends a request: to your own endpoint, to Slack or Teams, or to GitHub, which starts a workflow.
        </p>
      </EmptyState>
      <AutomationSteps team={team} url={env().MODELWIRE_URL} model={null} />
      <p className="mt-3 text-ink-3">
        With <code className="font-mono text-small">model</code> null it stands for every model of the team, also those
        created later. The reference of the API has every event type, filter and variable.
      </p>
    </div>
  );
}
