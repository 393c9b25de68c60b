import { Pencil, Play, Plus, Trash2 } from "lucide-react";
import { PageHead } from "@/app/_components/page-head";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { Kbd } from "@/app/_components/ui/kbd";
import { VersionName } from "@/app/_components/version-name";
import { jobPath } from "@/app/_server/paths";
import type { JobView } from "@/lib/core/launch-job";
import { DeleteJobForm, DescribeJobForm } from "./job-forms";

export type JobHeadProps = {
  team: string;
  job: JobView;
  /** Why the person may not change it, and not run it; null where they may. */
  refusals: { manage: string | null; operate: string | null };
};

export function JobHead({ team, job, refusals }: JobHeadProps) {
  return (
    <PageHead
      title={job.name}
      isName
      chips={<VersionName version={job.latest.number} strength="quiet" />}
      description={job.description || undefined}
      actions={
        <>
          {refusals.manage === null ? <ManageActions team={team} job={job} /> : null}
          <RunAction team={team} job={job} refusal={refusals.operate} />
        </>
      }
    />
  );
}

function ManageActions({ team, job }: { team: string; job: JobView }) {
  return (
    <>
      <DialogLink
        href={jobPath(team, job.name, "edit")}
        title={`Describe ${job.name}`}
        content={<DescribeJobForm team={team} job={job} />}
      >
        <Pencil aria-hidden="true" />
        Describe
      </DialogLink>
      <DialogLink
        href={jobPath(team, job.name, "delete")}
        title={`Delete ${job.name}`}
        look="danger"
        content={<DeleteJobForm team={team} job={job} />}
      >
        <Trash2 aria-hidden="true" />
        Delete
      </DialogLink>
      <ButtonLink href={jobPath(team, job.name, "new-version")}>
        <Plus aria-hidden="true" />
        New version
      </ButtonLink>
    </>
  );
}

function RunAction({ team, job, refusal }: { team: string; job: JobView; refusal: string | null }) {
  if (refusal !== null) {
    return (
      <div className="flex max-w-80 flex-col items-end gap-1 max-sm:items-start">
        <Button disabled>
          <Play aria-hidden="true" />
          Queue a run
        </Button>
        <p className="text-ink-3 text-small">{refusal}</p>
      </div>
    );
  }
  return (
    <ButtonLink href={jobPath(team, job.name, "launch")} look="primary" data-key="n">
      <Play aria-hidden="true" />
      Queue a run <Kbd>N</Kbd>
    </ButtonLink>
  );
}
