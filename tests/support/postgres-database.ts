import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { askDesk } from "./run-desk";

/** What a database begins with. Prepared once a run and copied, which is far cheaper than migrating each time. */
export type Template = {
  name: string;
  prepare: (url: string) => Promise<void>;
};

// Any fixed number: it keeps two files from preparing or copying a template at once.
const TEMPLATE_LOCK = 7_238_114;

/** Makes a database of the caller's own on the run's Postgres, empty or as `template` prepares it, and says its address. */
export async function freshPostgresDatabase(template?: Template): Promise<string> {
  const serverUrl = await runServerUrl();
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  const name = `test_${randomBytes(8).toString("hex")}`;
  try {
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    await (template ? copyTemplate(sql, serverUrl, template, name) : sql`create database ${sql(name)}`);
  } finally {
    await sql.end();
  }
  return databaseUrl(serverUrl, name);
}

async function copyTemplate(sql: Sql, serverUrl: string, template: Template, name: string): Promise<void> {
  const templateName = `template_${template.name}`;
  const [existing] = await sql`select 1 from pg_database where datname = ${templateName}`;
  if (!existing) {
    await prepareTemplate(sql, serverUrl, template, templateName);
  }
  await sql`create database ${sql(name)} template ${sql(templateName)}`;
}

/** Renamed when ready: a preparation that fails half-way is never taken for a template. */
async function prepareTemplate(sql: Sql, serverUrl: string, template: Template, templateName: string): Promise<void> {
  const draft = `${templateName}_draft`;
  await sql`drop database if exists ${sql(draft)} with (force)`;
  await sql`create database ${sql(draft)}`;
  await template.prepare(databaseUrl(serverUrl, draft));
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${draft}`;
  await sql`alter database ${sql(draft)} rename to ${sql(templateName)}`;
}

/** The address of the same database behind the run's pooler, which keeps no session. */
export async function pooledUrl(directUrl: string): Promise<string> {
  const url = new URL(await askDesk("/pooler"));
  url.pathname = new URL(directUrl).pathname;
  return url.href;
}

function runServerUrl(): Promise<string> {
  return askDesk("/");
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
