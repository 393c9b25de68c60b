import { desc, eq, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { ModelPatch, ModelView, NewModel, TagView } from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { models, versions } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { putTag, takeTag } from "../tag-rows";
import { retractVersion } from "../versions/retract-version";
import { selectVersions } from "../versions/version-row";
import { enterModel, modelCreation } from "./enter-model";
import { type LockedModel, touchModel, transactOnModel } from "./locked-model";
import { findModelView } from "./model-view";

/** What one transaction may retract with a model: each version tells the automations that it is gone. */
export const VERSIONS_DELETED_MAX = 1_000;

/** Creates an empty model. Refuses a name that the team already uses. `firstNumber` is 1 for MLflow's clients alone. */
export async function createModel(
  db: Database,
  scope: TeamScope,
  { firstNumber = 0, ...input }: NewModel & { firstNumber?: 0 | 1 },
): Promise<Result<ModelView>> {
  const id = newId("model");
  return transact(db, scope, modelCreation(id, input.name), async (tx) => {
    const entered = await enterModel(tx, scope, { id, ...input, firstNumber, tags: [] });
    return entered.ok ? readBack(tx, scope, id) : entered;
  });
}

/** Changes description or card; what the patch leaves out stays. */
export async function updateModel(
  db: Database,
  scope: TeamScope,
  { model: name, description, card }: ModelPatch & { model: string },
): Promise<Result<ModelView>> {
  const write = { permission: "model.write", action: "model.updated", model: name } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    await tx
      .update(models)
      .set({ description, card, updatedAt: sql`now()` }) // Drizzle leaves out what is undefined.
      .where(eq(models.id, model.id));
    return readBack(tx, scope, model.id);
  });
}

/**
 * Deletes a model with all its versions, when `confirm` repeats its name. Every version is retracted as by unlinking,
 * newest first, with the same events, so that what an automation once deployed it also learns to take down. Hence the
 * bound on versions, and hence nobody deletes a version with a protected alias in passing: the alias goes first.
 */
export async function deleteModel(
  db: Database,
  scope: TeamScope,
  { model: name, confirm }: { model: string; confirm: string },
): Promise<Result<{ id: Id<"model">; name: string }>> {
  const write = { permission: "model.delete", action: "model.deleted", model: name } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    if (confirm !== model.name) {
      return refuse({ code: "invalid", field: "confirm", message: "Repeat the model's name exactly to delete it." });
    }
    if (model.versionCount > VERSIONS_DELETED_MAX) {
      return refuse({
        code: "conflict",
        message: `This model has more than ${VERSIONS_DELETED_MAX.toLocaleString("en")} versions. Unlink old ones first.`,
      });
    }

    const retracted = await retractAll(tx, scope, model);
    if (!retracted.ok) {
      return retracted;
    }
    await tx.delete(models).where(eq(models.id, model.id));
    return ok({ id: model.id, name: model.name });
  });
}

/** Sets a tag of the model itself. Events tell of the tags of versions only. */
export async function setModelTag(
  db: Database,
  scope: TeamScope,
  { model: name, key, value }: TagView & { model: string },
): Promise<Result<TagView>> {
  const write = { permission: "tag.write", action: "tag.set", model: name, about: key } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const put = await putTag(tx, scope, { modelId: model.id, versionId: null }, { key, value });
    if (!put.ok) {
      return put;
    }
    if (put.value.isChanged) {
      await touchModel(tx, model.id);
    }
    return ok({ key, value });
  });
}

export async function removeModelTag(
  db: Database,
  scope: TeamScope,
  { model: name, key }: { model: string; key: string },
): Promise<Result<TagView>> {
  const write = { permission: "tag.write", action: "tag.removed", model: name, about: key } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const gone = await takeTag(tx, { modelId: model.id, versionId: null }, key);
    if (!gone) {
      return notFound("tag");
    }
    await touchModel(tx, model.id);
    return ok(gone);
  });
}

async function retractAll(tx: Transaction, scope: TeamScope, model: LockedModel): Promise<Result<null>> {
  const found = await selectVersions(tx)
    .where(eq(versions.modelId, model.id))
    .orderBy(desc(versions.number))
    .limit(VERSIONS_DELETED_MAX);
  for (const version of found) {
    const retracted = await retractVersion(tx, scope, { model, version });
    if (!retracted.ok) {
      return retracted;
    }
  }
  return ok(null);
}

async function readBack(tx: Transaction, scope: TeamScope, id: Id<"model">): Promise<Result<ModelView>> {
  const view = await findModelView(tx, scope, eq(models.id, id));
  return view ? ok(view) : notFound("model");
}
