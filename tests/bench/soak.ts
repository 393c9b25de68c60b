import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import postgres, { type Sql } from "postgres";
import * as z from "zod";
import type { Bench } from "./bench";
import { type Figure, slopeOf } from "./figures";
import { plotSvg } from "./plot";
import { freshPlace } from "./product";
import { type CountingReceivers, startCountingReceivers } from "./receivers";

const DELIVERIES = 1_000_000;
const DELIVERIES_QUICK = 30_000;
const DESTINATIONS = 20;
/** Automations that each event fires. */
const SLOTS = 10;
const SAMPLE_MS = 4_000;
const SAMPLE_MS_QUICK = 500;
/** 20 bytes a delivery: less than anything that could be kept of one. */
const FLAT_MB_PER_100K = 2;
/** A shorter run cannot tell growth from the heap's own coming and going. */
const TELLING_DELIVERIES = 500_000;
const LINES_SHOWN = 10;

const memory = z.object({
  seconds: z.number(),
  delivered: z.number(),
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
});
const message = z.union([memory, z.object({ isOver: z.literal(true) })]);

/** Bytes, and how many deliveries had been sent by then. */
type Sample = z.infer<typeof memory> & { openTable: number; openIndexes: number };

type Memory = "rss" | "heapUsed" | "external";

/** Whether one process of the product grows with what it has sent, and `open_deliveries` with what went through it. */
export const measureSoak: Bench = async ({ kind, server, isQuick, soak, findings }) => {
  if (kind !== "postgres") {
    findings.say("  measured on Postgres alone");
    return;
  }
  const wanted = soak.deliveries ?? (isQuick ? DELIVERIES_QUICK : DELIVERIES);
  const events = Math.ceil(wanted / SLOTS);
  const deliveries = events * SLOTS;
  const place = await freshPlace(kind, server);
  const receivers = await startCountingReceivers({ destinations: DESTINATIONS, deliveries, slots: SLOTS });
  const sql = postgres(place.at, { max: 1, onnotice: () => {} });
  try {
    const { origins } = receivers;
    const wish = { at: place.at, origins, events, slots: SLOTS, sampleMs: isQuick ? SAMPLE_MS_QUICK : SAMPLE_MS };
    const samples = await runProduct(sql, wish);
    const faults = await findFaults(sql, receivers, deliveries);
    findings.faults.push(...faults.map((fault) => `soak, ${kind}: ${fault}`));
    for (const line of linesOf(samples)) {
      findings.say(line);
    }
    findings.figures.push(...figuresOf(samples, deliveries));
    if (soak.plot) {
      writeFileSync(soak.plot, plotOf(samples));
    }
  } finally {
    await sql.end();
    await receivers.close();
    place.remove();
  }
};

/** Runs the product's process to its end. Each of its samples is completed by what the tables take at that moment. */
async function runProduct(sql: Sql, wish: object): Promise<Sample[]> {
  const program = fileURLToPath(new URL("./soak-main.ts", import.meta.url));
  const child = fork(program, [JSON.stringify(wish)]);
  const samples: Promise<Sample>[] = [];
  await new Promise<void>((resolve, reject) => {
    child.on("message", (sent) => {
      const told = message.parse(sent);
      if ("isOver" in told) {
        resolve();
      } else {
        samples.push(readSizes(sql).then((sizes) => ({ ...told, ...sizes })));
      }
    });
    child.once("exit", (code) => reject(new Error(`The product's process ended with ${code}.`)));
  });
  return Promise.all(samples);
}

async function readSizes(sql: Sql): Promise<Pick<Sample, "openTable" | "openIndexes">> {
  const [sizes] = await sql<Pick<Sample, "openTable" | "openIndexes">[]>`
    select pg_table_size('open_deliveries')::float8 as "openTable", pg_indexes_size('open_deliveries')::float8 as "openIndexes"`;
  return sizes ?? { openTable: 0, openIndexes: 0 };
}

/** First what the receivers saw, number by number; then what the database says of the same numbers. */
async function findFaults(sql: Sql, receivers: CountingReceivers, deliveries: number): Promise<string[]> {
  const { times, strangers } = await receivers.count();
  const [stored] = await sql<{ rows: number; numbers: number; open: number; attempts: number; attempted: number }[]>`
    select count(*)::int as rows, count(distinct number) filter (where number between 0 and ${deliveries - 1})::int as numbers,
      (select count(*)::int from open_deliveries) as open,
      (select count(*)::int from attempts) as attempts,
      (select count(distinct delivery_id)::int from attempts where code = 'delivered') as attempted
    from (
      select (body::json ->> 'event')::int * ${SLOTS}::int + (body::json ->> 'slot')::int as number from deliveries
    ) as numbered`;
  const differences: [string, number][] = [
    ["deliveries never received", times.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0)],
    ["deliveries received twice or more", times.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0)],
    ["requests of deliveries that nobody made", strangers],
    ["deliveries missing in the database", deliveries - (stored?.rows ?? 0)],
    ["numbers missing in the database", deliveries - (stored?.numbers ?? 0)],
    ["deliveries not in the state delivered", stored?.open ?? deliveries],
    ["attempts that differ from one for each delivery", deliveries - (stored?.attempts ?? 0)],
    ["deliveries without an attempt that delivered them", deliveries - (stored?.attempted ?? 0)],
  ];
  return differences.filter(([, count]) => count !== 0).map(([what, count]) => `${count} ${what}`);
}

function figuresOf(samples: readonly Sample[], deliveries: number): Figure[] {
  const line = { bench: "soak", database: "postgres", raw: [] } as const;
  const [first, last] = [samples[0], samples.at(-1)];
  const settled = samples.filter(({ delivered }) => delivered >= deliveries / 3);
  const growth = growthOf(settled, "rss");
  const rates = ratesOf(samples);
  const isTelling = deliveries >= TELLING_DELIVERIES;
  const flat = growth <= FLAT_MB_PER_100K ? "flat" : "not flat";
  const rss = samples.map((sample) => sample.rss);
  const open = samples.map(({ openTable, openIndexes }) => openTable + openIndexes);
  return [
    {
      ...line,
      name: `deliveries end to end, ${deliveries.toLocaleString("en")} in one process that also commits their events`,
      value: deliveries / ((last?.seconds ?? 0) - (first?.seconds ?? 0)),
      unit: "/s",
      target: null,
      note: `by tenths: ${rates.map((rate) => rate.toFixed(0)).join(", ")}/s`,
    },
    {
      ...line,
      name: "growth of RSS for every 100,000 deliveries, over the last two thirds",
      value: growth,
      unit: "MB",
      target: isTelling ? FLAT_MB_PER_100K : null,
      note: `${isTelling ? flat : "too short to tell"}; RSS ${mb(first?.rss)} MB at first, ${mb(settled[0]?.rss)} after a third, ${mb(last?.rss)} at the end, ${mb(Math.max(...rss))} at most; heap ${growthOf(settled, "heapUsed").toFixed(2)}, external ${growthOf(settled, "external").toFixed(2)} MB for every 100,000`,
    },
    {
      ...line,
      name: "open_deliveries with its indexes, at its largest",
      value: Math.max(...open) / 2 ** 20,
      unit: "MB",
      target: null,
      note: `${mb(open[0])} MB at first, ${mb(open[Math.floor(open.length / 2)])} halfway, ${mb(open.at(-1))} at the end: table ${mb(last?.openTable)}, indexes ${mb(last?.openIndexes)}`,
    },
  ];
}

function growthOf(samples: readonly Sample[], of: Memory): number {
  return slopeOf(samples.map((sample) => ({ x: sample.delivered / 100_000, y: sample[of] / 2 ** 20 })));
}

/** The rate of each tenth of the way, from the samples that lie nearest to its ends. */
function ratesOf(samples: readonly Sample[]): number[] {
  const marks = tenthsOf(samples);
  return marks.slice(1).map((mark, index) => {
    const before = marks[index] ?? mark;
    return (mark.delivered - before.delivered) / (mark.seconds - before.seconds);
  });
}

function tenthsOf(samples: readonly Sample[]): Sample[] {
  const total = samples.at(-1)?.delivered ?? 0;
  const marks = Array.from({ length: LINES_SHOWN + 1 }, (_, tenth) =>
    samples.find(({ delivered }) => delivered >= (total * tenth) / LINES_SHOWN),
  );
  return [...new Set(marks)].flatMap((mark) => mark ?? []);
}

function linesOf(samples: readonly Sample[]): string[] {
  return tenthsOf(samples).map(
    ({ seconds, delivered, rss, heapUsed, external, openTable, openIndexes }) =>
      `  ${delivered.toLocaleString("en").padStart(9)} delivered after ${seconds.toFixed(0).padStart(4)} s: RSS ${mb(rss)}, heap ${mb(heapUsed)}, external ${mb(external)}; open_deliveries ${mb(openTable)}, its indexes ${mb(openIndexes)} MB`,
  );
}

function plotOf(samples: readonly Sample[]): string {
  const seriesOf = (name: string, of: Memory) => ({
    name,
    points: samples.map((sample) => ({ x: sample.delivered / 1_000, y: sample[of] / 2 ** 20 })),
  });
  return plotSvg({
    title: "Memory of one process, by deliveries sent",
    x: "thousand deliveries",
    y: "MB",
    series: [seriesOf("RSS", "rss"), seriesOf("heap used", "heapUsed"), seriesOf("external", "external")],
  });
}

function mb(bytes = 0): string {
  return (bytes / 2 ** 20).toFixed(bytes < 100 * 2 ** 20 ? 1 : 0);
}
