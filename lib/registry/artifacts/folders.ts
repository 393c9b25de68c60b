import { and, asc, eq, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import type { FileView } from "@/lib/core/registry";
import { notFound, ok, type Result } from "@/lib/core/result";
import { type Database, rows } from "@/lib/db/client";
import { files } from "@/lib/db/schema";
import { isStorable } from "../stored-text";
import { findArtifact } from "./artifact-view";

/** One line of a folder: a file, or a folder with all that lies below it. */
export type FolderEntry =
  | { kind: "file"; name: string; sizeBytes: number; sha256: string }
  | { kind: "folder"; name: string; sizeBytes: number; fileCount: number };

const entryRow = z.object({
  name: z.string(),
  isFolder: z.boolean(),
  fileCount: z.number(),
  sizeBytes: z.number(),
  sha256: z.string(),
});
const entryCursor = z.tuple([z.int().min(0).max(1), z.string().max(1_024).refine(isStorable)]);

/**
 * What lies in one folder of an artifact, folders first: `folder` is a path without its last slash, empty for the top.
 * Grouping reads all paths below it, which for the ten thousand of the largest artifact takes some milliseconds.
 */
export async function listFolder(
  db: Database,
  scope: TeamScope,
  { artifactId, folder }: { artifactId: string; folder: string },
  page: PageRequest,
): Promise<Result<Page<FolderEntry>>> {
  const cursor = decodeCursor(page.cursor, entryCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const artifact = await findArtifact(db, scope, artifactId);
  if (!artifact || !isStorable(folder)) {
    return notFound("artifact");
  }

  const prefix = folder === "" ? "" : `${folder}/`;
  const after = cursor.value
    ? sql`where (is_folder::int * -1, name collate "C") > (${-cursor.value[0]}::int, ${cursor.value[1]}::text)`
    : sql``;
  const found = await rows(
    db,
    entryRow,
    sql`
      select name, is_folder as "isFolder", file_count as "fileCount", size_bytes as "sizeBytes", sha256
      from (
        select
          split_part(rest, '/', 1) as name,
          strpos(rest, '/') > 0 as is_folder,
          count(*)::int as file_count,
          sum(size_bytes)::float8 as size_bytes,
          min(sha256) as sha256
        from (
          select substr(${files.path}, char_length(${prefix}::text) + 1) as rest, ${files.sizeBytes}, ${files.sha256}
          from ${files}
          where ${and(eq(files.artifactId, artifact.id), sql`starts_with(${files.path}, ${prefix}::text)`)}
        ) as below
        group by 1, 2
      ) as entries
      ${after}
      order by is_folder::int * -1, name collate "C"
      limit ${page.limit + 1}
    `,
  );
  return ok(pageOf(found, page.limit, entryOf, (row) => [row.isFolder ? 1 : 0, row.name]));
}

/** Files of an artifact whose path holds a text, whatever its case; at most `limit` of them. */
export async function findFiles(
  db: Database,
  scope: TeamScope,
  { artifactId, text, limit }: { artifactId: string; text: string; limit: number },
): Promise<Result<FileView[]>> {
  const artifact = await findArtifact(db, scope, artifactId);
  if (!artifact || !isStorable(text)) {
    return notFound("artifact");
  }
  const found = await db
    .select({ path: files.path, sizeBytes: files.sizeBytes, sha256: files.sha256 })
    .from(files)
    .where(and(eq(files.artifactId, artifact.id), sql`strpos(lower(${files.path}), lower(${text})) > 0`))
    .orderBy(asc(files.path))
    .limit(limit);
  return ok(found);
}

function entryOf({ name, isFolder, fileCount, sizeBytes, sha256 }: z.infer<typeof entryRow>): FolderEntry {
  return isFolder ? { kind: "folder", name, sizeBytes, fileCount } : { kind: "file", name, sizeBytes, sha256 };
}
