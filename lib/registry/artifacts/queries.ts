import { and, asc, desc, eq, exists, gt, lt } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import {
  type ArtifactSearch,
  type ArtifactView,
  type FileView,
  PART_BYTES_MAX,
  type ProjectView,
  type UploadView,
} from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { artifacts, files, projects } from "@/lib/db/schema";
import type { ByteRange, OpenBlob, Storage } from "@/lib/platform/storage/port";
import { isStorable } from "../stored-text";
import { artifactView, findArtifact, selectArtifacts } from "./artifact-view";
import { selectUploads, type UploadRow } from "./upload-rows";
import { visibleArtifacts } from "./visible-artifacts";

export type OpenFile = FileView & { blob: OpenBlob };

/** How long a download may wait before it begins: once begun, it may take as long as it takes. */
const FILE_ADDRESS_SECONDS = 5 * 60;

const textCursor = z.tuple([z.string().max(1_024).refine(isStorable)]);
const artifactCursor = z.tuple([z.custom<Id<"artifact">>((id) => typeof id === "string" && isId("artifact", id))]);
const uploadCursor = z.tuple([z.custom<Id<"upload">>((id) => typeof id === "string" && isId("upload", id))]);

/** The team's projects by name; to a restricted token those in which it sees an artifact. */
export async function listProjects(
  db: Database,
  scope: TeamScope,
  page: PageRequest,
): Promise<Result<Page<ProjectView>>> {
  const cursor = decodeCursor(page.cursor, textCursor);
  if (!cursor.ok) {
    return cursor;
  }

  const visible = visibleArtifacts(db, scope);
  const holdsVisible = db
    .select({ id: artifacts.id })
    .from(artifacts)
    .where(and(eq(artifacts.projectId, projects.id), visible));
  const found = await db
    .select({ name: projects.name, createdAt: projects.createdAt })
    .from(projects)
    .where(
      and(
        eq(projects.teamId, scope.teamId),
        visible && exists(holdsVisible),
        cursor.value ? gt(projects.name, cursor.value[0]) : undefined,
      ),
    )
    .orderBy(asc(projects.name))
    .limit(page.limit + 1);
  return ok(
    pageOf(
      found,
      page.limit,
      ({ name, createdAt }) => ({ name, createdAt: createdAt.toISOString() }),
      (row) => [row.name],
    ),
  );
}

/** The team's artifacts, newest first: of a project, of a name in it, or all. */
export async function listArtifacts(
  db: Database,
  scope: TeamScope,
  search: ArtifactSearch,
): Promise<Result<Page<ArtifactView>>> {
  const cursor = decodeCursor(search.cursor, artifactCursor);
  if (!cursor.ok) {
    return cursor;
  }

  const found = await selectArtifacts(
    db,
    scope,
    and(
      search.project === undefined ? undefined : eq(projects.name, search.project),
      search.name === undefined ? undefined : eq(artifacts.name, search.name),
      cursor.value ? lt(artifacts.id, cursor.value[0]) : undefined,
    ),
  )
    .orderBy(desc(artifacts.id))
    .limit(search.limit + 1);
  return ok(pageOf(found, search.limit, artifactView, (row) => [row.id]));
}

export async function getArtifact(db: Database, scope: TeamScope, artifactId: string): Promise<Result<ArtifactView>> {
  const found = await findArtifact(db, scope, artifactId);
  return found ? ok(artifactView(found)) : notFound("artifact");
}

/** The files of an artifact in the order of their paths. */
export async function listFiles(
  db: Database,
  scope: TeamScope,
  artifactId: string,
  page: PageRequest,
): Promise<Result<Page<FileView>>> {
  const cursor = decodeCursor(page.cursor, textCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const artifact = await findArtifact(db, scope, artifactId);
  if (!artifact) {
    return notFound("artifact");
  }

  const found = await selectFiles(db)
    .where(and(eq(files.artifactId, artifact.id), cursor.value ? gt(files.path, cursor.value[0]) : undefined))
    .orderBy(asc(files.path))
    .limit(page.limit + 1);
  return ok(
    pageOf(
      found,
      page.limit,
      (row) => row,
      (row) => [row.path],
    ),
  );
}

/**
 * Opens a file that `getFile` has answered to the same scope, whole or a range of it. The caller reads the stream to its
 * end or cancels it.
 */
export async function openFile(
  scope: TeamScope,
  storage: Storage,
  file: FileView,
  range?: ByteRange,
): Promise<Result<OpenFile>> {
  const blob = await storage.openBlob({ teamId: scope.teamId, sha256: file.sha256 }, range);
  return blob.ok ? ok({ ...file, blob: blob.value }) : blob;
}

/** Where the store itself serves a file that `getFile` has answered to the same scope; null where it does not. */
export async function presignFile(
  scope: TeamScope,
  storage: Storage,
  file: FileView,
): Promise<Result<{ url: string } | null>> {
  const name = file.path.split("/").at(-1) ?? "file";
  const blob = { teamId: scope.teamId, sha256: file.sha256 };
  return storage.presign?.blobDownload(blob, name, FILE_ADDRESS_SECONDS) ?? ok(null);
}

/** What an artifact still waits for, and which parts are here already: asked before an upload goes on. */
export async function listUploads(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { artifactId, ...page }: PageRequest & { artifactId: string },
): Promise<Result<Page<UploadView>>> {
  const cursor = decodeCursor(page.cursor, uploadCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const artifact = await findArtifact(db, scope, artifactId);
  if (!artifact) {
    return notFound("artifact");
  }

  const found = await selectUploads(db, artifact.id, { limit: page.limit + 1, after: cursor.value?.[0] });
  const received = await Promise.all(found.slice(0, page.limit).map((upload) => partsReceived(storage, upload)));
  const parts = new Map(found.map((upload, index) => [upload.id, received[index] ?? []]));
  return ok(
    pageOf(
      found,
      page.limit,
      ({ id, path, sizeBytes, sha256 }) => ({
        id,
        path: path ?? "",
        sizeBytes,
        sha256,
        partBytes: PART_BYTES_MAX,
        received: parts.get(id) ?? [],
      }),
      (row) => [row.id],
    ),
  );
}

/** One file of a committed artifact, without its bytes. */
export async function getFile(
  db: Database,
  scope: TeamScope,
  artifactId: string,
  path: string,
): Promise<Result<FileView>> {
  const artifact = await findArtifact(db, scope, artifactId);
  if (!artifact) {
    return notFound("artifact");
  }
  if (artifact.state !== "committed") {
    return refuse({ code: "conflict", message: "This artifact is still being uploaded. Its files can be read after." });
  }
  if (!isStorable(path)) {
    return notFound("file");
  }
  const [file] = await selectFiles(db).where(and(eq(files.artifactId, artifact.id), eq(files.path, path)));
  return file ? ok(file) : notFound("file");
}

function selectFiles(db: Database) {
  return db.select({ path: files.path, sizeBytes: files.sizeBytes, sha256: files.sha256 }).from(files);
}

/** None where the store knows nothing of the upload yet, or no more. */
async function partsReceived(storage: Storage, { teamId, id, startedAt, remoteId }: UploadRow): Promise<number[]> {
  if (!startedAt) {
    return [];
  }
  const parts = await storage.listParts({ teamId, uploadId: id, remoteId });
  return parts.ok ? parts.value.map(({ partNumber }) => partNumber) : [];
}
