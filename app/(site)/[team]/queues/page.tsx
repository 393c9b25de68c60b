import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { PageHead } from "@/app/_components/page-head";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { Kbd } from "@/app/_components/ui/kbd";
import { newQueuePath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { pageRequest } from "@/lib/core/page";
import { listQueues } from "@/lib/launch/queues/queries";
import { LaunchTabs } from "../runs/_components/launch-tabs";
import { QueueList } from "./_components/queue-list";

export const metadata: Metadata = { title: "Queues" };

/** While anything waits or runs its counts change without the page being told of each. */
const LOOK_MS = 5_000;

type QueuesProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function QueuesPage({ params, searchParams }: QueuesProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const [queues, refusal] = await Promise.all([
    listQueues(await db(), scope, search),
    refusalFor(scope, "launch.manage"),
  ]);
  if (!queues.ok) {
    notFound();
  }
  const team = scope.teamName;
  const isBusy = queues.value.items.some(({ waiting, running }) => waiting + running > 0);
  return (
    <>
      <LaunchTabs team={team} />
      <PageHead
        title="Queues"
        note="where runs wait for an agent"
        actions={
          refusal === null ? (
            <ButtonLink href={newQueuePath(team)} look="primary" data-key="n">
              <Plus aria-hidden="true" />
              New queue <Kbd>N</Kbd>
            </ButtonLink>
          ) : (
            <Button disabled title={refusal}>
              <Plus aria-hidden="true" />
              New queue
            </Button>
          )
        }
      />
      <p className="flex justify-end px-6 pb-2.5 max-sm:px-4">
        <LiveRefresh everyMs={isBusy ? LOOK_MS : null} parts={["runs", "registry"]} />
      </p>
      <QueueList team={team} page={queues.value} isFirst={search.cursor === undefined} refusal={refusal} />
    </>
  );
}
