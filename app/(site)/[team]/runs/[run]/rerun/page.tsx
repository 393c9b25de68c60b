import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { runPath } from "@/app/_server/paths";
import { can } from "@/lib/core/access";
import { readQueuesFor } from "../../../queues/_components/read-queues";
import { FormPage } from "../../../settings/_components/form-page";
import { type RunParams, readDefaults, requireRun } from "../../_components/read-run";
import { RerunChangedForm } from "../../_components/run-forms";

export const metadata: Metadata = { title: "Rerun with changes" };

export default async function RerunPage({ params }: { params: RunParams }) {
  const { scope, run } = await requireRun(params);
  if (!can(scope.role, "run.operate")) {
    notFound();
  }
  const [queues, defaults] = await Promise.all([readQueuesFor(scope, run.job.source), readDefaults(scope, run.job)]);
  const team = scope.teamName;
  return (
    <FormPage
      title={`Rerun ${run.number} with changes`}
      back={{ href: runPath(team, run.number), label: `Run ${run.number}` }}
    >
      <RerunChangedForm team={team} run={run} queues={queues} defaults={defaults} />
    </FormPage>
  );
}
