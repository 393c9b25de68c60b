import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { metricsResponse, readyResponse } from "@/app/_server/probes";
import { stopRuntime } from "@/app/_server/runtime";
import { type PostgresServer, startPostgres } from "../../support/postgres";

/** What an outsider must not learn from a probe. */
const WORDS_OF_THE_INSIDE = /127\.0\.0\.1|postgres|ECONN|error|stack|modelwire_ready/i;
const PATIENCE = { timeout: 30_000, interval: 200 };

let server: PostgresServer;
let folder: string;

beforeAll(async () => {
  server = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), "modelwire-ready-"));
  vi.stubEnv("DATABASE_URL", await server.createDatabase("modelwire_ready"));
  vi.stubEnv("MODELWIRE_KEYS", `k1:${randomBytes(32).toString("base64")}`);
  vi.stubEnv("MODELWIRE_DATA_DIR", folder);
  vi.stubEnv("MODELWIRE_METRICS_TOKEN", "");
  vi.stubEnv("MODELWIRE_WORKER", "off");
  vi.stubEnv("LOG_LEVEL", "silent");
}, 60_000);
afterAll(async () => {
  await server.restart();
  await stopRuntime();
  await server.stop();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test("readiness follows Postgres down and up again, in time, and says which part is at fault", {
  timeout: 120_000,
}, async () => {
  await server.kill();
  const unborn = await timed(() => readyResponse());
  await server.restart();
  await expect.poll(statusOfReady, PATIENCE).toBe(200);
  await server.kill();
  await expect.poll(statusOfReady, PATIENCE).toBe(503);
  const away = await timed(() => readyResponse());
  const text = await away.response.text();

  expect(await unborn.response.json()).toMatchObject({
    status: "not_ready",
    parts: {
      database: { status: "failed", reason: "unreachable" },
      storage: { status: "failed", reason: "not_checked" },
    },
  });
  expect(Math.max(unborn.ms, away.ms)).toBeLessThan(4_000);
  expect(JSON.parse(text)).toMatchObject({
    status: "not_ready",
    parts: {
      database: { status: "failed" },
      migrations: { status: "failed", reason: "not_checked" },
      storage: { status: "ok" },
      worker: { status: "off" },
    },
  });
  expect(text).not.toMatch(WORDS_OF_THE_INSIDE);

  await server.restart();
  await expect.poll(statusOfReady, PATIENCE).toBe(200);
});

test("a database that lost our migrations is reachable and not ready", { timeout: 60_000 }, async () => {
  await expect.poll(statusOfReady, PATIENCE).toBe(200);
  const sql = postgres(server.url("modelwire_ready"), { max: 1 });
  await sql`delete from drizzle.__drizzle_migrations`;
  await sql.end();

  await expect.poll(statusOfReady, PATIENCE).toBe(503);
  expect(await (await readyResponse()).json()).toMatchObject({
    parts: { database: { status: "ok" }, migrations: { status: "failed", reason: "not_migrated" } },
  });
});

test("without a metrics token there is no such address, whatever is brought", async () => {
  const request = new Request("http://localhost/api/metrics", { headers: { authorization: "Bearer undefined" } });

  expect((await metricsResponse(request)).status).toBe(404);
});

async function statusOfReady(): Promise<number> {
  return (await readyResponse()).status;
}

async function timed(ask: () => Promise<Response>): Promise<{ response: Response; ms: number }> {
  const startedAt = performance.now();
  const response = await ask();
  return { response, ms: performance.now() - startedAt };
}
