import { randomBytes } from "node:crypto";
import { startPostgres } from "../../support/postgres";

export type OwnDatabase = { env: Record<string, string>; stop(): Promise<void> };

/** A new Postgres for one server, where `MODELWIRE_E2E_DATABASE` asks for it; else nothing: the server takes its embedded default. */
export async function openOwnDatabase(): Promise<OwnDatabase> {
  if (process.env.MODELWIRE_E2E_DATABASE !== "postgres") {
    return { env: {}, stop: async () => {} };
  }
  const postgres = await startPostgres();
  const env = {
    DATABASE_URL: await postgres.createDatabase("site"),
    MODELWIRE_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  };
  return { env, stop: () => postgres.stop() };
}
