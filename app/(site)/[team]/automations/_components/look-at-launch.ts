import "server-only";
import { db } from "@/app/_server/runtime";
import { readLaunchTarget } from "@/lib/automations/launch-target";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationDraft } from "@/lib/core/automation-draft";
import { defaultsText } from "@/lib/core/launch-action";
import type { LaunchLook } from "./wizard-view";

/** Reads the job and the queue of a draft: the versions there are, the defaults, the variables. Null for an action of another kind. */
export async function lookAtLaunch(scope: TeamScope, draft: AutomationDraft): Promise<LaunchLook | null> {
  if (draft.kind !== "launch") {
    return null;
  }
  const { job, queue } = await readLaunchTarget(await db(), scope, {
    job: draft.job,
    jobVersion: /^\d{1,9}$/.test(draft.jobVersion) ? Number(draft.jobVersion) : null,
    queue: draft.queue,
  });
  return {
    job: job && {
      name: job.name,
      versionCount: job.versionCount,
      defaults: defaultsText(job.version?.parameters ?? {}),
    },
    queue: queue && {
      name: queue.name,
      resource: queue.resource,
      state: queue.state,
      agentsListening: queue.agentsListening,
      variables: queue.variables,
    },
  };
}
