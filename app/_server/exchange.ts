import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** A function from request to response, such as the API. */
export type Answer = (request: Request) => Promise<Response>;

/** Only its path is looked at; whom a caller names as host plays no part. */
const ORIGIN = "http://modelwire";
/** Shorter texts fit into a packet as they are. */
const ZIPPED_FROM_BYTES = 1_024;
const ACCEPTS_GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/;
const TEXT = /^(application\/(problem\+)?json|text\/)/;

const zip = promisify(gzip);

/**
 * Answers one HTTP message, without a framework between. Bodies of requests come as a stream, so that an upload waits
 * for its disk; a caller who goes away breaks that stream, or the one of the answer.
 */
export async function exchange(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await answer(requestOf(incoming));
  const headers = Object.fromEntries(response.headers);
  if (!response.body) {
    outgoing.writeHead(response.status, headers);
    outgoing.end();
  } else if (response.headers.has("content-length")) {
    // What says how long it is is a file: it may be of any length.
    outgoing.writeHead(response.status, headers);
    await pipeline(response.body, outgoing);
  } else {
    await sendText(response, headers, incoming, outgoing);
  }
}

function requestOf(incoming: IncomingMessage): Request {
  const { method = "GET", headers, url } = incoming;
  const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
  return new Request(`${ORIGIN}${url}`, {
    method,
    headers: sent,
    // Node's web streams and the DOM's differ in name only.
    ...(hasBody && method !== "GET" && method !== "HEAD"
      ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" as const }
      : {}),
  });
}

/** In one piece, with its length: a write to a socket costs more than putting the text together. */
async function sendText(
  response: Response,
  headers: Record<string, string>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const plain = Buffer.from(await response.arrayBuffer());
  const isZippable =
    plain.length >= ZIPPED_FROM_BYTES &&
    headers["content-encoding"] === undefined &&
    TEXT.test(headers["content-type"] ?? "");
  const isZipped = isZippable && ACCEPTS_GZIP.test(String(incoming.headers["accept-encoding"] ?? ""));
  const body = isZipped ? await zip(plain) : plain;
  outgoing.writeHead(response.status, {
    ...headers,
    ...(isZippable ? { vary: "Accept-Encoding" } : {}),
    ...(isZipped ? { "content-encoding": "gzip" } : {}),
    "content-length": body.length,
  });
  outgoing.end(body);
}
