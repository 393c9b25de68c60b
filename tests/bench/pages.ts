import { sql } from "drizzle-orm";
import * as z from "zod";
import { openSession } from "@/lib/auth/session";
import { deliverySearch } from "@/lib/core/delivery";
import { modelSearch } from "@/lib/core/registry";
import { inTransaction, rows } from "@/lib/db/client";
import { memberships, users } from "@/lib/db/schema";
import { listDeliveries } from "@/lib/deliveries/queries";
import { newId } from "@/lib/platform/id";
import { listModels } from "@/lib/registry/models/queries";
import { must } from "../support/must";
import type { Bench } from "./bench";
import { type Measured, spreadOf, timeEach } from "./figures";
import { BUSY_MODEL, type PagesSize, seedPages } from "./pages-seed";
import { freshPlace, openProductAt, type Product } from "./product";
import { isBuilt, startServerAt, TEAM } from "./rest-server";

const FULL: PagesSize = { models: 200, versions: 100_000, deliveries: 1_000_000 };
const QUICK: PagesSize = { models: 50, versions: 2_000, deliveries: 20_000 };
const TARGET_MS = 200;
const WARM_UP_RUNS = 3;

type SitePage = { name: string; path: string; shows: string };

/**
 * Pages as a browser asks for them, from a session in the database, one after another, until their last byte: of a team
 * with 100,000 versions and a million deliveries. On Postgres alone: PGlite is not meant for as much.
 */
export const measurePages: Bench = async ({ kind, server, isQuick, findings }) => {
  if (kind === "embedded" || !isBuilt()) {
    findings.say(
      kind === "embedded" ? "  not measured there." : "  not measured: there is no build. Run npm run build.",
    );
    return;
  }
  const size = isQuick ? QUICK : FULL;
  const place = await freshPlace(kind, server);
  const product = await openProductAt(place);
  findings.say(`  seeding ${size.versions} versions and ${size.deliveries} deliveries …`);
  await seedPages(product, size);
  const cookie = `modelwire_session=${await signIn(product)}`;
  const runs = isQuick ? 10 : 100;
  const pages = await pagesOf(product);
  const queries = await bareQueries(product, runs);

  // Nothing is sent: the seeded webhooks lead nowhere, and a page costs the same beside a worker of another process.
  const site = await startServerAt(place, { MODELWIRE_WORKER: "off" });
  try {
    const raw = [await bareAnswer(site.origin, runs), ...queries];
    for (const page of pages) {
      await timeEach(WARM_UP_RUNS, () => ask(site.origin, cookie, page));
      const cpuBefore = site.cpuMs();
      const times = spreadOf(await timeEach(runs, () => ask(site.origin, cookie, page)));
      const cpuMs = (site.cpuMs() - cpuBefore) / runs;
      findings.figures.push({
        bench: "pages",
        database: kind,
        name: `${page.name}, p99`,
        value: times.p99,
        unit: "ms",
        target: TARGET_MS,
        raw,
        note: `p50 ${times.p50.toFixed(1)} ms, of which ${cpuMs.toFixed(0)} ms of the server's CPU on average; ${size.versions} versions, ${size.deliveries} deliveries`,
      });
    }
  } finally {
    await site.close();
    await product.close();
  }
};

/** A member of the team, with a session as every sign-in makes one. */
async function signIn({ db, scope }: Product): Promise<string> {
  const userId = newId("user");
  await db.insert(users).values({ id: userId, name: "reader" });
  await db.insert(memberships).values({ teamId: scope.teamId, userId, role: "member" });
  return inTransaction(db, (tx) => openSession(tx, userId, { device: "bench", days: 1 }));
}

async function pagesOf({ db }: Product): Promise<SitePage[]> {
  const [found] = await rows(
    db,
    z.object({ delivery: z.string(), failed: z.string(), automation: z.string(), version: z.string() }),
    sql`select
      (select id from deliveries order by id desc limit 1) as delivery,
      (select delivery_id from open_deliveries where state = 'gave_up' order by delivery_id limit 1) as failed,
      (select id from automations order by id limit 1) as automation,
      (select 'v' || version_number from aliases join models on models.id = aliases.model_id
        where models.name = ${BUSY_MODEL} and aliases.name = 'production') as version`,
  );
  const { delivery, failed, automation, version } = found ?? { delivery: "", failed: "", automation: "", version: "" };
  const team = `/${TEAM}`;
  return [
    { name: "models", path: `${team}/models`, shows: BUSY_MODEL },
    { name: "model", path: `${team}/models/${BUSY_MODEL}`, shows: BUSY_MODEL },
    { name: "version with many events", path: `${team}/models/${BUSY_MODEL}/versions/v0`, shows: "production" },
    { name: "version that production is", path: `${team}/models/${BUSY_MODEL}/versions/${version}`, shows: BUSY_MODEL },
    { name: "automations", path: `${team}/automations`, shows: "automation-59" },
    { name: "automation", path: `${team}/automations/${automation}`, shows: "automation-" },
    { name: "deliveries", path: `${team}/deliveries`, shows: "automation-" },
    { name: "deliveries that gave up", path: `${team}/deliveries?state=gave_up`, shows: "Gave up" },
    { name: "deliveries that wait", path: `${team}/deliveries?state=pending`, shows: "Pending" },
    { name: "deliveries of an automation", path: `${team}/deliveries?automation=automation-7`, shows: "automation-7" },
    { name: "deliveries of a webhook", path: `${team}/deliveries?webhook=webhook-3`, shows: "automation-" },
    { name: "deliveries of a model", path: `${team}/deliveries?model=${BUSY_MODEL}`, shows: BUSY_MODEL },
    { name: "delivery", path: `${team}/deliveries/${delivery}`, shows: delivery },
    { name: "delivery that gave up", path: `${team}/deliveries/${failed}?state=gave_up`, shows: failed },
  ];
}

async function ask(origin: string, cookie: string, { path, shows }: SitePage): Promise<void> {
  const response = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: "manual" });
  const text = await response.text();
  if (response.status !== 200 || !text.includes(shows)) {
    throw new Error(`${path} answered ${response.status} without ${shows}: ${text.slice(0, 300)}`);
  }
}

/** A page that asks the database nothing. */
async function bareAnswer(origin: string, runs: number): Promise<Measured> {
  const page: SitePage = { name: "sign-in", path: "/sign-in", shows: "Sign in" };
  await timeEach(WARM_UP_RUNS, () => ask(origin, "", page));
  return {
    name: "the sign-in page, p50",
    value: spreadOf(await timeEach(runs, () => ask(origin, "", page))).p50,
    unit: "ms",
  };
}

async function bareQueries({ db, scope }: Product, runs: number): Promise<Measured[]> {
  const models = () => listModels(db, scope, modelSearch.parse({}));
  const deliveries = () => listDeliveries(db, scope, deliverySearch.parse({}));
  must(await models());
  must(await deliveries());
  return [
    { name: "the list of models alone", value: spreadOf(await timeEach(runs, models)).p50, unit: "ms" },
    { name: "the list of deliveries alone", value: spreadOf(await timeEach(runs, deliveries)).p50, unit: "ms" },
  ];
}
