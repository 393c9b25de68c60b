import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { CONTENT_TYPE } from "./s3-bucket";
import { callStore, type S3Limits } from "./s3-client";
import { outageOf } from "./s3-errors";

export type Multipart = { key: string; multipartId: string };

export type Multiparts = ReturnType<typeof openMultiparts>;

/** The store's own way to write a large object: in parts that nobody sees, and then all at once. */
export function openMultiparts(client: S3Client, bucketName: string, limits: S3Limits) {
  const at = ({ key, multipartId }: Multipart) => ({ Bucket: bucketName, Key: key, UploadId: multipartId });

  return {
    async begin(key: string): Promise<Multipart> {
      const name = "CreateMultipartUpload";
      const command = new CreateMultipartUploadCommand({ Bucket: bucketName, Key: key, ContentType: CONTENT_TYPE });
      const begun = await callStore(name, limits.callMs, (options) => client.send(command, options));
      if (!begun?.UploadId) {
        throw outageOf(name, null, false);
      }
      return { key, multipartId: begun.UploadId };
    },

    /** The part's ETag; null when the multipart upload was ended by somebody else. */
    async put(multipart: Multipart, number: number, bytes: Uint8Array): Promise<string | null> {
      const command = new UploadPartCommand({ ...at(multipart), PartNumber: number, Body: bytes });
      const put = await callStore("UploadPart", limits.partMs, (options) => client.send(command, options));
      return put?.ETag ?? null;
    },

    /** False when the multipart upload is there no more: ended by somebody else, or by a try whose answer was lost. */
    async complete(multipart: Multipart, etags: readonly string[]): Promise<boolean> {
      const parts = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
      const command = new CompleteMultipartUploadCommand({ ...at(multipart), MultipartUpload: { Parts: parts } });
      const name = "CompleteMultipartUpload";
      return (await callStore(name, limits.completeMs, (options) => client.send(command, options))) !== null;
    },

    /** One that is not there is no mistake. */
    async abort(multipart: Multipart): Promise<void> {
      const command = new AbortMultipartUploadCommand(at(multipart));
      await callStore("AbortMultipartUpload", limits.callMs, (options) => client.send(command, options));
    },
  };
}
