import type { Metadata } from "next";
import { formatPlural } from "@/app/_components/format";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelsPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { modelSearch } from "@/lib/core/registry";
import { lastOutcomesOfModels, listInMotion } from "@/lib/deliveries/outcomes";
import { readPulse } from "@/lib/deliveries/pulse";
import { env } from "@/lib/platform/env";
import { listModels } from "@/lib/registry/models/queries";
import { InMotion } from "./_components/in-motion";
import { ModelFilter } from "./_components/model-filter";
import { ModelsTable } from "./_components/models-table";
import { FirstRun } from "./_first-run/first-run";

export const metadata: Metadata = { title: "Models" };

const IN_MOTION_MAX = 4;

type ModelsProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function ModelsPage({ params, searchParams }: ModelsProps) {
  const scope = await requireScope((await params).team);
  const asked = await singleParams(searchParams);
  const search = readSearch(modelSearch, asked);
  const pool = await db();
  const [page, moving, pulse, protectedNames] = await Promise.all([
    listModels(pool, scope, search),
    listInMotion(pool, scope, IN_MOTION_MAX),
    readPulse(pool, scope),
    protectedAliasNames(scope),
  ]);

  const team = scope.teamName;
  if (pulse.models === 0) {
    return <FirstRun scope={scope} pulse={pulse} url={env().MODELWIRE_URL} asked={asked.with} />;
  }
  const models = page.ok ? page.value.items : [];
  const outcomes = await lastOutcomesOfModels(
    pool,
    scope,
    models.map(({ id }) => id),
  );
  const { name, alias, tag } = search;

  return (
    <>
      <PageHead
        title="Models"
        note={`${formatPlural(pulse.models, "model")}, ${formatPlural(pulse.versions, "version")}`}
        actions={<LiveRefresh everyMs={refreshEveryMs(moving)} />}
      />
      <InMotion team={team} deliveries={moving} protectedNames={protectedNames} />
      <ModelFilter team={team} search={search} />
      {page.ok ? (
        <ModelsTable
          team={team}
          models={models}
          outcomes={outcomes}
          isFiltered={Boolean(name || alias || tag)}
          foot={
            <Pager
              isFirst={search.cursor === undefined}
              firstHref={modelsPath(team, { name, alias, tag })}
              nextHref={
                page.value.nextCursor ? modelsPath(team, { name, alias, tag, cursor: page.value.nextCursor }) : null
              }
              shown={formatPlural(models.length, "model")}
              older="Show older models"
            />
          }
        />
      ) : (
        <Note tone="critical" className="mx-6 max-sm:mx-4" title={page.problem.message}>
          <TextLink inText href={modelsPath(team)}>
            Show all models
          </TextLink>
        </Note>
      )}
    </>
  );
}
