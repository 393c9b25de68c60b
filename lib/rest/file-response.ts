import type { TeamScope } from "@/lib/core/actor";
import { ok, type Result } from "@/lib/core/result";
import { blobResponse } from "@/lib/platform/blob-response";
import { placeOf } from "@/lib/platform/request-id";
import { getFile, openFile, presignFile } from "@/lib/registry/artifacts/queries";
import type { Api } from "./api";
import { rangeResponse } from "./problem";

export type WantedFile = { artifactId: string; path: string; via: "store" | "server" };

/** Answers one file of an artifact. */
export async function fileResponse(
  { db, storage }: Api,
  scope: TeamScope,
  { artifactId, path, via }: WantedFile,
  request: Request,
): Promise<Result<Response>> {
  const found = await getFile(db, scope, artifactId, path);
  if (!found.ok) {
    return found;
  }
  const file = found.value;
  return blobResponse(request, file, {
    open: async (range) => {
      const opened = await openFile(scope, storage, file, range);
      return opened.ok ? ok(opened.value.blob) : opened;
    },
    elsewhere: async () => (via === "store" ? presignFile(scope, storage, file) : ok(null)),
    refuseRange: (sizeBytes) => rangeResponse(sizeBytes, placeOf(request)),
  });
}
