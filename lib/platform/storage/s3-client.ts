import { S3Client } from "@aws-sdk/client-s3";
import { isAbsent, outageOf } from "./s3-errors";
import type { S3Target } from "./storage-url";

export type S3Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

export type S3Limits = {
  connectMs: number;
  /** One small question and its answer. */
  callMs: number;
  /** One part, up or down. */
  partMs: number;
  /** Putting a large file together, which some stores do by copying it. */
  completeMs: number;
  /** Nothing at all comes or goes on a connection, also in the middle of a file. */
  idleMs: number;
};

export const S3_LIMITS: S3Limits = {
  connectMs: 5_000,
  callMs: 30_000,
  partMs: 120_000,
  completeMs: 300_000,
  idleMs: 120_000,
};

const TRIES = 3;
/** Each file that is being read through this server holds a connection; the SDK's 50 would be few. */
const CONNECTIONS_MAX = 256;

/** The client for one address of the store. Nothing is dialled before the first call. */
export function createS3Client(
  target: S3Target,
  endpoint: string | null,
  credentials: S3Credentials | null,
  limits: S3Limits,
): S3Client {
  return new S3Client({
    region: target.region,
    forcePathStyle: target.isPathStyle,
    maxAttempts: TRIES,
    // By default the SDK adds checksums of its own to every request, which many S3-compatible stores refuse.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // Bodies are small: asking for leave first would cost each part a round trip.
    expectContinueHeader: false,
    requestHandler: {
      connectionTimeout: limits.connectMs,
      socketTimeout: limits.idleMs,
      httpAgent: { keepAlive: true, maxSockets: CONNECTIONS_MAX },
      httpsAgent: { keepAlive: true, maxSockets: CONNECTIONS_MAX },
    },
    ...(endpoint === null ? {} : { endpoint }),
    ...(credentials ? { credentials } : {}), // Without them the SDK's own chain: profile, web identity, instance role.
  });
}

/**
 * One call to the store, retries included, within its limit. What is absent is null; everything else that goes wrong is
 * thrown in our own words. The limit ends with the answer's headers or, where `work` reads the body, with that.
 */
export async function callStore<T>(
  name: string,
  limitMs: number,
  work: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T | null> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), limitMs);
  try {
    return await work({ abortSignal: limit.signal });
  } catch (error) {
    if (isAbsent(error)) {
      return null;
    }
    throw outageOf(name, error, limit.signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}
