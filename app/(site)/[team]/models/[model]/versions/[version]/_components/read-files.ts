import "server-only";
import type { TeamScope } from "@/lib/core/actor";
import type { FileView, VersionView } from "@/lib/core/registry";
import { type FolderEntry, findFiles, listFolder } from "@/lib/registry/artifacts/folders";
import { listFiles } from "@/lib/registry/artifacts/queries";
import type { Pool } from "../../../_components/read-measured";

/** Up to here all files stand in one list with their whole paths. */
const FLAT_MAX = 50;
const ENTRIES_MAX = 100;
const FOUND_MAX = 200;

export type FilesView =
  | { kind: "flat"; files: FileView[] }
  | { kind: "found"; files: FileView[]; text: string; isCut: boolean }
  | { kind: "folder"; folder: string; entries: FolderEntry[]; nextCursor: string | null; isFirst: boolean };

export type FilesWish = { folder: string | undefined; file: string | undefined; cursor: string | undefined };

/** The files of a version as its page shows them: all, those that were looked for, or one folder of many. */
export async function readFiles(
  db: Pool,
  scope: TeamScope,
  { artifact, fileCount }: VersionView,
  { folder = "", file: text, cursor }: FilesWish,
): Promise<FilesView> {
  const artifactId = artifact.id;
  if (text !== undefined) {
    const found = await findFiles(db, scope, { artifactId, text, limit: FOUND_MAX + 1 });
    const files = found.ok ? found.value : [];
    return { kind: "found", text, files: files.slice(0, FOUND_MAX), isCut: files.length > FOUND_MAX };
  }
  if (fileCount <= FLAT_MAX) {
    const page = await listFiles(db, scope, artifactId, { limit: FLAT_MAX });
    return { kind: "flat", files: page.ok ? page.value.items : [] };
  }
  const page = await listFolder(db, scope, { artifactId, folder }, { limit: ENTRIES_MAX, cursor });
  const { items, nextCursor } = page.ok ? page.value : { items: [], nextCursor: null };
  return { kind: "folder", folder, entries: items, nextCursor, isFirst: cursor === undefined };
}
