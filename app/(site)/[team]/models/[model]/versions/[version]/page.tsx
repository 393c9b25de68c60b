import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { nameInPath, versionPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { env } from "@/lib/platform/env";
import { getVersion } from "@/lib/registry/versions/queries";
import { TAG_ACTIONS } from "../../_components/tag-actions";
import { Tags } from "../../_components/tags.client";
import { AliasesCard } from "./_components/aliases-card";
import { EvaluationsPanel } from "./_components/evaluations-panel";
import { FilesPanel } from "./_components/files-panel";
import { HistoryCard } from "./_components/history-card";
import { MetadataPanel } from "./_components/metadata-panel";
import { OriginCard } from "./_components/origin-card";
import { readFiles } from "./_components/read-files";
import { readRefusals } from "./_components/read-refusals";
import { readVersionRuns } from "./_components/read-runs";
import { readVersionPage } from "./_components/read-version-page";
import { RunsCard } from "./_components/runs-card";
import { Triggered } from "./_components/triggered";
import { shownOf } from "./_components/triggered-filter";
import { UseCard } from "./_components/use-card";
import { useWayOf } from "./_components/use-snippets";
import { VersionHead } from "./_components/version-head";

type VersionProps = {
  params: Promise<{ team: string; model: string; version: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: VersionProps): Promise<Metadata> {
  const { model, version } = await params;
  return { title: `${nameInPath(model)} ${nameInPath(version)}` };
}

export default async function VersionPage({ params, searchParams }: VersionProps) {
  const segments = await params;
  const scope = await requireScope(segments.team);
  const ref = nameInPath(segments.version);
  const pool = await db();
  const found = await getVersion(pool, scope, nameInPath(segments.model), ref);
  if (!found.ok) {
    notFound();
  }
  const version = found.value;
  const team = scope.teamName;
  if (ref !== `v${version.number}`) {
    redirect(versionPath(team, version.model.name, version.number));
  }

  const asked = await singleParams(searchParams);
  const [view, files, runs, protectedNames, refusals] = await Promise.all([
    readVersionPage(pool, scope, version),
    readFiles(pool, scope, version, { folder: asked.folder, file: asked.file, cursor: asked.files }),
    readVersionRuns(scope, version),
    protectedAliasNames(scope),
    readRefusals(scope),
  ]);
  const model = version.model.name;

  return (
    <>
      <VersionHead team={team} version={version} view={view} files={files} refusals={refusals} />
      <div className="grid grid-cols-[minmax(0,1fr)_320px] items-start gap-5 px-6 pb-10 max-md:grid-cols-1 max-md:gap-4 max-sm:px-4 max-sm:pb-6">
        <div className="flex min-w-0 flex-col gap-4 max-md:contents 2xl:grid 2xl:grid-cols-2 2xl:items-start">
          <div className="min-w-0 max-md:-order-1">
            <Triggered
              scope={scope}
              model={model}
              version={version.number}
              events={view.events}
              hasOlder={view.hasOlderEvents}
              deliveries={view.deliveries}
              protectedNames={protectedNames}
              shown={shownOf(asked.triggered)}
            />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <div className="grid min-w-0 grid-cols-[repeat(auto-fit,minmax(min(100%,340px),1fr))] items-start gap-4">
              <EvaluationsPanel version={version.number} evaluations={version.evaluations} before={view.before} />
              <MetadataPanel
                team={team}
                model={model}
                version={version.number}
                metadata={version.metadata}
                find={asked.find}
              />
            </div>
            <FilesPanel team={team} version={version} view={files} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-md:contents">
          <div className="min-w-0 max-md:-order-2">
            <AliasesCard
              team={team}
              model={model}
              version={version.number}
              here={view.here}
              elsewhere={view.elsewhere}
              refusals={{ any: refusals.alias, guarded: refusals.guarded }}
            />
          </div>
          <UseCard
            team={team}
            model={model}
            version={version.number}
            url={env().MODELWIRE_URL}
            way={useWayOf(asked.use)}
          />
          <RunsCard team={team} versionId={version.id} runs={runs.on} hasMore={runs.hasMore} />
          <OriginCard
            team={team}
            version={version}
            loggedBy={runs.loggedBy}
            tags={
              <Tags
                actions={TAG_ACTIONS}
                tags={version.tags}
                of={{ team, model, version: `v${version.number}` }}
                canWrite={can(scope.role, "tag.write")}
              />
            }
          />
          <HistoryCard team={team} model={model} events={view.events} hasOlder={view.hasOlderEvents} />
        </div>
      </div>
    </>
  );
}
