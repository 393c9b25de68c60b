import postgres from "postgres";
import type { Random } from "./random";

/** Ends a share of the connections that the product holds, as a pooler, a failover or an administrator would. */
export async function cutConnections(url: string, share: number, random: Random): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    const backends = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
      order by pid`;
    const pids = random.shuffle(backends.map(({ pid }) => pid)).slice(0, Math.ceil(backends.length * share));
    await sql`select pg_terminate_backend(pid) from unnest(${pids}::int[]) as pid`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
