import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Panel, PanelFoot } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPartPath, nameInPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { eventSearch } from "@/lib/core/event-search";
import { listEvents } from "@/lib/events/queries";
import { getModel } from "@/lib/registry/models/queries";
import { EventList } from "../_components/event-list";

type HistoryProps = { params: Promise<{ team: string; model: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: HistoryProps): Promise<Metadata> {
  return { title: `History of ${nameInPath((await params).model)}` };
}

export default async function HistoryPage({ params, searchParams }: HistoryProps) {
  const { team, model } = await params;
  const scope = await requireScope(team);
  const search = readSearch(eventSearch.pick({ cursor: true, version: true }), await singleParams(searchParams));
  const name = nameInPath(model);
  const pool = await db();
  const [found, page, protectedNames] = await Promise.all([
    getModel(pool, scope, name),
    listEvents(pool, scope, { ...search, model: name, limit: 50 }),
    protectedAliasNames(scope),
  ]);
  if (!found.ok) {
    notFound();
  }

  const events = page.ok ? page.value.items : [];
  const here = (cursor?: string) =>
    modelPartPath(scope.teamName, name, ["history"], { version: search.version, cursor });
  return (
    <>
      <PageHead title="History" note={search.version === undefined ? name : `${name} v${search.version}`} />
      <Panel aria-label="Events" className="mx-6 mb-10 max-sm:mx-4">
        {events.length > 0 ? (
          <EventList team={scope.teamName} events={events} protectedNames={protectedNames} />
        ) : (
          <EmptyState title="Nothing here" action={<TextLink href={here()}>Back to the newest</TextLink>}>
            {page.ok ? "This was the last page." : page.problem.message}
          </EmptyState>
        )}
        <PanelFoot>
          <Pager
            isFirst={search.cursor === undefined}
            firstHref={here()}
            nextHref={page.ok && page.value.nextCursor ? here(page.value.nextCursor) : null}
            shown={formatPlural(events.length, "event")}
            older="Show older events"
          />
        </PanelFoot>
      </Panel>
    </>
  );
}
