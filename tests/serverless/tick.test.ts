import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type FunctionServer, openSurroundings, type Surroundings } from "./function-server";
import { setStage, statesOf } from "./stage";

const PATIENCE = { timeout: 15_000, interval: 50 };

let surroundings: Surroundings;
let server: FunctionServer;
let sql: Sql;

beforeAll(async () => {
  surroundings = await openSurroundings();
  server = await surroundings.startServer();
  sql = postgres(surroundings.directUrl, { max: 1 });
}, 300_000);
beforeEach(() => {
  surroundings.receiver.requests.length = 0;
  surroundings.receiver.reply = () => ({});
});
afterEach(async () => {
  await sql`delete from open_deliveries`; // What one test leaves waiting is not the next one's.
});
afterAll(async () => {
  await sql?.end();
  await surroundings?.close();
});

function sentTo(path: string): string[] {
  return surroundings.receiver.requests
    .filter((request) => request.path === path)
    .map(({ headers }) => String(headers["webhook-id"]));
}

function stage(path: string, limits: { retrySchedule?: number[]; maxPerSecond?: number } = {}) {
  return setStage(server, { path, receiver: surroundings.receiver.origin, ...limits });
}

test("a write is delivered at once, with nobody calling: within two seconds of its answer", async () => {
  const { promote } = await stage("/at-once");

  await promote();

  await expect.poll(() => sentTo("/at-once").length, { timeout: 2_000, interval: 20 }).toBe(1);
});

test("a write is delivered at once also while another receiver hangs", async () => {
  const [hanging, healthy] = [await stage("/hangs"), await stage("/healthy")];
  surroundings.receiver.reply = ({ path }) => (path === "/hangs" ? "hang" : {});
  await hanging.promote();
  await expect.poll(() => sentTo("/hangs").length, PATIENCE).toBe(1);

  for (const count of [1, 2, 3]) {
    await healthy.promote();
    await expect.poll(() => sentTo("/healthy").length, { timeout: 2_000, interval: 20 }).toBe(count);
  }
});

test("what failed is sent again by a cron's call, and by none before its time", async () => {
  const failing = await stage("/fails-once", { retrySchedule: [2] });
  surroundings.receiver.reply = () => ({ status: sentTo("/fails-once").length === 1 ? 503 : 200 });
  await failing.promote();
  await expect.poll(() => statesOf(server, failing), PATIENCE).toEqual(["retrying"]);
  expect((await server.tick()).status).toBe(200);
  expect(sentTo("/fails-once")).toHaveLength(1);
  await sleep(2_500); // The schedule's two seconds, and a tenth of them for the jitter.

  const tick = await server.tick();

  expect([tick.status, await tick.json()]).toEqual([200, { status: "done" }]);
  const [first, second] = sentTo("/fails-once");
  expect(second).toBe(first);
  expect(await statesOf(server, failing)).toEqual(["delivered"]);
});

test("ten calls at once and forty writes beside them send everything once", { timeout: 60_000 }, async () => {
  const busy = await stage("/busy");
  surroundings.receiver.reply = async () => {
    await sleep(20);
    return {};
  };

  const writes = Array.from({ length: 40 }, () => busy.promote());
  const ticks = Array.from({ length: 10 }, () => server.tick().then(({ status }) => status));

  await Promise.all(writes);
  expect(await Promise.all(ticks)).toEqual(Array(10).fill(200));
  await expect.poll(async () => new Set(await statesOf(server, busy)), PATIENCE).toEqual(new Set(["delivered"]));
  expect(sentTo("/busy")).toHaveLength(40);
  expect(new Set(sentTo("/busy")).size).toBe(40);
});

test("what a killed function had under way is made up for by another's tick", { timeout: 60_000 }, async () => {
  const doomed = await surroundings.startServer();
  const interrupted = await setStage(doomed, { path: "/interrupted", receiver: surroundings.receiver.origin });
  surroundings.receiver.reply = () => "hang";
  await interrupted.promote();
  await expect.poll(() => sentTo("/interrupted").length, PATIENCE).toBe(1);
  await doomed.kill();
  surroundings.receiver.reply = () => ({});

  await server.tick();
  expect(sentTo("/interrupted")).toHaveLength(1); // Its lease still stands: it could be alive.
  await sql`update open_deliveries set lease_expires_at = now() where state = 'sending'`; // As half a minute later.
  await server.tick();

  const [first, second] = sentTo("/interrupted");
  expect(second).toBe(first);
  expect(await statesOf(server, interrupted)).toEqual(["delivered"]);
});

test("a function that is told to stop ends what it has under way, and stores it", { timeout: 60_000 }, async () => {
  const leaving = await surroundings.startServer();
  const slow = await setStage(leaving, { path: "/slow", receiver: surroundings.receiver.origin });
  surroundings.receiver.reply = async () => {
    await sleep(2_000);
    return {};
  };
  await slow.promote();
  await expect.poll(() => sentTo("/slow").length, PATIENCE).toBe(1);

  await leaving.stop();

  expect(await statesOf(server, slow)).toEqual(["delivered"]);
});

test.each([
  { what: "none", authorization: null },
  { what: "a wrong one", authorization: "Bearer the-secret-of-somebody" },
  { what: "its text without the scheme", authorization: "the-secret-of-the-cron" },
])("a call with $what as its secret is answered 401 and sends nothing", async ({ authorization }) => {
  const waiting = await stage("/unasked");
  surroundings.receiver.reply = () => ({ status: 503 });
  await waiting.promote();
  await expect.poll(() => statesOf(server, waiting), PATIENCE).toEqual(["retrying"]);
  await sql`update open_deliveries set due_at = now()`;

  const answer = await server.tick(authorization);

  expect([answer.status, await answer.text()]).toEqual([401, ""]);
  expect(sentTo("/unasked")).toHaveLength(1);
});

test("without a secret of the operator's there is no such address", async () => {
  const open = await surroundings.startServer({ CRON_SECRET: "" });

  expect([(await open.tick()).status, (await open.tick(null)).status]).toEqual([404, 404]);
});

test("a tick that finds nothing is over within a second", async () => {
  const started = performance.now();

  expect((await server.tick()).status).toBe(200);

  expect(performance.now() - started).toBeLessThan(1_000);
});
