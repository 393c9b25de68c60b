import { and, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { FILES_MAX, type FileView } from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import { type Database, rows } from "@/lib/db/client";
import { mlflowFiles } from "@/lib/db/schema";
import { isAt, isBelow, visibleFiles } from "./file-rows";

/** One line of a folder. */
export type MlflowEntry = { name: string; isFolder: boolean; sizeBytes: number };

const entryRow = z.object({ name: z.string(), isFolder: z.boolean(), sizeBytes: z.number() });

/** A file that MLflow's clients keep here, without its bytes. */
export async function getMlflowFile(db: Database, scope: TeamScope, path: string): Promise<Result<FileView>> {
  const [file] = await db
    .select({ sizeBytes: mlflowFiles.sizeBytes, sha256: mlflowFiles.sha256 })
    .from(mlflowFiles)
    .where(and(visibleFiles(scope), isAt(path)));
  return file ? ok({ path, ...file }) : notFound("file");
}

/** What lies in a folder, by name; nothing in one that does not exist. The protocol has no pages, so it is all or none. */
export async function listMlflowFolder(db: Database, scope: TeamScope, folder: string): Promise<Result<MlflowEntry[]>> {
  const found = await rows(
    db,
    entryRow,
    sql`
      select split_part(rest, '/', 1) as name, strpos(rest, '/') > 0 as "isFolder", sum(size_bytes)::float8 as "sizeBytes"
      from (
        select substr(${mlflowFiles.path}, ${folder === "" ? 1 : [...folder].length + 2}::int) as rest, ${mlflowFiles.sizeBytes}
        from ${mlflowFiles}
        where ${and(visibleFiles(scope), isBelow(folder))}
      ) as below
      group by 1, 2
      order by split_part(rest, '/', 1) collate "C"
      limit ${FILES_MAX + 1}
    `,
  );
  return found.length > FILES_MAX
    ? refuse({
        code: "invalid",
        field: "path",
        message: `This folder holds more than ${FILES_MAX.toLocaleString("en")} entries, and the protocol lists no part of one. Keep fewer in one folder.`,
      })
    : ok(found);
}
