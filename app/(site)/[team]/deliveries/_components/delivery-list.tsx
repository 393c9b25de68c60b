import { ActionIcon, actionKindOf } from "@/app/_components/action-icon";
import { AnnounceChanges, type AnnouncedState, Changed } from "@/app/_components/changed.client";
import { DeliveryStateMark, deliveryLook, remoteOf, shownState } from "@/app/_components/delivery-state";
import { formatPlural } from "@/app/_components/format";
import { Pager } from "@/app/_components/pager";
import { Time } from "@/app/_components/time";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Link } from "@/app/_components/ui/link.client";
import { Note } from "@/app/_components/ui/note";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationsPath, deliveriesPath, deliveryPath, type Query } from "@/app/_server/paths";
import type { DeliverySearch, DeliverySummary } from "@/lib/core/delivery";
import type { Page } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import { filterQuery, isFiltered } from "./delivery-query";

export type DeliveryListProps = {
  team: string;
  page: Result<Page<DeliverySummary>>;
  search: DeliverySearch;
  selectedId?: string;
};

export function DeliveryList({ team, page, search, selectedId }: DeliveryListProps) {
  if (!page.ok) {
    return (
      <Note tone="critical" className="mx-6 max-sm:mx-4" title={page.problem.message}>
        <TextLink inText href={deliveriesPath(team)}>
          Show all deliveries
        </TextLink>
      </Note>
    );
  }
  const query = { ...filterQuery(search), cursor: search.cursor };
  const { items, nextCursor } = page.value;
  if (items.length === 0) {
    return <NoDeliveries team={team} search={search} />;
  }
  return (
    <>
      <AnnounceChanges states={items.map(announced)} />
      <TableFrame
        label="Deliveries"
        frame="bare"
        className="border-line border-t border-b"
        foot={
          <Pager
            isFirst={search.cursor === undefined}
            firstHref={deliveriesPath(team, filterQuery(search))}
            nextHref={nextCursor ? deliveriesPath(team, { ...filterQuery(search), cursor: nextCursor }) : null}
            shown={`${formatPlural(items.length, "delivery", "deliveries")}, newest first`}
            older="Show older deliveries"
          />
        }
      >
        <TableHead>
          <HeadCell className="pl-6! max-sm:pl-4!">State</HeadCell>
          <HeadCell>Automation</HeadCell>
          <HeadCell className="max-sm:hidden">Version</HeadCell>
          <HeadCell isNumeric className="max-sm:hidden">
            Attempts
          </HeadCell>
          <HeadCell isNumeric>Last try</HeadCell>
        </TableHead>
        <tbody>
          {items.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              team={team}
              delivery={delivery}
              query={query}
              isSelected={delivery.id === selectedId}
            />
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}

function announced(delivery: DeliverySummary): AnnouncedState {
  const { label } = deliveryLook(shownState({ ...delivery, status: delivery.lastStatus }), delivery.run?.state);
  return { id: delivery.id, words: `${delivery.automation.name} for ${delivery.model.name}: ${label}.` };
}

type DeliveryRowProps = { team: string; delivery: DeliverySummary; query: Query; isSelected: boolean };

function DeliveryRow({ team, delivery, query, isSelected }: DeliveryRowProps) {
  const state = shownState({ ...delivery, status: delivery.lastStatus });
  return (
    <Row data-row="" height="chips" isSelected={isSelected}>
      <Cell className="pl-6! max-sm:pl-4!">
        <Changed value={`${state} ${delivery.run?.state}`}>
          <DeliveryStateMark state={state} remote={remoteOf(delivery.run)} />
        </Changed>
      </Cell>
      <Cell>
        <Link
          href={deliveryPath(team, delivery.id, query)}
          className="flex items-center gap-1.5 font-medium underline-offset-3 hover:underline max-sm:min-h-11"
        >
          <ActionIcon kind={actionKindOf(delivery.action.preset)} />
          <span className="max-w-[28ch] truncate max-sm:max-w-[15ch]" title={delivery.automation.name}>
            {delivery.automation.name}
          </span>
        </Link>
      </Cell>
      <Cell className="max-sm:hidden">
        <span className="inline-flex items-baseline gap-1.5 font-mono text-small">
          <span className="inline-block max-w-[26ch] truncate align-bottom text-ink-2" title={delivery.model.name}>
            {delivery.model.name}
          </span>
          {delivery.version === null ? null : <b className="font-medium">v{delivery.version}</b>}
        </span>
      </Cell>
      <Cell isNumeric className="max-sm:hidden">
        {delivery.attempts}
      </Cell>
      <Cell isNumeric className="text-ink-2">
        <Time at={delivery.lastAttemptAt ?? delivery.createdAt} />
      </Cell>
    </Row>
  );
}

function NoDeliveries({ team, search }: { team: string; search: DeliverySearch }) {
  if (isFiltered(search) || search.cursor) {
    return (
      <EmptyState
        level="h2"
        title="No delivery matches"
        className="mx-6 rounded-panel border border-line max-sm:mx-4"
        action={<TextLink href={deliveriesPath(team)}>Show all deliveries</TextLink>}
      >
        Names of automations and models must be whole.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      level="h2"
      title="Nothing was delivered yet"
      className="mx-6 rounded-panel border border-line max-sm:mx-4"
      action={<TextLink href={automationsPath(team)}>Open the automations</TextLink>}
    >
      A delivery is one request, message or dispatch that an automation made because a change matched it. Each stays
      here with everything that was sent and answered, and can be sent again.
    </EmptyState>
  );
}
