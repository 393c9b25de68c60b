import type { ExchangeRecord, Outcome } from "@/lib/core/delivery";
import { type FailureCode, outcomeOfFailure } from "@/lib/core/delivery-state";
import type { InstalledRepository } from "@/lib/github/queries";
import { failureOf } from "@/lib/platform/http-exchange";
import { messageOf, outcomeOfTokenRefusal } from "./answers";
import type { GitHubClient, GitHubClients, TokenWish } from "./client";
import { createRecorder, type Exchange, type GitHubHttp } from "./exchange";

/** What ended an attempt, and what was said. */
export type Ended = { outcome: Outcome; record: ExchangeRecord };

export type Session = {
  clients: GitHubClients;
  http: GitHubHttp;
  repository: InstalledRepository;
  attempt: number;
  now: () => Date;
  /** Ends when the worker stops, or has lost the delivery to another. */
  signal: AbortSignal;
};

export const NOTHING_SAID: ExchangeRecord = { request: null, response: null, timings: null };

/** A token that does not come within this long is not waited for: the dispatch needs the rest of the attempt's time. */
const TOKEN_MS_MAX = 8_000;

type Permissions = TokenWish["permissions"];
type AskOptions = { permissions: Permissions; timeoutMs: number; bytesMax?: number };
/** Makes the one request; what Octokit makes of the answer does not matter, only that it went through `fetch`. */
type MakeRequest = (client: GitHubClient, fetch: unknown) => Promise<unknown>;

/**
 * Makes one request for this one repository, with a token that can do nothing else. A token that GitHub refuses, because it
 * was revoked or ran out a moment ago, is replaced once: a refused request has started nothing. Answers what it came to, or
 * why there was no token to make it with.
 */
export async function ask(
  session: Session,
  options: AskOptions,
  request: MakeRequest,
): Promise<{ exchange: Exchange } | { ended: Ended }> {
  const asked = await askOnce(session, { ...options, isFresh: false }, request);
  const isRefused = "exchange" in asked && isUnauthorized(asked.exchange);
  return isRefused ? askOnce(session, { ...options, isFresh: true }, request) : asked;
}

async function askOnce(
  session: Session,
  { permissions, isFresh, ...options }: AskOptions & { isFresh: boolean },
  request: MakeRequest,
): Promise<{ exchange: Exchange } | { ended: Ended }> {
  const opened = await openClient(session, { permissions, isFresh });
  if ("ended" in opened) {
    return opened;
  }
  const recorder = createRecorder({ http: session.http, signal: session.signal, ...options });
  let thrown: unknown = null;
  try {
    await request(opened.client, recorder.fetch);
  } catch (error) {
    thrown = error; // It only repeats what the recorder knows.
  }
  const exchange = recorder.exchange();
  if (!exchange) {
    throw thrown; // Not of GitHub's making: the request could not even be put together.
  }
  return { exchange };
}

function isUnauthorized({ answer }: Exchange): boolean {
  return answer.kind === "response" && answer.status === 401;
}

/** A client for this one repository and these permissions, or why there is none: nothing has been started then. */
async function openClient(
  { clients, repository, attempt, now, signal }: Session,
  wish: Pick<TokenWish, "permissions" | "isFresh">,
): Promise<{ client: GitHubClient } | { ended: Ended }> {
  if (signal.aborted) {
    return { ended: { outcome: outcomeOfFailure("cancelled"), record: NOTHING_SAID } };
  }
  try {
    const asked = clients.installation(repository.githubInstallationId, {
      ...wish,
      repositoryIds: [repository.repositoryId],
    });
    const client = await inTime(asked);
    return client ? { client } : { ended: { outcome: outcomeOfFailure("app_missing"), record: NOTHING_SAID } };
  } catch (error) {
    return { ended: endedByTokenError(error, { now: now(), attempt }) };
  }
}

class TooSlow extends Error {}

async function inTime<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), TOKEN_MS_MAX);
  });
  try {
    return await Promise.race([asked, expired]);
  } finally {
    clearTimeout(timer);
    asked.catch(() => {}); // It may still fail, when nobody waits for it any more.
  }
}

/** The answer to a request for a token that was refused holds none; the request's own proof is left out. */
function endedByTokenError(error: unknown, at: { now: Date; attempt: number }): Ended {
  const refused = refusalOf(error);
  if (!refused) {
    return { outcome: outcomeOfFailure(codeOfError(error)), record: NOTHING_SAID };
  }
  const { url, status, headers, data } = refused;
  const record: ExchangeRecord = {
    request: { method: "POST", url, headers: {}, body: "" },
    response: { headers, body: JSON.stringify(data ?? null).slice(0, 10_000), isBodyTruncated: false },
    timings: null,
  };
  return { outcome: outcomeOfTokenRefusal({ status, headers, message: messageOf(data) }, at), record };
}

type Refusal = { url: string; status: number; headers: Record<string, string>; data: unknown };

function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !("response" in error)) {
    return null;
  }
  const { response } = error;
  const isAnswer = typeof response === "object" && response !== null && "status" in response && "headers" in response;
  return isAnswer ? (response as Refusal) : null;
}

function codeOfError(error: unknown): FailureCode {
  const causes = [error, causeOf(error), causeOf(causeOf(error))];
  if (causes.some((cause) => cause instanceof TooSlow || isNamed(cause, "TimeoutError"))) {
    return "timeout";
  }
  const told = causes.find((cause) => cause instanceof Error && "code" in cause);
  if (told instanceof Error && "code" in told) {
    return ["ENOTFOUND", "EAI_AGAIN"].includes(String(told.code)) ? "dns_failed" : failureOf(told);
  }
  return "network_error";
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
