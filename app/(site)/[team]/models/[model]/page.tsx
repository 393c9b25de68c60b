import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { AutomationSteps } from "@/app/_components/automation-steps";
import { AutomationsTable } from "@/app/_components/automations-table";
import { SectionHead } from "@/app/_components/page-head";
import { ButtonLink } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Panel } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPartPath, nameInPath, newAutomationPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { env } from "@/lib/platform/env";
import { AliasLanes } from "./_components/alias-lanes";
import { COLUMNS_COOKIE, decodeColumns } from "./_components/columns";
import { EventList } from "./_components/event-list";
import { gateOf } from "./_components/gates";
import { LaneMove } from "./_components/lane-move";
import { MetricPanel } from "./_components/metric-panel";
import { ModelCard } from "./_components/model-card";
import { ModelHead } from "./_components/model-head";
import { type ModelPageView, readModelPage } from "./_components/read-model-page";
import { VersionsSection } from "./_components/versions-section";

const COLUMNS_DEFAULT = 2;

type ModelProps = { params: Promise<{ team: string; model: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: ModelProps): Promise<Metadata> {
  const { model } = await params;
  return { title: nameInPath(model) };
}

export default async function ModelPage({ params, searchParams }: ModelProps) {
  const { team: teamSegment, model: modelSegment } = await params;
  const scope = await requireScope(teamSegment);
  const { metric, cursor, filter, columns: askedColumns } = await singleParams(searchParams);
  const [view, protectedNames, jar] = await Promise.all([
    readModelPage(await db(), scope, { model: nameInPath(modelSegment), cursor, filter }),
    protectedAliasNames(scope),
    cookies(),
  ]);
  if (!view) {
    notFound();
  }

  const team = scope.teamName;
  const { model, metricNames: names } = view;
  const chosen = metric !== undefined && names.includes(metric) ? metric : names[0];
  const shown = chosen === undefined ? [] : [chosen, ...names.filter((name) => name !== chosen)];
  const columns = columnsOf(askedColumns ?? jar.get(COLUMNS_COOKIE)?.value, { names, shown, asked: askedColumns });

  return (
    <>
      <ModelHead scope={scope} view={view} />
      <AliasLanes
        team={team}
        model={model.name}
        aliases={model.aliases}
        moves={view.moves}
        outcomes={view.aliasOutcomes}
        moveOf={(alias) => {
          const isAllowed = can(scope.role, alias.isProtected ? "alias.protected" : "alias.write");
          return isAllowed && model.latestVersion !== null ? (
            <LaneMove
              team={team}
              model={model.name}
              alias={alias}
              latest={model.latestVersion}
              versions={view.series.map(({ version }) => version.number).reverse()}
              measured={view.measured}
              moves={view.moves}
              automations={view.automations}
            />
          ) : null;
        }}
      />
      <Trends scope={scope} view={view} shown={shown} kept={{ filter, columns: askedColumns }} />
      <VersionsSection
        team={team}
        view={view}
        columns={columns}
        asked={{ metric, cursor, filter, columns: askedColumns }}
      />
      <History team={team} view={view} protectedNames={protectedNames} />
      <Automations scope={scope} view={view} protectedNames={protectedNames} />
    </>
  );
}

type Choice = { names: readonly string[]; shown: readonly string[]; asked: string | undefined };

/** What the address says, then what the team's cookie keeps, then the two that the charts show. */
function columnsOf(text: string | undefined, { names, shown, asked }: Choice): string[] {
  const known = (decodeColumns(text) ?? []).filter((name) => names.includes(name));
  return known.length > 0 || asked !== undefined ? known : shown.slice(0, COLUMNS_DEFAULT);
}

type TrendsProps = {
  scope: TeamScope;
  view: ModelPageView;
  shown: readonly string[];
  kept: Record<string, string | undefined>;
};

/** How the chosen metrics went over the versions, and the card. */
function Trends({ scope, view, shown, kept }: TrendsProps) {
  const { model, metricNames: names, series, automations } = view;
  return (
    <div
      className={`mx-6 mt-4 grid gap-4 max-sm:mx-4 max-sm:grid-cols-1 ${
        shown.length > 1
          ? "grid-cols-[minmax(0,1.35fr)_minmax(0,1.35fr)_minmax(0,1fr)] max-lg:grid-cols-2 max-lg:[&>:last-child]:col-span-2 max-sm:[&>:last-child]:col-span-1"
          : "grid-cols-[minmax(0,2fr)_minmax(0,1fr)]"
      } ${shown.length === 0 ? "grid-cols-1" : ""}`}
    >
      {shown.slice(0, 2).map((name, place) => (
        <MetricPanel
          key={name}
          team={scope.teamName}
          model={model.name}
          metric={name}
          choices={place === 0 ? names : []}
          series={series}
          gate={gateOf(name, automations)}
          kept={kept}
        />
      ))}
      <ModelCard team={scope.teamName} model={model.name} card={model.card} canWrite={can(scope.role, "model.write")} />
    </div>
  );
}

type HistoryProps = { team: string; view: ModelPageView; protectedNames: ReadonlySet<string> };

function History({ team, view: { model, events }, protectedNames }: HistoryProps) {
  if (events.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="history" className="mx-6 max-sm:mx-4">
      <SectionHead id="history" title="History">
        <TextLink href={modelPartPath(team, model.name, ["history"])} className="max-sm:py-2">
          All of it
        </TextLink>
      </SectionHead>
      <Panel>
        <EventList team={team} events={events} protectedNames={protectedNames} />
      </Panel>
    </section>
  );
}

type AutomationsProps = { scope: TeamScope; view: ModelPageView; protectedNames: ReadonlySet<string> };

function Automations({ scope, view, protectedNames }: AutomationsProps) {
  const team = scope.teamName;
  const { model, automations } = view;
  const teamWide = automations.filter((automation) => automation.model === null).length;
  return (
    <section aria-labelledby="automations" className="mx-6 mb-10 max-sm:mx-4">
      <SectionHead
        id="automations"
        title="Automations"
        count={automations.length}
        note={`What happens when this model changes.${teamWide > 0 ? ` ${teamWide} of them apply to every model of the team.` : ""}`}
      >
        {can(scope.role, "automation.write") ? (
          <ButtonLink href={newAutomationPath(team, { model: model.name })}>
            <Plus aria-hidden="true" />
            New automation
          </ButtonLink>
        ) : null}
      </SectionHead>
      {automations.length > 0 ? (
        <AutomationsTable team={team} role={scope.role} automations={automations} protectedNames={protectedNames} />
      ) : (
        <Panel>
          <EmptyState title="Nothing happens yet when this model changes">
            An automation sends a request, a Slack or Teams message or a GitHub dispatch when a version is linked, an
            alias moves or a metric is recorded. Create the first one:
          </EmptyState>
          <div className="px-4 pb-4">
            <AutomationSteps team={team} url={env().MODELWIRE_URL} model={model.name} />
          </div>
        </Panel>
      )}
    </section>
  );
}
