import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { JsonView } from "@/app/_components/code-view";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Link } from "@/app/_components/ui/link.client";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { modelPath, nameInPath, versionPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import type { JsonObject } from "@/lib/core/json";
import type { VersionView } from "@/lib/core/registry";
import { env } from "@/lib/platform/env";
import { getVersion } from "@/lib/registry/versions/queries";
import { AliasesCard } from "./_components/aliases-card";
import { EvaluationsPanel } from "./_components/evaluations-panel";
import { FilesPanel } from "./_components/files-panel";
import { HistoryCard } from "./_components/history-card";
import { OriginCard } from "./_components/origin-card";
import { readVersionPage } from "./_components/read-version-page";
import { Triggered } from "./_components/triggered";
import { UseCard } from "./_components/use-card";

const HEAD_ALIASES_MAX = 6;

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

  const { files, use } = await singleParams(searchParams);
  const [view, protectedNames] = await Promise.all([
    readVersionPage(pool, scope, version, files),
    protectedAliasNames(scope),
  ]);
  const model = version.model.name;

  return (
    <>
      <VersionHead team={team} version={version} />
      <div className="grid grid-cols-[minmax(0,1fr)_320px] items-start gap-5 px-6 pb-10 max-md:grid-cols-1 max-md:gap-4 max-sm:px-4 max-sm:pb-6">
        <div className="flex min-w-0 flex-col gap-4 max-md:contents">
          <div className="min-w-0 max-md:-order-1">
            <Triggered
              scope={scope}
              model={model}
              version={version.number}
              events={view.events}
              hasOlder={view.hasOlderEvents}
              deliveries={view.deliveries}
              protectedNames={protectedNames}
            />
          </div>
          <div className="grid min-w-0 grid-cols-[repeat(auto-fit,minmax(min(100%,340px),1fr))] items-start gap-4">
            <EvaluationsPanel version={version.number} evaluations={version.evaluations} before={view.before} />
            <MetadataPanel metadata={version.metadata} />
          </div>
          <FilesPanel team={team} version={version} files={view.files} isFirstPage={files === undefined} />
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-md:contents">
          <div className="min-w-0 max-md:-order-2">
            <AliasesCard
              scope={scope}
              model={model}
              version={version.number}
              aliases={view.aliases}
              moves={view.moves}
              fires={view.fires}
            />
          </div>
          <UseCard
            team={team}
            model={model}
            version={version.number}
            url={env().MODELWIRE_URL}
            way={use === "curl" ? "curl" : "cli"}
          />
          <OriginCard version={version} />
          <HistoryCard version={version.number} moves={view.moves} />
        </div>
      </div>
    </>
  );
}

function VersionHead({ team, version }: { team: string; version: VersionView }) {
  const { model, number, aliases, description, fileCount } = version;
  return (
    <PageHead
      isName
      title={
        <>
          <Link
            href={modelPath(team, model.name)}
            className="font-normal text-ink-2 underline-offset-3 hover:underline"
          >
            {model.name}
          </Link>{" "}
          v{number}
        </>
      }
      chips={aliases
        .slice(0, HEAD_ALIASES_MAX)
        .map((alias) => <AliasChip key={alias.name} name={alias.name} kind={aliasKindOf(alias)} />)}
      description={description || undefined}
      actions={
        fileCount > 0 ? (
          <a
            href="#files"
            className="inline-flex h-7 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-2.5 font-medium shadow-low hover:bg-hover max-sm:h-9 max-sm:px-3 dark:bg-raised"
          >
            <Download aria-hidden="true" className="size-3.5 text-ink-2" />
            Download
          </a>
        ) : undefined
      }
    />
  );
}

function MetadataPanel({ metadata }: { metadata: JsonObject }) {
  const count = Object.keys(metadata).length;
  return (
    <Panel aria-labelledby="metadata" className="overflow-hidden">
      <PanelHead title="Metadata" titleId="metadata" note={formatPlural(count, "key")} />
      {count > 0 ? (
        <JsonView label="Metadata as JSON" value={metadata} frame="bare" canCopy />
      ) : (
        <PanelBody className="text-ink-3 text-small">
          None. Clients give it with the artifact; filters and payloads of automations can use it.
        </PanelBody>
      )}
    </Panel>
  );
}
