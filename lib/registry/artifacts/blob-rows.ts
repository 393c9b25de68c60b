import { and, asc, eq, exists, inArray, isNotNull, isNull, lt, notExists, type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Database, Transaction } from "@/lib/db/client";
import { artifacts, blobs, files, mlflowFiles } from "@/lib/db/schema";
import type { Storage } from "@/lib/platform/storage/port";
import { visibleArtifacts } from "./visible-artifacts";

/** Below what one statement takes in parameters, and small enough to plan quickly. */
const DIGESTS_PER_QUERY = 1_000;

export type Blob = { sha256: string; sizeBytes: number };

/**
 * Those of the declared contents that need no upload, by SHA-256 and size. Within a team that is safe: whoever may log
 * artifacts may read every blob of the team anyway. To a token restricted to some models it is not, for a digest that it
 * merely heard of would give it bytes it never had: for such a token only what it may read already counts.
 *
 * The rows stay locked until the commit, so that none is taken for removal before the new artifact's files name it.
 */
export async function provenBlobs(tx: Transaction, scope: TeamScope, declared: readonly Blob[]): Promise<Set<string>> {
  const sizes = new Map(declared.map(({ sha256, sizeBytes }) => [sha256, sizeBytes]));
  const proven = new Set<string>();
  for (const digests of chunked([...sizes.keys()].sort(), DIGESTS_PER_QUERY)) {
    const found = await tx
      .select({ sha256: blobs.sha256, sizeBytes: blobs.sizeBytes })
      .from(blobs)
      .where(
        and(
          eq(blobs.teamId, scope.teamId),
          inArray(blobs.sha256, digests),
          isNull(blobs.removingAt),
          isReadable(tx, scope),
        ),
      )
      .orderBy(asc(blobs.sha256))
      .for("share", { of: blobs });
    for (const { sha256, sizeBytes } of found) {
      if (sizes.get(sha256) === sizeBytes) {
        proven.add(sha256);
      }
    }
  }
  return proven;
}

/** True while the bytes of this content are on their way out: new ones must not arrive before they are gone. */
export async function isBeingRemoved(db: Database, teamId: Id<"team">, sha256: string): Promise<boolean> {
  const [row] = await db
    .select({ sha256: blobs.sha256 })
    .from(blobs)
    .where(and(eq(blobs.teamId, teamId), eq(blobs.sha256, sha256), isNotNull(blobs.removingAt)));
  return row !== undefined;
}

/**
 * Marks those of the contents that no file names any more, of artifacts or of MLflow's clients, and answers them. First all
 * are locked, which waits for artifacts that are just being made with them; only a second statement then sees the files of
 * these.
 */
export async function markUnneeded(tx: Transaction, teamId: Id<"team">, sha256s: readonly string[]): Promise<string[]> {
  const marked: string[] = [];
  for (const digests of chunked([...new Set(sha256s)].sort(), DIGESTS_PER_QUERY)) {
    const isOneOf = and(eq(blobs.teamId, teamId), inArray(blobs.sha256, digests));
    await tx.select({ sha256: blobs.sha256 }).from(blobs).where(isOneOf).orderBy(asc(blobs.sha256)).for("update");
    const unneeded = await tx
      .update(blobs)
      .set({ removingAt: sql`now()` })
      .where(
        and(
          isOneOf,
          notExists(
            tx
              .select({ path: files.path })
              .from(files)
              .where(and(eq(files.teamId, blobs.teamId), eq(files.sha256, blobs.sha256))),
          ),
          notExists(
            tx
              .select({ path: mlflowFiles.path })
              .from(mlflowFiles)
              .where(and(eq(mlflowFiles.teamId, blobs.teamId), eq(mlflowFiles.sha256, blobs.sha256))),
          ),
        ),
      )
      .returning({ sha256: blobs.sha256 });
    marked.push(...unneeded.map(({ sha256 }) => sha256));
  }
  return marked;
}

/** Removes the bytes of marked contents and then their rows; what a crash leaves, the sweep takes up. */
export async function removeMarked(
  db: Database,
  storage: Storage,
  teamId: Id<"team">,
  sha256s: readonly string[],
): Promise<void> {
  for (const sha256 of sha256s) {
    await storage.deleteBlob({ teamId, sha256 });
    await db.delete(blobs).where(and(eq(blobs.teamId, teamId), eq(blobs.sha256, sha256), isNotNull(blobs.removingAt)));
  }
}

/** Contents marked for removal before this time whose removal never ended. */
export async function listUnremoved(
  db: Database,
  markedBefore: Date,
  limit: number,
): Promise<{ teamId: Id<"team">; sha256: string }[]> {
  return db
    .select({ teamId: blobs.teamId, sha256: blobs.sha256 })
    .from(blobs)
    .where(lt(blobs.removingAt, markedBefore))
    .orderBy(asc(blobs.removingAt))
    .limit(limit);
}

export function chunked<T>(all: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < all.length; start += size) {
    chunks.push(all.slice(start, start + size));
  }
  return chunks;
}

function isReadable(tx: Transaction, scope: TeamScope): SQL | undefined {
  if (scope.models === "all") {
    return undefined;
  }
  return exists(
    tx
      .select({ path: files.path })
      .from(files)
      .innerJoin(artifacts, eq(artifacts.id, files.artifactId))
      .where(
        and(
          eq(files.teamId, blobs.teamId),
          eq(files.sha256, blobs.sha256),
          eq(artifacts.state, "committed"),
          visibleArtifacts(tx, scope),
        ),
      ),
  );
}
