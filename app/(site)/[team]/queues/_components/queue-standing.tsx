import type { ReactNode } from "react";
import { formatCount } from "@/app/_components/format";
import { Elapsed } from "@/app/_components/time";
import type { QueueView } from "@/lib/core/launch-queue";
import { AgentsMark } from "./agents-mark";

/** What waits, what runs, for how long, and who would take it: the four things that one comes for. */
export function QueueStanding({ queue }: { queue: QueueView }) {
  const { waiting, running, maxRunning, oldestQueuedAt } = queue;
  return (
    <dl className="mx-6 mb-4 grid grid-cols-4 overflow-hidden rounded-panel border border-line max-md:grid-cols-2 max-sm:mx-4">
      <Fact name="Waiting">{formatCount(waiting)}</Fact>
      <Fact name="Running">
        {formatCount(running)}
        {maxRunning === null ? null : <span className="text-ink-3"> of at most {formatCount(maxRunning)}</span>}
      </Fact>
      <Fact name="Oldest waits">{oldestQueuedAt ? <Elapsed since={oldestQueuedAt} /> : "–"}</Fact>
      <Fact name="Agents">
        <AgentsMark queue={queue} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 border-line px-3.5 py-2 not-first:border-l max-md:odd:border-l-0 max-md:nth-[n+3]:border-t">
      <dt className="text-ink-3 text-small">{name}</dt>
      <dd className="font-semibold text-lead tabular-nums">{children}</dd>
    </div>
  );
}
