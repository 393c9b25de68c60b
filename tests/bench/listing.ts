import { sql } from "drizzle-orm";
import * as z from "zod";
import { type DeliverySearch, deliverySearch } from "@/lib/core/delivery";
import { encodeCursor, type Page } from "@/lib/core/page";
import { modelSearch, versionSearch } from "@/lib/core/registry";
import type { Result } from "@/lib/core/result";
import { rows } from "@/lib/db/client";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { listModels } from "@/lib/registry/models/queries";
import { getVersion, listVersions, resolveVersion, searchVersions } from "@/lib/registry/versions/queries";
import { must } from "../support/must";
import type { Bench } from "./bench";
import { spreadOf, timeEach } from "./figures";
import { BIG_MODEL, BIG_MODEL_VERSIONS, DELIVERIES, seed, VERSIONS } from "./listing-seed";
import { openProduct, type Product } from "./product";

/** Returns how many rows it showed, so that a query which finds nothing is not taken for a fast one. */
type Query = { name: string; run: (product: Product) => Promise<number> };

const QUERIES: readonly Query[] = [
  { name: "models, first page", run: models({}) },
  { name: "models, part of a name", run: models({ name: "del-49" }) },
  { name: "models by tag", run: models({ tag: "domain", tagValue: "domain-7" }) },
  { name: "models by alias", run: models({ alias: "production" }) },
  { name: "versions of a model of 50,000, first page", run: versionsOfBig({}) },
  { name: "the same in the middle", run: versionsOfBig({ cursor: encodeCursor([BIG_MODEL_VERSIONS / 2]) }) },
  {
    name: "the same by metadata, auc>=0.999",
    run: versionsOfBig({ metadata: [{ path: "auc", operator: ">=", value: 0.999 }] }),
  },
  { name: "versions of the team, first page", run: versions({}) },
  { name: "versions by alias", run: versions({ alias: "production" }) },
  { name: "versions by tag, 1 in 1,000", run: versions({ tag: "audited", tagValue: "twice" }) },
  { name: "versions by tag, 1 in 10", run: versions({ tag: "audited" }) },
  {
    name: "versions by metadata, one",
    run: versions({ metadata: [{ path: "run", operator: "=", value: "run-77777" }] }),
  },
  {
    name: "versions by metadata, 1 in 50",
    run: versions({ metadata: [{ path: "owner.team", operator: "=", value: "team-7" }] }),
  },
  {
    name: "versions by metadata, 1 in 4",
    run: versions({ metadata: [{ path: "framework", operator: "=", value: "onnx" }] }),
  },
  {
    name: "one version by alias",
    run: async ({ db, scope }) => one(await getVersion(db, scope, BIG_MODEL, "production")),
  },
  {
    name: "resolve model:latest",
    run: async ({ db, scope }) => one(await resolveVersion(db, scope, `${BIG_MODEL}:latest`)),
  },
  { name: "deliveries, first page", run: deliveries({}) },
  { name: "deliveries that gave up", run: deliveries({ state: "gave_up" }) },
  { name: "deliveries of a model", run: deliveries({ model: BIG_MODEL }) },
  { name: "deliveries in the middle", run: fromTheMiddle },
  { name: "one delivery", run: oneDelivery },
];

/** Lists and searches over 100,000 versions and 100,000 deliveries, as pages and API ask for them. */
export const measureListing: Bench = async ({ kind, server, isQuick, findings }) => {
  // One connection, which reports its own scans when asked. Queries that a list sends at once so come one after the other.
  const product = await openProduct(kind, server, { poolMax: 1 });
  try {
    findings.say(`  seeding ${VERSIONS} versions and ${DELIVERIES} deliveries …`);
    await seed(product);
    if (!(await isScanNoticed(product))) {
      findings.faults.push(`listing, ${kind}: a sequential scan would not have been noticed`);
    }
    const runs = isQuick ? 10 : 100;
    const bare = spreadOf(await timeEach(runs, () => product.db.execute(sql`select 1`)));
    const raw = [
      { name: "select 1, p50", value: bare.p50, unit: "ms" },
      { name: "p99", value: bare.p99, unit: "ms" },
    ] as const;

    for (const { name, run } of QUERIES) {
      const shown = await run(product);
      const scansBefore = await readScans(product);
      const times = spreadOf(await timeEach(runs, () => run(product)));
      const scans = (await readScans(product)) - scansBefore;
      if (shown === 0) {
        findings.faults.push(`listing, ${kind}: "${name}" found nothing`);
      }
      findings.figures.push({
        bench: "listing",
        database: kind,
        unit: "ms",
        name: `${name}, p99`,
        value: times.p99,
        raw,
        target: 50,
        note: `p50 ${times.p50.toFixed(2)} ms, ${shown} rows${scans > 0 ? `, ${scans} SEQUENTIAL SCANS` : ""}`,
      });
    }
  } finally {
    await product.close();
  }
};

function models(search: object): Query["run"] {
  return async ({ db, scope }) => shownBy(await listModels(db, scope, modelSearch.parse(search)));
}

function versions(search: object): Query["run"] {
  return async ({ db, scope }) => shownBy(await searchVersions(db, scope, versionSearch.parse(search)));
}

function versionsOfBig(search: object): Query["run"] {
  return async ({ db, scope }) => shownBy(await listVersions(db, scope, BIG_MODEL, versionSearch.parse(search)));
}

function deliveries(search: Partial<DeliverySearch>): Query["run"] {
  return async ({ db, scope }) => shownBy(await listDeliveries(db, scope, deliverySearch.parse(search)));
}

async function fromTheMiddle({ db, scope }: Product): Promise<number> {
  const cursor = encodeCursor([await middleId({ db })]);
  return shownBy(await listDeliveries(db, scope, deliverySearch.parse({ cursor })));
}

async function oneDelivery({ db, scope }: Product): Promise<number> {
  return one(await getDelivery(db, scope, await middleId({ db })));
}

const middles = new WeakMap<Product["db"], string>();

/** Looked up once: to find it takes longer than the list that begins there. */
async function middleId({ db }: Pick<Product, "db">): Promise<string> {
  const known = middles.get(db);
  if (known) {
    return known;
  }
  const query = sql`select id from deliveries order by id offset ${DELIVERIES / 2}::int limit 1`;
  const [middle] = await rows(db, z.object({ id: z.string() }), query);
  middles.set(db, middle?.id ?? "");
  return middle?.id ?? "";
}

/** How often the database has read one of the two large tables from end to end: it counts that itself. */
async function readScans({ db }: Product): Promise<number> {
  await db.execute(sql`select pg_stat_force_next_flush()`);
  const query = sql`
    select coalesce(sum(seq_scan), 0)::int as scans from pg_stat_user_tables where relname in ('versions', 'deliveries')`;
  const [found] = await rows(db, z.object({ scans: z.number() }), query);
  return found?.scans ?? 0;
}

/** No index holds descriptions, so that this must be counted. */
async function isScanNoticed(product: Product): Promise<boolean> {
  const before = await readScans(product);
  await product.db.execute(sql`select count(*) from versions where description = 'nowhere'`);
  return (await readScans(product)) > before;
}

function shownBy(page: Result<Page<unknown>>): number {
  return must(page).items.length;
}

function one(found: Result<unknown>): number {
  must(found);
  return 1;
}
