import type { Metadata } from "next";
import { ActionForm } from "@/app/_components/action-form.client";
import { formatCount } from "@/app/_components/format";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Time } from "@/app/_components/time";
import { ButtonLink } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Note } from "@/app/_components/ui/note";
import { Progress } from "@/app/_components/ui/progress";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { batchesPath, deliveriesPath, newBatchPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { BatchView } from "@/lib/core/batch";
import { pageRequest } from "@/lib/core/page";
import { listBatches } from "@/lib/deliveries/batches/queries";
import { cancelBatchAction } from "../actions";

export const metadata: Metadata = { title: "Recoveries and stops" };

const RUNNING_READ_MS = 2_000;

type BatchesProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** What was asked of many deliveries at once: how far it is, and how it ended. */
export default async function BatchesPage({ params, searchParams }: BatchesProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const page = await listBatches(await db(), scope, search);
  const team = scope.teamName;
  const batches = page.ok ? page.value.items : [];
  const isRunning = batches.some(({ state }) => state === "running");
  return (
    <>
      <PageHead
        title="Recoveries and stops"
        note="what was asked of many deliveries at once"
        actions={
          <>
            <LiveRefresh everyMs={isRunning ? RUNNING_READ_MS : null} parts={["batches"]} />
            <ButtonLink href={newBatchPath(team, { kind: "stop" })}>Stop all waiting</ButtonLink>
            <ButtonLink href={newBatchPath(team, { kind: "recover" })}>Recover failed</ButtonLink>
          </>
        }
      />
      <div className="mx-6 mb-10 max-sm:mx-4">
        {page.ok ? null : (
          <Note tone="critical" title={page.problem.message}>
            <TextLink inText href={batchesPath(team)}>
              Show all
            </TextLink>
          </Note>
        )}
        {page.ok && batches.length === 0 ? (
          <EmptyState
            level="h2"
            title="None was asked for yet"
            className="rounded-panel border border-line"
            action={<TextLink href={deliveriesPath(team)}>Show all deliveries</TextLink>}
          >
            When a receiver was away, everything that gave up meanwhile can be sent again at once.
          </EmptyState>
        ) : null}
        {batches.length > 0 ? (
          <TableFrame
            label="Recoveries and stops"
            foot={
              <Pager
                isFirst={search.cursor === undefined}
                firstHref={batchesPath(team)}
                nextHref={
                  page.ok && page.value.nextCursor ? batchesPath(team, { cursor: page.value.nextCursor }) : null
                }
                shown={`${batches.length} shown, newest first`}
                older="Show older ones"
              />
            }
          >
            <TableHead>
              <HeadCell>What</HeadCell>
              <HeadCell>State</HeadCell>
              <HeadCell isNumeric>Moved</HeadCell>
              <HeadCell className="max-sm:hidden">By</HeadCell>
              <HeadCell isNumeric className="max-sm:hidden">
                Asked for
              </HeadCell>
              <HeadCell>
                <span className="sr-only">Actions</span>
              </HeadCell>
            </TableHead>
            <tbody>
              {batches.map((batch) => (
                <BatchRow key={batch.id} scope={scope} batch={batch} />
              ))}
            </tbody>
          </TableFrame>
        ) : null}
      </div>
    </>
  );
}

const STATE = { running: "Running", done: "Done", cancelled: "Ended by a person" } as const satisfies Record<
  BatchView["state"],
  string
>;

function BatchRow({ scope, batch }: { scope: TeamScope; batch: BatchView }) {
  const { kind, target, state, done, total } = batch;
  const team = scope.teamName;
  const words = `${kind === "recover" ? "Recover" : "Stop"} ${target.name}`;
  return (
    <Row height="chips">
      <Cell>
        <TextLink href={deliveriesPath(team, { [target.type]: target.id })} className="font-medium">
          {words}
        </TextLink>
      </Cell>
      <Cell>{STATE[state]}</Cell>
      <Cell isNumeric>
        {formatCount(done)} of {formatCount(total)}
        {state === "running" ? <Progress label={words} value={done} max={total} className="mt-1 w-28" /> : null}
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">{batch.createdBy}</Cell>
      <Cell isNumeric className="text-ink-2 max-sm:hidden">
        <Time at={batch.createdAt} />
      </Cell>
      <Cell>
        {state === "running" && can(scope.role, "delivery.operate") ? (
          <ActionForm action={cancelBatchAction} label={`End: ${words}`} hidden={{ team, batch: batch.id }}>
            <SubmitButton size="small">End it</SubmitButton>
          </ActionForm>
        ) : null}
      </Cell>
    </Row>
  );
}
