import { and, eq, max, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { EvaluationView, NewEvaluation, NewVersion, TagView, VersionView } from "@/lib/core/registry";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { evaluations, models, versions } from "@/lib/db/schema";
import { appendEvent } from "@/lib/events/append";
import { newId } from "@/lib/platform/id";
import { type LockedModel, touchModel, transactOnModel } from "../models/locked-model";
import { putTag, takeTag } from "../tag-rows";
import { enterVersion } from "./enter-version";
import { evaluationView } from "./evaluation-view";
import { retractVersion } from "./retract-version";
import { findVersion, selectVersions, snapshotOf, type VersionRow } from "./version-row";
import { newVersionView, versionView } from "./version-view";

/** A version of a model; `version` is `v3`, `latest` or an alias. */
export type VersionRef = { model: string; version: string };

/**
 * Makes the next version of a model out of an artifact or a URI, with its aliases: all of it or nothing. A repeat with
 * the same `key` answers with the version that the first call made, as it is now.
 */
export async function linkVersion(
  db: Database,
  scope: TeamScope,
  input: NewVersion & { model: string },
): Promise<Result<VersionView>> {
  const write = { permission: "version.link", action: "version.linked", model: input.model } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const earlier = input.key === undefined ? null : await findLinkedBy(tx, model, input.key);
    if (earlier) {
      return readBack(tx, scope, earlier);
    }

    const entered = await enterVersion(tx, scope, model, input);
    return entered.ok ? ok(newVersionView(entered.value.version, entered.value.aliases)) : entered;
  });
}

/** Takes a version out of its model; its number is never given again, its artifact stays. */
export async function unlinkVersion(
  db: Database,
  scope: TeamScope,
  { model: name, version: ref }: VersionRef,
): Promise<Result<{ id: Id<"version">; number: number }>> {
  const write = { permission: "version.link", action: "version.unlinked", model: name, about: ref } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const version = await findVersion(tx, scope, model.id, ref);
    if (!version) {
      return notFound("version");
    }
    const retracted = await retractVersion(tx, scope, { model, version });
    if (!retracted.ok) {
      return retracted;
    }

    const [left] = await tx
      .select({ newest: max(versions.number) })
      .from(versions)
      .where(eq(versions.modelId, model.id));
    await tx
      .update(models)
      .set({ versionCount: model.versionCount - 1, latestNumber: left?.newest ?? null, updatedAt: sql`now()` })
      .where(eq(models.id, model.id));
    return ok({ id: version.id, number: version.number });
  });
}

/** Changes the description of a version; everything else about it is as its artifact says. */
export async function updateVersion(
  db: Database,
  scope: TeamScope,
  { model: name, version: ref, description }: VersionRef & { description: string },
): Promise<Result<VersionView>> {
  const write = { permission: "version.link", action: "version.updated", model: name, about: ref } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const version = await findVersion(tx, scope, model.id, ref);
    if (!version) {
      return notFound("version");
    }
    await Promise.all([
      tx.update(versions).set({ description, updatedAt: sql`now()` }).where(eq(versions.id, version.id)),
      touchModel(tx, model.id),
    ]);
    return readBack(tx, scope, version.id);
  });
}

export async function recordEvaluation(
  db: Database,
  scope: TeamScope,
  { model: name, version: ref, ...evaluation }: NewEvaluation & VersionRef,
): Promise<Result<EvaluationView>> {
  const write = { permission: "evaluation.write", action: "evaluation.recorded", model: name, about: ref } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const version = await findVersion(tx, scope, model.id, ref);
    if (!version) {
      return notFound("version");
    }

    const recorded = await insertEvaluation(tx, scope, version, evaluation);
    await touchModel(tx, model.id);
    await appendEvent(tx, scope, {
      type: "RECORD_EVALUATION",
      model: named(model),
      version: snapshotOf(version),
      evaluation: { id: recorded.id, ...evaluation },
    });
    return ok(recorded);
  });
}

/** Sets a tag of a version. The value that it has already raises nothing. */
export async function setVersionTag(
  db: Database,
  scope: TeamScope,
  { model: name, version: ref, key, value }: TagView & VersionRef,
): Promise<Result<TagView>> {
  const write = { permission: "tag.write", action: "tag.set", model: name, about: `${ref}:${key}` } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const version = await findVersion(tx, scope, model.id, ref);
    if (!version) {
      return notFound("version");
    }
    const tag = { key, value };
    const put = await putTag(tx, scope, { modelId: model.id, versionId: version.id }, tag);
    if (!put.ok) {
      return put;
    }
    if (put.value.isChanged) {
      await tellTag(tx, scope, model, { type: "ADD_ARTIFACT_TAG", version, tag });
    }
    return ok(tag);
  });
}

export async function removeVersionTag(
  db: Database,
  scope: TeamScope,
  { model: name, version: ref, key }: VersionRef & { key: string },
): Promise<Result<TagView>> {
  const write = { permission: "tag.write", action: "tag.removed", model: name, about: `${ref}:${key}` } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const version = await findVersion(tx, scope, model.id, ref);
    if (!version) {
      return notFound("version");
    }
    const tag = await takeTag(tx, { modelId: model.id, versionId: version.id }, key);
    if (!tag) {
      return notFound("tag");
    }
    await tellTag(tx, scope, model, { type: "REMOVE_ARTIFACT_TAG", version, tag });
    return ok(tag);
  });
}

async function findLinkedBy(tx: Transaction, model: LockedModel, key: string): Promise<Id<"version"> | null> {
  const [linked] = await tx
    .select({ id: versions.id })
    .from(versions)
    .where(and(eq(versions.modelId, model.id), eq(versions.linkKey, key)));
  return linked?.id ?? null;
}

async function readBack(tx: Transaction, scope: TeamScope, id: Id<"version">): Promise<Result<VersionView>> {
  const [row] = await selectVersions(tx).where(eq(versions.id, id));
  return row ? ok(await versionView(tx, scope, row)) : notFound("version");
}

async function insertEvaluation(
  tx: Transaction,
  scope: TeamScope,
  version: VersionRow,
  evaluation: NewEvaluation,
): Promise<EvaluationView> {
  const id = newId("evaluation");
  const [inserted] = await tx
    .insert(evaluations)
    .values({
      id,
      teamId: scope.teamId,
      modelId: version.modelId,
      versionId: version.id,
      ...evaluation,
      isPassed: Object.values(evaluation.checks).every(Boolean),
      actorKind: scope.actor.kind,
      actorId: scope.actor.id,
      actorName: scope.actor.name,
    })
    .returning({ recordedAt: evaluations.recordedAt });
  if (!inserted) {
    throw new Error(`The evaluation ${id} was not inserted.`);
  }
  return evaluationView({ id, ...evaluation, by: scope.actor.name, recordedAt: inserted.recordedAt });
}

type TagChange = { type: "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG"; version: VersionRow; tag: TagView };

async function tellTag(tx: Transaction, scope: TeamScope, model: LockedModel, change: TagChange): Promise<void> {
  await touchModel(tx, model.id);
  await appendEvent(tx, scope, { ...change, model: named(model), version: snapshotOf(change.version) });
}

function named({ id, name }: LockedModel): { id: Id<"model">; name: string } {
  return { id, name };
}
