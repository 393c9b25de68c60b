import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { Kbd } from "@/app/_components/ui/kbd";
import { newJobPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { pageRequest } from "@/lib/core/page";
import { listJobs } from "@/lib/launch/jobs/queries";
import { LaunchTabs } from "../runs/_components/launch-tabs";
import { JobList } from "./_components/job-list";

export const metadata: Metadata = { title: "Jobs" };

type JobsProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function JobsPage({ params, searchParams }: JobsProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const [page, refusal] = await Promise.all([listJobs(await db(), scope, search), refusalFor(scope, "launch.manage")]);
  if (!page.ok) {
    notFound();
  }
  const team = scope.teamName;
  return (
    <>
      <LaunchTabs team={team} />
      <PageHead
        title="Jobs"
        note="what runs execute"
        actions={
          refusal === null ? (
            <ButtonLink href={newJobPath(team)} look="primary" data-key="n">
              <Plus aria-hidden="true" />
              New job <Kbd>N</Kbd>
            </ButtonLink>
          ) : (
            <Button disabled title={refusal}>
              <Plus aria-hidden="true" />
              New job
            </Button>
          )
        }
      />
      <JobList team={team} page={page.value} isFirst={search.cursor === undefined} refusal={refusal} />
    </>
  );
}
