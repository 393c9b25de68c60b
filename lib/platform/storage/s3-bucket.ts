import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { ByteRange } from "./port";
import { callStore, type S3Limits } from "./s3-client";

export type StoredObject = { key: string; sizeBytes: number; changedAt: Date };
export type OpenObject = { sizeBytes: number; contentRange: string | null; stream: ReadableStream<Uint8Array> };

export const CONTENT_TYPE = "application/octet-stream";

export type Bucket = ReturnType<typeof openBucket>;

/** The objects of one bucket, by the few calls that we need. */
export function openBucket(client: S3Client, bucketName: string, limits: S3Limits) {
  const at = (Key: string) => ({ Bucket: bucketName, Key });

  return {
    async put(key: string, bytes: Uint8Array): Promise<void> {
      const command = new PutObjectCommand({ ...at(key), Body: bytes, ContentType: CONTENT_TYPE });
      await callStore("PutObject", limits.partMs, (options) => client.send(command, options));
    },

    async find(key: string): Promise<{ sizeBytes: number } | null> {
      const command = new HeadObjectCommand(at(key));
      const found = await callStore("HeadObject", limits.callMs, (options) => client.send(command, options));
      return found && { sizeBytes: found.ContentLength ?? 0 };
    },

    /** The whole object in memory: for parts and notes only. */
    read(key: string): Promise<Uint8Array | null> {
      return callStore("GetObject", limits.partMs, async (options) => {
        const got = await client.send(new GetObjectCommand(at(key)), options);
        return (await got.Body?.transformToByteArray()) ?? new Uint8Array();
      });
    },

    /** A stream that the caller reads or cancels. A range that begins behind the end is null, as is what is absent. */
    open(key: string, range: ByteRange | null): Promise<OpenObject | null> {
      const asked = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
      return callStore("GetObject", limits.callMs, async (options) => {
        const got = await client.send(new GetObjectCommand({ ...at(key), ...asked }), options);
        const stream = got.Body?.transformToWebStream() ?? new Blob([]).stream();
        return { sizeBytes: got.ContentLength ?? 0, contentRange: got.ContentRange ?? null, stream };
      });
    },

    /** Everything below a prefix, in the order of the keys. */
    async *list(prefix: string): AsyncGenerator<StoredObject> {
      let page: Page = { objects: [], next: {} };
      while (page.next) {
        page = await listPage(client, { Bucket: bucketName, Prefix: prefix, ...page.next }, limits.callMs);
        yield* page.objects;
      }
    },

    /** One by one: the call for many at once needs a checksum that not every store takes. */
    async remove(key: string): Promise<void> {
      const command = new DeleteObjectCommand(at(key));
      await callStore("DeleteObject", limits.callMs, (options) => client.send(command, options));
    },
  };
}

type ListRequest = { Bucket: string; Prefix: string; ContinuationToken?: string };
type Page = { objects: StoredObject[]; next: { ContinuationToken?: string } | null };

async function listPage(client: S3Client, request: ListRequest, limitMs: number): Promise<Page> {
  const command = new ListObjectsV2Command(request);
  const page = await callStore("ListObjectsV2", limitMs, (options) => client.send(command, options));
  const objects = (page?.Contents ?? []).map(({ Key, Size, LastModified }) => ({
    key: Key ?? "",
    sizeBytes: Size ?? 0,
    changedAt: LastModified ?? new Date(0),
  }));
  const token = page?.IsTruncated ? page.NextContinuationToken : undefined;
  return { objects, next: token === undefined ? null : { ContinuationToken: token } };
}
