import { AsyncResource } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";

/**
 * Hears what transactions say by `pg_notify` once they have committed. `onGap` is called whenever something may have been
 * missed, as after a lost connection: who listens then looks for itself. A connection behind a pooler has no session to
 * listen on, so there is no `listen` there.
 */
export type Listen = (channel: string, onHeard: (text: string) => void, onGap: () => void) => Promise<Listener>;

export type Listener = { stop(): Promise<void> };

const RECONNECT_FIRST_MS = 100;
const RECONNECT_MS_MAX = 5_000;

export function listenEmbedded(pglite: PGlite): Listen {
  return async (channel, onHeard) => {
    // It is told by whoever commits, in the middle of that: what follows from it must not count as a part of the transaction.
    const stop = await pglite.listen(channel, AsyncResource.bind(onHeard));
    return { stop: () => stop() };
  };
}

/** On a connection of its own, opened again whenever it is lost, for as long as that takes. */
export function listenPostgres(url: string): Listen {
  return async (channel, onHeard, onGap) => {
    const stopping = new AbortController();
    let current: pg.Client | null = null;

    async function connect(): Promise<void> {
      const client = new pg.Client({ connectionString: url, application_name: "modelwire-listen", keepAlive: true });
      client.on("notification", ({ payload = "" }) => onHeard(payload));
      client.on("error", () => undefined); // Its end follows, and says all that is needed.
      client.once("end", () => {
        if (client === current) {
          current = null;
          void reconnect();
        }
      });
      try {
        await client.connect();
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      } catch (error) {
        await client.end().catch(() => undefined);
        throw error;
      }
      current = client;
      onGap();
    }

    async function reconnect(): Promise<void> {
      for (let waitMs = RECONNECT_FIRST_MS; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, RECONNECT_MS_MAX)) {
        await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (stopping.signal.aborted || (await connected())) {
          return;
        }
      }
    }

    function connected(): Promise<boolean> {
      return connect().then(
        () => true,
        () => false,
      );
    }

    await connect();
    return {
      async stop() {
        stopping.abort();
        const client = current as pg.Client | null;
        current = null;
        await client?.end();
      },
    };
  };
}
