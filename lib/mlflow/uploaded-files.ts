import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { FILES_MAX, type FileView } from "@/lib/core/registry";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { listFolder } from "@/lib/registry/artifacts/folders";
import { getFile } from "@/lib/registry/artifacts/queries";
import { UPLOADED_SCHEME } from "@/lib/registry/mlflow/views";
import type { MlflowEntry } from "@/lib/registry/mlflow-files/queries";

/**
 * Versions whose files were uploaded here stand in the tree of MLflow's artifact proxy, each below the id of its artifact,
 * so that `load_model` fetches them like any other: to be read, never to be changed.
 */
export type UploadedPath = { artifactId: Id<"artifact">; path: string };

/** The place within an artifact that a path of the tree names; null for one of the tree's own. */
export function uploadedPath(path: string): UploadedPath | null {
  const [id = "", ...rest] = path.split("/");
  return isId("artifact", id) ? { artifactId: id, path: rest.join("/") } : null;
}

export function getUploadedFile(
  db: Database,
  scope: TeamScope,
  { artifactId, path }: UploadedPath,
): Promise<Result<FileView>> {
  return getFile(db, scope, artifactId, path);
}

export async function listUploadedFolder(
  db: Database,
  scope: TeamScope,
  { artifactId, path }: UploadedPath,
): Promise<Result<MlflowEntry[]>> {
  const found = await listFolder(db, scope, { artifactId, folder: path }, { limit: FILES_MAX });
  return found.ok
    ? ok(found.value.items.map(({ kind, name, sizeBytes }) => ({ name, isFolder: kind === "folder", sizeBytes })))
    : found;
}

export function refuseUploaded(): { ok: false; problem: Problem } {
  const message = "These are the files of a version, which nobody changes. Choose another path.";
  return refuse({ code: "forbidden", message });
}

/** What a client may fetch a version from: its files here have an address of the proxy, all others keep theirs. */
export function fetchableUri(downloadUri: string, { baseUrl, team }: { baseUrl: string; team: string }): string {
  const id = downloadUri.startsWith(UPLOADED_SCHEME) ? downloadUri.slice(UPLOADED_SCHEME.length) : "";
  return isId("artifact", id)
    ? `${baseUrl.replace(/\/$/, "")}/mlflow/${encodeURIComponent(team)}/api/2.0/mlflow-artifacts/artifacts/${id}`
    : downloadUri;
}
