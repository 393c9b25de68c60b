import { cpus } from "node:os";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { rows } from "@/lib/db/client";
import { nowMs } from "./figures";
import type { Product } from "./product";
import { startProfile, timesText } from "./profile";

/** Under `--profile`, where the server has the module: each statement is planned and run as without it, but counted. */
export const STATEMENT_SETTINGS = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.track_planning": "on",
} as const;

const STATEMENT_LENGTH_MAX = 150;

const statement = z.object({ calls: z.number(), rows: z.number(), ms: z.number(), query: z.string() });
type Statement = z.infer<typeof statement>;

/** Watches this process and its database at work. Answers, once stopped, where the time went as text. */
export async function startWatch(product: Product): Promise<{ stop(title: string): Promise<string> }> {
  const hasStatements = await beginStatements(product);
  const [start, own, all] = [nowMs(), process.cpuUsage(), machineCpuMs()];
  const profile = await startProfile();
  return {
    async stop(title) {
      const text = await profile.stop();
      const wallMs = nowMs() - start;
      const { user, system } = process.cpuUsage(own);
      const statements = hasStatements ? await readStatements(product) : [];
      const executed = statements.reduce((sum, { ms }) => sum + ms, 0);
      return [
        `## ${title}`,
        "",
        `Over ${(wallMs / 1_000).toFixed(1)} s, in cores: this process ${((user + system) / 1_000 / wallMs).toFixed(2)} (user ${(user / 1_000 / wallMs).toFixed(2)}, system ${(system / 1_000 / wallMs).toFixed(2)}); the whole machine ${((machineCpuMs() - all) / wallMs).toFixed(2)} of ${cpus().length}.`,
        "",
        text,
        hasStatements
          ? `Postgres planned and ran statements for ${(executed / wallMs).toFixed(2)} s of each second, over all connections.`
          : "No statements were counted: this database has no pg_stat_statements.",
        "",
        timesText("Statements by planning and running time, as shares of all of it", statements.map(timeOf), executed),
      ].join("\n");
    },
  };
}

async function beginStatements({ kind, db }: Product): Promise<boolean> {
  const query = sql`select current_setting('shared_preload_libraries') like '%pg_stat_statements%' as "isLoaded"`;
  const [found] = await rows(db, z.object({ isLoaded: z.boolean() }), query);
  if (kind !== "postgres" || !found?.isLoaded) {
    return false;
  }
  await db.execute(sql`create extension if not exists pg_stat_statements`);
  await db.execute(sql`select pg_stat_statements_reset()`);
  return true;
}

async function readStatements({ db }: Product): Promise<Statement[]> {
  return rows(
    db,
    statement,
    sql`
      select calls::float8 as calls, rows::float8 as rows, total_plan_time + total_exec_time as ms, query
      from pg_stat_statements
      where calls > 0 and query not like '%pg_stat_statements%' and dbid = (select oid from pg_database where datname = current_database())
      order by total_plan_time + total_exec_time desc`,
  );
}

function timeOf({ calls, rows: count, ms, query }: Statement) {
  const text = query.replace(/\s+/g, " ").trim();
  const shown = text.length > STATEMENT_LENGTH_MAX ? `${text.slice(0, STATEMENT_LENGTH_MAX)} …` : text;
  const each = `${calls.toFixed(0)} calls, ${count.toFixed(0)} rows, ${(ms / calls).toFixed(2)} ms each`;
  return { ms, name: `${each}: ${shown}` };
}

/** What all processes of the machine have spent of its cores. */
function machineCpuMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
