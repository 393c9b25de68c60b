import { type buildConnector, Client, type Dispatcher } from "undici";
import { isAllowedOrigin } from "@/lib/core/address";
import {
  type Connection,
  DialFailure,
  type DialRules,
  type DialTarget,
  dial,
  type FailureCode,
  NO_DIAL,
} from "./http-dial";
import { type ExchangeHandler, failureOf } from "./http-exchange";
import { feedInPieces, HEAD_BYTES_MAX } from "./http-feed";

/** Connections to strangers: each request has one for itself, so that none ever waits for another's to end. */
export type Pool = {
  /** One that was kept from an earlier request to the same origin, or a new one. */
  take(url: URL): PooledClient;
  /** Keeps it for the next request where `isWhole` says that its response came to a proper end, else closes it. */
  giveBack(client: PooledClient, isWhole: boolean): void;
  close(): Promise<void>;
};

/**
 * Not undici's own pool, which makes requests wait: for a free connection where their number is bounded, and over TLS for
 * the first handshake in any case. How many requests may be under way is for the caller to say.
 */
export function createPool(rules: DialRules, keptMax: number): Pool {
  const open = new Set<PooledClient>();
  /** Idle ones, the longest unused first. */
  const kept: PooledClient[] = [];

  function drop(client: PooledClient): Promise<void> {
    open.delete(client);
    const index = kept.indexOf(client);
    if (index !== -1) {
      kept.splice(index, 1);
    }
    return client.cutOff();
  }

  function keep(client: PooledClient): void {
    if (!client.isClean || !open.has(client)) {
      void drop(client);
      return;
    }
    client.rest();
    kept.push(client);
    const [oldest] = kept;
    if (kept.length > keptMax && oldest) {
      void drop(oldest);
    }
  }

  return {
    take(url) {
      const index = kept.findLastIndex(({ origin }) => origin === url.origin);
      const [known] = index === -1 ? [] : kept.splice(index, 1);
      const client = known ?? new PooledClient(url, rules);
      if (!known) {
        open.add(client);
        client.on("disconnect", () => kept.includes(client) && drop(client));
      }
      return client;
    },
    giveBack(client, isWhole) {
      if (!isWhole) {
        void drop(client);
        return;
      }
      // A turn later: a receiver that closes without saying so has its end of the connection noticed by then.
      setImmediate(keep, client);
    },
    async close() {
      await Promise.all([...open].map(drop));
    },
  };
}

type Line = { connection: Connection | null; exchange: ExchangeHandler | null; mayDial: boolean; lostBy: FailureCode };

/** One connection of an origin, and the one request that it carries at a time. */
export class PooledClient extends Client {
  readonly origin: string;
  private readonly line: Line;
  private readonly cut: AbortController;

  constructor(url: URL, rules: DialRules) {
    const line: Line = { connection: null, exchange: null, mayDial: false, lostBy: "connection_reset" };
    const cut = new AbortController();
    super(url.origin, {
      connect: connector(line, { target: targetOf(url, rules), rules, signal: cut.signal }),
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: HEAD_BYTES_MAX,
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 30_000,
    });
    this.origin = url.origin;
    this.line = line;
    this.cut = cut;
    this.on("disconnect", (_origin, _targets, error) => {
      line.lostBy = failureOf(error);
    });
  }

  send(options: Dispatcher.DispatchOptions, exchange: ExchangeHandler): void {
    const { line } = this;
    line.exchange = exchange;
    line.mayDial = true;
    exchange.connectionOf = () => line.connection;
    this.dispatch(options, exchange);
  }

  /** Forgets the last request and its answer. Whatever the receiver says from now on, unasked, ends the connection. */
  rest(): void {
    this.line.exchange = null;
  }

  /** False where the last request is still in the way of the next: one that was answered before it was read. */
  get isClean(): boolean {
    const socket = this.line.connection?.socket;
    return socket !== undefined && !socket.destroyed && socket.writableLength === 0;
  }

  /** Ends whatever is under way, a name being resolved and a handshake included. */
  async cutOff(): Promise<void> {
    this.cut.abort();
    await this.destroy();
  }
}

function connector(
  line: Line,
  { target, rules, signal }: { target: DialTarget; rules: DialRules; signal: AbortSignal },
): buildConnector.connector {
  return function connect(_options, answer) {
    if (!line.mayDial) {
      // A kept connection may be found dead once. One that dies again and again before the request has left ends it.
      answer(new DialFailure(line.lostBy, NO_DIAL), null);
      return;
    }
    line.mayDial = false;
    line.connection = null;
    dial(target, rules, signal).then(
      (connection) => {
        line.connection = connection;
        feedInPieces(connection.socket, (piece) => line.exchange?.admits(piece) ?? false);
        answer(null, connection.socket);
      },
      (error: Error) => answer(error, null),
    );
  };
}

function targetOf(url: URL, { allow }: DialRules): DialTarget {
  const isTls = url.protocol === "https:";
  return {
    hostname: url.hostname,
    port: Number(url.port) || (isTls ? 443 : 80),
    isTls,
    isExempt: isAllowedOrigin(url, allow),
  };
}
