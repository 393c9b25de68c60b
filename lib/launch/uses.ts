import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import { type Problem, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";

const NAMED_MAX = 3;

/** Refuses to take away what automations queue runs with, naming some of them; null where none does. */
export async function refuseWhileUsed(
  tx: Transaction,
  teamId: Id<"team">,
  used: { jobId: Id<"job"> } | { queueId: Id<"queue"> },
): Promise<{ ok: false; problem: Problem } | null> {
  const isNamed =
    "jobId" in used
      ? sql`${automations.action} ->> 'jobId' = ${used.jobId}`
      : sql`${automations.action} ->> 'queueId' = ${used.queueId}`;
  const users = await tx
    .select({ name: automations.name })
    .from(automations)
    .where(and(eq(automations.teamId, teamId), isNull(automations.deletedAt), isNamed))
    .orderBy(asc(automations.name))
    .limit(NAMED_MAX + 1);
  if (users.length === 0) {
    return null;
  }
  const named = users.slice(0, NAMED_MAX).map(({ name }) => name);
  const all = users.length > NAMED_MAX ? [...named, "others"] : named;
  return refuse({ code: "conflict", message: `Automations use it: ${all.join(", ")}. Change or delete them first.` });
}
