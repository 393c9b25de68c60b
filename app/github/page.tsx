import type { Metadata } from "next";
import * as z from "zod";
import { OwnPage } from "@/app/_components/own-page";
import { Note } from "@/app/_components/ui/note";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireUser } from "@/app/_server/session";
import { SETUP_REFUSALS, setupRefusal } from "@/lib/core/github-setup";

export const metadata: Metadata = { title: "GitHub" };

const search = z.object({ refused: setupRefusal.default("forged") });

/** Where a way back from GitHub ends of which nobody can say to what team it belongs. */
export default async function GitHubReturnPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const { refused } = readSearch(search, await singleParams(searchParams));
  return (
    <OwnPage title="GitHub">
      <Note tone="critical" title="GitHub was not connected." isAlert className="mt-4">
        {SETUP_REFUSALS[refused]}
      </Note>
    </OwnPage>
  );
}
