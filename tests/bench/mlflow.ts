import { sql } from "drizzle-orm";
import { Pool } from "undici";
import * as z from "zod";
import { projects } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import type { Bench } from "./bench";
import { type Measured, spreadOf, timeEach } from "./figures";
import { ids } from "./listing-seed";
import { freshPlace, openProductAt, type Place, type Product } from "./product";
import { type RestServer, startServerAt, TEAM } from "./rest-server";

const MODELS = 10_000;
const TARGET_MS = 15;
const WARM_UP_RUNS = 20;
/** What every client appends to the filter of a search of models. */
const NO_PROMPTS = "tag.`mlflow.prompt.is_prompt` != 'true'";
const TWO_TAGS = "tags.team = 'team-3' AND tags.task = 'task-2'";

type Query = { name: string; path: string; finds: number; targetMs: number | null };

const QUERIES: readonly Query[] = [
  { name: "search 100, two tag clauses", path: modelSearch(TWO_TAGS, 100), finds: 100, targetMs: TARGET_MS },
  { name: "search 100", path: modelSearch("", 100), finds: 100, targetMs: null },
  { name: "name LIKE '%0042%'", path: modelSearch("name LIKE '%0042%'", 100), finds: 11, targetMs: null },
  { name: "search 1,000", path: modelSearch("", 1_000), finds: 1_000, targetMs: null },
  { name: "100 versions by a tag", path: versionSearch("tags.audited = 'yes'", 100), finds: 100, targetMs: null },
];

const found = z.object({
  registered_models: z.array(z.object({ name: z.string() })).optional(),
  model_versions: z.array(z.object({ name: z.string() })).optional(),
});

/** MLflow's searches over 10,000 models, as its clients ask for them: over HTTP, one call after another, with a token. */
export const measureMlflow: Bench = async ({ kind, server, isQuick, findings }) => {
  const place = await freshPlace(kind, server);
  const runs = isQuick ? 20 : 200;
  findings.say(`  seeding ${MODELS} models …`);
  const bare = await seedAt(place, runs);

  const mlflow = await startServerAt(place, { MODELWIRE_WORKER: "off" });
  const pool = new Pool(mlflow.origin, { connections: 1 });
  try {
    const unknown = spreadOf(await timeEach(runs, () => ask(pool, mlflow, "/api/2.0/mlflow/nowhere")));
    const raw = [bare, { name: "the same server's answer to an unknown address, p50", value: unknown.p50, unit: "ms" }];
    for (const { name, path, finds, targetMs } of QUERIES) {
      await timeEach(WARM_UP_RUNS, () => ask(pool, mlflow, path));
      const times = spreadOf(await timeEach(runs, () => ask(pool, mlflow, path)));
      const body = found.parse(JSON.parse(await ask(pool, mlflow, path)));
      const count = (body.registered_models ?? body.model_versions ?? []).length;
      if (count !== finds) {
        findings.faults.push(`mlflow, ${kind}: "${name}" found ${count} instead of ${finds}`);
      }
      findings.figures.push({
        bench: "mlflow",
        database: kind,
        name: `${name} of ${MODELS} models, p50`,
        value: times.p50,
        unit: "ms",
        target: targetMs,
        raw: raw as Measured[],
        note: `p99 ${times.p99.toFixed(1)} ms; served by ${mlflow.servedBy}`,
      });
    }
  } finally {
    await pool.close();
    await mlflow.close();
    place.remove();
  }
};

function modelSearch(filter: string, count: number): string {
  const whole = filter === "" ? NO_PROMPTS : `${filter} AND ${NO_PROMPTS}`;
  return `/mlflow/${TEAM}/api/2.0/mlflow/registered-models/search?${new URLSearchParams({ filter: whole, max_results: String(count) })}`;
}

function versionSearch(filter: string, count: number): string {
  return `/mlflow/${TEAM}/api/2.0/mlflow/model-versions/search?${new URLSearchParams({ filter, max_results: String(count) })}`;
}

async function ask(pool: Pool, { token }: RestServer, path: string): Promise<string> {
  const response = await pool.request({ path, method: "GET", headers: { authorization: `Bearer ${token}` } });
  return response.body.text();
}

/** Fills the database and leaves it, for the embedded one takes one process at a time; answers its bare round trip. */
async function seedAt(place: Place, runs: number): Promise<Measured> {
  const product = await openProductAt({ ...place, remove: () => undefined }, { poolMax: 1 });
  await seed(product);
  const bare = spreadOf(await timeEach(runs, () => product.db.execute(sql`select 1`)));
  await product.close();
  return { name: "select 1, p50", value: bare.p50, unit: "ms" };
}

/** Each model has a version and two tags, of ten and of five values; one version in ten is tagged and aliased. */
async function seed({ db, scope }: Product): Promise<void> {
  const project = newId("project");
  await db.insert(projects).values({ id: project, teamId: scope.teamId, name: "bench" });
  await db.execute(sql`
    insert into models (id, team_id, name, first_number, next_number, version_count, latest_number, created_by)
    select (select ${ids("mdl", "i")}), ${scope.teamId}, 'model-' || lpad(i::text, 5, '0'), 1, 2, 1, 1, 'bench'
    from generate_series(0, ${MODELS}::int - 1) as i`);
  await db.execute(sql`
    insert into artifacts (id, team_id, project_id, name, number, type, state, reference_uri, digest, actor_kind, actor_name)
    select (select ${ids("art", "i")}), ${scope.teamId}, ${project}, 'model-' || i, 0, 'model', 'committed',
      's3://bench/' || i, md5(i::text), 'system', 'bench'
    from generate_series(0, ${MODELS}::int - 1) as i`);
  await db.execute(sql`
    insert into versions (id, team_id, model_id, number, artifact_id, run_id, actor_kind, actor_name)
    select (select ${ids("ver", "i")}), ${scope.teamId}, (select ${ids("mdl", "i")}), 1, (select ${ids("art", "i")}),
      md5(i::text), 'system', 'bench'
    from generate_series(0, ${MODELS}::int - 1) as i`);
  await db.execute(sql`
    insert into tags (team_id, model_id, version_id, key, value)
    select ${scope.teamId}, (select ${ids("mdl", "i")}), null, key, value
    from generate_series(0, ${MODELS}::int - 1) as i
    cross join lateral (values ('team', 'team-' || i % 10), ('task', 'task-' || i / 10 % 5)) as tag (key, value)`);
  await db.execute(sql`
    insert into tags (team_id, model_id, version_id, key, value)
    select team_id, model_id, id, 'audited', 'yes' from versions where right(id, 1) in ('0', '1')`);
  await db.execute(sql`
    insert into aliases (model_id, name, team_id, version_id, version_number, set_by)
    select model_id, 'champion', team_id, id, number, 'bench' from versions where right(id, 1) = '0'`);
  await db.execute(sql`vacuum analyze`);
}
