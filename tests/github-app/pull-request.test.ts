import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClients } from "@/github-app/client";
import { isOverExistingFile, openPullRequest } from "@/github-app/pull-request";
import { ok } from "@/lib/core/result";
import { audit } from "@/lib/db/schema";
import { validateRequest } from "../support/github-schema";
import { must } from "../support/must";
import { openSandboxTeam, type SandboxTeam } from "../support/sandbox-team";

const REPOSITORY = "acme/serving";
const FILE = { path: ".github/workflows/new.yml", text: "on: push\njobs: {}\n" };
const OLD = ".github/workflows/old.yml";

let place: SandboxTeam;

beforeAll(async () => {
  place = await openSandboxTeam({ repositories: { [REPOSITORY]: { [OLD]: "on: push\n" } } });
});

afterAll(() => place.close());

test("a file is offered once, from a branch of its own, and shown again when it is asked for again", async () => {
  const opened = must(await offer({}));
  const again = must(await offer({}));

  expect(opened).toMatchObject({ wasOpen: false, url: expect.stringContaining(`/acme/serving/pull/${opened.number}`) });
  expect(again).toEqual({ ...opened, wasOpen: true });
  const written = place.github.requests.filter(({ method }) => method === "PUT" || method === "POST");
  expect(written.filter(({ path }) => path.endsWith("/pulls"))).toHaveLength(1);
  expect(written.filter(({ path }) => path.includes("/contents/"))).toHaveLength(1);
  expect(JSON.stringify(written.find(({ path }) => path.endsWith("/git/refs")))).toContain("refs/heads/modelwire/new-");
});

test("whoever had it opened stands in the audit log, once", async () => {
  const { db } = place.database;

  const [{ count } = { count: 0 }] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(audit)
    .where(sql`${audit.action} = 'github_pull_request.opened'`);

  expect(count).toBe(1);
});

test("a file that is there is not touched without that being said", async () => {
  const file = { path: OLD, text: "on: [push, pull_request]\n" };

  const refused = await offer({ file });

  expect(refused.ok ? null : isOverExistingFile(refused.problem)).toBe(true);
  expect(must(await offer({ file, replaces: true })).wasOpen).toBe(false);
  expect((await offer({ file: { path: OLD, text: "on: push\n" } })).ok).toBe(false);
});

test("what an earlier try left half done is used again", async () => {
  const file = { path: ".github/workflows/half.yml", text: "on: push\n" };
  place.github.fail({ method: "POST", path: /\/pulls$/, takesEffect: true, answer: { status: 502 } });
  place.github.fail({ method: "PUT", path: /\/contents\//, answer: { status: 500 } });

  const tries = [await offer({ file }), await offer({ file }), await offer({ file })];

  expect(tries.map((answer) => answer.ok)).toEqual([false, false, true]);
  expect(tries[2]).toMatchObject({ value: { wasOpen: true } });
});

test("without the permission for workflows it says which one", async () => {
  const granted = place.installation.permissions;
  place.installation.permissions = { metadata: "read", contents: "write", pull_requests: "write" };
  await place.database.db.execute(
    sql`update github_installations set permissions = '{"contents":"write","pull_requests":"write"}'::jsonb`,
  );

  // Others, for those of before have a token of before.
  const clients = createClients({
    hosts: place.hosts,
    version: "test",
    credentials: async () => ok(place.credentials),
  });
  const wish = { repository: REPOSITORY, file: { ...FILE, text: "on: []\n" }, replaces: false };

  const refused = await openPullRequest({ db: place.database.db, clients }, place.member, wish);

  expect(refused).toMatchObject({ ok: false, problem: { message: expect.stringContaining("lacks Workflows: write") } });
  place.installation.permissions = granted;
});

test("a viewer and another team's member open nothing", async () => {
  const viewer = await place.team.scope("viewer");
  const stranger = await (await place.database.team()).scope("admin");
  const before = place.github.requests.length;

  for (const scope of [viewer, stranger]) {
    expect((await openPullRequest(portsOf(), scope, { repository: REPOSITORY, file: FILE, replaces: true })).ok).toBe(
      false,
    );
  }
  expect(place.github.requests.length).toBe(before);
});

test("GitHub's own description has every request that was made", () => {
  const problems = place.github.requests.flatMap(({ method, path, body }) => validateRequest(method, path, body));

  expect(problems).toEqual([]);
});

function offer({ file = FILE, replaces = false }) {
  return openPullRequest(portsOf(), place.member, { repository: REPOSITORY, file, replaces });
}

function portsOf() {
  return { db: place.database.db, clients: place.clients };
}
