import { TriangleAlert } from "lucide-react";
import { formatPlural } from "@/app/_components/format";
import { Dot } from "@/app/_components/ui/dot";
import type { QueueView } from "@/lib/core/launch-queue";

type Heard = Pick<QueueView, "resource" | "agentsListening" | "waiting">;

/** Whether somebody would take a run that waits here. A queue of workflows needs nobody. */
export function AgentsMark({ queue }: { queue: Heard }) {
  if (queue.resource === "github-actions") {
    return <span className="text-ink-3">none needed</span>;
  }
  if (queue.agentsListening === 0) {
    return (
      <span className="inline-flex items-center gap-1.5 font-medium text-caution">
        <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
        No agent is listening
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1.5">
      <Dot tone="positive" isLive={true} />
      {formatPlural(queue.agentsListening, "agent")} listening
    </span>
  );
}
