import type { Bench, BenchContext } from "./bench";
import { nowMs, rateOf } from "./figures";
import { pace } from "./pace";
import { openProduct, POOL_MAX, type Product } from "./product";
import { bareClientPosts, bareDeliveryInserts, bareUndiciPosts } from "./raw-limits";
import { startReceivers } from "./receivers";
import { startWatch } from "./watch";
import { type BenchModel, commitEvent, findFaults, untilDrained, wire } from "./wiring";

const DESTINATIONS = 20;
const MODELS = 20;
const AUTOMATIONS_PER_MODEL = 10;
const DRAIN_TIMEOUT_MS = 180_000;

/** SPEC 16: 5,000 deliveries a second, 500 on the embedded default. A tenth more is offered, for the drain counts too. */
const ASKED = {
  postgres: { eventsPerSecond: 550, target: 5_000 },
  embedded: { eventsPerSecond: 55, target: 500 },
} as const;

type Run = { context: BenchContext; product: Product; models: BenchModel[] };

/** From the event's commit until every request was received and every attempt stored. */
export const measureThroughput: Bench = async (context) => {
  const { kind, server, isQuick, findings } = context;
  const receivers = await startReceivers(DESTINATIONS);
  const { origins } = receivers;
  const product = await openProduct(kind, server, { origins });
  try {
    const models = await wire(product, origins, { models: MODELS, automationsPerModel: AUTOMATIONS_PER_MODEL });
    const run = { context, product, models };
    const paced = await runPaced(run, isQuick ? 3 : 20);
    const backlog = await runBacklog(run, isQuick ? 2 : 8);
    const expected = (paced.events + backlog.events) * AUTOMATIONS_PER_MODEL;
    findings.faults.push(
      ...(await findFaults(product, receivers, expected)).map((fault) => `throughput, ${kind}: ${fault}`),
    );

    const rawSeconds = isQuick ? 1.5 : 5;
    const posts = [await bareClientPosts(product, origins, rawSeconds), await bareUndiciPosts(origins, rawSeconds)];
    const inserts = [await bareDeliveryInserts(product, rawSeconds)];
    const line = { bench: "throughput", database: kind, unit: "/s", target: null } as const;
    const { eventsPerSecond, target } = ASKED[kind];
    findings.figures.push(
      {
        ...line,
        name: `deliveries end to end, ${eventsPerSecond} events/s asked`,
        value: paced.perSecond,
        raw: [...posts, ...inserts],
        target,
        note: paced.note,
      },
      { ...line, name: "deliveries made by events, worker off", value: backlog.madePerSecond, raw: inserts },
      { ...line, name: "deliveries sent from a backlog, no events", value: backlog.sentPerSecond, raw: posts },
    );
  } finally {
    await product.close();
    await receivers.close();
  }
};

async function runPaced({ context, product, models }: Run, seconds: number) {
  const worker = await product.startWorker();
  const watch = context.isProfiled ? await startWatch(product) : null;
  const memoryBefore = process.memoryUsage().rss;
  const start = nowMs();
  const offered = await pace({ perSecond: ASKED[context.kind].eventsPerSecond, seconds }, (index) =>
    commitOne(product, models, index),
  );
  const drainStart = nowMs();
  await untilDrained(product, DRAIN_TIMEOUT_MS);
  const end = nowMs();
  const perSecond = (offered.begun * AUTOMATIONS_PER_MODEL) / ((end - start) / 1_000);
  if (watch) {
    const title = `throughput, ${context.kind}: ${perSecond.toFixed(0)} deliveries/s end to end, under the profiler`;
    context.findings.profiles.push(await watch.stop(title));
  }
  await worker.stop();

  const grownMb = (process.memoryUsage().rss - memoryBefore) / 2 ** 20;
  const eventsPerSecond = offered.begun / offered.seconds;
  return {
    events: offered.begun,
    perSecond,
    note: `${eventsPerSecond.toFixed(0)} events/s begun, then ${((end - drainStart) / 1_000).toFixed(1)} s to drain; memory ${grownMb.toFixed(0)} MB more${watch ? "; under the profiler" : ""}`,
  };
}

/** First events without a worker, as many as go; then the worker without events. */
async function runBacklog({ product, models }: Run, seconds: number) {
  let events = 0;
  const eventsPerSecond = await rateOf({ concurrency: POOL_MAX, seconds }, async (index) => {
    await commitOne(product, models, index);
    events += 1;
  });

  const start = nowMs();
  const worker = await product.startWorker();
  await untilDrained(product, DRAIN_TIMEOUT_MS);
  const sendSeconds = (nowMs() - start) / 1_000;
  await worker.stop();
  return {
    events,
    madePerSecond: eventsPerSecond * AUTOMATIONS_PER_MODEL,
    sentPerSecond: (events * AUTOMATIONS_PER_MODEL) / sendSeconds,
  };
}

async function commitOne(product: Product, models: readonly BenchModel[], index: number): Promise<void> {
  const model = models[index % models.length];
  if (model) {
    await commitEvent(product, model);
  }
}
