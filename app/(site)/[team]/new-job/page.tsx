import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { PageHead } from "@/app/_components/page-head";
import { newJobPath } from "@/app/_server/paths";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { NewJobForm } from "../jobs/_components/job-forms";
import { SourceKinds } from "../jobs/_components/source-kinds";

export const metadata: Metadata = { title: "New job" };

const search = z.object({ source: z.enum(["image", "git", "command"]).default("command") });

type NewJobProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function NewJobPage({ params, searchParams }: NewJobProps) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "launch.manage")) {
    notFound();
  }
  const { source } = readSearch(search, await singleParams(searchParams));
  const team = scope.teamName;
  return (
    <>
      <PageHead title="New job" />
      <SourceKinds chosen={source} hrefOf={(kind) => newJobPath(team, { source: kind })} />
      <div className="max-w-[688px] px-6 pb-10 max-sm:px-4">
        <NewJobForm team={team} sourceType={source} />
      </div>
    </>
  );
}
