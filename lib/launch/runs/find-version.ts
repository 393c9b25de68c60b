import { and, eq, exists, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { versionNumberOf } from "@/lib/core/names";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { aliases, models, versions } from "@/lib/db/schema";
import { visibleVersions } from "@/lib/db/visibility";
import type { SubmittedVersion } from "./submit";

const NUMBER_MAX = 2_147_483_647;

/** What `model:v3`, `model:latest` or `model:production` means at this moment: what a run is queued with never moves. */
export async function findSubmittedVersion(
  tx: Transaction,
  scope: TeamScope,
  reference: string,
): Promise<Result<SubmittedVersion>> {
  const [, model, ref] = /^([^/:\0]+):([^/:\0]+)$/u.exec(reference) ?? [];
  if (model === undefined || ref === undefined) {
    return refuse({ code: "invalid", field: "version", message: "Name a version as model:v3 or model:alias." });
  }
  const number = versionNumberOf(ref);
  const isAliased = exists(
    tx
      .select({ one: sql`1` })
      .from(aliases)
      .where(and(eq(aliases.modelId, models.id), eq(aliases.name, ref), eq(aliases.versionId, versions.id))),
  );
  const isLatest = ref === "latest" ? eq(versions.number, models.latestNumber) : undefined;
  const [found] = await tx
    .select({ id: versions.id, modelId: models.id, model: models.name, number: versions.number })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .where(
      and(
        eq(models.teamId, scope.teamId),
        eq(models.name, model),
        number === null ? (isLatest ?? isAliased) : eq(versions.number, Math.min(number, NUMBER_MAX)),
        visibleVersions(scope, { modelId: models.id, versionId: versions.id }),
      ),
    )
    .limit(1);
  return found
    ? ok(found)
    : refuse({
        code: "invalid",
        field: "version",
        message: `There is no version ${reference}. Name one that there is.`,
      });
}
