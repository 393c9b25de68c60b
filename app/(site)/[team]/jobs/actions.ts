"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { judged } from "@/app/_server/judged";
import { jobPath, jobsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { objectText, sourceField, sourceFields, sourceOf } from "@/lib/core/launch-form";
import { jobName, jobPatch, newJobVersion } from "@/lib/core/launch-job";
import { ok, type Result } from "@/lib/core/result";
import { addJobVersion, createJob, deleteJob, updateJob } from "@/lib/launch/jobs/commands";

const target = z.object({ team: z.string(), job: z.string().max(200) });
const versionFields = sourceFields.extend({ parameters: objectText });

export const createJobAction = action(
  versionFields.extend({ team: z.string(), name: jobName, description: jobPatch.shape.description.unwrap() }),
  async ({ team, name, description, ...fields }) => {
    const scope = await requireScope(team);
    const version = versionOf(fields);
    if (!version.ok) {
      return version;
    }
    const created = await createJob(await db(), scope, { name, description, ...version.value });
    if (!created.ok) {
      return created;
    }
    refresh();
    return ok({ message: `The job ${name} was created.`, next: jobPath(scope.teamName, name) });
  },
);

export const addJobVersionAction = action(versionFields.extend(target.shape), async ({ team, job, ...fields }) => {
  const scope = await requireScope(team);
  const version = versionOf(fields);
  if (!version.ok) {
    return version;
  }
  const added = await addJobVersion(await db(), scope, job, version.value);
  if (!added.ok) {
    return added;
  }
  refresh();
  return ok({
    message: `${job} has v${added.value.latest.number} now.`,
    next: jobPath(scope.teamName, job),
  });
});

export const updateJobAction = action(
  target.extend({ description: jobPatch.shape.description.unwrap() }),
  async ({ team, job, description }) => {
    const scope = await requireScope(team);
    const updated = await updateJob(await db(), scope, job, { description });
    if (!updated.ok) {
      return updated;
    }
    refresh();
    return ok({ message: `${job} was described.`, next: jobPath(scope.teamName, job) });
  },
);

export const deleteJobAction = action(target, async ({ team, job }) => {
  const scope = await requireScope(team);
  const deleted = await deleteJob(await db(), scope, job);
  if (!deleted.ok) {
    return deleted;
  }
  refresh();
  return ok({ message: `The job ${job} was deleted.`, next: jobsPath(scope.teamName) });
});

function versionOf({ parameters, ...fields }: z.infer<typeof versionFields>): Result<z.infer<typeof newJobVersion>> {
  return judged(newJobVersion, { source: sourceOf(fields), parameters }, ([first, ...rest]) =>
    first === "source" ? sourceField(rest) : String(first ?? "parameters"),
  );
}
