import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { runsRefreshMs } from "@/app/_components/launch-state";
import { PageHead } from "@/app/_components/page-head";
import { ButtonLink } from "@/app/_components/ui/button";
import { jobsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { runSearch } from "@/lib/core/launch-run";
import { listRuns } from "@/lib/launch/runs/queries";
import { LaunchTabs } from "./_components/launch-tabs";
import { RunFilter } from "./_components/run-filter";
import { RunList } from "./_components/run-list";

export const metadata: Metadata = { title: "Runs" };

type RunsProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function RunsPage({ params, searchParams }: RunsProps) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "launch.read")) {
    notFound();
  }
  const search = readSearch(runSearch, await singleParams(searchParams));
  const page = await listRuns(await db(), scope, search);
  const team = scope.teamName;
  return (
    <>
      <LaunchTabs team={team} />
      <PageHead
        title="Runs"
        note="jobs that agents execute near their hardware"
        actions={
          can(scope.role, "run.operate") ? (
            <ButtonLink href={jobsPath(team)} data-key="n">
              <Plus aria-hidden="true" />
              Queue a run of a job
            </ButtonLink>
          ) : null
        }
      />
      <RunFilter team={team} search={search} refreshMs={page.ok ? runsRefreshMs(page.value.items) : null} />
      <RunList team={team} page={page} search={search} />
    </>
  );
}
