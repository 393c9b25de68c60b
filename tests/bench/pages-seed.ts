import { type SQL, sql } from "drizzle-orm";
import { projects } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import type { Product } from "./product";

export type PagesSize = { models: number; versions: number; deliveries: number };

/** What a page of the bench is about: a model with many versions, and a version with many events. */
export const BUSY_MODEL = "model-0";
export const AUTOMATIONS = 60;

const WEBHOOKS = 8;
const DELIVERIES_PER_EVENT = 4;
/** Deliveries lie over so many days, a third of them in the last one, as after a busy release. */
const DAYS = 30;

/** Ids as the product makes them: a UUIDv7 of the given moment, so that the seeded rows sort by their time. */
function idOf(prefix: string, at: string, salt: string): SQL {
  return sql.raw(`(select '${prefix}_' || substr(n, 1, 8) || '-' || substr(n, 9, 4) || '-7' || substr(m, 1, 3) || '-8' || substr(m, 4, 3) || '-'
    || substr(m, 7, 12) from (select lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') as n,
    md5('${prefix}' || (${salt})::text) as m) as made)`);
}

/**
 * A team after a busy month: models with versions, aliases, tags and evaluations, automations over a few webhooks, and
 * deliveries of which most went well, some gave up, some wait and a few need a person. All made by the database itself.
 */
export async function seedPages({ db, scope }: Product, size: PagesSize): Promise<void> {
  await seedRegistry({ db, scope }, size);
  await seedAutomations({ db, scope });
  await seedEvents({ db, scope }, Math.ceil(size.deliveries / DELIVERIES_PER_EVENT));
  await seedDeliveries({ db, scope });
  await db.execute(sql`vacuum analyze`);
}

type Place = Pick<Product, "db" | "scope">;

/** Half of the versions lie in a twentieth of the models. */
async function seedRegistry({ db, scope }: Place, { models, versions }: PagesSize): Promise<void> {
  const project = newId("project");
  const busy = Math.max(1, Math.floor(models / 20));
  await db.insert(projects).values({ id: project, teamId: scope.teamId, name: "bench" });
  await db.execute(sql`
    insert into models (id, team_id, name, description, created_by, created_at, updated_at)
    select ${idOf("mdl", "at", "i")}, ${scope.teamId}, 'model-' || i, 'What model ' || i || ' is for.', 'bench', at, at
    from (select i, now() - make_interval(mins => i) as at from generate_series(0, ${models - 1}::int) as i) as made`);
  await db.execute(sql`
    create table seeded_versions as
    select i, at, model, row_number() over (partition by model order by i) - 1 as number,
      ${idOf("ver", "at", "i")} as id, ${idOf("art", "at", "i")} as artifact_id,
      jsonb_build_object('framework', (array['onnx', 'pytorch', 'sklearn'])[1 + i % 3], 'auc', 0.7 + (i % 300) / 1000.0,
        'run', 'run-' || i) as metadata
    from (
      select i, 'model-' || (case when i % 2 = 0 then (i / 2) % ${busy}::int else (i / 2) % ${models}::int end) as model,
        now() - make_interval(secs => (${versions}::int - i) * 20) as at
      from generate_series(0, ${versions - 1}::int) as i
    ) as made`);
  await db.execute(sql`
    insert into artifacts (id, team_id, project_id, name, number, type, state, metadata, reference_uri, digest, actor_kind, actor_name, created_at)
    select artifact_id, ${scope.teamId}, ${project}, model, number, 'model', 'committed', metadata, 's3://bench/' || i,
      md5(i::text), 'system', 'bench', at from seeded_versions`);
  await db.execute(sql`
    insert into versions (id, team_id, model_id, number, artifact_id, metadata, actor_kind, actor_name, linked_at)
    select seeded.id, ${scope.teamId}, models.id, number, artifact_id, metadata, 'system', 'bench', at
    from seeded_versions as seeded join models on models.name = seeded.model`);
  await db.execute(sql`
    update models set next_number = counted.size, version_count = counted.size, latest_number = counted.size - 1
    from (select model_id, count(*)::int as size from versions group by 1) as counted where counted.model_id = models.id`);
  await db.execute(sql`
    insert into aliases (model_id, name, team_id, version_id, version_number, set_by)
    select versions.model_id, alias.name, versions.team_id, versions.id, versions.number, 'bench'
    from versions join models on models.id = versions.model_id
    cross join (values ('production', 2), ('staging', 1)) as alias (name, back)
    where versions.number = greatest(0, models.latest_number - alias.back)`);
  await db.execute(sql`
    insert into protected_aliases (team_id, name, created_by) values (${scope.teamId}, 'production', 'bench')`);
  await db.execute(sql`
    insert into tags (team_id, model_id, version_id, key, value)
    select team_id, id, null, 'domain', 'domain-' || right(name, 1) from models`);
  await db.execute(sql`
    insert into evaluations (id, team_id, model_id, version_id, name, metrics, checks, actor_kind, actor_name, recorded_at)
    select ${idOf("eval", "linked_at", "versions.id")}, team_id, model_id, id, 'holdout',
      jsonb_build_object('auc', 0.7 + (number % 300) / 1000.0, 'latency_ms', 40 + number % 30), '{"schema": true}',
      'system', 'bench', linked_at
    from versions`);
}

async function seedAutomations({ db, scope }: Place): Promise<void> {
  await db.execute(sql`
    insert into webhooks (id, team_id, name, preset, url_sealed, url_key_id, url_shown, is_url_secret, retry_schedule, created_by)
    select ${idOf("whk", "now()", "i")}, ${scope.teamId}, 'webhook-' || i, 'generic', 'v1.none', 'none',
      'https://hooks.bench.example/' || i, false, '{5,300,1800,7200,18000,36000,50400,72000,86400}', 'bench'
    from generate_series(0, ${WEBHOOKS - 1}::int) as i`);
  await db.execute(sql`
    insert into automations (id, team_id, name, model_id, event_type, filter, match_key, action_type, action, webhook_id, secret_names, created_by)
    select ${idOf("aut", "now()", "i")}, ${scope.teamId}, 'automation-' || i, null, 'ADD_ARTIFACT_ALIAS',
      '{"alias": {"equals": "production"}, "tag": null, "conditions": []}', 'production', 'webhook',
      json_build_object('type', 'webhook', 'webhookId', webhooks.id, 'payload', json_build_object('text', 'x')), webhooks.id, '{}', 'bench'
    from generate_series(0, ${AUTOMATIONS - 1}::int) as i
    join webhooks on webhooks.name = 'webhook-' || (i % ${WEBHOOKS}::int)`);
}

/** Moves of `production`: a third of them in the last day, and the first models have most. */
async function seedEvents({ db, scope }: Place, events: number): Promise<void> {
  const team = JSON.stringify({ id: scope.teamId, name: scope.teamName });
  await db.execute(sql`
    create table seeded_events as
    select i, at, ${idOf("evt", "at", "i")} as id, versions.id as version_id, versions.number, versions.model_id,
      models.name as model_name, versions.artifact_id, versions.metadata
    from (
      select i, now() - case when i % 3 = 0 then interval '1 day' else make_interval(days => ${DAYS}::int) end
        * (1 - i / ${events}::float8) as at,
        'model-' || floor(power((i * 7919 % 1000) / 1000.0, 2) * (select count(*) from models))::int as model
      from generate_series(0, ${events - 1}::int) as i
    ) as made
    join models on models.name = made.model
    join versions on versions.model_id = models.id and versions.number = made.i % least(models.version_count, 200)`);
  await db.execute(sql`
    insert into events (id, team_id, type, model_id, version_id, alias, event, actor_kind, actor_name, occurred_at)
    select id, ${scope.teamId}, 'ADD_ARTIFACT_ALIAS', model_id, version_id, 'production', jsonb_build_object(
      'id', id, 'type', 'ADD_ARTIFACT_ALIAS', 'occurredAt', to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'team', ${team}::jsonb, 'actor', '{"kind": "system", "id": null, "name": "bench"}'::jsonb,
      'model', jsonb_build_object('id', model_id, 'name', model_name),
      'version', jsonb_build_object('id', version_id, 'number', number, 'description', '', 'metadata', metadata,
        'referenceUri', null, 'artifact', jsonb_build_object('id', artifact_id, 'project', 'bench', 'name', model_name,
        'number', number, 'type', 'model', 'digest', md5(number::text))),
      'alias', 'production', 'tag', null, 'evaluation', null, 'failure', null, 'causeDeliveryId', null,
      'previousVersion', null), 'system', 'bench', at
    from seeded_events`);
  await db.execute(sql`
    insert into alias_moves (id, team_id, model_id, alias, from_number, to_number, event_id, actor_kind, actor_name, moved_at)
    select ${idOf("mov", "at", "i")}, ${scope.teamId}, model_id, 'production', null, number, id, 'system', 'bench', at
    from seeded_events`);
}

/** Of a thousand: 15 gave up, one is unknown, two wait for a retry, three for a first try, one was stopped. */
async function seedDeliveries({ db, scope }: Place): Promise<void> {
  await db.execute(sql`
    create table seeded as
    select event.*, n, event.i * ${DELIVERIES_PER_EVENT}::int + n as place, ${idOf("dl", "at", "i * 4 + n")} as delivery_id,
      automations.id as automation_id, automations.name as automation, automations.webhook_id, automations.action,
      case (event.i * ${DELIVERIES_PER_EVENT}::int + n) % 1000 when 7 then 'unknown' when 107 then 'retrying' when 207 then 'retrying'
        when 301 then 'pending' when 302 then 'pending' when 303 then 'pending' when 407 then 'stopped'
        else case when (event.i * ${DELIVERIES_PER_EVENT}::int + n) % 1000 between 500 and 514 then 'gave_up' end end as state
    from seeded_events as event cross join generate_series(0, ${DELIVERIES_PER_EVENT - 1}::int) as n
    join automations on automations.name = 'automation-' || ((event.i + n) % ${AUTOMATIONS}::int)`);
  await db.execute(sql`
    insert into deliveries (id, team_id, event_id, event_type, automation_id, automation_name, model_id, version_id,
      version_number, action_type, action, webhook_id, body, schedule, created_at)
    select delivery_id, ${scope.teamId}, id, 'ADD_ARTIFACT_ALIAS', automation_id, automation, model_id, version_id, number,
      'webhook', action, webhook_id, '{"text": "production of ' || model_name || '"}', '{5,300,1800,7200,18000,36000,50400,72000,86400}', at
    from seeded`);
  await db.execute(sql`
    insert into attempts (id, delivery_id, number, tries, code, status, started_at, duration_ms)
    select 'att_' || substr(delivery_id, 4), delivery_id, 1, 1, case when state is null then 'delivered' else 'http_status' end,
      case when state is null then 200 else 503 end, at + interval '5 milliseconds', 12
    from seeded where state is distinct from 'pending'`);
  await db.execute(sql`
    insert into open_deliveries (delivery_id, team_id, automation_id, destination, state, tries, attempt_count, due_at, finished_at)
    select delivery_id, ${scope.teamId}, automation_id, webhook_id, state, 1, 1,
      case when state in ('pending', 'retrying') then now() + interval '2 hours' end,
      case when state in ('gave_up', 'unknown', 'stopped') then at end
    from seeded where state is not null`);
  await db.execute(sql`drop table seeded, seeded_events, seeded_versions`);
}
