import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FunctionServer, openSurroundings, type Surroundings } from "./function-server";
import { setStage, statesOf } from "./stage";

/** What the platform gives a function. */
const MAX_DURATION_MS = 60_000;

let surroundings: Surroundings;
let server: FunctionServer;

beforeEach(async () => {
  surroundings = await openSurroundings();
  server = await surroundings.startServer();
}, 300_000);
afterEach(() => surroundings?.close(), 60_000);

async function timed(work: () => Promise<Response>): Promise<{ status: number; durationMs: number }> {
  const started = performance.now();
  const { status } = await work();
  return { status, durationMs: performance.now() - started };
}

test("a tick ends within its minute while one receiver hangs and another's backlog has no end", {
  timeout: 180_000,
}, async () => {
  const { receiver } = surroundings;
  const silent = await surroundings.startServer({ MODELWIRE_WORKER: "off" }); // Writes without delivering.
  const hanging = await setStage(silent, { path: "/hangs", receiver: receiver.origin });
  const endless = await setStage(silent, { path: "/slowly", receiver: receiver.origin, maxPerSecond: 2 });
  receiver.reply = ({ path }) => (path === "/hangs" ? "hang" : {});
  for (let count = 0; count < 150; count += 1) {
    await Promise.all([hanging.promote(), endless.promote()]);
  }

  const { status, durationMs } = await timed(() => server.tick());

  expect(status).toBe(200);
  expect(durationMs).toBeGreaterThan(34_000); // It has used its time,
  expect(durationMs).toBeLessThan(MAX_DURATION_MS - 5_000); // and no more than that.
  const sent = receiver.requests.filter(({ path }) => path === "/slowly");
  expect(sent.length).toBeGreaterThan(40);
  expect(new Set(sent.map(({ headers }) => headers["webhook-id"])).size).toBe(sent.length);
  expect(await statesOf(server, hanging)).not.toContain("sending"); // Nothing was left under way.
  console.info(`The tick took ${(durationMs / 1_000).toFixed(1)} s and sent ${sent.length} beside what hung.`);
});

test("a tick that the database keeps waiting is answered within its minute, as failed", {
  timeout: 120_000,
}, async () => {
  const sql = postgres(surroundings.directUrl, { max: 1 });
  try {
    const { status, durationMs } = await sql.begin(async (tx) => {
      await tx`lock table open_deliveries in access exclusive mode`;
      return timed(() => server.tick());
    });

    expect(status).toBe(503);
    expect(durationMs).toBeLessThan(MAX_DURATION_MS);
  } finally {
    await sql.end();
  }
  expect((await server.tick()).status).toBe(200);
});
