import { and, eq } from "drizzle-orm";
import { attempts, breakers, deliveries, openDeliveries } from "@/lib/db/schema";
import type { Bench, BenchContext } from "./bench";
import { type Figure, nowMs, type Spread, spreadOf } from "./figures";
import { pace } from "./pace";
import { openProduct, type Product } from "./product";
import { type Behaviour, startReceivers } from "./receivers";
import { type BenchModel, commitEvent, wire } from "./wiring";

/** After every four healthy endpoints a bad one, so that their events come mixed. */
const ENDPOINTS: readonly Behaviour[] = Array.from({ length: 100 }, (_, index) => {
  if (index % 5 !== 4) {
    return "ok";
  }
  return index % 10 === 9 ? "hangs" : "fails";
});
const HEALTHY = ENDPOINTS.flatMap((behaviour, index) => (behaviour === "ok" ? [index] : []));
const EVERYONE = [...ENDPOINTS.keys()];

/** Events a second for each endpoint, bad ones included. On the embedded default events and sending share one thread. */
const EACH_PER_SECOND = { postgres: 1.5, embedded: 0.5 } as const;
/** A hanging endpoint is known to hang once its requests have timed out, after 15 s. */
const UNKNOWN_SECONDS = 20;
const SECONDS = { warmUp: 10, alone: 30, beside: 80 } as const;
const SECONDS_QUICK = {
  postgres: { warmUp: 4, alone: 8, beside: 25 },
  embedded: { warmUp: 4, alone: 5, beside: 8 },
} as const;
const RATIO_MAX = 2;
const DRAIN_TIMEOUT_MS = 60_000;
/** Requests to those that hang are cut off and given back: their deliveries must still be there. */
const STOP_WAIT_MS = 500;

type Phase = "warmUp" | "alone" | "first" | "later";
type Committed = { at: number; endpoint: number; phase: Phase };
type Run = { product: Product; models: BenchModel[]; committed: Map<string, Committed> };
type Waits = Record<Phase, number[]>;

/** What healthy endpoints notice of bad ones beside them: from an event's commit until its request was received. */
export const measureIsolation: Bench = async (context) => {
  const { kind, server, findings } = context;
  const receivers = await startReceivers(ENDPOINTS);
  const { origins } = receivers;
  const product = await openProduct(kind, server, { origins });
  try {
    const models = await wire(product, origins, { models: ENDPOINTS.length, automationsPerModel: 1 });
    const run: Run = { product, models, committed: new Map() };
    const worker = await product.startWorker();
    const events = await runPhases(context, run);
    await untilHealthyDrained(run);
    await worker.stop(STOP_WAIT_MS);

    const arrivals = await receivers.take();
    const { faults, waits } = await judge(run, arrivals, events);
    findings.faults.push(...faults.map((fault) => `isolation, ${kind}: ${fault}`));
    findings.figures.push(...figuresOf(context, waits, await noteOf(run, arrivals)));
  } finally {
    await product.close();
    await receivers.close();
  }
};

/** Answers how many events were committed in all. */
async function runPhases({ kind, isQuick }: BenchContext, run: Run): Promise<number> {
  const seconds = isQuick ? SECONDS_QUICK[kind] : SECONDS;
  const each = EACH_PER_SECOND[kind];
  const warmUp = await runPhase(run, HEALTHY, { each, seconds: seconds.warmUp, phaseAt: () => "warmUp" });
  const alone = await runPhase(run, HEALTHY, { each, seconds: seconds.alone, phaseAt: () => "alone" });
  const phaseAt = (second: number) => (second < UNKNOWN_SECONDS ? "first" : "later");
  const beside = await runPhase(run, EVERYONE, { each, seconds: seconds.beside, phaseAt });
  return warmUp + alone + beside;
}

async function runPhase(
  { product, models, committed }: Run,
  endpoints: readonly number[],
  { each, seconds, phaseAt }: { each: number; seconds: number; phaseAt: (second: number) => Phase },
): Promise<number> {
  const start = nowMs();
  const { begun } = await pace({ perSecond: each * endpoints.length, seconds }, async (index) => {
    const endpoint = endpoints[index % endpoints.length] ?? 0;
    const phase = phaseAt((nowMs() - start) / 1_000);
    const model = models[endpoint];
    if (model) {
      const { id, at } = await commitEvent(product, model);
      committed.set(id, { at, endpoint, phase });
    }
  });
  return begun;
}

async function untilHealthyDrained(run: Run): Promise<void> {
  const deadline = nowMs() + DRAIN_TIMEOUT_MS;
  while (nowMs() < deadline) {
    if (!(await readStored(run)).some(({ endpoint, openState }) => isHealthy(endpoint) && openState !== null)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function readStored({ product: { db }, committed }: Run) {
  const stored = await db
    .select({
      id: deliveries.id,
      eventId: deliveries.eventId,
      openState: openDeliveries.state,
      dueAt: openDeliveries.dueAt,
      leaseExpiresAt: openDeliveries.leaseExpiresAt,
      delivered: db.$count(attempts, and(eq(attempts.deliveryId, deliveries.id), eq(attempts.code, "delivered"))),
    })
    .from(deliveries)
    .leftJoin(openDeliveries, eq(openDeliveries.deliveryId, deliveries.id));
  return stored.map(({ eventId, ...row }) => {
    const { at = Number.NaN, endpoint = -1, phase = "warmUp" } = committed.get(eventId) ?? {};
    return { ...row, at, endpoint, phase };
  });
}

type Stored = Awaited<ReturnType<typeof readStored>>[number];

/** First what the receivers saw of the healthy, id by id; then whether everything else is still on its way. */
async function judge(run: Run, arrivals: readonly { id: string; at: number }[], events: number) {
  const came = Map.groupBy(arrivals, ({ id }) => id);
  const stored = await readStored(run);
  const ids = new Set<string>(stored.map(({ id }) => id));
  const healthy = stored.filter(({ endpoint }) => isHealthy(endpoint));
  const bad = stored.filter(({ endpoint }) => !isHealthy(endpoint));
  const tried = new Set(bad.filter(({ id }) => came.has(id)).map(({ endpoint }) => endpoint));

  const differences: [string, number][] = [
    ["deliveries missing in the database", events - stored.length],
    ["healthy deliveries lost: stored but never received", healthy.filter(({ id }) => !came.has(id)).length],
    ["healthy deliveries received twice or more", healthy.filter(({ id }) => (came.get(id)?.length ?? 0) > 1).length],
    ["healthy deliveries not in the state delivered", healthy.filter(({ openState }) => openState !== null).length],
    ["healthy deliveries without their one attempt", healthy.filter(({ delivered }) => delivered !== 1).length],
    ["deliveries of bad endpoints from which nothing moves them", bad.filter((row) => !isOnItsWay(row)).length],
    ["bad endpoints that were never tried", ENDPOINTS.length - HEALTHY.length - tried.size],
    ["deliveries received but not stored", [...came.keys()].filter((id) => !ids.has(id)).length],
  ];
  const waits: Waits = { warmUp: [], alone: [], first: [], later: [] };
  for (const { id, at, phase } of healthy) {
    const [first] = came.get(id) ?? [];
    if (first) {
      waits[phase].push(first.at - at);
    }
  }
  return {
    waits,
    faults: differences.filter(([, count]) => count !== 0).map(([what, count]) => `${count} ${what}`),
  };
}

/** It waits for a time that comes, or is under a lease that ends. */
function isOnItsWay({ openState, dueAt, leaseExpiresAt }: Stored): boolean {
  return openState === "sending"
    ? leaseExpiresAt !== null
    : (openState === "pending" || openState === "retrying") && dueAt !== null;
}

function isHealthy(endpoint: number): boolean {
  return ENDPOINTS[endpoint] === "ok";
}

function figuresOf({ kind }: BenchContext, waits: Waits, note: string): Figure[] {
  const [alone, beside] = [spreadOf(waits.alone), spreadOf([...waits.first, ...waits.later])];
  const each = EACH_PER_SECOND[kind];
  const line = { bench: "isolation", database: kind, unit: "ms", raw: [], target: null } as const;
  const pair = (name: string, { p50, p99, max }: Spread, count: number): Figure[] => [
    { ...line, name: `${name}, p50`, value: p50 },
    { ...line, name: `${name}, p99`, value: p99, note: `${count} deliveries, slowest ${max.toFixed(1)} ms` },
  ];
  const after = `the same after ${UNKNOWN_SECONDS} s`;
  return [
    ...pair(
      `committed to received, ${HEALTHY.length} healthy endpoints alone, ${each} events/s each`,
      alone,
      waits.alone.length,
    ),
    ...pair("the same beside 10 that hang and 10 that answer 500", beside, waits.first.length + waits.later.length),
    ...pair(`the same in the first ${UNKNOWN_SECONDS} s`, spreadOf(waits.first), waits.first.length),
    ...(waits.later.length > 0 ? pair(after, spreadOf(waits.later), waits.later.length) : []),
    {
      ...line,
      name: "p99 beside bad endpoints over p99 alone",
      value: beside.p99 / alone.p99,
      unit: "×",
      target: kind === "postgres" ? RATIO_MAX : null,
      note,
    },
  ];
}

async function noteOf({ product: { db }, models, committed }: Run, arrivals: readonly { id: string }[]) {
  const bad = [...committed.values()].filter(({ endpoint }) => !isHealthy(endpoint)).length;
  const requests = arrivals.length - (committed.size - bad);
  const known = await db.select({ openUntil: breakers.openUntil }).from(breakers);
  const open = known.filter(({ openUntil }) => openUntil !== null).length;
  return `${bad} deliveries of the ${models.length - HEALTHY.length} bad ones took ${requests} requests; ${open} breakers open at the end`;
}
