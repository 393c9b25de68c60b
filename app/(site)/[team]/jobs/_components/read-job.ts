import "server-only";
import { notFound } from "next/navigation";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { can, type Permission } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { JobView } from "@/lib/core/launch-job";
import { getJob } from "@/lib/launch/jobs/queries";

export type JobParams = Promise<{ team: string; job: string }>;
export type ScopedJob = { scope: TeamScope; job: JobView };

/** The job that the address names, in the person's scope; ends the request where there is none. */
export async function requireJob(params: JobParams): Promise<ScopedJob> {
  const { team, job: segment } = await params;
  const scope = await requireScope(team);
  const found = await getJob(await db(), scope, nameInPath(segment));
  return found.ok ? { scope, job: found.value } : notFound();
}

/** For the pages of forms that are not everybody's. */
export async function requireJobFor(params: JobParams, permission: Permission): Promise<ScopedJob> {
  const found = await requireJob(params);
  return can(found.scope.role, permission) ? found : notFound();
}
