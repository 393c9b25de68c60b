import { createHash } from "node:crypto";
import { expect, vi } from "vitest";
import type { Client } from "@/lib/client/client";
import { wandbSignature } from "@/lib/platform/signature";
import { good } from "./good";

export type Received = { headers: Headers; body: string };

type Place = { client: Client; team: string; receiverUrl: string; received: readonly Received[] };

const PART_BYTES = 8 * 1024 * 1024;

/** The main job, by the generated client: files are logged, linked, promoted, delivered signed, and downloaded again. */
export async function walkThrough({ client, team, receiverUrl, received }: Place): Promise<void> {
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
      body: { name: "deploy", url: `${receiverUrl}/hook`, signingSecret: "SIGNING" },
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
}
