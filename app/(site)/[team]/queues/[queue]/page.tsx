import type { Metadata } from "next";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { SectionHead } from "@/app/_components/page-head";
import { TextLink } from "@/app/_components/ui/text-link";
import { nameInPath, runsPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { refusalFor } from "@/app/_server/who-can";
import { runSearch } from "@/lib/core/launch-run";
import { PAGE_LIMIT_MAX } from "@/lib/core/page";
import { listAgents, listAgentTokens } from "@/lib/launch/admission/queries";
import { listRuns } from "@/lib/launch/runs/queries";
import { RunTable } from "../../runs/_components/run-list";
import { AgentsSection } from "../_components/agents-section";
import { QueueHead } from "../_components/queue-head";
import { QueueSetup } from "../_components/queue-setup";
import { QueueStanding } from "../_components/queue-standing";
import { type QueueParams, requireQueue } from "../_components/read-queues";

type QueueProps = { params: QueueParams };

const RUNS_SHOWN = 20;
const LOOK_MS = 5_000;

export async function generateMetadata({ params }: QueueProps): Promise<Metadata> {
  return { title: nameInPath((await params).queue) };
}

export default async function QueuePage({ params }: QueueProps) {
  const { scope, queue } = await requireQueue(params);
  const pool = await db();
  const [refusal, agents, tokens, runs, runtime] = await Promise.all([
    refusalFor(scope, "launch.manage"),
    listAgents(pool, scope, queue.name, { limit: PAGE_LIMIT_MAX }),
    listAgentTokens(pool, scope, queue.name, { limit: PAGE_LIMIT_MAX }),
    listRuns(pool, scope, runSearch.parse({ queue: queue.name, limit: RUNS_SHOWN })),
    startRuntime(),
  ]);
  const team = scope.teamName;
  const recent = runs.ok ? runs.value.items : [];
  return (
    <>
      <QueueHead team={team} queue={queue} refusal={refusal} />
      <p className="-mt-2 flex justify-end px-6 pb-2 max-sm:px-4">
        <LiveRefresh everyMs={queue.waiting + queue.running > 0 ? LOOK_MS : null} parts={["runs", "registry"]} />
      </p>
      <QueueStanding queue={queue} />
      <div className="px-6 pb-10 max-sm:px-4">
        <AgentsSection
          team={team}
          url={runtime.ports.baseUrl}
          queue={queue}
          agents={agents.ok ? agents.value.items.filter(({ state }) => state !== "gone") : []}
          tokens={tokens.ok ? tokens.value.items : null}
        />
        <SectionHead title="Runs" note="the newest">
          <TextLink href={runsPath(team, { queue: queue.name })}>All runs of this queue</TextLink>
        </SectionHead>
        {recent.length === 0 ? (
          <p className="text-ink-2">Nothing was queued here yet.</p>
        ) : (
          <RunTable team={team} runs={recent} frame="framed" />
        )}
        <QueueSetup queue={queue} />
      </div>
    </>
  );
}
