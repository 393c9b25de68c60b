import type { Metadata } from "next";
import * as z from "zod";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import { jobPath, queuesPath } from "@/app/_server/paths";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { readQueuesFor } from "../../../queues/_components/read-queues";
import { QueueRunForm } from "../../../runs/_components/queue-run-form";
import { FormPage } from "../../../settings/_components/form-page";
import { type JobParams, requireJobFor } from "../../_components/read-job";

export const metadata: Metadata = { title: "Queue a run" };

const search = z.object({ queue: z.string().max(64).optional(), version: z.string().max(520).optional() });

type LaunchProps = { params: JobParams; searchParams: SearchParams };

export default async function LaunchJobPage({ params, searchParams }: LaunchProps) {
  const { scope, job } = await requireJobFor(params, "run.operate");
  const asked = readSearch(search, await singleParams(searchParams));
  const queues = await readQueuesFor(scope, job.latest.source);
  const team = scope.teamName;
  return (
    <FormPage title={`Queue a run of ${job.name}`} back={{ href: jobPath(team, job.name), label: job.name }}>
      {queues.length === 0 ? (
        <Note tone="caution" title="No queue can run this job.">
          It needs one of a resource that takes its kind of source, and that is not draining.{" "}
          <TextLink inText href={queuesPath(team)}>
            Look at the queues
          </TextLink>
          .
        </Note>
      ) : (
        <QueueRunForm team={team} job={job} queues={queues} asked={asked} />
      )}
    </FormPage>
  );
}
