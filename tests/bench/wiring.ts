import { and, eq, sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import { newSecret } from "@/lib/core/secret";
import { newWebhook, type WebhookView } from "@/lib/core/webhook";
import { inTransaction, rows } from "@/lib/db/client";
import { attempts, automations, deliveries, openDeliveries } from "@/lib/db/schema";
import { appendEvent } from "@/lib/events/append";
import { newId } from "@/lib/platform/id";
import { createModel } from "@/lib/registry/models/commands";
import { createSecret } from "@/lib/secrets/commands";
import { createWebhook } from "@/lib/webhooks/commands";
import { must } from "../support/must";
import { nowMs } from "./figures";
import type { Product } from "./product";
import type { Receivers } from "./receivers";

export type BenchModel = { id: Id<"model">; name: string };

const SIGNER = "BENCH_SIGNER";

const PAYLOAD = {
  event: "${event_type}",
  model: "${artifact_collection_name}",
  version: "${artifact_version_string}",
  alias: "${alias}",
  author: "${event_author}",
  note: "Sent by the benchmark. Its text is about as long as that of an ordinary payload.",
};

/** Models, each with automations on its alias `production`, spread over the destinations in turn. */
export async function wire(
  product: Product,
  origins: readonly string[],
  wish: { models: number; automationsPerModel: number },
): Promise<BenchModel[]> {
  must(
    await createSecret(
      product.db,
      product.scope,
      newSecret.parse({ name: SIGNER, value: "benchmark-signing-secret" }),
      product,
    ),
  );
  const webhooks = await Promise.all(
    origins.map((origin, index) => addWebhook(product, `destination-${index}`, origin)),
  );

  const models: BenchModel[] = [];
  for (let index = 0; index < wish.models; index += 1) {
    const name = `model-${index}`;
    const { id } = must(await createModel(product.db, product.scope, { name, description: "", card: "" }));
    models.push({ id, name });
  }
  let next = 0;
  for (const model of models) {
    const chosen = Array.from({ length: wish.automationsPerModel }, () => webhooks[next++ % webhooks.length]?.id);
    const values = chosen.flatMap((webhookId) => (webhookId ? [automationRow(product, model, webhookId)] : []));
    await product.db.insert(automations).values(values);
  }
  return models;
}

/** Commits one event, alone in its transaction: what every change ends with. Answers when it was committed. */
export async function commitEvent(product: Product, model: BenchModel): Promise<{ id: Id<"event">; at: number }> {
  const event = await inTransaction(product.db, (tx) =>
    appendEvent(tx, product.scope, {
      type: "ADD_ARTIFACT_ALIAS",
      model,
      alias: "production",
      version: {
        id: newId("version"),
        number: 7,
        description: "",
        artifact: {
          id: newId("artifact"),
          project: "bench",
          name: model.name,
          number: 7,
          type: "model",
          digest: "b".repeat(64),
        },
        metadata: { framework: "onnx", auc: 0.93 },
        referenceUri: "s3://bench/model.onnx",
      },
    }),
  );
  return { id: event.id, at: nowMs() };
}

const leftShape = z.object({ isLeft: z.boolean() });

/** Waits until nothing is left to send. */
export async function untilDrained(product: Product, timeoutMs: number): Promise<boolean> {
  const deadline = nowMs() + timeoutMs;
  while (nowMs() < deadline) {
    const [found] = await rows(product.db, leftShape, sql`select exists (select 1 from open_deliveries) as "isLeft"`);
    if (found && !found.isLeft) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

/** Compares what arrived with what the database says, delivery by delivery. Every difference is a fault. */
export async function findFaults(product: Product, receivers: Receivers, expected: number): Promise<string[]> {
  const came = new Map<string, number>();
  for (const { id } of await receivers.take()) {
    came.set(id, (came.get(id) ?? 0) + 1);
  }
  const stored = await product.db
    .select({ id: deliveries.id, openState: openDeliveries.state, attemptCount: attemptsOf(product) })
    .from(deliveries)
    .leftJoin(openDeliveries, eq(openDeliveries.deliveryId, deliveries.id));
  const ids = new Set<string>(stored.map(({ id }) => id));
  const attemptCount = await product.db.$count(attempts);

  const differences: [string, number][] = [
    ["deliveries missing in the database", expected - stored.length],
    ["deliveries not in the state delivered", stored.filter(({ openState }) => openState !== null).length],
    ["deliveries lost: stored but never received", stored.filter(({ id }) => !came.has(id)).length],
    ["deliveries received twice or more", [...came.values()].filter((times) => times > 1).length],
    ["deliveries received but not stored", [...came.keys()].filter((id) => !ids.has(id)).length],
    ["attempts that differ from one for each delivery", attemptCount - stored.length],
    ["deliveries whose count of attempts is not 1", stored.filter((row) => row.attemptCount !== 1).length],
  ];
  return differences.filter(([, count]) => count !== 0).map(([what, count]) => `${count} ${what}`);
}

function attemptsOf({ db }: Product) {
  return db.$count(attempts, and(eq(attempts.deliveryId, deliveries.id), eq(attempts.code, "delivered")));
}

async function addWebhook(product: Product, name: string, origin: string): Promise<WebhookView> {
  const webhook = newWebhook.parse({ name, url: `${origin}/hooks/${name}`, signingSecret: SIGNER });
  return must(await createWebhook(product.db, product.scope, webhook, product.savePorts));
}

function automationRow(product: Product, model: BenchModel, webhookId: Id<"webhook">) {
  const id = newId("automation");
  return {
    id,
    teamId: product.scope.teamId,
    name: id,
    modelId: model.id,
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: "production" }, tag: null, conditions: [] },
    matchKey: "production",
    actionType: "webhook",
    action: { type: "webhook", webhookId, payload: PAYLOAD },
    webhookId,
    secretNames: [],
    createdBy: "bench",
  } satisfies typeof automations.$inferInsert;
}
