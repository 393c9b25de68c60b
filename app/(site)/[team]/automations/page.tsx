import { Plus, Search } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { AutomationSteps } from "@/app/_components/automation-steps";
import { AutomationsTable } from "@/app/_components/automations-table";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { classNames } from "@/app/_components/ui/class-names";
import { CONTROL } from "@/app/_components/ui/control";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Kbd } from "@/app/_components/ui/kbd";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationsPath, newAutomationPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { listAutomations } from "@/lib/automations/queries";
import { can, onlySentence } from "@/lib/core/access";
import { type AutomationSearch, automationSearch } from "@/lib/core/automation-search";
import { EVENT_TYPE_NAMES, EVENT_TYPES } from "@/lib/core/event";
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
  const filters = { name: search.name, model: search.model, eventType: search.eventType, enabled: enabledIn(search) };
  const isFiltered = Object.values(filters).some(Boolean);
  const canWrite = can(scope.role, "automation.write");

  if (page.ok && page.value.items.length === 0 && !isFiltered && !search.cursor) {
    return <NoAutomations team={team} canWrite={canWrite} />;
  }
  return (
    <>
      <PageHead
        title="Automations"
        note="what happens when a model changes"
        actions={canWrite ? <NewAutomation team={team} model={search.model} /> : undefined}
      />
      <AutomationFilter team={team} filters={filters} isFiltered={isFiltered} />
      <div className="mx-6 mb-10 max-sm:mx-4">
        {page.ok && page.value.items.length > 0 ? (
          <AutomationsTable
            team={team}
            role={scope.role}
            automations={page.value.items}
            protectedNames={protectedNames}
            hasModel
            foot={
              <Pager
                isFirst={search.cursor === undefined}
                firstHref={automationsPath(team, filters)}
                nextHref={
                  page.value.nextCursor ? automationsPath(team, { ...filters, cursor: page.value.nextCursor }) : null
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

function enabledIn({ enabled }: AutomationSearch): "yes" | "no" | undefined {
  if (enabled === undefined) {
    return undefined;
  }
  return enabled ? "yes" : "no";
}

function NewAutomation({ team, model }: { team: string; model: string | undefined }) {
  return (
    <ButtonLink look="primary" href={newAutomationPath(team, { model })}>
      <Plus aria-hidden="true" />
      New automation
      <Kbd>N</Kbd>
    </ButtonLink>
  );
}

type Filters = {
  name: string | undefined;
  model: string | undefined;
  eventType: string | undefined;
  enabled: "yes" | "no" | undefined;
};

function AutomationFilter({ team, filters, isFiltered }: { team: string; filters: Filters; isFiltered: boolean }) {
  const look = classNames(CONTROL, "h-7 w-auto px-[7px] max-sm:h-9");
  return (
    <Form
      // The fields keep what was typed: another filter is another form.
      key={JSON.stringify(filters)}
      action={automationsPath(team)}
      role="search"
      aria-label="Automations"
      className="flex flex-wrap items-center gap-2 px-6 pb-2.5 max-sm:px-4"
    >
      <FilterInput
        label="Filter by name"
        name="name"
        defaultValue={filters.name}
        icon={<Search aria-hidden="true" />}
        data-key="/"
        className="w-[240px] max-sm:w-full"
      />
      <select name="eventType" aria-label="Event type" defaultValue={filters.eventType ?? ""} className={look}>
        <option value="">Every event</option>
        {EVENT_TYPE_NAMES.map((name) => (
          <option key={name} value={name}>
            {EVENT_TYPES[name].label}
          </option>
        ))}
      </select>
      <select name="enabled" aria-label="State" defaultValue={filters.enabled ?? ""} className={look}>
        <option value="">Active and paused</option>
        <option value="yes">Active</option>
        <option value="no">Paused</option>
      </select>
      {filters.model ? <input type="hidden" name="model" value={filters.model} /> : null}
      <Button type="submit">Filter</Button>
      {filters.model ? (
        <span className="text-ink-2">
          that apply to <span className="font-mono text-small">{filters.model}</span>
        </span>
      ) : null}
      {isFiltered ? (
        <TextLink href={automationsPath(team)} className="max-sm:py-2">
          Show all
        </TextLink>
      ) : null}
    </Form>
  );
}

function NoAutomations({ team, canWrite }: { team: string; canWrite: boolean }) {
  return (
    <div className="mx-auto w-full max-w-[1000px] px-6 pt-10 pb-10 max-sm:px-4 max-sm:pt-6">
      <EmptyState
        action={canWrite ? <NewAutomation team={team} model={undefined} /> : onlySentence("automation.write")}
        level="h1"
        title={<span className="font-semibold text-hero">Wire your first automation</span>}
        className="px-0 pt-0"
      >
        <p className="text-lead">
          When a version is linked, an alias moves, a tag is set or a metric is recorded, an automation that matches
          sends a request: to your own endpoint, to Slack or Teams, or to GitHub, which starts a workflow.
        </p>
      </EmptyState>
      <h2 className="mb-2 font-medium text-lead">The same through the API</h2>
      <AutomationSteps team={team} url={env().MODELWIRE_URL} model={null} />
      <p className="mt-3 text-ink-3">
        With <code className="font-mono text-small">model</code> null it stands for every model of the team, also those
        created later. The reference of the API has every event type, filter and variable.
      </p>
    </div>
  );
}
