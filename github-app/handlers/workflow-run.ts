import { followJob, followRun } from "@/lib/deliveries/follow-run";
import { findTeamOfInstallation } from "@/lib/github/queries";
import { failedJobOf, isByApp, toldRunOf, workflowJobPayload, workflowRunPayload } from "../outcome";
import type { HandlerPorts } from "./ports";

/** `workflow_run`: requested, in_progress or completed. Runs that no dispatch started are none of ours. */
export async function onWorkflowRun({ db, log }: HandlerPorts, payload: unknown): Promise<void> {
  const read = workflowRunPayload.safeParse(payload);
  if (!read.success) {
    log.warn({ event: "workflow_run" }, "A webhook of GitHub has not the shape that it should have; it is left.");
    return;
  }
  const { installation, repository, workflow_run: run } = read.data;
  const told = toldRunOf(run);
  const teamId = told && installation ? await findTeamOfInstallation(db, installation.id) : null;
  if (told && teamId) {
    await followRun(db, {
      teamId,
      repositoryId: repository.id,
      runId: run.id,
      told,
      mayGuess: isByApp(run),
    });
  }
}

/** `workflow_job`: one that completed with a failure says where to look first. */
export async function onWorkflowJob({ db, log }: HandlerPorts, payload: unknown): Promise<void> {
  const read = workflowJobPayload.safeParse(payload);
  if (!read.success) {
    log.warn({ event: "workflow_job" }, "A webhook of GitHub has not the shape that it should have; it is left.");
    return;
  }
  const { installation, repository, workflow_job: job } = read.data;
  const failed = failedJobOf(job);
  const teamId = failed && installation ? await findTeamOfInstallation(db, installation.id) : null;
  if (failed && teamId) {
    await followJob(db, { teamId, repositoryId: repository.id, runId: job.run_id, job: failed });
  }
}
