import { expect } from "vitest";
import type { DeliveryView } from "@/lib/core/delivery";
import type { JsonObject } from "@/lib/core/json";
import { newJob } from "@/lib/core/launch-job";
import { newQueue } from "@/lib/core/launch-queue";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { createJob } from "@/lib/launch/jobs/commands";
import { createQueue } from "@/lib/launch/queues/commands";
import type { DatabaseKind } from "../support/database";
import { type Engine, openEngine } from "../support/engine";
import { must } from "../support/must";

const SCHEMA: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["rounds", "metric"],
  properties: {
    rounds: { type: "integer", minimum: 1, default: 3 },
    metric: { type: "string" },
    note: { type: "string", default: "" },
  },
};

/** An action of the job `evaluate` on the queue `gpu`, with more said of it. */
export function action(more: object = {}) {
  return {
    type: "launch" as const,
    job: "evaluate",
    queue: "gpu",
    payload: { metric: "auc", note: "${alias} of v${artifact_version_index}" },
    ...more,
  };
}

/** A team with the jobs `evaluate` and `train`, of which no queue runs the latter, and the queues `gpu`, `closing` and `gone`. */
export async function openLaunchEngine(kind: DatabaseKind): Promise<Engine> {
  const engine = await openEngine(kind);
  const { scope, database } = engine;
  must(
    await createJob(
      database.db,
      scope,
      newJob.parse({ name: "evaluate", source: { type: "command", command: ["node", "x.mjs"] }, parameters: SCHEMA }),
    ),
  );
  must(
    await createJob(database.db, scope, newJob.parse({ name: "train", source: { type: "image", image: "train:1" } })),
  );
  for (const name of ["gpu", "closing", "gone"]) {
    must(
      await createQueue(
        database.db,
        scope,
        newQueue.parse({
          name,
          resource: "process",
          template: { limits: { memoryMb: "{{memory}}" } },
          variables: [{ name: "memory", type: "integer", default: 512, minimum: 64, maximum: 4_096 }],
        }),
      ),
    );
  }
  return engine;
}

/** The one delivery of an automation. */
export async function deliveryOfAutomation(engine: Engine, name: string): Promise<DeliveryView> {
  const { scope, database } = engine;
  const page = must(await listDeliveries(database.db, scope, { automation: name, limit: 10 }));
  const [only] = page.items;
  return must(await getDelivery(database.db, scope, only?.id ?? ""));
}

/** Links a version and waits until what it fired has ended. */
export async function fireAll(engine: Engine, names: readonly string[]): Promise<number> {
  const worker = await engine.startWorker();
  const version = await engine.link();
  await expect
    .poll(async () => {
      const states = await Promise.all(names.map(async (name) => (await deliveryOfAutomation(engine, name)).state));
      return states.every((state) => state === "delivered" || state === "gave_up");
    })
    .toBe(true);
  await worker.stop(1_000);
  return version;
}
