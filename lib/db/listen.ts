import { AsyncResource } from "node:async_hooks";
import type { PGlite } from "@electric-sql/pglite";
import type { Sql } from "postgres";

/**
 * Hears what transactions say by `pg_notify` once they have committed. `onGap` is called whenever something may have been
 * missed, as after a lost connection: who listens then looks for itself. A listener of a pooled connection without a
 * session does not exist, so `listen` is null there.
 */
export type Listen = (channel: string, onHeard: (text: string) => void, onGap: () => void) => Promise<Listener>;

export type Listener = { stop(): Promise<void> };

export function listenEmbedded(pglite: PGlite): Listen {
  return async (channel, onHeard) => {
    // It is told by whoever commits, in the middle of that: what follows from it must not count as a part of the transaction.
    const stop = await pglite.listen(channel, AsyncResource.bind(onHeard));
    return { stop: () => stop() };
  };
}

/** postgres.js keeps one connection for it and opens it again when it is lost. */
export function listenPostgres(client: Sql): Listen {
  return async (channel, onHeard, onGap) => {
    const { unlisten } = await client.listen(channel, onHeard, onGap);
    return { stop: unlisten };
  };
}
