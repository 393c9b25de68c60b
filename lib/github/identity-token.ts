import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import * as z from "zod";
import type { ExchangeRefusal, RunIdentity } from "@/lib/core/run-identity";
import type { Clock } from "@/lib/platform/clock";

/** Checks the identity token that GitHub gives to a job, and reads what it attests. */
export type VerifyIdentity = (token: string) => Promise<Verified>;

export type Verified =
  | { kind: "verified"; identity: RunIdentity }
  | { kind: "refused"; reason: ExchangeRefusal }
  /** GitHub's keys cannot be read now: nothing is known of the token. */
  | { kind: "unavailable" };

type VerifierOptions = {
  /** Who must have signed, exactly; its keys are at `/.well-known/jwks` below. */
  issuer: string;
  /** Our own address, exactly: a token that was made for another server is not for us. */
  audience: string;
  clock: Pick<Clock, "now">;
};

const TOKEN_CHARS_MAX = 8_192;
const KEYS_BYTES_MAX = 256 * 1024;
const KEYS_TIMEOUT_MS = 5_000;
/** Keys that nobody knows make us look for new ones so often at most; so do keys that could not be read. */
const LOOK_AGAIN_MS = 30_000;
const FAILED_AGAIN_MS = 5_000;
const CLOCKS_DIFFER_SECONDS = 30;
/** GitHub gives five minutes. A longer life would be somebody's mistake, and `jti` is remembered that long. */
const LIFETIME_SECONDS_MAX = 15 * 60;

const number = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .transform(Number)
  .refine(Number.isSafeInteger);
const text = z
  .string()
  .min(1)
  .max(1_000)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);

const claims = z.object({
  jti: text,
  exp: z.int(),
  iat: z.int(),
  repository_id: number,
  repository_owner_id: number,
  repository: text,
  run_id: number,
  run_attempt: number,
  event_name: text,
  ref: text,
  workflow_ref: text,
  job_workflow_ref: text,
  environment: text.optional(),
});

/** Verifies by RS256 alone: a token can name neither its algorithm nor its key's place. */
export function createIdentityVerifier({ issuer, audience, clock }: VerifierOptions): VerifyIdentity {
  const keys = remoteKeys(issuer, clock);

  return async (token) => {
    if (token.length > TOKEN_CHARS_MAX) {
      return { kind: "refused", reason: "token_unreadable" };
    }
    const now = clock.now();
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ["RS256"],
        issuer,
        audience,
        currentDate: now,
        clockTolerance: CLOCKS_DIFFER_SECONDS,
        maxTokenAge: LIFETIME_SECONDS_MAX,
        requiredClaims: ["jti", "exp", "iat"],
      });
      return identityOf(payload, audience);
    } catch (error) {
      return refusalOf(error);
    }
  };
}

/** Thrown by our own fetch: the keys could not be read, whatever the reason. */
class KeysAway extends Error {}

/** Kept for ten minutes, looked for again when a key is not among them, and read only within bounds of time and size. */
function remoteKeys(issuer: string, clock: Pick<Clock, "now">): JWTVerifyGetKey {
  let failedAt = Number.NEGATIVE_INFINITY;

  async function readKeys(url: string, init: RequestInit): Promise<Response> {
    if (clock.now().getTime() - failedAt < FAILED_AGAIN_MS) {
      throw new KeysAway("They could not be read a moment ago.");
    }
    try {
      const response = await fetch(url, { ...init, redirect: "error" });
      const body = response.ok ? await boundedText(response) : null;
      if (body === null || !isKeySet(body)) {
        throw new KeysAway(`${response.status} is no set of keys.`);
      }
      return new Response(body, { status: 200, headers: { "Content-Type": "application/json" } });
    } catch (error) {
      failedAt = clock.now().getTime();
      throw error instanceof KeysAway ? error : new KeysAway("The issuer does not answer.", { cause: error });
    }
  }

  return createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks`), {
    timeoutDuration: KEYS_TIMEOUT_MS,
    cooldownDuration: LOOK_AGAIN_MS,
    [customFetch]: readKeys,
  });
}

async function boundedText(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > KEYS_BYTES_MAX) {
      return null; // Leaving the loop cancels the stream.
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isKeySet(body: string): boolean {
  try {
    return z.object({ keys: z.array(z.object({ kty: z.string() })) }).safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

function identityOf(payload: unknown, audience: string): Verified {
  // The library takes a list of audiences that holds ours; GitHub writes one.
  const read = claims.extend({ aud: z.literal(audience) }).safeParse(payload);
  if (!read.success || read.data.exp - read.data.iat > LIFETIME_SECONDS_MAX) {
    return { kind: "refused", reason: "token_unreadable" };
  }
  const told = read.data;
  return {
    kind: "verified",
    identity: {
      jti: told.jti,
      expiresAt: new Date((told.exp + CLOCKS_DIFFER_SECONDS) * 1_000),
      repositoryId: told.repository_id,
      ownerId: told.repository_owner_id,
      repository: told.repository,
      runId: told.run_id,
      runAttempt: told.run_attempt,
      event: told.event_name,
      ref: told.ref,
      workflowRef: told.workflow_ref,
      jobWorkflowRef: told.job_workflow_ref,
      environment: told.environment ?? null,
    },
  };
}

function refusalOf(error: unknown): Verified {
  if (error instanceof KeysAway || error instanceof errors.JWKSTimeout) {
    return { kind: "unavailable" };
  }
  if (error instanceof errors.JWTExpired) {
    return { kind: "refused", reason: "token_expired" };
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return { kind: "refused", reason: CLAIM_REFUSALS[error.claim] ?? "token_unreadable" };
  }
  if (error instanceof errors.JOSEError) {
    return { kind: "refused", reason: "token_unreadable" };
  }
  throw error;
}

const CLAIM_REFUSALS: Readonly<Record<string, ExchangeRefusal>> = {
  aud: "wrong_audience",
  nbf: "token_expired",
  iat: "token_expired",
};
