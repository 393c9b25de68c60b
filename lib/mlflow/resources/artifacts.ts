import * as z from "zod";
import { readFilePath, readFolderPath } from "@/lib/core/mlflow-files";
import { ok, type Result } from "@/lib/core/result";
import { blobResponse } from "@/lib/platform/blob-response";
import { deleteMlflowFiles, storeMlflowFile } from "@/lib/registry/mlflow-files/commands";
import { getMlflowFile, listMlflowFolder } from "@/lib/registry/mlflow-files/queries";
import { type Endpoint, endpoint } from "../endpoint";
import { notImplementedResponse, rangeResponse } from "../problem";
import { getUploadedFile, listUploadedFolder, refuseUploaded, uploadedPath } from "../uploaded-files";

const service = "mlflow-artifacts";
const file = z.object({ path: z.string() });
const NO_BYTES: AsyncIterable<Uint8Array> = { async *[Symbol.asyncIterator]() {} };

/** MLflow's artifact proxy: the team's own tree of files, as a training run keeps them. */
export const artifactEndpoints: readonly Endpoint[] = [
  endpoint({
    service,
    method: "GET",
    path: "artifacts",
    input: z.object({ path: z.string().default("") }),
    async run({ db }, { scope, input }) {
      const folder = readFolderPath(input.path);
      if (!folder.ok) {
        return folder;
      }
      const uploaded = uploadedPath(folder.value);
      const found = uploaded
        ? await listUploadedFolder(db, scope, uploaded)
        : await listMlflowFolder(db, scope, folder.value);
      if (!found.ok) {
        return found;
      }
      const files = found.value.map(({ name, isFolder, sizeBytes }) =>
        isFolder ? { path: name, is_dir: true } : { path: name, is_dir: false, file_size: sizeBytes },
      );
      return ok(files.length > 0 ? { files } : {});
    },
  }),
  endpoint({
    service,
    method: "GET",
    path: "artifacts/{path+}",
    input: file,
    async run({ db, storage }, { scope, input, request }) {
      const path = readFilePath(input.path);
      if (!path.ok) {
        return path;
      }
      const uploaded = uploadedPath(path.value);
      const found = uploaded ? await getUploadedFile(db, scope, uploaded) : await getMlflowFile(db, scope, path.value);
      if (!found.ok) {
        return found;
      }
      const { sha256 } = found.value;
      return blobResponse(request, found.value, {
        open: (range) => storage.openBlob({ teamId: scope.teamId, sha256 }, range),
        elsewhere: async () => ok(null), // The client sends its token to wherever it is redirected.
        refuseRange: (sizeBytes) => rangeResponse(request, sizeBytes),
      });
    },
  }),
  endpoint({
    service,
    method: "PUT",
    path: "artifacts/{path+}",
    input: file,
    hasJsonBody: false,
    async run({ db, storage }, { scope, input, request }) {
      const path = readOwnPath(input.path);
      const bytes = request.body ?? NO_BYTES;
      const stored = path.ok ? await storeMlflowFile(db, scope, storage, { path: path.value, bytes }) : path;
      return stored.ok ? ok({}) : stored;
    },
  }),
  endpoint({
    service,
    method: "DELETE",
    path: "artifacts/{path+}",
    input: file,
    hasJsonBody: false,
    async run({ db, storage }, { scope, input }) {
      const path = readOwnPath(input.path);
      const deleted = path.ok ? await deleteMlflowFiles(db, scope, storage, { path: path.value }) : path;
      return deleted.ok ? ok({}) : deleted;
    },
  }),
  ...["create", "complete", "abort"].map((step) =>
    endpoint({
      service,
      method: "POST",
      path: `mpu/${step}/{path+}`,
      input: z.object({}),
      hasJsonBody: false,
      run: async (_, { request }) => ok(notImplementedResponse(request, NO_PARTS)),
    }),
  ),
  endpoint({
    service,
    method: "GET",
    path: "presigned/{path+}",
    input: z.object({}),
    run: async (_, { request }) => ok(notImplementedResponse(request, NO_ADDRESS)),
  }),
];

function readOwnPath(text: string): Result<string> {
  const path = readFilePath(text);
  return path.ok && uploadedPath(path.value) ? refuseUploaded() : path;
}

/** By these words the client knows that it may send or fetch the file whole. */
const NO_PARTS = "Multipart upload is not supported for the current artifact repository";
const NO_ADDRESS = "Multipart download is not supported for the current artifact repository";
