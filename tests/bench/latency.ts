import { PGlite } from "@electric-sql/pglite";
import postgres from "postgres";
import { deliveries } from "@/lib/db/schema";
import type { Bench, BenchContext } from "./bench";
import { type Measured, nowMs, spreadOf } from "./figures";
import { pace } from "./pace";
import { openProduct, type Product } from "./product";
import { type Receivers, startReceivers } from "./receivers";
import { commitEvent, findFaults, untilDrained, wire } from "./wiring";

/** SPEC 16 asks for 200 a second of Postgres; on the embedded default events and sending share one thread. */
const EVENTS_PER_SECOND = { postgres: 200, embedded: 50 } as const;
const BARE_POSTS_PER_SECOND = 200;
const DESTINATIONS = 4;
const MODELS = 20;
/** The first requests open connections and compile code: they are sent, proven and not counted. */
const WARM_UP_EVENTS = 200;
const NOTIFICATIONS = 300;
const CHANNEL = "bench";

/** From the moment an event's commit was acknowledged until its one request had been read by the receiver. */
export const measureLatency: Bench = async (context) => {
  const { kind, server, isQuick, findings } = context;
  const receivers = await startReceivers(DESTINATIONS);
  const { origins } = receivers;
  const product = await openProduct(kind, server, { origins });
  try {
    const models = await wire(product, origins, { models: MODELS, automationsPerModel: 1 });
    const worker = await product.startWorker();
    const committedAt = new Map<string, number>();
    const perSecond = EVENTS_PER_SECOND[kind];
    const seconds = WARM_UP_EVENTS / perSecond + (isQuick ? 4 : 15);
    const offered = await pace({ perSecond, seconds }, async (index) => {
      const model = models[index % models.length];
      if (model) {
        const event = await commitEvent(product, model);
        committedAt.set(event.id, event.at);
      }
    });
    await untilDrained(product, 60_000);
    await worker.stop();

    const arrivals = await receivers.take();
    const known = { ...receivers, take: async () => arrivals };
    findings.faults.push(
      ...(await findFaults(product, known, offered.begun)).map((fault) => `latency, ${kind}: ${fault}`),
    );
    const waits = spreadOf(await waitsOf(product, committedAt, arrivals));
    const notify = await notificationWaits(context);
    const post = await bareWaits(product, receivers, isQuick ? 2 : 5);

    const line = { bench: "latency", database: kind, unit: "ms" } as const;
    const name = `event committed to request received, ${perSecond} events/s`;
    const asked = kind === "postgres" ? { p50: 10, p99: 50 } : { p50: null, p99: null };
    findings.figures.push(
      { ...line, name: `${name}, p50`, value: waits.p50, raw: [notify.p50, post.p50], target: asked.p50 },
      {
        ...line,
        name: `${name}, p99`,
        value: waits.p99,
        raw: [notify.p99, post.p99],
        target: asked.p99,
        note: `slowest ${waits.max.toFixed(1)} ms; ${(offered.begun / offered.seconds).toFixed(0)} events/s begun`,
      },
    );
  } finally {
    await product.close();
    await receivers.close();
  }
};

/** A request may be read before the commit's acknowledgement has reached us: then it waited less than nothing. */
async function waitsOf(
  { db }: Product,
  committedAt: ReadonlyMap<string, number>,
  arrivals: readonly { id: string; at: number }[],
): Promise<number[]> {
  const stored = await db
    .select({ id: deliveries.id, eventId: deliveries.eventId })
    .from(deliveries)
    .orderBy(deliveries.id);
  const arrivedAt = new Map(arrivals.map(({ id, at }) => [id, at]));
  return stored.slice(WARM_UP_EVENTS).flatMap(({ id, eventId }) => {
    const from = committedAt.get(eventId);
    const to = arrivedAt.get(id);
    return from === undefined || to === undefined ? [] : [to - from];
  });
}

type Waits = { p50: Measured; p99: Measured };

async function bareWaits({ http }: Product, { origins, take }: Receivers, seconds: number): Promise<Waits> {
  const sentAt: number[] = [];
  await pace({ perSecond: BARE_POSTS_PER_SECOND, seconds }, async (index) => {
    sentAt[index] = nowMs();
    const headers = { "content-type": "application/json", "webhook-id": String(index) };
    await http.sendRequest({ url: `${origins[index % origins.length]}/bare`, method: "POST", headers, body: "{}" });
  });
  const waits = (await take()).map(({ id, at }) => at - (sentAt[Number(id)] ?? Number.NaN));
  return waitsNamed("bare POST begun to received", waits.slice(BARE_POSTS_PER_SECOND));
}

/** One notification after the other on an idle connection: what being woken costs at the least. */
async function notificationWaits({ kind, server }: BenchContext): Promise<Waits> {
  const { listen, notify, close } =
    kind === "postgres" ? postgresChannel(server.url("postgres")) : await embeddedChannel();
  let heard = (_at: number) => {};
  await listen(() => heard(nowMs()));
  const waits: number[] = [];
  for (let index = 0; index < NOTIFICATIONS; index += 1) {
    const arrival = new Promise<number>((resolve) => {
      heard = resolve;
    });
    const start = nowMs();
    await notify();
    waits.push((await arrival) - start);
  }
  await close();
  return waitsNamed("bare NOTIFY to LISTEN", waits);
}

function postgresChannel(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return {
    listen: (onHeard: () => void) => sql.listen(CHANNEL, onHeard),
    notify: () => sql.notify(CHANNEL, "1"),
    close: () => sql.end(),
  };
}

async function embeddedChannel() {
  const pglite = await PGlite.create();
  return {
    listen: (onHeard: () => void) => pglite.listen(CHANNEL, onHeard),
    notify: () => pglite.query(`notify ${CHANNEL}, '1'`),
    close: () => pglite.close(),
  };
}

function waitsNamed(name: string, waits: readonly number[]): Waits {
  const { p50, p99 } = spreadOf(waits);
  return {
    p50: { name: `${name}, p50`, value: p50, unit: "ms" },
    p99: { name: `${name}, p99`, value: p99, unit: "ms" },
  };
}
