import type { Metadata } from "next";
import { jobPath } from "@/app/_server/paths";
import { FormPage } from "../../../settings/_components/form-page";
import { DescribeJobForm } from "../../_components/job-forms";
import { type JobParams, requireJobFor } from "../../_components/read-job";

export const metadata: Metadata = { title: "Describe job" };

export default async function DescribeJobPage({ params }: { params: JobParams }) {
  const { scope, job } = await requireJobFor(params, "launch.manage");
  const team = scope.teamName;
  return (
    <FormPage title={`Describe ${job.name}`} back={{ href: jobPath(team, job.name), label: job.name }}>
      <DescribeJobForm team={team} job={job} />
    </FormPage>
  );
}
