import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createClient } from "@/lib/client/client";
import { systemClock } from "@/lib/platform/clock";
import { wandbSignature } from "@/lib/platform/signature";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { startWorker, type Worker } from "@/lib/worker/start";
import { DATABASE_KINDS } from "../support/database";
import { type Served, serve } from "./serve";
import { openTestApi, type TestApi } from "./test-api";
import { openTestPorts, type TestPorts } from "./test-ports";

type Received = { headers: Headers; body: string };

const PART_BYTES = 8 * 1024 * 1024;

/** What a good answer holds; a refusal fails the test with its sentence. */
function good<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  expect(response.ok, JSON.stringify(error)).toBe(true);
  return data as T;
}

describe.each(DATABASE_KINDS)("the generated client against a server on %s", (kind) => {
  const received: Received[] = [];
  let receiver: Served;
  let api: TestApi;
  let server: Served;
  let ports: TestPorts;
  let worker: Worker;
  let client: ReturnType<typeof createClient>;
  let team: string;

  beforeAll(async () => {
    receiver = await serve(async (request) => {
      received.push({ headers: request.headers, body: await request.text() });
      return new Response("thanks");
    });
    api = await openTestApi(kind, { allowedOrigins: [receiver.url] });
    server = await serve(api.fetch);
    ports = openTestPorts(api.database.db, [receiver.url]);
    const log = { info() {}, warn() {}, error() {} };
    worker = await startWorker({
      db: api.database.db,
      executors: { webhook: createWebhookExecutor({ db: api.database.db, ...ports, keyring: api.keyring }) },
      storage: ports.storage,
      clock: systemClock,
      log,
      listen: api.database.listen,
      isSoleOwner: false,
      retentionDays: null,
    });
    client = createClient({ url: server.url, token: await api.token("admin") });
    team = api.team.name;
  });
  afterAll(async () => {
    await worker.stop();
    await server.close();
    await receiver.close();
    await ports.close();
    await api.close();
  });

  test("logs files, links, promotes, is delivered signed, and downloads the very bytes", async () => {
    // Two parts, the second of one byte, so that a stream is cut where a part ends.
    const bytes = new Uint8Array(PART_BYTES + 1).map((_, index) => index % 251);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const teamPath = { path: { team } };
    const model = "fraud detector 模型";

    good(await client.POST("/teams/{team}/models", { params: teamPath, body: { name: model } }));
    good(await client.POST("/teams/{team}/secrets", { params: teamPath, body: { name: "SIGNING", value: "s3cret" } }));
    good(
      await client.POST("/teams/{team}/webhooks", {
        params: teamPath,
        body: { name: "deploy", url: `${receiver.url}/hook`, signingSecret: "SIGNING" },
      }),
    );
    good(
      await client.POST("/teams/{team}/automations", {
        params: teamPath,
        body: {
          name: "Deploy",
          model,
          eventType: "ADD_ARTIFACT_ALIAS",
          filter: { alias: { equals: "production" } },
          action: {
            type: "webhook",
            webhook: "deploy",
            payload: { said: "${artifact_collection_name}", n: "${alias}" },
          },
        },
      }),
    );

    const draft = good(
      await client.POST("/teams/{team}/artifacts", {
        params: teamPath,
        body: {
          project: "training",
          name: "m",
          metadata: { accuracy: 0.9 },
          files: [{ path: "sub/weights.bin", sizeBytes: bytes.length, sha256 }],
        },
      }),
    );
    const [upload] = draft.uploads;
    for (const [index, part] of [bytes.subarray(0, PART_BYTES), bytes.subarray(PART_BYTES)].entries()) {
      good(
        await client.PUT("/teams/{team}/artifacts/uploads/{upload}/parts/{part}", {
          params: { path: { team, upload: upload?.id ?? "", part: index + 1 } },
          headers: { "Content-Type": "application/octet-stream" },
          body: "",
          bodySerializer: () => part,
        }),
      );
    }
    const artifact = good(
      await client.POST("/teams/{team}/artifacts/{artifact}/commit", {
        params: { path: { team, artifact: draft.artifact.id } },
      }),
    );
    expect(artifact).toMatchObject({ state: "committed", sizeBytes: bytes.length });

    const version = good(
      await client.POST("/teams/{team}/models/{model}/versions", {
        params: { path: { team, model } },
        body: { source: { artifactId: artifact.id } },
      }),
    );
    const moved = good(
      await client.PUT("/teams/{team}/models/{model}/aliases/{alias}", {
        params: { path: { team, model, alias: "production" } },
        body: { version: `v${version.number}`, expectedVersion: null },
      }),
    );
    expect(moved).toMatchObject({ from: null, to: 0 });

    await vi.waitFor(() => expect(received).toHaveLength(1), { timeout: 10_000 });
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({ said: model, n: "production" });
    expect(received[0]?.headers.get("x-wandb-signature")).toBe(
      wandbSignature(received[0]?.body ?? "", "s3cret", "base64"),
    );
    const delivery = await vi.waitFor(
      async () => {
        const page = good(await client.GET("/teams/{team}/deliveries", { params: teamPath }));
        expect(page.items).toMatchObject([{ state: "delivered", lastStatus: 200, event: { id: moved.eventId } }]);
        return page.items[0];
      },
      { timeout: 10_000 },
    );
    expect(received[0]?.headers.get("webhook-id")).toBe(delivery?.id);

    const resolved = good(
      await client.GET("/teams/{team}/models/{model}/versions/{version}/download", {
        params: { path: { team, model, version: "production" } },
      }),
    );
    const file = await client.GET("/teams/{team}/models/{model}/versions/{version}/files/{path}", {
      params: { path: { team, model, version: `v${resolved.number}`, path: resolved.files[0]?.path ?? "" } },
      parseAs: "arrayBuffer",
    });
    expect(
      createHash("sha256")
        .update(new Uint8Array(good(file)))
        .digest("hex"),
    ).toBe(sha256);
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
