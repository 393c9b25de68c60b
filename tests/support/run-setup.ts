import { once } from "node:events";
import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { buildIfStale } from "../e2e/support/server";
import { type Pooler, startPooler } from "./pooler";
import { type PostgresServer, startPostgres } from "./postgres";

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface merges with Vitest's own.
  export interface ProvidedContext {
    /** Where a test file asks for what the run has once: see `tests/support/run-desk.ts`. */
    runDesk: string;
  }
}

type Places = Readonly<Record<string, () => Promise<string>>>;

/**
 * Vitest's global set-up: one Postgres for the whole run, started by the first test file that asks for it, so that a run
 * of pure tests starts none. So it is with the pooler before it and with the product's build. The files live in other
 * processes, hence a desk on a loopback port.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | null = null;
  let pooler: Promise<Pooler> | null = null;
  let build: Promise<void> | null = null;

  async function serverUrl(): Promise<string> {
    server ??= startPostgres();
    return (await server).url("postgres");
  }
  const places: Places = {
    "/": serverUrl,
    async "/pooler"() {
      const direct = await serverUrl();
      pooler ??= startPooler(direct);
      return (await pooler).urlOf(direct);
    },
    async "/build"() {
      build ??= buildIfStale();
      await build;
      return "built";
    },
  };
  const desk = createServer(async ({ url = "" }, response) => {
    try {
      response.end(await places[url]?.());
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });

  desk.listen(0, "127.0.0.1");
  await once(desk, "listening");
  const address = desk.address();
  project.provide("runDesk", `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);

  return async () => {
    desk.close();
    desk.closeAllConnections();
    await (await settled(pooler))?.stop();
    await (await settled(server))?.stop();
  };
}

async function settled<T>(started: Promise<T> | null): Promise<T | null> {
  return started?.catch(() => null) ?? null;
}
