import { type buildConnector, Client, type Dispatcher, Pool } from "undici";
import { type EgressAllow, isAllowedOrigin, judgeUrl } from "@/lib/core/address";
import { createNameResolver, type ResolveName } from "./dns";
import { type Connection, type DialRules, type DialTarget, dial, type FailureCode } from "./http-dial";
import { ExchangeHandler, type HttpExchange } from "./http-exchange";

export type { HttpExchange };

export type HttpRequest = {
  url: string;
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Covers everything from the name to the last byte of the body. */
  timeoutMs?: number;
  responseBytesMax?: number;
  signal?: AbortSignal;
};

export type HttpClient = {
  sendRequest: (request: HttpRequest) => Promise<HttpExchange>;
  close: () => Promise<void>;
};

export type HttpClientOptions = {
  allow: EgressAllow;
  resolve?: ResolveName;
  ca?: string;
  originsMax?: number;
};

export const REQUEST_MS_MAX = 15_000;
export const RESPONSE_BYTES_MAX = 64 * 1024;

const RESPONSE_HEADER_BYTES_MAX = 32 * 1024;

/** A body that is silent for this long is given up: its status has decided already, and a worker waits for it. */
const BODY_STALL_MS = 3_000;

const CONNECTIONS_PER_ORIGIN_MAX = 64;
const ORIGINS_MAX = 256;
const ORIGIN_IDLE_MS = 60_000;

type Origin = { pool: Pool; running: number; usedAt: number };

/**
 * Sends requests to places that strangers chose. The URL is judged here again, the addresses when a connection is opened,
 * and a connection lives in its origin's pool only, so that keeping it alive needs no further judgement.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const rules: DialRules = { ...options, resolve: options.resolve ?? createNameResolver() };
  const origins = new Map<string, Origin>();
  let isClosed = false;

  async function sendRequest(request: HttpRequest): Promise<HttpExchange> {
    const judged = judgeUrl(request.url, options.allow);
    if (!judged.ok) {
      return unsent("url_forbidden");
    }
    if (isClosed || request.signal?.aborted) {
      return unsent("cancelled");
    }
    const origin = takeOrigin(origins, judged.value, rules, options.originsMax ?? ORIGINS_MAX);
    try {
      return await exchange(origin.pool, judged.value, request);
    } finally {
      origin.running -= 1;
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    const pools = [...origins.values()].map(({ pool }) => pool);
    origins.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  return { sendRequest, close };
}

function exchange(pool: Pool, url: URL, request: HttpRequest): Promise<HttpExchange> {
  return new Promise((resolve) => {
    const handler = new ExchangeHandler(request.responseBytesMax ?? RESPONSE_BYTES_MAX, (outcome) => {
      clearTimeout(expiry);
      request.signal?.removeEventListener("abort", cancel);
      resolve(outcome);
    });
    const cancel = () => handler.stop("cancelled");
    const expiry = setTimeout(() => handler.stop("timeout"), request.timeoutMs ?? REQUEST_MS_MAX);
    request.signal?.addEventListener("abort", cancel, { once: true });

    pool.dispatch(
      {
        path: url.pathname + url.search,
        method: request.method,
        headers: wireHeaders(request.headers ?? {}),
        body: request.body ?? null,
        headersTimeout: 0,
        bodyTimeout: BODY_STALL_MS,
      },
      handler,
    );
  });
}

/** Text beyond ASCII goes out as its UTF-8 bytes, as curl sends it. Compression is declined: nothing here inflates. */
function wireHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const encoded = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString("latin1")]);
  return { "accept-encoding": "identity", ...Object.fromEntries(encoded) };
}

function takeOrigin(origins: Map<string, Origin>, url: URL, rules: DialRules, originsMax: number): Origin {
  const now = performance.now();
  const known = origins.get(url.origin);
  const origin = known ?? { pool: createPool(url, rules), running: 0, usedAt: now };
  origin.running += 1;
  origin.usedAt = now;

  // Set anew, so that the map's order is the order of use.
  origins.delete(url.origin);
  origins.set(url.origin, origin);
  if (!known) {
    dropIdleOrigins(origins, now, originsMax);
  }
  return origin;
}

/** Drops what nobody used lately, and the longest unused where there are too many. One that is busy is left alone. */
function dropIdleOrigins(origins: Map<string, Origin>, now: number, originsMax: number): void {
  for (const [name, origin] of origins) {
    const isSurplus = origins.size > originsMax;
    if (!isSurplus && now - origin.usedAt < ORIGIN_IDLE_MS) {
      return;
    }
    if (origin.running === 0) {
      origins.delete(name);
      void origin.pool.destroy();
    }
  }
}

function createPool(url: URL, rules: DialRules): Pool {
  const target: DialTarget = {
    hostname: url.hostname,
    port: Number(url.port) || (url.protocol === "https:" ? 443 : 80),
    isTls: url.protocol === "https:",
    isExempt: isAllowedOrigin(url, rules.allow),
  };
  return new Pool(url.origin, {
    connections: CONNECTIONS_PER_ORIGIN_MAX,
    factory: (origin) => new Lane(origin, target, rules),
  });
}

/** One connection of an origin. It tells each request which socket carries it, which a plain client keeps to itself. */
class Lane extends Client {
  private readonly slot: { connection: Connection | null };

  constructor(origin: URL, target: DialTarget, rules: DialRules) {
    const slot: { connection: Connection | null } = { connection: null };
    super(origin, {
      connect: connector(slot, target, rules),
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: RESPONSE_HEADER_BYTES_MAX,
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 30_000,
    });
    this.slot = slot;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof ExchangeHandler) {
      handler.connectionOf = () => this.slot.connection;
    }
    return super.dispatch(options, handler);
  }
}

function connector(
  slot: { connection: Connection | null },
  target: DialTarget,
  rules: DialRules,
): buildConnector.connector {
  return function connect(_options, answer) {
    slot.connection = null;
    dial(target, rules).then(
      (connection) => {
        slot.connection = connection;
        answer(null, connection.socket);
      },
      (error: Error) => answer(error, null),
    );
  };
}

function unsent(code: FailureCode): HttpExchange {
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, waitMs: null, readMs: null, totalMs: 0 };
  return { kind: "failed", code, totalMs: 0, timings };
}
