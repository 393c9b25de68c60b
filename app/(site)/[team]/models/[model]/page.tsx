import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AutomationSteps } from "@/app/_components/automation-steps";
import { AutomationsTable } from "@/app/_components/automations-table";
import { formatCount } from "@/app/_components/format";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { PageHead, SectionHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { TagChip } from "@/app/_components/tag-chip";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Panel } from "@/app/_components/ui/panel";
import { modelPath, nameInPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import type { TagView } from "@/lib/core/registry";
import { env } from "@/lib/platform/env";
import { AliasLanes } from "./_components/alias-lanes";
import { MetricPanel } from "./_components/metric-panel";
import { ModelCard } from "./_components/model-card";
import { type ModelPageView, readModelPage } from "./_components/read-model-page";
import { VersionsTable } from "./_components/versions-table";

const COLUMNS_MAX = 2;
const TAGS_SHOWN_MAX = 12;

type ModelProps = { params: Promise<{ team: string; model: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: ModelProps): Promise<Metadata> {
  const { model } = await params;
  return { title: nameInPath(model) };
}

export default async function ModelPage({ params, searchParams }: ModelProps) {
  const { team: teamSegment, model: modelSegment } = await params;
  const scope = await requireScope(teamSegment);
  const { metric, cursor } = await singleParams(searchParams);
  const [view, protectedNames] = await Promise.all([
    readModelPage(await db(), scope, { model: nameInPath(modelSegment), cursor }),
    protectedAliasNames(scope),
  ]);
  if (!view) {
    notFound();
  }

  const team = scope.teamName;
  const { model, metricNames: names } = view;
  const chosen = metric !== undefined && names.includes(metric) ? metric : names[0];
  const shown = chosen === undefined ? [] : [chosen, ...names.filter((name) => name !== chosen)];

  return (
    <>
      <PageHead
        title={model.name}
        isName
        chips={model.tags.length > 0 ? <Tags tags={model.tags} /> : undefined}
        description={model.description || undefined}
        actions={<LiveRefresh everyMs={view.refreshMs} />}
      />
      <AliasLanes
        team={team}
        model={model.name}
        aliases={model.aliases}
        moves={view.moves}
        outcomes={view.aliasOutcomes}
      />
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
            team={team}
            model={model.name}
            metric={name}
            choices={place === 0 ? names : []}
            series={view.series}
          />
        ))}
        <ModelCard card={model.card} />
      </div>
      <Versions team={team} view={view} columns={shown.slice(0, COLUMNS_MAX)} cursor={cursor} metric={metric} />
      <Automations team={team} view={view} protectedNames={protectedNames} />
    </>
  );
}

function Tags({ tags }: { tags: readonly TagView[] }) {
  return (
    <>
      {tags.slice(0, TAGS_SHOWN_MAX).map((tag) => (
        <span key={tag.key} className="max-w-60 min-w-0">
          <TagChip name={tag.value ? `${tag.key}: ${tag.value}` : tag.key} />
        </span>
      ))}
    </>
  );
}

type VersionsProps = {
  team: string;
  view: ModelPageView;
  columns: readonly string[];
  cursor: string | undefined;
  metric: string | undefined;
};

function Versions({ team, view, columns, cursor, metric }: VersionsProps) {
  const { model, versions, nextCursor } = view;
  return (
    <section aria-labelledby="versions" className="mx-6 max-sm:mx-4">
      <SectionHead id="versions" title="Versions" count={formatCount(model.versionCount)} />
      {versions.length > 0 ? (
        <VersionsTable
          team={team}
          model={model.name}
          versions={versions}
          columns={columns}
          values={view.values}
          outcomes={view.outcomes}
          foot={
            <Pager
              isFirst={cursor === undefined}
              firstHref={modelPath(team, model.name, { metric })}
              nextHref={nextCursor ? modelPath(team, model.name, { metric, cursor: nextCursor }) : null}
              shown={`${versions.length} of ${formatCount(model.versionCount)}`}
              older="Show older versions"
            />
          }
        />
      ) : (
        <Panel>
          <EmptyState title="No version is linked yet">
            Log an artifact and link it, or link the address of one that is stored elsewhere. The first version gets the
            number {model.firstNumber}, and <code className="font-mono text-small">latest</code> follows it.
          </EmptyState>
        </Panel>
      )}
    </section>
  );
}

type AutomationsProps = { team: string; view: ModelPageView; protectedNames: ReadonlySet<string> };

function Automations({ team, view, protectedNames }: AutomationsProps) {
  const { model, automations } = view;
  const teamWide = automations.filter((automation) => automation.model === null).length;
  return (
    <section aria-labelledby="automations" className="mx-6 mb-10 max-sm:mx-4">
      <SectionHead
        id="automations"
        title="Automations"
        count={automations.length}
        note={`What happens when this model changes.${teamWide > 0 ? ` ${teamWide} of them apply to every model of the team.` : ""}`}
      />
      {automations.length > 0 ? (
        <AutomationsTable team={team} automations={automations} protectedNames={protectedNames} />
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
