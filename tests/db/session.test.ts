import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What outlives a transaction on its connection: behind a pooler the next transaction is on another one. */
const OF_A_SESSION: readonly RegExp[] = [
  /pg_(try_)?advisory_lock(_shared)?\s*\(/i,
  /pg_advisory_unlock/i,
  /\bset\s+session\b/i,
  /\bset\s+(search_path|statement_timeout|lock_timeout|timezone)\b/i,
  /set_config\([^)]*,\s*false\s*\)/i,
  /\bcreate\s+(local\s+|global\s+)?temp(orary)?\s/i,
  /\bon\s+commit\s+(drop|preserve|delete)\b/i,
  /\bwith\s+hold\b/i,
  /`\s*(un)?listen\s/i,
  /`\s*prepare\s/i,
];

const SOURCES = globSync(["lib/**/*.ts", "app/**/*.{ts,tsx}", "drizzle/*.sql"]).filter(
  (path) => path !== "lib/client/schema.d.ts",
);

function asksForSession(text: string): boolean {
  return OF_A_SESSION.some((pattern) => pattern.test(text));
}

/** It listens, and is handed out only where there is a session, as tests/db/migrate.test.ts sees. */
const LISTENER = "lib/db/listen.ts";

test("nothing but the listener asks Postgres for what belongs to a session", () => {
  expect(SOURCES.length).toBeGreaterThan(200);
  expect(SOURCES.filter((path) => asksForSession(readFileSync(path, "utf8")))).toEqual([LISTENER]);
});

test.each([
  "select pg_advisory_lock(1)",
  "select pg_try_advisory_lock(1)",
  "set session characteristics as transaction read only",
  "set search_path to x",
  "select set_config('a', 'b', false)",
  "create temp table x (id int)",
  "declare c cursor with hold for select 1",
  "sql`listen news`",
])("%s would be noticed", (text) => {
  expect(asksForSession(text)).toBe(true);
});
