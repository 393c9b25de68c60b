import type { Metadata } from "next";
import * as z from "zod";
import { runsRefreshMs } from "@/app/_components/launch-state";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { SectionHead } from "@/app/_components/page-head";
import { TextLink } from "@/app/_components/ui/text-link";
import { nameInPath, runsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { refusalFor } from "@/app/_server/who-can";
import { runSearch } from "@/lib/core/launch-run";
import { pageRequest } from "@/lib/core/page";
import { listJobVersions } from "@/lib/launch/jobs/queries";
import { listRuns } from "@/lib/launch/runs/queries";
import { RunTable } from "../../runs/_components/run-list";
import { JobHead } from "../_components/job-head";
import { JobVersions } from "../_components/job-versions";
import { type JobParams, requireJob } from "../_components/read-job";

type JobProps = { params: JobParams; searchParams: SearchParams };

const RUNS_SHOWN = 10;
const VERSIONS_SHOWN = 20;

const asked = pageRequest.extend({ version: z.coerce.number().int().min(0).optional() });

export async function generateMetadata({ params }: JobProps): Promise<Metadata> {
  return { title: nameInPath((await params).job) };
}

export default async function JobPage({ params, searchParams }: JobProps) {
  const { scope, job } = await requireJob(params);
  const { cursor, version } = readSearch(asked, await singleParams(searchParams));
  const pool = await db();
  const [manage, operate, versions, runs] = await Promise.all([
    refusalFor(scope, "launch.manage"),
    refusalFor(scope, "run.operate"),
    listJobVersions(pool, scope, job.name, { limit: VERSIONS_SHOWN, cursor }),
    listRuns(pool, scope, runSearch.parse({ job: job.name, limit: RUNS_SHOWN })),
  ]);
  const team = scope.teamName;
  const recent = runs.ok ? runs.value.items : [];
  return (
    <>
      <JobHead team={team} job={job} refusals={{ manage, operate }} />
      <div className="px-6 pb-10 max-sm:px-4">
        <SectionHead title="Runs" note="the newest">
          <LiveRefresh everyMs={runsRefreshMs(recent)} parts={["runs"]} />
          <TextLink href={runsPath(team, { job: job.name })}>All runs of this job</TextLink>
        </SectionHead>
        {recent.length === 0 ? (
          <p className="text-ink-2">It was never run.</p>
        ) : (
          <RunTable team={team} runs={recent} frame="framed" />
        )}
        <JobVersions team={team} job={job} page={versions} isFirst={cursor === undefined} open={version ?? null} />
      </div>
    </>
  );
}
