import { and, desc, eq, lt } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { EvaluationView } from "@/lib/core/registry";
import type { Database } from "@/lib/db/client";
import { evaluations } from "@/lib/db/schema";

type EvaluationRow = Awaited<ReturnType<typeof selectEvaluations>>[number];
type EvaluationPage = { limit: number; before?: Id<"evaluation"> | undefined };

/** The evaluations of a version, newest first: an id sorts by the time of its making. */
export async function selectEvaluations(db: Database, versionId: Id<"version">, { limit, before }: EvaluationPage) {
  return db
    .select({
      id: evaluations.id,
      name: evaluations.name,
      metrics: evaluations.metrics,
      checks: evaluations.checks,
      runUrl: evaluations.runUrl,
      by: evaluations.actorName,
      recordedAt: evaluations.recordedAt,
    })
    .from(evaluations)
    .where(and(eq(evaluations.versionId, versionId), before === undefined ? undefined : lt(evaluations.id, before)))
    .orderBy(desc(evaluations.id))
    .limit(limit);
}

export function evaluationView({ recordedAt, ...row }: EvaluationRow): EvaluationView {
  return { ...row, at: recordedAt.toISOString() };
}
