import { once } from "node:events";
import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { type Pooler, startPooler } from "./pooler";
import { type PostgresServer, startPostgres } from "./postgres";

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface merges with Vitest's own.
  export interface ProvidedContext {
    /** Where a test file asks for the run's Postgres, and by `/pooler` for a pooler before it. */
    postgresDesk: string;
  }
}

/**
 * Vitest's global set-up: one Postgres for the whole run, started by the first test file that asks for it, so that a run
 * of pure tests starts none. The files live in other processes, hence a desk on a loopback port.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | null = null;
  let pooler: Promise<Pooler> | null = null;
  const desk = createServer(async ({ url }, response) => {
    server ??= startPostgres();
    try {
      const direct = (await server).url("postgres");
      if (url !== "/pooler") {
        response.end(direct);
        return;
      }
      pooler ??= startPooler(direct);
      response.end((await pooler).urlOf(direct));
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });

  desk.listen(0, "127.0.0.1");
  await once(desk, "listening");
  const address = desk.address();
  project.provide("postgresDesk", `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);

  return async () => {
    desk.close();
    desk.closeAllConnections();
    const pooling = await pooler?.catch(() => null);
    await pooling?.stop();
    const started = await server?.catch(() => null);
    await started?.stop();
  };
}
