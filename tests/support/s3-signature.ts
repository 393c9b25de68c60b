import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

export type S3Key = { accessKeyId: string; secretAccessKey: string };
export type Fault = { status: number; code: string };

const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const SKEW_MS_MAX = 15 * 60_000;
const EXPIRY_SECONDS_MAX = 7 * 24 * 3_600;

type Claim = {
  credential: string;
  signedHeaders: string[];
  signature: string;
  date: string;
  payloadHash: string;
  /** Null: signed in a header, and only good for as long as the clocks may differ. */
  expiresSeconds: number | null;
};

/** Judges a request by AWS Signature Version 4, written from its description; null when it is rightly signed. */
export function faultOfSignature(request: IncomingMessage, body: Buffer, key: S3Key, now: Date): Fault | null {
  const url = new URL(request.url ?? "", "http://store.test");
  const isPresigned = url.searchParams.has("X-Amz-Signature");
  if (isPresigned && request.headers.authorization) {
    return { status: 400, code: "InvalidArgument" }; // Only one way to sign is allowed, as AWS says.
  }
  const claim = isPresigned ? claimInQuery(url) : claimInHeaders(request);
  if (!claim) {
    return { status: 403, code: "AccessDenied" };
  }
  const overdue = faultOfTime(claim, now);
  if (overdue) {
    return overdue;
  }
  if (/^[0-9a-f]{64}$/.test(claim.payloadHash) && sha256(body) !== claim.payloadHash) {
    return { status: 400, code: "XAmzContentSHA256Mismatch" };
  }
  if (claim.payloadHash.startsWith("STREAMING")) {
    return { status: 501, code: "NotImplemented" };
  }

  const [accessKeyId, day = "", region = "", service = "", end = ""] = claim.credential.split("/");
  if (accessKeyId !== key.accessKeyId || service !== "s3" || end !== "aws4_request") {
    return { status: 403, code: "InvalidAccessKeyId" };
  }
  const canonical = [
    request.method ?? "",
    url.pathname,
    canonicalQuery(url),
    ...claim.signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? "").trim()}`),
    "",
    claim.signedHeaders.join(";"),
    claim.payloadHash,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const signed = ["AWS4-HMAC-SHA256", claim.date, scope, sha256(canonical)].join("\n");
  const signingKey = ["s3", "aws4_request"].reduce(hmac, hmac(hmac(`AWS4${key.secretAccessKey}`, day), region));
  const expected = hmac(signingKey, signed);
  const given = Buffer.from(claim.signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected)
    ? null
    : { status: 403, code: "SignatureDoesNotMatch" };
}

function claimInQuery({ searchParams }: URL): Claim | null {
  const read = (name: string) => searchParams.get(`X-Amz-${name}`) ?? "";
  return read("Algorithm") === "AWS4-HMAC-SHA256"
    ? {
        credential: read("Credential"),
        signedHeaders: read("SignedHeaders").split(";"),
        signature: read("Signature"),
        date: read("Date"),
        payloadHash: "UNSIGNED-PAYLOAD",
        expiresSeconds: Number(read("Expires")),
      }
    : null;
}

function claimInHeaders({ headers }: IncomingMessage): Claim | null {
  const read = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    headers.authorization ?? "",
  );
  const [, credential = "", signedHeaders = "", signature = ""] = read ?? [];
  return read
    ? {
        credential,
        signedHeaders: signedHeaders.split(";"),
        signature,
        date: String(headers["x-amz-date"] ?? ""),
        payloadHash: String(headers["x-amz-content-sha256"] ?? ""),
        expiresSeconds: null,
      }
    : null;
}

function faultOfTime({ date, expiresSeconds }: Claim, now: Date): Fault | null {
  const [, year, month, day, hour, minute, second] = DATE.exec(date) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (expiresSeconds === null) {
    const isNear = Math.abs(now.getTime() - signedAt) <= SKEW_MS_MAX;
    return isNear ? null : { status: 403, code: "RequestTimeTooSkewed" };
  }
  const isGood = expiresSeconds > 0 && expiresSeconds <= EXPIRY_SECONDS_MAX;
  return isGood && now.getTime() < signedAt + expiresSeconds * 1_000 ? null : { status: 403, code: "AccessDenied" };
}

function canonicalQuery({ searchParams }: URL): string {
  return [...searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join("&");
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(bytes: string | Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
