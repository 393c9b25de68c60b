import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { formatPlural } from "@/app/_components/format";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { Kbd } from "@/app/_components/ui/kbd";
import { Note } from "@/app/_components/ui/note";
import { Panel, PanelHead } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelsPath, newModelPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { teamPulse } from "@/app/_server/pulse";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { modelSearch } from "@/lib/core/registry";
import { listInMotion } from "@/lib/deliveries/outcomes";
import { listEvents } from "@/lib/events/queries";
import { env } from "@/lib/platform/env";
import { listModels } from "@/lib/registry/models/queries";
import { LinkButton } from "../link-version/_components/link-button";
import { InMotion } from "./_components/in-motion";
import { ModelFilter } from "./_components/model-filter";
import type { ModelRefusals } from "./_components/model-menu";
import { ModelsTable } from "./_components/models-table";
import { NewModelForm } from "./_components/new-model-form";
import { readModelLines } from "./_components/read-models";
import { FirstRun } from "./_first-run/first-run";
import { EventList } from "./[model]/_components/event-list";

export const metadata: Metadata = { title: "Models" };

const IN_MOTION_MAX = 4;
const EVENTS_MAX = 20;

type ModelsProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function ModelsPage({ params, searchParams }: ModelsProps) {
  const scope = await requireScope((await params).team);
  const asked = await singleParams(searchParams);
  const search = readSearch(modelSearch, asked);
  const pool = await db();
  const [page, moving, pulse, events, protectedNames, refusals] = await Promise.all([
    listModels(pool, scope, search),
    listInMotion(pool, scope, IN_MOTION_MAX),
    teamPulse((await params).team),
    listEvents(pool, scope, { limit: EVENTS_MAX }),
    protectedAliasNames(scope),
    readRefusals(scope),
  ]);

  const team = scope.teamName;
  if (pulse.models === 0) {
    return <FirstRun scope={scope} pulse={pulse} url={env().MODELWIRE_URL} asked={asked.with} />;
  }
  const models = page.ok ? page.value.items : [];
  const lines = await readModelLines(pool, scope, models);
  const { name, alias, tag, sort } = search;
  const kept = { name, alias, tag, sort };

  return (
    <>
      <PageHead
        title="Models"
        note={`${formatPlural(pulse.models, "model")}, ${formatPlural(pulse.versions, "version")}`}
        actions={
          <>
            <LiveRefresh everyMs={refreshEveryMs(moving)} />
            {can(scope.role, "version.link") ? (
              <LinkButton scope={scope} model={null}>
                Link version
              </LinkButton>
            ) : null}
            {can(scope.role, "model.write") ? <NewModelButton team={team} /> : null}
          </>
        }
      />
      <InMotion team={team} deliveries={moving} protectedNames={protectedNames} />
      <ModelFilter team={team} search={search} />
      <div className="2xl:grid 2xl:grid-cols-[minmax(0,1fr)_480px] 2xl:items-start">
        {page.ok ? (
          <ModelsTable
            team={team}
            lines={lines}
            protectedNames={protectedNames}
            isFiltered={Boolean(name || alias || tag)}
            refusals={refusals}
            foot={
              <Pager
                isFirst={search.cursor === undefined}
                firstHref={modelsPath(team, kept)}
                nextHref={page.value.nextCursor ? modelsPath(team, { ...kept, cursor: page.value.nextCursor }) : null}
                shown={formatPlural(models.length, "model")}
                older={sort === "name" ? "Show more models" : "Show older models"}
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
        <Panel aria-labelledby="recent" className="mr-6 hidden overflow-hidden 2xl:block">
          <PanelHead title="Recent events" titleId="recent" />
          <EventList
            team={team}
            events={events.ok ? events.value.items : []}
            protectedNames={protectedNames}
            hasModel
          />
        </Panel>
      </div>
    </>
  );
}

function NewModelButton({ team }: { team: string }) {
  return (
    <DialogLink
      look="primary"
      href={newModelPath(team)}
      title="New model"
      content={<NewModelForm team={team} />}
      data-key="n"
    >
      <Plus aria-hidden="true" />
      New model
      <Kbd>N</Kbd>
    </DialogLink>
  );
}

async function readRefusals(scope: TeamScope): Promise<ModelRefusals> {
  const [link, automation, remove] = await Promise.all([
    refusalFor(scope, "version.link"),
    refusalFor(scope, "automation.write"),
    refusalFor(scope, "model.delete"),
  ]);
  return { link, automation, remove };
}
