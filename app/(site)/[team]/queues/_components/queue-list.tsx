import { Changed } from "@/app/_components/changed.client";
import { formatCount, formatPlural } from "@/app/_components/format";
import { QUEUE_LOOK } from "@/app/_components/launch-state";
import { Pager } from "@/app/_components/pager";
import { Time } from "@/app/_components/time";
import { ButtonLink } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Link } from "@/app/_components/ui/link.client";
import { StateMark } from "@/app/_components/ui/state-mark";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { newQueuePath, queuePath, queuesPath } from "@/app/_server/paths";
import type { QueueView } from "@/lib/core/launch-queue";
import type { Page } from "@/lib/core/page";
import { AgentsMark } from "./agents-mark";

export type QueueListProps = { team: string; page: Page<QueueView>; isFirst: boolean; refusal: string | null };

/** All queues of a team: what waits in each, since when, and who listens. */
export function QueueList({ team, page: { items, nextCursor }, isFirst, refusal }: QueueListProps) {
  if (items.length === 0) {
    return <NoQueues team={team} refusal={refusal} />;
  }
  return (
    <TableFrame
      label="Queues"
      frame="bare"
      className="border-line border-t border-b"
      foot={
        <Pager
          isFirst={isFirst}
          firstHref={queuesPath(team)}
          nextHref={nextCursor ? queuesPath(team, { cursor: nextCursor }) : null}
          shown={`${formatPlural(items.length, "queue")}, by name`}
          older="Show more queues"
        />
      }
    >
      <TableHead>
        <HeadCell className="pl-6! max-sm:pl-4!">Queue</HeadCell>
        <HeadCell className="max-sm:hidden">Resource</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell>Agents</HeadCell>
        <HeadCell isNumeric>Waiting</HeadCell>
        <HeadCell isNumeric className="max-sm:hidden">
          Running
        </HeadCell>
        <HeadCell isNumeric className="max-sm:hidden">
          Oldest waits since
        </HeadCell>
      </TableHead>
      <tbody>
        {items.map((queue) => (
          <QueueRow key={queue.id} team={team} queue={queue} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function QueueRow({ team, queue }: { team: string; queue: QueueView }) {
  return (
    <Row data-row="">
      <Cell className="pl-6! max-sm:pl-4!">
        <Link
          href={queuePath(team, queue.name)}
          className="inline-block max-w-[32ch] truncate align-bottom font-medium font-mono text-small underline-offset-3 hover:underline max-sm:max-w-[14ch] max-sm:leading-11"
        >
          {queue.name}
        </Link>
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">{queue.resource}</Cell>
      <Cell>
        <StateMark look={QUEUE_LOOK[queue.state]} />
      </Cell>
      <Cell>
        <Changed value={queue.agentsListening}>
          <AgentsMark queue={queue} />
        </Changed>
      </Cell>
      <Cell isNumeric>{formatCount(queue.waiting)}</Cell>
      <Cell isNumeric className="max-sm:hidden">
        {formatCount(queue.running)}
        {queue.maxRunning === null ? null : <span className="text-ink-3"> of {formatCount(queue.maxRunning)}</span>}
      </Cell>
      <Cell isNumeric className="text-ink-2 max-sm:hidden">
        {queue.oldestQueuedAt ? <Time at={queue.oldestQueuedAt} form="ago" /> : <span className="text-ink-3">–</span>}
      </Cell>
    </Row>
  );
}

function NoQueues({ team, refusal }: { team: string; refusal: string | null }) {
  return (
    <EmptyState
      level="h2"
      title="No queue yet"
      className="mx-6 rounded-panel border border-line max-sm:mx-4"
      action={
        refusal === null ? (
          <ButtonLink href={newQueuePath(team)} look="primary">
            New queue
          </ButtonLink>
        ) : (
          <span className="text-ink-3">{refusal}</span>
        )
      }
    >
      Runs wait in a queue until an agent takes them. An agent is a command that you start where the work should run: on
      a laptop, on a machine with a GPU, in a cluster. A queue of GitHub Actions needs none: this server starts the
      workflow.
    </EmptyState>
  );
}
