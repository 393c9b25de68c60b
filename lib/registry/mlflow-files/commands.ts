import { and, eq, or, sql } from "drizzle-orm";
import { transact, type Write } from "@/lib/auth/transact";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { foldersOf } from "@/lib/core/mlflow-files";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { lockNames } from "@/lib/db/name-lock";
import { mlflowFiles } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import type { Storage } from "@/lib/platform/storage/port";
import { markUnneeded, removeMarked } from "../artifacts/blob-rows";
import { targetName } from "../stored-text";
import { type Arrival, arrive, giveUp } from "./arrivals";
import { isAt, isBelow, visibleFiles } from "./file-rows";
import { stageFile } from "./stage-file";

export type IncomingFile = { path: string; bytes: AsyncIterable<Uint8Array> };

/** Keeps a file that an MLflow client sends, in place of the one that was at its path. It is there whole or not at all. */
export async function storeMlflowFile(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { path, bytes }: IncomingFile,
): Promise<Result<{ path: string }>> {
  const write = writeOn("mlflow_file.stored", path);
  if (!can(scope.role, write.permission)) {
    return transact(db, scope, write, async () => notFound("file")); // Refuses by right, and keeps that in the audit.
  }
  const id = newId("upload");
  const staged = await stageFile(storage, { teamId: scope.teamId, uploadId: id }, bytes);
  if (!staged.ok) {
    return staged;
  }
  const arrival = await arrive(db, scope, storage, { id, staged: staged.value });
  if (!arrival.ok) {
    return arrival;
  }

  const replaced: string[] = []; // Not in the value, which is what the caller is told.
  const placed = await transact(db, scope, write, async (tx) => {
    const taken = await place(tx, scope, path, arrival.value);
    replaced.push(...(taken.ok ? taken.value : []));
    return taken.ok ? ok({ path }) : taken;
  });
  if (!placed.ok) {
    await giveUp(db, storage, arrival.value);
    return placed;
  }
  await removeMarked(db, storage, scope.teamId, replaced);
  return placed;
}

/** Deletes a file, or a folder with all below it. What is not there is no mistake, as MLflow has it. */
export async function deleteMlflowFiles(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { path }: { path: string },
): Promise<Result<null>> {
  const unneeded: string[] = [];
  const deleted = await transact(db, scope, writeOn("mlflow_file.deleted", path), async (tx) => {
    await lockNames(tx, "mlflow file", scope.teamId);
    const gone = await tx
      .delete(mlflowFiles)
      .where(and(visibleFiles(scope), or(isAt(path), isBelow(path))))
      .returning({ sha256: mlflowFiles.sha256 });
    unneeded.push(
      ...(await markUnneeded(
        tx,
        scope.teamId,
        gone.map(({ sha256 }) => sha256),
      )),
    );
    return ok(null);
  });
  if (deleted.ok) {
    await removeMarked(db, storage, scope.teamId, unneeded);
  }
  return deleted;
}

/** Gives an arrival its path, and answers which contents nothing needs any more. */
async function place(tx: Transaction, scope: TeamScope, path: string, { id }: Arrival): Promise<Result<string[]>> {
  await lockNames(tx, "mlflow file", scope.teamId);
  const problem = await problemOfPath(tx, scope, path);
  if (problem) {
    return refuse(problem);
  }
  const gone = await tx
    .delete(mlflowFiles)
    .where(and(eq(mlflowFiles.teamId, scope.teamId), isAt(path)))
    .returning({ sha256: mlflowFiles.sha256 });
  await tx.update(mlflowFiles).set({ path, createdAt: sql`now()` }).where(eq(mlflowFiles.id, id));
  return ok(
    await markUnneeded(
      tx,
      scope.teamId,
      gone.map(({ sha256 }) => sha256),
    ),
  );
}

/** A name is a file or a folder, or no client could download both; and nobody replaces what it may not see. */
async function problemOfPath(tx: Transaction, scope: TeamScope, path: string): Promise<Problem | null> {
  const isOther = or(isBelow(path), ...foldersOf(path).map(isAt));
  const [other] = await tx
    .select({ path: mlflowFiles.path })
    .from(mlflowFiles)
    .where(and(eq(mlflowFiles.teamId, scope.teamId), isOther))
    .limit(1);
  if (other) {
    return { code: "invalid", field: "path", message: "Invalid path: a folder has the name of a file there." };
  }
  const [hidden] = await tx
    .select({ path: mlflowFiles.path })
    .from(mlflowFiles)
    .where(and(eq(mlflowFiles.teamId, scope.teamId), isAt(path), sql`(${visibleFiles(scope)}) is not true`))
    .limit(1);
  return hidden
    ? { code: "forbidden", message: "This token is restricted to some models, and somebody else stored this file." }
    : null;
}

function writeOn(action: string, path: string): Write & { permission: "artifact.write" } {
  return { permission: "artifact.write", action, target: { name: targetName(path) } };
}
