import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { PageHead } from "@/app/_components/page-head";
import { Segments } from "@/app/_components/ui/tabs";
import { newQueuePath } from "@/app/_server/paths";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { RESOURCES } from "@/lib/core/launch-queue";
import { NewQueueForm } from "../queues/_components/queue-forms";
import { QUEUE_START } from "../queues/_components/queue-start";

export const metadata: Metadata = { title: "New queue" };

const search = z.object({ resource: z.enum(RESOURCES).default("process") });

type NewQueueProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function NewQueuePage({ params, searchParams }: NewQueueProps) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "launch.manage")) {
    notFound();
  }
  const { resource } = readSearch(search, await singleParams(searchParams));
  const team = scope.teamName;
  return (
    <>
      <PageHead title="New queue" />
      <div className="flex flex-col items-start gap-2 px-6 pb-4 max-sm:px-4">
        <Segments
          label="Resource"
          tabs={RESOURCES.map((kind) => ({
            href: newQueuePath(team, { resource: kind }),
            label: QUEUE_START[kind].label,
            isCurrent: kind === resource,
          }))}
        />
        <p className="max-w-[76ch] text-ink-2">{QUEUE_START[resource].words}</p>
      </div>
      <div className="max-w-[688px] px-6 pb-10 max-sm:px-4">
        <NewQueueForm team={team} resource={resource} />
      </div>
    </>
  );
}
