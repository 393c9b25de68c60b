import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { S3Target } from "@/lib/platform/storage/storage-url";
import { createS3Objects, type S3Objects, type S3Reply, s3Fault } from "./s3-objects";
import { faultOfSignature, type S3Key } from "./s3-signature";

export type S3Call = {
  operation: string;
  key: string;
  isPresigned: boolean;
  headers: IncomingMessage["headers"];
};

/**
 * What happens to a call. `deny`: 403, which nobody tries again, as if we had died before it. `busy`: 503. `lose`: it is
 * done, and the connection breaks before the answer. `hang`: nothing comes. `stall`, `cut`: the answer stops or breaks off in its middle.
 */
export type S3Meddling = "pass" | "deny" | "busy" | "lose" | "hang" | "stall" | "cut";

export type S3Server = {
  url: string;
  target: S3Target;
  credentials: S3Key;
  store: S3Objects;
  calls: S3Call[];
  meddle: (call: S3Call) => S3Meddling | Promise<S3Meddling>;
  /** How far the store's clock is ahead. */
  aheadMs: number;
  pageSize: number;
  close(): Promise<void>;
};

const BUCKET = "models";
const KEY: S3Key = { accessKeyId: "AKIATESTTESTTEST", secretAccessKey: "test/secret+only-we-two-know" };

/** What the SDK adds by default and many stores refuse. */
const UNKNOWN_HEADERS = /^(x-amz-checksum-(?!sha256$)|x-amz-sdk-checksum|x-amz-trailer|expect$)/;

/**
 * An S3-compatible store on the loopback, as strict as the strictest: it verifies every signature, knows no checksums but
 * the one that a presigned address names, no copies and no deleting of many at once.
 */
export async function startS3Server(): Promise<S3Server> {
  const server: S3Server = {
    url: "",
    target: {
      bucket: BUCKET,
      prefix: "modelwire/",
      region: "eu-test-1",
      endpoint: null,
      publicEndpoint: null,
      isPathStyle: true,
      canPresign: true,
    },
    credentials: KEY,
    store: createS3Objects(),
    calls: [],
    meddle: () => "pass",
    aheadMs: 0,
    pageSize: 1_000,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  const http = createServer((incoming, outgoing) => {
    answer(server, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  server.target.endpoint = server.url;
  return server;
}

async function answer(server: S3Server, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? "", server.url);
  const [, bucket = "", ...rest] = url.pathname.split("/");
  const key = decodeURIComponent(rest.join("/"));
  const call = {
    operation: operationOf(incoming.method ?? "", url, key),
    key,
    isPresigned: url.searchParams.has("X-Amz-Signature"),
    headers: incoming.headers,
  };
  server.calls.push(call);
  const body = await readBody(incoming);
  const meddling = await server.meddle(call);
  if (meddling === "hang") {
    return;
  }
  if (meddling === "deny" || meddling === "busy") {
    respond(outgoing, call, meddling === "deny" ? s3Fault(403, "AccessDenied") : s3Fault(503, "SlowDown"));
    return;
  }

  const reply = faultOfRequest(server, incoming, body, bucket) ?? perform(server, call, url, body);
  if (meddling === "lose") {
    outgoing.destroy();
    return;
  }
  if ((meddling === "stall" || meddling === "cut") && reply.bytes) {
    outgoing.writeHead(reply.status, { ...reply.headers, "Content-Length": String(reply.bytes.length) });
    const isCut = meddling === "cut";
    outgoing.write(reply.bytes.subarray(0, reply.bytes.length / 2), () => isCut && outgoing.destroy());
    return;
  }
  respond(outgoing, call, withOverrides(reply, url));
}

function operationOf(method: string, { searchParams }: URL, key: string): string {
  if (key === "") {
    return method === "GET" && searchParams.get("list-type") === "2" ? "ListObjectsV2" : "unknown";
  }
  const isMultipart = searchParams.has("uploadId");
  const names: Record<string, string> = isMultipart
    ? { PUT: "UploadPart", POST: "CompleteMultipartUpload", DELETE: "AbortMultipartUpload" }
    : { PUT: "PutObject", GET: "GetObject", HEAD: "HeadObject", DELETE: "DeleteObject" };
  const begins = method === "POST" && searchParams.has("uploads");
  return begins ? "CreateMultipartUpload" : (names[method] ?? "unknown");
}

function faultOfRequest(server: S3Server, incoming: IncomingMessage, body: Buffer, bucket: string): S3Reply | null {
  const names = Object.keys(incoming.headers);
  if (names.some((name) => UNKNOWN_HEADERS.test(name)) || names.includes("x-amz-copy-source")) {
    return s3Fault(501, "NotImplemented");
  }
  if (incoming.method === "PUT" && incoming.headers["content-length"] === undefined) {
    return s3Fault(411, "MissingContentLength");
  }
  const fault = faultOfSignature(incoming, body, server.credentials, new Date(Date.now() + server.aheadMs));
  if (fault) {
    return s3Fault(fault.status, fault.code);
  }
  const checksum = incoming.headers["x-amz-checksum-sha256"];
  if (checksum !== undefined && checksum !== createHash("sha256").update(body).digest("base64")) {
    return s3Fault(400, "BadDigest");
  }
  return bucket === BUCKET ? null : s3Fault(404, "NoSuchBucket");
}

function perform({ store, pageSize }: S3Server, call: S3Call, { searchParams }: URL, body: Buffer): S3Reply {
  const id = searchParams.get("uploadId") ?? "";
  const operations: Record<string, () => S3Reply> = {
    ListObjectsV2: () =>
      store.list(searchParams.get("prefix") ?? "", searchParams.get("continuation-token") ?? "", pageSize),
    PutObject: () => store.put(call.key, body),
    GetObject: () => store.get(call.key, call.headers.range),
    HeadObject: () => store.get(call.key, undefined),
    DeleteObject: () => store.remove(call.key),
    CreateMultipartUpload: () => store.beginMultipart(call.key),
    UploadPart: () => store.putPart(id, Number(searchParams.get("partNumber")), body),
    CompleteMultipartUpload: () => store.completeMultipart(id, body.toString()),
    AbortMultipartUpload: () => store.abortMultipart(id),
  };
  return operations[call.operation]?.() ?? s3Fault(501, "NotImplemented");
}

function withOverrides(reply: S3Reply, { searchParams }: URL): S3Reply {
  const names = ["content-disposition", "content-type", "cache-control"];
  const overrides = names.flatMap((name) => {
    const value = searchParams.get(`response-${name}`);
    return value === null || reply.status >= 300 ? [] : [[name, value] as const];
  });
  return { ...reply, headers: { ...reply.headers, ...Object.fromEntries(overrides) } };
}

function respond(outgoing: ServerResponse, { operation }: S3Call, { status, headers, xml, bytes }: S3Reply): void {
  const body = bytes ?? Buffer.from(xml ?? "");
  const type = xml === undefined ? {} : { "Content-Type": "application/xml" };
  outgoing.writeHead(status, { ...type, ...headers, "Content-Length": String(body.length) });
  outgoing.end(operation === "HeadObject" ? undefined : body);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
