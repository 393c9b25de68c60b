import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { rows } from "@/lib/db/client";
import { openProductAt, type Product } from "./product";
import { type BenchModel, commitEvent, PAYLOAD, untilDrained, wire } from "./wiring";

// The product in a process of its own, whose memory is nobody else's: it commits events, as an API would, and sends what
// they make. Its parent is told every so often how it stands.

const wish = z
  .object({ at: z.string(), origins: z.array(z.string()), events: z.number(), slots: z.number(), sampleMs: z.number() })
  .parse(JSON.parse(process.argv[2] ?? "null"));

const MODELS = 20;
/** Events that are being committed at once: fewer than the pool has connections, for the worker needs some. */
const MAKERS = 6;
/** Past so many deliveries that wait, events wait too: what is soaked is the worker, not the length of a queue. */
const BACKLOG_MAX = 4_000;
const LOOK_MS = 200;
const DRAIN_TIMEOUT_MS = 300_000;

const progress = { committed: 0, begun: 0, delivered: 0 };

process.on("disconnect", () => process.exit(1));
await soak();

async function soak(): Promise<void> {
  const product = await openProductAt({ kind: "postgres", at: wish.at, remove: () => {} }, { origins: wish.origins });
  const payloadOf = (slot: number) => ({ ...PAYLOAD, event: "${artifact_metadata.event}", slot });
  const models = await wire(product, wish.origins, { models: MODELS, automationsPerModel: wish.slots, payloadOf });
  const worker = await product.startWorker();
  const watch = setInterval(() => void look(product).catch(endBadly), LOOK_MS);
  const samples = setInterval(sample, wish.sampleMs);
  sample();

  await Promise.all(Array.from({ length: MAKERS }, () => makeEvents(product, models)));
  await untilDrained(product, DRAIN_TIMEOUT_MS);
  clearInterval(watch);
  clearInterval(samples);
  await look(product);
  sample();
  await worker.stop();
  await product.close();
  process.send?.({ isOver: true }, () => process.exit(0));
}

async function makeEvents(product: Product, models: readonly BenchModel[]): Promise<void> {
  while (progress.begun < wish.events) {
    if (progress.begun * wish.slots - progress.delivered > BACKLOG_MAX) {
      await sleep(10);
      continue;
    }
    const event = progress.begun;
    progress.begun += 1;
    const model = models[event % models.length];
    if (model) {
      await commitEvent(product, model, { event });
      progress.committed += 1;
    }
  }
}

/** By the database alone: what was committed before the look and is no longer open has been delivered. */
async function look({ db }: Product): Promise<void> {
  const { committed } = progress;
  const query = sql`select count(*)::int as open from open_deliveries`;
  const [found] = await rows(db, z.object({ open: z.number() }), query);
  progress.delivered = Math.max(progress.delivered, committed * wish.slots - (found?.open ?? 0));
}

function sample(): void {
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ seconds: performance.now() / 1_000, delivered: progress.delivered, rss, heapUsed, external });
}

function endBadly(error: unknown): void {
  console.error(error);
  process.exit(1);
}
