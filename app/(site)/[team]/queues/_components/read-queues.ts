import "server-only";
import { notFound } from "next/navigation";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { JobSource } from "@/lib/core/launch-job";
import type { QueueView } from "@/lib/core/launch-queue";
import { canRun } from "@/lib/core/launch-resource";
import { PAGE_LIMIT_MAX } from "@/lib/core/page";
import { getQueue, listQueues } from "@/lib/launch/queues/queries";

export type QueueParams = Promise<{ team: string; queue: string }>;
export type ScopedQueue = { scope: TeamScope; queue: QueueView };

/** The queue that the address names, in the person's scope; ends the request where there is none. */
export async function requireQueue(params: QueueParams): Promise<ScopedQueue> {
  const { team, queue: segment } = await params;
  const scope = await requireScope(team);
  const found = await getQueue(await db(), scope, nameInPath(segment));
  return found.ok ? { scope, queue: found.value } : notFound();
}

/** For the pages of forms that are not everybody's. */
export async function requireManagedQueue(params: QueueParams): Promise<ScopedQueue> {
  const found = await requireQueue(params);
  return can(found.scope.role, "launch.manage") ? found : notFound();
}

/** The queues that can run such a job and take runs in. */
export async function readQueuesFor(scope: TeamScope, source: JobSource): Promise<QueueView[]> {
  const queues = await listQueues(await db(), scope, { limit: PAGE_LIMIT_MAX });
  const able = queues.ok ? queues.value.items.filter(({ resource }) => canRun(resource, source.type)) : [];
  return able.filter(({ state }) => state !== "draining");
}
