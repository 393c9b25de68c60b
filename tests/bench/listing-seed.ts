import { sql } from "drizzle-orm";
import { projects } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import type { Product } from "./product";

export const BIG_MODEL = "model-0";
export const BIG_MODEL_VERSIONS = 50_000;
const SMALL_MODELS = 500;
const VERSIONS_PER_SMALL_MODEL = 100;
export const VERSIONS = BIG_MODEL_VERSIONS + SMALL_MODELS * VERSIONS_PER_SMALL_MODEL;
export const DELIVERIES = 100_000;

/** Ids as the product makes them: a UUIDv7, so that the seeded rows sort by their time. */
export function ids(prefix: string, index: string) {
  return sql.raw(`('${prefix}_' || substr(n, 1, 8) || '-' || substr(n, 9, 4) || '-7' || substr(m, 1, 3) || '-8' || substr(m, 4, 3) || '-'
    || substr(m, 7, 12)) from (select lpad(to_hex(1760000000000 + (${index})::bigint * 1000), 12, '0') as n,
    md5('${prefix}' || (${index})::text) as m) as made`);
}

/** 100,000 versions: half in one model, half in five hundred; and as many deliveries. All made by the database itself. */
export async function seed({ db, scope }: Product): Promise<void> {
  const project = newId("project");
  await db.insert(projects).values({ id: project, teamId: scope.teamId, name: "bench" });
  await db.execute(sql`
    insert into models (id, team_id, name, next_number, version_count, latest_number, created_by, created_at, updated_at)
    select (select ${ids("mdl", "i")}), ${scope.teamId}, 'model-' || i, size, size, size - 1, 'bench', at, at
    from generate_series(0, ${SMALL_MODELS}::int) as i
    cross join lateral (select case when i = 0 then ${BIG_MODEL_VERSIONS}::int else ${VERSIONS_PER_SMALL_MODEL}::int end as size,
      now() - make_interval(mins => i) as at) as model`);
  await db.execute(sql`
    create temporary table seeded as
    select i, (select ${ids("ver", "i")}) as id, (select ${ids("art", "i")}) as artifact_id,
      case when i < ${BIG_MODEL_VERSIONS}::int then 'model-0'
        else 'model-' || (1 + (i - ${BIG_MODEL_VERSIONS}::int) / ${VERSIONS_PER_SMALL_MODEL}::int) end as model,
      case when i < ${BIG_MODEL_VERSIONS}::int then i
        else (i - ${BIG_MODEL_VERSIONS}::int) % ${VERSIONS_PER_SMALL_MODEL}::int end as number,
      jsonb_build_object('framework', (array['onnx', 'pytorch', 'sklearn', 'jax'])[1 + i % 4], 'auc', (i % 1000) / 1000.0,
        'run', 'run-' || i, 'owner', jsonb_build_object('team', 'team-' || (i % 50))) as metadata,
      now() - make_interval(secs => ${VERSIONS}::int - i) as at
    from generate_series(0, ${VERSIONS}::int - 1) as i`);
  await seedVersions({ db, scope }, project);
  await seedDeliveries({ db, scope });
  await db.execute(sql`drop table seeded`);
  await db.execute(sql`vacuum analyze`);
}

async function seedVersions({ db, scope }: Pick<Product, "db" | "scope">, project: string): Promise<void> {
  await db.execute(sql`
    insert into artifacts (id, team_id, project_id, name, number, type, state, metadata, reference_uri, digest, actor_kind, actor_name, created_at)
    select artifact_id, ${scope.teamId}, ${project}, model, number, 'model', 'committed', metadata, 's3://bench/' || i,
      md5(i::text), 'system', 'bench', at
    from seeded`);
  await db.execute(sql`
    insert into versions (id, team_id, model_id, number, artifact_id, metadata, actor_kind, actor_name, linked_at)
    select seeded.id, ${scope.teamId}, models.id, number, artifact_id, metadata, 'system', 'bench', at
    from seeded join models on models.name = seeded.model`);
  await db.execute(sql`
    insert into aliases (model_id, name, team_id, version_id, version_number, set_by)
    select model_id, 'production', team_id, id, number, 'bench' from versions where number = 50`);
  await db.execute(sql`
    insert into tags (team_id, model_id, version_id, key, value)
    select team_id, model_id, id, 'audited', case when number % 1000 = 0 then 'twice' else 'once' end
    from versions where number % 10 = 0`);
  await db.execute(sql`
    insert into tags (team_id, model_id, version_id, key, value)
    select team_id, id, null, 'domain', 'domain-' || right(name, 1) from models`);
}

async function seedDeliveries({ db, scope }: Pick<Product, "db" | "scope">): Promise<void> {
  await db.execute(sql`
    insert into deliveries (id, team_id, event_id, event_type, automation_id, automation_name, model_id, version_id,
      version_number, action_type, action, body, schedule, created_at)
    select (select ${ids("dl", "i")}), ${scope.teamId}, (select ${ids("evt", "i")}), 'ADD_ARTIFACT_ALIAS',
      (select ${ids("aut", "i % 100")}), 'automation-' || (i % 100), versions.model_id, versions.id, versions.number,
      'webhook', '{"type": "webhook", "payload": null}', '{"some": "body"}', '{5,30}', at
    from seeded join versions on versions.id = seeded.id
    where i < ${DELIVERIES}::int`);
  await db.execute(sql`
    insert into attempts (id, delivery_id, number, tries, code, status, started_at, duration_ms)
    select 'att_' || substr(id, 4), id, 1, 1, 'delivered', 200, created_at, 12 from deliveries`);
  await db.execute(sql`
    insert into open_deliveries (delivery_id, team_id, automation_id, destination, state, tries, attempt_count, finished_at)
    select (select ${ids("dl", "i")}), ${scope.teamId}, (select ${ids("aut", "i % 100")}), 'whk_bench', 'gave_up', 1, 1, at
    from seeded where i < ${DELIVERIES}::int and i % 500 = 0`);
}
