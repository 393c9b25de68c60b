import type { Metadata } from "next";
import * as z from "zod";
import { PageHead } from "@/app/_components/page-head";
import { jobPath } from "@/app/_server/paths";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { NewVersionForm } from "../../_components/job-forms";
import { type JobParams, requireJobFor } from "../../_components/read-job";
import { SourceKinds } from "../../_components/source-kinds";

export const metadata: Metadata = { title: "New version of a job" };

const search = z.object({ source: z.enum(["image", "git", "command"]).optional() });

type NewVersionProps = { params: JobParams; searchParams: SearchParams };

export default async function NewJobVersionPage({ params, searchParams }: NewVersionProps) {
  const { scope, job } = await requireJobFor(params, "launch.manage");
  const { source = job.latest.source.type } = readSearch(search, await singleParams(searchParams));
  const team = scope.teamName;
  return (
    <>
      <PageHead title={`New version of ${job.name}`} />
      <SourceKinds chosen={source} hrefOf={(kind) => jobPath(team, job.name, "new-version", { source: kind })} />
      <div className="max-w-[688px] px-6 pb-10 max-sm:px-4">
        <NewVersionForm team={team} job={job.name} latest={job.latest} sourceType={source} />
      </div>
    </>
  );
}
