import { createHash, randomUUID } from "node:crypto";

type StoredObject = { bytes: Buffer; etag: string; changedAt: Date };
type Multipart = { key: string; parts: Map<number, { bytes: Buffer; etag: string }> };

const PART_BYTES_MIN = 5 * 1024 * 1024;

export type S3Reply = {
  status: number;
  headers?: Record<string, string>;
  xml?: string;
  bytes?: Buffer;
};

export type S3Objects = ReturnType<typeof createS3Objects>;

/** What lies in a bucket, and the rules that S3 has for it: small parts, stale ETags and bad ranges are refused. */
export function createS3Objects() {
  const objects = new Map<string, StoredObject>();
  const multiparts = new Map<string, Multipart>();

  return {
    objects,
    multiparts,

    put(key: string, bytes: Buffer): S3Reply {
      const etag = etagOf(bytes);
      objects.set(key, { bytes, etag, changedAt: new Date() });
      return { status: 200, headers: { ETag: etag } };
    },

    get(key: string, range: string | undefined): S3Reply {
      const object = objects.get(key);
      if (!object) {
        return s3Fault(404, "NoSuchKey");
      }
      const headers = { ETag: object.etag, "Last-Modified": object.changedAt.toUTCString(), "Accept-Ranges": "bytes" };
      const size = object.bytes.length;
      const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
      if (first === undefined) {
        return { status: 200, headers, bytes: object.bytes };
      }
      const start = Number(first);
      const end = Math.min(last ? Number(last) : size - 1, size - 1);
      if (start >= size) {
        return s3Fault(416, "InvalidRange");
      }
      const told = { ...headers, "Content-Range": `bytes ${start}-${end}/${size}` };
      return { status: 206, headers: told, bytes: object.bytes.subarray(start, end + 1) };
    },

    remove(key: string): S3Reply {
      objects.delete(key);
      return { status: 204 };
    },

    list(prefix: string, after: string, pageSize: number): S3Reply {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
      const page = keys.slice(0, pageSize);
      const isTruncated = keys.length > pageSize;
      const contents = page.map((key) => {
        const { bytes, etag, changedAt } = objects.get(key) as StoredObject;
        return `<Contents><Key>${key}</Key><LastModified>${changedAt.toISOString()}</LastModified><ETag>${etag.replaceAll('"', "&quot;")}</ETag><Size>${bytes.length}</Size></Contents>`;
      });
      const token = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
      return {
        status: 200,
        xml: `<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${token}${contents.join("")}</ListBucketResult>`,
      };
    },

    beginMultipart(key: string): S3Reply {
      const id = randomUUID();
      multiparts.set(id, { key, parts: new Map() });
      const xml = `<InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
      return { status: 200, xml };
    },

    putPart(id: string, partNumber: number, bytes: Buffer): S3Reply {
      if (!(partNumber >= 1 && partNumber <= 10_000)) {
        return s3Fault(400, "InvalidArgument");
      }
      const etag = etagOf(bytes);
      multiparts.get(id)?.parts.set(partNumber, { bytes, etag });
      return multiparts.has(id) ? { status: 200, headers: { ETag: etag } } : s3Fault(404, "NoSuchUpload");
    },

    completeMultipart(id: string, body: string): S3Reply {
      const multipart = multiparts.get(id);
      if (!multipart) {
        return s3Fault(404, "NoSuchUpload");
      }
      const named = [...body.matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
        number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
        etag: /<ETag>(.*?)<\/ETag>/.exec(part)?.[1]?.replaceAll("&quot;", '"'),
      }));
      const fault = faultOfParts(multipart, named);
      if (fault) {
        return fault;
      }
      const bytes = Buffer.concat(named.map(({ number }) => multipart.parts.get(number)?.bytes ?? Buffer.alloc(0)));
      const etag = `"${createHash("md5").update(bytes).digest("hex")}-${named.length}"`;
      objects.set(multipart.key, { bytes, etag, changedAt: new Date() });
      multiparts.delete(id);
      return {
        status: 200,
        xml: `<CompleteMultipartUploadResult><ETag>${etag}</ETag></CompleteMultipartUploadResult>`,
      };
    },

    abortMultipart(id: string): S3Reply {
      return multiparts.delete(id) ? { status: 204 } : s3Fault(404, "NoSuchUpload");
    },
  };
}

export function s3Fault(status: number, code: string): S3Reply {
  return { status, xml: `<Error><Code>${code}</Code><Message>The store's own words: secret-words.</Message></Error>` };
}

function faultOfParts({ parts }: Multipart, named: { number: number; etag: string | undefined }[]): S3Reply | null {
  if (named.length === 0) {
    return s3Fault(400, "MalformedXML");
  }
  if (named.some(({ number }, index) => index > 0 && number <= (named[index - 1]?.number ?? 0))) {
    return s3Fault(400, "InvalidPartOrder");
  }
  if (named.some(({ number, etag }) => parts.get(number)?.etag !== etag)) {
    return s3Fault(400, "InvalidPart");
  }
  const isSmall = named.slice(0, -1).some(({ number }) => (parts.get(number)?.bytes.length ?? 0) < PART_BYTES_MIN);
  return isSmall ? s3Fault(400, "EntityTooSmall") : null;
}

function etagOf(bytes: Buffer): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}
