import type { ExchangeRecord } from "@/lib/core/delivery";
import { type HttpClient, type HttpExchange, RESPONSE_BYTES_MAX } from "@/lib/platform/http";
import { createMask, type Mask } from "@/lib/webhooks/mask";

export type GitHubHttp = Pick<HttpClient, "sendRequest">;

/** One request as it went out, and what came of it. */
export type Exchange = { answer: HttpExchange; record: ExchangeRecord };

export type Recorder = {
  /** For Octokit, as the `request.fetch` of one request. */
  fetch(url: string, options: FetchOptions): Promise<Response>;
  /** What the request came to; null where none went out. */
  exchange(): Exchange | null;
};

type FetchOptions = { method: "GET" | "POST"; headers: Record<string, string>; body?: string };

export type RecorderOptions = { http: GitHubHttp; timeoutMs: number; bytesMax?: number; signal: AbortSignal };

/** Why Octokit gets no answer. What happened is told by the recorder. */
class NoAnswer extends Error {}

/**
 * Lets Octokit make a request and sends it as deliveries are sent: no redirect is followed, nothing is repeated, and it
 * ends in a value with its times. The record holds no token, neither where it was sent nor wherever it came back.
 */
export function createRecorder({ http, timeoutMs, bytesMax = RESPONSE_BYTES_MAX, signal }: RecorderOptions): Recorder {
  let exchange: Exchange | null = null;
  return {
    async fetch(url, { method, headers, body }) {
      const answer = await http.sendRequest({
        url,
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        timeoutMs,
        responseBytesMax: bytesMax,
        signal,
      });
      exchange = { answer, record: recordOf({ url, method, headers, body: body ?? "" }, answer) };
      return responseOf(answer);
    },
    exchange: () => exchange,
  };
}

function responseOf(answer: HttpExchange): Response {
  if (answer.kind === "failed" || answer.status > 599) {
    throw new NoAnswer(answer.kind === "failed" ? answer.code : "protocol_error");
  }
  const { status, headers, bodyText } = answer;
  return new Response([204, 205, 304].includes(status) ? null : bodyText, { status, headers });
}

function recordOf(sent: Required<FetchOptions> & { url: string }, answer: HttpExchange): ExchangeRecord {
  const { authorization, ...headers } = sent.headers;
  const mask = createMask(authorization === undefined ? [] : [authorization.replace(/^\S+\s+/, "")]);
  return {
    request: { method: sent.method, url: mask(sent.url), headers, body: mask(sent.body) },
    response: answer.kind === "response" ? shown(answer, mask) : null,
    timings: answer.timings,
  };
}

function shown(answer: Extract<HttpExchange, { kind: "response" }>, mask: Mask): ExchangeRecord["response"] {
  const bytes = Buffer.from(answer.bodyText);
  const isCut = answer.bodyTruncated || bytes.length > RESPONSE_BYTES_MAX;
  // A character that was cut in two is held back rather than shown as a wrong one.
  const text = new TextDecoder().decode(bytes.subarray(0, RESPONSE_BYTES_MAX), { stream: true });
  return {
    headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, mask(value)])),
    body: mask(text, { isCut }),
    isBodyTruncated: isCut,
  };
}
