import { and, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { MlflowModelView, MlflowVersionView, Stage } from "@/lib/core/mlflow";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { models } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { findModel } from "../models/find-model";
import { isStorable } from "../stored-text";
import { findVersion } from "../versions/version-row";
import { mlflowModelViews, mlflowVersionViews, selectMlflowModels } from "./views";

/** The model of a name as MLflow tells of it. */
export async function getMlflowModel(db: Database, scope: TeamScope, name: string): Promise<Result<MlflowModelView>> {
  if (!isStorable(name)) {
    return notFound("model");
  }
  const found = await selectMlflowModels(db).where(
    and(eq(models.teamId, scope.teamId), eq(models.name, name), visibleModels(scope, models.id)),
  );
  const [view] = await mlflowModelViews(db, scope, found);
  return view ? ok(view) : notFound("model");
}

/** A version as MLflow tells of it, by `v3` or an alias. */
export async function getMlflowVersion(
  db: Database,
  scope: TeamScope,
  { model: name, version: ref }: { model: string; version: string },
): Promise<Result<MlflowVersionView>> {
  const model = await findModel(db, scope, name);
  if (!model) {
    return notFound("model");
  }
  const version = await findVersion(db, scope, model.id, ref);
  const [view] = version ? await mlflowVersionViews(db, scope, [version]) : [];
  return view ? ok(view) : notFound("version");
}

/** The newest version of each of these stages, of those that have one; of every stage when none is named. */
export async function listLatestVersions(
  db: Database,
  scope: TeamScope,
  { model, stages }: { model: string; stages: readonly Stage[] },
): Promise<Result<MlflowVersionView[]>> {
  const found = await getMlflowModel(db, scope, model);
  return found.ok
    ? ok(found.value.latestVersions.filter(({ stage }) => stages.length === 0 || stages.includes(stage)))
    : found;
}
