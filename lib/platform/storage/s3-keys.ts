import type { BlobRef } from "./port";

type UploadName = { teamId: string; uploadId: string };

export type Keys = ReturnType<typeof keysUnder>;

/** Where everything lies in the bucket. Names come in checked: ids and digests only. */
export function keysUnder(prefix: string) {
  const staging = `${prefix}staging/`;
  const folder = ({ teamId, uploadId }: UploadName) => `${staging}${teamId}/${uploadId}/`;

  return {
    staging,
    folder,
    /** Is there for as long as the upload lives: who removes it has ended the upload, in one step. */
    mark: (upload: UploadName) => `${folder(upload)}begun`,
    part: (upload: UploadName, partNumber: number) => `${folder(upload)}parts/${String(partNumber).padStart(6, "0")}`,
    /** Says which multipart upload puts the parts together, so that a crash leaves none that nobody knows of. */
    note: (upload: UploadName, name: string) => `${folder(upload)}joins/${name}`,
    blob: ({ teamId, sha256 }: BlobRef) => `${prefix}blobs/${teamId}/${sha256.slice(0, 2)}/${sha256}`,
    /** The upload that a staged key belongs to. */
    uploadOf(key: string): UploadName | null {
      const [teamId, uploadId, ...rest] = key.slice(staging.length).split("/");
      return key.startsWith(staging) && teamId && uploadId && rest.length > 0 ? { teamId, uploadId } : null;
    },
  };
}
