import { once } from "node:events";
import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { type PostgresServer, startPostgres } from "./postgres";

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface merges with Vitest's own.
  export interface ProvidedContext {
    /** Where a test file asks for the run's Postgres. */
    postgresDesk: string;
  }
}

/**
 * Vitest's global set-up: one Postgres for the whole run, started by the first test file that asks for it, so that a run
 * of pure tests starts none. The files live in other processes, hence a desk on a loopback port.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | null = null;
  const desk = createServer(async (_request, response) => {
    server ??= startPostgres();
    try {
      response.end((await server).url("postgres"));
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
    const started = await server?.catch(() => null);
    await started?.stop();
  };
}
