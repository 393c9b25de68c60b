import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { modelPartPath, nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { ChecksCompared } from "./_components/checks-compared";
import { CompareForm } from "./_components/compare-form";
import { FilesCompared } from "./_components/files-compared";
import { MetadataCompared } from "./_components/metadata-compared";
import { MetricsCompared } from "./_components/metrics-compared";
import { readComparison } from "./_components/read-comparison";

type CompareProps = { params: Promise<{ team: string; model: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: CompareProps): Promise<Metadata> {
  return { title: `Compare versions of ${nameInPath((await params).model)}` };
}

/** Two versions side by side. `v` twice is what the checkboxes of the model's table send; `a` and `b` are the address. */
export default async function ComparePage({ params, searchParams }: CompareProps) {
  const { team, model: modelSegment } = await params;
  const scope = await requireScope(team);
  const model = nameInPath(modelSegment);
  const { v } = await searchParams;
  if (v !== undefined) {
    const [b, a] = Array.isArray(v) ? v : [v];
    redirect(modelPartPath(scope.teamName, model, ["compare"], { a, b }));
  }

  const { a, b, show } = await singleParams(searchParams);
  const view = await readComparison(await db(), scope, { model, a, b });
  if (!view) {
    notFound();
  }
  const { pair } = view;
  return (
    <>
      <PageHead
        title={pair ? `v${pair.before.number} beside v${pair.after.number}` : "Compare two versions"}
        note={model}
      />
      <div className="flex flex-col gap-4 px-6 pb-10 max-sm:px-4">
        <CompareForm team={scope.teamName} model={model} a={a} b={b} versions={view.versions} problem={view.problem} />
        {pair ? (
          <>
            <div className="grid grid-cols-2 items-start gap-4 max-md:grid-cols-1">
              <MetricsCompared pair={pair} />
              <ChecksCompared pair={pair} />
            </div>
            <MetadataCompared team={scope.teamName} model={model} pair={pair} isWhole={show === "all"} />
            <FilesCompared pair={pair} />
          </>
        ) : null}
      </div>
    </>
  );
}
