import type { Metadata } from "next";
import { jobPath } from "@/app/_server/paths";
import { FormPage } from "../../../settings/_components/form-page";
import { DeleteJobForm } from "../../_components/job-forms";
import { type JobParams, requireJobFor } from "../../_components/read-job";

export const metadata: Metadata = { title: "Delete job" };

export default async function DeleteJobPage({ params }: { params: JobParams }) {
  const { scope, job } = await requireJobFor(params, "launch.manage");
  const team = scope.teamName;
  return (
    <FormPage title={`Delete ${job.name}`} back={{ href: jobPath(team, job.name), label: job.name }}>
      <DeleteJobForm team={team} job={job} />
    </FormPage>
  );
}
