import { cpus, loadavg, totalmem } from "node:os";
import postgres from "postgres";
import type { PostgresServer } from "../support/postgres";

/** Durable as in production. Only what differs from Postgres' defaults by our tests' own settings is set back. */
export const POSTGRES_SETTINGS = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  shared_buffers: "128MB",
} as const;

export type Machine = {
  cpu: string;
  cores: number;
  memoryGb: number;
  platform: string;
  node: string;
  postgres: string;
  postgresSettings: typeof POSTGRES_SETTINGS;
  /** Over the last minute before the run: above 0 the machine was not quiet. */
  load: number;
  at: string;
};

export async function describeMachine(server: PostgresServer): Promise<Machine> {
  const sql = postgres(server.url("postgres"), { max: 1 });
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
  await sql.end();
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    postgres: row?.version ?? "unknown",
    postgresSettings: POSTGRES_SETTINGS,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    at: new Date().toISOString(),
  };
}
