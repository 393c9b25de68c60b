import { eq, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { notFound, ok, type Result } from "@/lib/core/result";
import { type Database, rows } from "@/lib/db/client";
import { files } from "@/lib/db/schema";
import { findArtifact } from "./artifact-view";

const changeRow = z.object({
  path: z.string(),
  before: z.string().nullable(),
  beforeBytes: z.number().nullable(),
  after: z.string().nullable(),
  afterBytes: z.number().nullable(),
});

/** A file of two artifacts: on one side only, or with other bytes. `before` and `after` are SHA-256. */
export type FileChange = z.infer<typeof changeRow>;

export type FileChanges = { changes: FileChange[]; isCut: boolean };

/** Which files differ between two artifacts, by digest, in the order of their paths. */
export async function listFileChanges(
  db: Database,
  scope: TeamScope,
  { before, after, limit }: { before: string; after: string; limit: number },
): Promise<Result<FileChanges>> {
  const [one, other] = await Promise.all([findArtifact(db, scope, before), findArtifact(db, scope, after)]);
  if (!one || !other) {
    return notFound("artifact");
  }

  const found = await rows(
    db,
    changeRow,
    sql`
      select coalesce(b.path, a.path) as path,
        b.sha256 as before, b.size_bytes::float8 as "beforeBytes",
        a.sha256 as after, a.size_bytes::float8 as "afterBytes"
      from (${filesOf(db, one.id)}) as b
      full join (${filesOf(db, other.id)}) as a on a.path = b.path
      where a.sha256 is distinct from b.sha256
      order by coalesce(b.path, a.path) collate "C"
      limit ${limit + 1}
    `,
  );
  return ok({ changes: found.slice(0, limit), isCut: found.length > limit });
}

function filesOf(db: Database, artifactId: Id<"artifact">) {
  return db
    .select({ path: files.path, sha256: files.sha256, sizeBytes: files.sizeBytes })
    .from(files)
    .where(eq(files.artifactId, artifactId));
}
