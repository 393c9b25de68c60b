import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { runPath } from "@/app/_server/paths";
import { can } from "@/lib/core/access";
import { isEnded } from "@/lib/core/launch-run";
import { FormPage } from "../../../settings/_components/form-page";
import { type RunParams, requireRun } from "../../_components/read-run";
import { KillForm } from "../../_components/run-forms";

export const metadata: Metadata = { title: "Kill run" };

/** What the dialog says, for before JavaScript and for a new tab. */
export default async function KillRunPage({ params }: { params: RunParams }) {
  const { scope, run } = await requireRun(params);
  if (!can(scope.role, "run.operate") || isEnded(run.state)) {
    notFound();
  }
  const team = scope.teamName;
  return (
    <FormPage title={`Kill run ${run.number}`} back={{ href: runPath(team, run.number), label: `Run ${run.number}` }}>
      <KillForm team={team} run={run} />
    </FormPage>
  );
}
