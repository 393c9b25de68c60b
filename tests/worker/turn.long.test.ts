import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import { updateWebhook } from "@/lib/webhooks/commands";
import { startTurn } from "@/lib/worker/turn";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine } from "../support/engine";
import { must } from "../support/must";

/** A receiver that hangs is given up by then, for this test waits for it. */
const REQUEST_MS = 2_000;
const PATIENCE = { timeout: 5_000, interval: 10 };

describe.each(DATABASE_KINDS)("a turn on %s", (kind) => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await openEngine(kind, { timeoutMs: REQUEST_MS });
  });
  afterEach(() => engine.close());

  function begin(claimForMs: number, db: Database = engine.workerOptions.db) {
    return startTurn({ ...engine.workerOptions, db }, { claimForMs, isThorough: false });
  }

  function sentTo(path: string): number {
    return engine.receiver.requests.filter((request) => request.path === path).length;
  }

  test("sends what is due and ends as soon as nothing is left", async () => {
    await engine.addAutomation(await engine.addWebhook());
    await engine.link();
    await engine.link();

    await begin(60_000).done;

    expect(engine.receiver.requests).toHaveLength(2);
  });

  test("sends what falls due while a receiver hangs, and ends when its time and the request's are over", async () => {
    await engine.addAutomation(await engine.addWebhook({ path: "/hangs" }));
    await engine.addAutomation(await engine.addWebhook({ path: "/answers" }));
    engine.receiver.reply = ({ path }) => (path === "/hangs" ? "hang" : {});
    await engine.link();
    const started = performance.now();
    const turn = begin(4_000);
    await expect.poll(() => [sentTo("/hangs"), sentTo("/answers")], PATIENCE).toEqual([1, 1]);

    await engine.link();

    await expect.poll(() => sentTo("/answers"), { ...PATIENCE, timeout: 2_000 }).toBe(2);
    await turn.done;
    expect(performance.now() - started).toBeLessThan(4_000 + REQUEST_MS + 2_000);
  });

  test("looks again at once when it is woken, until its time is over", async () => {
    await engine.addAutomation(await engine.addWebhook({ path: "/hangs" }));
    engine.receiver.reply = () => "hang";
    await engine.link();
    const turn = begin(3_000);
    await expect.poll(() => sentTo("/hangs"), PATIENCE).toBe(1);

    await engine.link();
    const isJoined = turn.wake();

    expect(isJoined).toBe(true);
    await expect.poll(() => sentTo("/hangs"), { interval: 5, timeout: 500 }).toBe(2);
    turn.close();
    expect(turn.wake()).toBe(false);
    await turn.done;
  });

  test("rests while a receiver's limit forbids what is due, instead of asking without end", async () => {
    const webhook = await engine.addWebhook();
    must(await updateWebhook(engine.database.db, engine.scope, webhook.name, { maxPerSecond: 0.01 }, engine.savePorts));
    await engine.addAutomation(webhook);
    for (let count = 0; count < 7; count += 1) {
      await engine.link();
    }
    let asked = 0;
    const counting = new Proxy(engine.database.db, {
      get(db, name) {
        asked += name === "execute" ? 1 : 0;
        const value = Reflect.get(db, name);
        return typeof value === "function" ? value.bind(db) : value;
      },
    });

    await begin(3_000, counting).done;

    expect(engine.receiver.requests).toHaveLength(5); // The burst that a limit lets through.
    expect(asked).toBeGreaterThan(4); // It has looked more than once,
    expect(asked).toBeLessThan(40); // and not all the time.
  });

  test("fetches lost webhooks when a cron began it, and a fetch that fails keeps nothing from being sent", async () => {
    await engine.addAutomation(await engine.addWebhook());
    await engine.link();
    let fetched = 0;
    const options = {
      ...engine.workerOptions,
      async recoverWebhooks() {
        fetched += 1;
        throw new Error("GitHub is away.");
      },
    };

    await startTurn(options, { claimForMs: 60_000, isThorough: false }).done;
    expect([fetched, engine.receiver.requests.length]).toEqual([0, 1]);
    await engine.link();
    await startTurn(options, { claimForMs: 60_000, isThorough: true }).done;

    expect([fetched, engine.receiver.requests.length]).toEqual([1, 2]);
  });
});
