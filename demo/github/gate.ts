import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { readBody } from "../request-body";

const BODY_BYTES_MAX = 26 * 1024 * 1024;
const RECORDED_MAX = 5_000;

/** A request that came through the gate. `Authorization` says its scheme and the kind of token, never the token. */
export type RecordedRequest = {
  method: string;
  /** Below the secret: `/api/v3/repos/…`, with its query. */
  path: string;
  headers: Record<string, string>;
  body: string;
  at: Date;
};

/** How the next requests that match go wrong. */
export type Fault = {
  method?: string;
  path: RegExp;
  /** How many requests; one unless said otherwise. */
  times?: number;
  /** Do what was asked before answering otherwise: a 502 after the dispatch was accepted. */
  takesEffect?: boolean;
  delayMs?: number;
  /** Left out, the true answer is given, late. */
  answer?: { status: number; headers?: Record<string, string>; body?: unknown } | "hang" | "reset";
};

export type Gate = {
  origin: string;
  secret: string;
  requests: RecordedRequest[];
  fail(fault: Fault): void;
  close(): Promise<void>;
};

/**
 * Listens on a random port of the loopback, and lets in what was sent to that very address and knows the secret path:
 * neither a page that a rebound name brought here nor one that tries ports gets further.
 */
export async function openGate(handler: () => (request: Request) => Promise<Response>): Promise<Gate> {
  const secret = randomBytes(24).toString("base64url");
  const requests: RecordedRequest[] = [];
  const faults: (Fault & { left: number })[] = [];
  const gate = { origin: "", secret, requests };
  const server = createServer((incoming, outgoing) => {
    admit(gate, faults, handler(), incoming, outgoing).catch((error: unknown) => {
      console.error("The GitHub sandbox failed to answer.", error);
      outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  gate.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return Object.assign(gate, {
    fail: (fault: Fault) => void faults.push({ ...fault, left: fault.times ?? 1 }),
    close: () => closed(server),
  });
}

type Open = Pick<Gate, "origin" | "secret" | "requests">;

async function admit(
  gate: Open,
  faults: (Fault & { left: number })[],
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (`http://${incoming.headers.host}` !== gate.origin) {
    outgoing.writeHead(421, { "content-type": "text/plain" }).end("This address is not mine.\n");
    return;
  }
  const [, secret = "", rest = ""] = /^\/([^/?]*)(.*)$/s.exec(incoming.url ?? "") ?? [];
  if (!isSame(secret, gate.secret)) {
    outgoing.writeHead(404, { "content-type": "text/plain" }).end("Not Found\n");
    return;
  }
  const body = await readBody(incoming, BODY_BYTES_MAX);
  if (!body) {
    outgoing.writeHead(413, { connection: "close" }).end();
    return;
  }

  const path = rest === "" ? "/" : rest;
  const method = incoming.method ?? "GET";
  gate.requests.push({ method, path, headers: recorded(incoming), body: body.toString("utf8"), at: new Date() });
  gate.requests.splice(0, Math.max(0, gate.requests.length - RECORDED_MAX));

  const fault = faults.find((each) => each.left > 0 && (each.method ?? method) === method && each.path.test(path));
  const request = webRequest(incoming, gate.origin + path, body);
  await (fault ? goWrong(fault, handle, request, outgoing) : answer(outgoing, await handle(request)));
}

async function goWrong(
  fault: Fault & { left: number },
  handle: (request: Request) => Promise<Response>,
  request: Request,
  outgoing: ServerResponse,
): Promise<void> {
  fault.left -= 1;
  const isTrue = fault.answer === undefined;
  const response = isTrue || fault.takesEffect ? await handle(request) : null;
  await wait(fault.delayMs ?? 0);
  if (fault.answer === "hang") {
    return;
  }
  if (fault.answer === "reset") {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  if (fault.answer) {
    const { status, headers, body } = fault.answer;
    outgoing.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  } else if (response) {
    await answer(outgoing, response);
  }
}

async function answer(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") {
      outgoing.setHeader(name, value);
    }
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) {
    outgoing.setHeader("set-cookie", cookies);
  }
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function webRequest(incoming: IncomingMessage, url: string, body: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) {
      headers.append(name, one);
    }
  }
  const method = incoming.method ?? "GET";
  const hasBody = body.length > 0 && method !== "GET" && method !== "HEAD";
  return new Request(url, { method, headers, ...(hasBody && { body: new Uint8Array(body) }) });
}

function recorded(incoming: IncomingMessage): Record<string, string> {
  const { cookie: _cookie, authorization, ...rest } = incoming.headers;
  const [scheme = "", token = ""] = (authorization ?? "").split(" ");
  const kind = /^gh[a-z]_/.exec(token)?.[0] ?? "";
  const headers = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  return authorization === undefined ? headers : { ...headers, authorization: `${scheme} ${kind}…` };
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
