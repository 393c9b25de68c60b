import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient } from "@/lib/client/client";
import { systemClock } from "@/lib/platform/clock";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { DATABASE_KINDS } from "../support/database";
import { noGitHub, noLaunch, noReports } from "../support/no-github";
import { type Delivering, startDelivering } from "./delivering";
import { type Received, walkThrough } from "./flow-steps";
import { good } from "./good";
import { type Served, serve } from "./serve";
import { openTestApi, type TestApi } from "./test-api";
import { openTestPorts, type TestPorts } from "./test-ports";

describe.each(DATABASE_KINDS)("the generated client against a server on %s", (kind) => {
  const received: Received[] = [];
  let receiver: Served;
  let api: TestApi;
  let server: Served;
  let ports: TestPorts;
  let delivering: Delivering;
  let client: ReturnType<typeof createClient>;
  let team: string;

  beforeAll(async () => {
    receiver = await serve(async (request) => {
      received.push({ headers: request.headers, body: await request.text() });
      return new Response("thanks");
    });
    api = await openTestApi(kind, { allowedOrigins: [receiver.url] });
    ports = await openTestPorts(api.database.db, [receiver.url]);
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const options = {
      db: api.database.db,
      reporters: noReports,
      executors: {
        webhook: createWebhookExecutor({ db: api.database.db, ...ports, keyring: api.keyring }),
        github: noGitHub,
        launch: noLaunch,
      },
      storage: ports.storage,
      clock: systemClock,
      log,
      listen: api.database.listen,
      isSoleOwner: false,
      retentionDays: null,
    };
    delivering = await startDelivering(options, api.fetch);
    server = await serve(delivering.fetch);
    client = createClient({ url: server.url, token: await api.token("admin") });
    team = api.team.name;
  });
  afterAll(async () => {
    await server.close();
    await delivering.stop();
    await receiver.close();
    await ports.close();
    await api.close();
  });

  test("logs files, links, promotes, is delivered signed, and downloads the very bytes", async () => {
    await walkThrough({ client, team, receiverUrl: receiver.url, received });
  }, 60_000);

  test("finds by metadata, moves by compare-and-set, rolls back and tells the history", async () => {
    const path = { team, model: "search" };
    good(await client.POST("/teams/{team}/models", { params: { path: { team } }, body: { name: "search" } }));
    for (const accuracy of [0.7, 0.8, 0.9]) {
      good(
        await client.POST("/teams/{team}/models/{model}/versions", {
          params: { path },
          body: { source: { uri: `s3://bucket/${accuracy}`, metadata: { accuracy, framework: "onnx" } } },
        }),
      );
    }

    const found = good(
      await client.GET("/teams/{team}/models/{model}/versions", {
        params: { path, query: { metadata: ["accuracy>=0.8", "framework=onnx"] } },
      }),
    );
    expect(found.items.map(({ number }) => number)).toEqual([2, 1]);

    const alias = { path: { ...path, alias: "staging" } };
    const put = (body: { version: string; expectedVersion?: number | null }) =>
      client.PUT("/teams/{team}/models/{model}/aliases/{alias}", { params: alias, body });
    good(await put({ version: "v0" }));
    good(await put({ version: "v2", expectedVersion: 0 }));
    const refused = await put({ version: "v1", expectedVersion: 0 });
    expect(refused).toMatchObject({ response: { status: 409 }, error: { code: "conflict" } });

    const back = good(
      await client.POST("/teams/{team}/models/{model}/aliases/{alias}/rollback", { params: alias, body: {} }),
    );
    expect(back).toMatchObject({ from: 2, to: 0 });
    const history = good(await client.GET("/teams/{team}/models/{model}/aliases/{alias}/history", { params: alias }));
    expect(history.items.map(({ from, to }) => [from, to])).toEqual([
      [2, 0],
      [0, 2],
      [null, 0],
    ]);
  });
});
