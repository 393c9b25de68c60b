import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { LinkForm } from "./_components/link-form";
import { readLink } from "./_components/read-link";

export const metadata: Metadata = { title: "Link version" };

type LinkProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** Links a version to any model of the team, or to a new one. */
export default async function LinkPage({ params, searchParams }: LinkProps) {
  const scope = await requireScope((await params).team);
  const { project, artifact, from } = await singleParams(searchParams);
  const view = await readLink(await db(), scope, { model: null, project, artifact });
  if (!view) {
    notFound();
  }
  return (
    <div className="w-full max-w-[640px]">
      <PageHead title="Link version" />
      <div className="px-6 pb-10 max-sm:px-4">
        {view.refusals.link ? (
          <Note title={view.refusals.link} />
        ) : (
          <LinkForm team={scope.teamName} view={view} from={from === "uri" ? "uri" : "artifact"} />
        )}
      </div>
    </div>
  );
}
