import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "@/lib/platform/clock";
import { createLog } from "@/lib/platform/log";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { startWorker, type Worker } from "@/lib/worker/start";
import { DATABASE_KINDS } from "../support/database";
import { noGitHub, noLaunch, noReports } from "../support/no-github";
import { type Receiver, startReceiver } from "../support/receiver";
import { openTestApi, type TestApi } from "./test-api";
import { openTestPorts, type TestPorts } from "./test-ports";

const PATIENCE = { timeout: 10_000, interval: 50 };

describe.each(DATABASE_KINDS)("automations whose receivers change the registry, on %s", (kind) => {
  let api: TestApi;
  let ports: TestPorts;
  let receiver: Receiver;
  let worker: Worker;
  /** What a receiver does when it is called, by the path: it moves this alias to the other version. */
  const moves = new Map<string, { model: string; alias: string }>();

  beforeAll(async () => {
    receiver = await startReceiver();
    receiver.reply = async ({ path, headers }) => {
      const move = moves.get(path);
      if (move) {
        await moveOn(move.model, move.alias, { "modelwire-delivery": String(headers["webhook-id"]) });
      }
      return {};
    };
    api = await openTestApi(kind, { allowedOrigins: [receiver.origin] });
    ports = await openTestPorts(api.database.db, [receiver.origin]);
    worker = await startWorker({
      db: api.database.db,
      reporters: noReports,
      executors: {
        webhook: createWebhookExecutor({ db: api.database.db, ...ports, keyring: api.keyring }),
        github: noGitHub,
        launch: noLaunch,
      },
      storage: ports.storage,
      clock: systemClock,
      log: createLog({ level: "silent" }),
      listen: api.database.listen,
      isSoleOwner: false,
      retentionDays: null,
    });
  });
  afterAll(async () => {
    await worker.stop(0);
    await receiver.close();
    await ports.close();
    await api.close();
  });

  test("one that keeps causing itself is paused after three rounds; what it would have sent gives up, and all of that is told", async () => {
    await makeModel("direct");
    await automate("direct", "again", "production");
    await automate("direct", "notice", null);
    moves.set("/again", { model: "direct", alias: "production" });

    await moveOn("direct", "production");

    await expect.poll(async () => (await automation("again")).enabled, PATIENCE).toBe(false);
    expect(await automation("again")).toMatchObject({ pauseReason: "loop" });
    await expect.poll(() => states("again"), PATIENCE).toEqual(["gave_up", "delivered", "delivered", "delivered"]);
    const [held] = (await api.call("GET", "/deliveries?automation=again")).body.items;
    expect(held).toMatchObject({ lastCode: "loop_detected", attempts: 1 });
    await expect.poll(() => receiver.requests.filter(({ path }) => path === "/notice").length, PATIENCE).toBe(1);
    const { body } = await api.call("GET", "/audit?action=automation.paused");
    expect(body.items).toMatchObject([{ outcome: "done", target: { name: "again" } }]);
    expect(await api.call("POST", `/deliveries/${held.id}/redeliver`)).toMatchObject({ status: 409 });
  });

  test("one that was paused so is fired again once a person has resumed it", async () => {
    moves.delete("/again");

    expect(await api.call("PATCH", "/automations/again", { body: { enabled: true } })).toMatchObject({
      status: 200,
      body: { enabled: true, pauseReason: null },
    });
    await moveOn("direct", "production");

    await expect.poll(async () => (await states("again"))[0], PATIENCE).toBe("delivered");
  });

  test("two that cause each other are found out too", async () => {
    await makeModel("indirect");
    await automate("indirect", "ping", "one");
    await automate("indirect", "pong", "two");
    moves.set("/ping", { model: "indirect", alias: "two" });
    moves.set("/pong", { model: "indirect", alias: "one" });

    await moveOn("indirect", "one");

    await expect.poll(async () => (await automation("ping")).pauseReason, PATIENCE).toBe("loop");
    expect(await states("ping")).toHaveLength(4);
    expect(await automation("pong")).toMatchObject({ enabled: true, pauseReason: null });
    expect(await states("pong")).toHaveLength(3);
  });

  test("a chain that ends is left alone, however often it is begun", async () => {
    await makeModel("chain");
    await automate("chain", "first", "staging");
    await automate("chain", "second", "canary");
    await automate("chain", "third", "live");
    moves.set("/first", { model: "chain", alias: "canary" });
    moves.set("/second", { model: "chain", alias: "live" });

    for (let turn = 1; turn <= 5; turn += 1) {
      await moveOn("chain", "staging");
      await expect.poll(() => receiver.requests.filter(({ path }) => path === "/third").length, PATIENCE).toBe(turn);
    }

    for (const name of ["first", "second", "third"]) {
      expect(await automation(name)).toMatchObject({ enabled: true, pauseReason: null });
    }
  });

  async function makeModel(model: string): Promise<void> {
    await api.call("POST", "/models", { body: { name: model } });
    for (const uri of ["s3://b/0", "s3://b/1"]) {
      await api.call("POST", `/models/${model}/versions`, { body: { source: { uri } } });
    }
  }

  async function automate(model: string, name: string, alias: string | null): Promise<void> {
    await api.call("POST", "/webhooks", { body: { name, url: `${receiver.origin}/${name}` } });
    const trigger = alias
      ? { eventType: "ADD_ARTIFACT_ALIAS", filter: { alias: { equals: alias } } }
      : { eventType: "AUTOMATION_FAILED" };
    const body = { name, model, ...trigger, action: { type: "webhook", webhook: name } };
    expect(await api.call("POST", "/automations", { body })).toMatchObject({ status: 201 });
  }

  async function moveOn(model: string, alias: string, headers: Record<string, string> = {}): Promise<void> {
    const { body } = await api.call("GET", `/models/${model}`);
    const at = body.aliases.find((each: { name: string; version: number }) => each.name === alias)?.version ?? 1;
    const answer = await api.call("PUT", `/models/${model}/aliases/${alias}`, {
      body: { version: `v${1 - at}` },
      headers,
    });
    expect(answer.status).toBe(200);
  }

  async function automation(name: string) {
    return (await api.call("GET", `/automations/${name}`)).body;
  }

  async function states(name: string): Promise<string[]> {
    const { body } = await api.call("GET", `/deliveries?automation=${name}`);
    return body.items.map(({ state }: { state: string }) => state);
  }
});
