import { globSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CruiseResult, cruise, foreignActions, ROOT, ruleNames, violationsOf } from "./cruise";
import { fellTree, plantTree } from "./planted-tree";

const CRUISE_TIMEOUT_MS = 120_000;

/** One breach of every rule. `to` is where dependency-cruiser must see the arrow land. */
const BREACHES = [
  { rule: "core-is-pure", path: "lib/core/names.ts", imports: "node:crypto", to: "crypto" },
  { rule: "core-is-pure", path: "lib/core/event.ts", imports: "re2js", to: "node_modules/re2js/index.js" },
  { rule: "core-address-is-pure", path: "lib/core/address.ts", imports: "re2js", to: "node_modules/re2js/index.js" },
  { rule: "core-filter-is-pure", path: "lib/core/filter.ts", imports: "@/lib/db/client", to: "lib/db/client.ts" },
  { rule: "platform-looks-down", path: "lib/platform/env.ts", imports: "@/lib/db/client", to: "lib/db/client.ts" },
  { rule: "db-looks-down", path: "lib/db/seed.ts", imports: "@/lib/audit/append", to: "lib/audit/append.ts" },
  { rule: "outbox-looks-down", path: "lib/outbox/match.ts", imports: "@/lib/audit/append", to: "lib/audit/append.ts" },
  {
    rule: "audit-looks-down",
    path: "lib/audit/queries.ts",
    imports: "@/lib/outbox/enqueue",
    to: "lib/outbox/enqueue.ts",
  },
  { rule: "events-looks-down", path: "lib/events/append.ts", imports: "@/lib/auth/scope", to: "lib/auth/scope.ts" },
  { rule: "auth-looks-down", path: "lib/auth/tokens.ts", imports: "@/lib/teams/queries", to: "lib/teams/queries.ts" },
  { rule: "teams-looks-down", path: "lib/teams/x.ts", imports: "@/lib/registry/models", to: "lib/registry/models.ts" },
  { rule: "registry-looks-down", path: "lib/registry/x.ts", imports: "@/lib/secrets/x", to: "lib/secrets/x.ts" },
  { rule: "secrets-looks-down", path: "lib/secrets/y.ts", imports: "@/lib/webhooks/x", to: "lib/webhooks/x.ts" },
  { rule: "webhooks-looks-down", path: "lib/webhooks/y.ts", imports: "@/lib/github/x", to: "lib/github/x.ts" },
  { rule: "github-looks-down", path: "lib/github/y.ts", imports: "@/lib/launch/x", to: "lib/launch/x.ts" },
  { rule: "launch-looks-down", path: "lib/launch/y.ts", imports: "@/lib/deliveries/x", to: "lib/deliveries/x.ts" },
  {
    rule: "automations-looks-down",
    path: "lib/automations/y.ts",
    imports: "@/lib/deliveries/x",
    to: "lib/deliveries/x.ts",
  },
  {
    rule: "deliveries-looks-down",
    path: "lib/deliveries/y.ts",
    imports: "@/lib/automations/x",
    to: "lib/automations/x.ts",
  },
  { rule: "worker-looks-down", path: "lib/worker/turn.ts", imports: "@/lib/rest/x", to: "lib/rest/x.ts" },
  { rule: "rest-looks-down", path: "lib/rest/y.ts", imports: "@/lib/mlflow/x", to: "lib/mlflow/x.ts" },
  { rule: "mlflow-looks-down", path: "lib/mlflow/y.ts", imports: "@/lib/worker/x", to: "lib/worker/x.ts" },
  { rule: "client-looks-down", path: "lib/client/y.ts", imports: "@/lib/platform/id", to: "lib/platform/id.ts" },
  { rule: "cli-looks-down", path: "lib/cli/main.ts", imports: "@/lib/db/client", to: "lib/db/client.ts" },
  { rule: "agent-looks-down", path: "lib/agent/main.ts", imports: "@/lib/cli/x", to: "lib/cli/x.ts" },
  { rule: "lib-knows-no-edge", path: "lib/rest/a.ts", imports: "@/app/_server/ports", to: "app/_server/ports.ts" },
  { rule: "lib-knows-no-edge", path: "lib/rest/b.ts", imports: "@/github-app/receive", to: "github-app/receive.ts" },
  { rule: "lib-knows-no-edge", path: "lib/rest/c.ts", imports: "next/headers", to: "next/headers" },
  { rule: "lib-knows-no-edge", path: "lib/rest/d.ts", imports: "type react", to: "node_modules/react/index.js" },
  {
    rule: "lib-knows-no-edge",
    path: "lib/rest/e.ts",
    imports: "@octokit/core",
    to: "node_modules/@octokit/core/index.js",
  },
  { rule: "github-app-knows-no-app", path: "github-app/setup.ts", imports: "@/app/_server/x", to: "app/_server/x.ts" },
  {
    rule: "only-github-app-speaks-octokit",
    path: "app/x/page.tsx",
    imports: "probot",
    to: "node_modules/probot/index.js",
  },
  {
    rule: "next-auth-has-one-door",
    path: "app/y/page.tsx",
    imports: "next-auth",
    to: "node_modules/next-auth/index.js",
  },
  {
    rule: "edges-hold-no-sql",
    path: "app/z/page.tsx",
    imports: "@/lib/db/schema/models",
    to: "lib/db/schema/models.ts",
  },
  { rule: "edges-hold-no-sql", path: "app/z/actions.ts", imports: "@/lib/db/client", to: "lib/db/client.ts" },
  {
    rule: "github-app-holds-no-sql",
    path: "github-app/outcome.ts",
    imports: "drizzle-orm",
    to: "node_modules/drizzle-orm/index.js",
  },
  {
    rule: "composition-root-opens-the-database-only",
    path: "app/_server/actor.ts",
    imports: "@/lib/db/schema/models",
    to: "lib/db/schema/models.ts",
  },
  {
    rule: "only-platform-speaks-opentelemetry",
    path: "lib/rest/h.ts",
    imports: "@opentelemetry/api",
    to: "node_modules/@opentelemetry/api/index.js",
  },
  { rule: "server-knows-no-stranger", path: "app/w/page.tsx", imports: "@/lib/client/x", to: "lib/client/x.ts" },
  { rule: "product-knows-no-test", path: "lib/worker/loop.ts", imports: "@/tests/support/x", to: "tests/support/x.ts" },
  {
    rule: "browser-code-is-a-leaf",
    path: "app/v/a.client.tsx",
    imports: "@/lib/registry/models",
    to: "lib/registry/models.ts",
  },
  { rule: "browser-code-is-a-leaf", path: "app/v/b.client.tsx", imports: "@/app/_server/x", to: "app/_server/x.ts" },
  { rule: "browser-code-has-no-server-parts", path: "app/v/c.client.tsx", imports: "node:fs", to: "fs" },
  {
    rule: "reads-cannot-write",
    path: "lib/teams/queries.ts",
    imports: "@/lib/teams/commands",
    to: "lib/teams/commands.ts",
  },
  { rule: "every-import-resolves", path: "lib/rest/f.ts", imports: "./nowhere", to: "./nowhere" },
  { rule: "product-needs-no-dev-dependency", path: "lib/rest/g.ts", imports: "tsx", to: "node_modules/tsx/index.js" },
  { rule: "no-cycles", path: "lib/rest/cycle-a.ts", imports: "@/lib/rest/cycle-b", to: "lib/rest/cycle-b.ts" },
];

/** Breaches that need more than one file, and the files that they need. */
const INDIRECT_BREACHES = [
  { rule: "worker-entry-reaches-no-next", from: "app/_server/worker-main.ts", to: "node_modules/next/index.js" },
  { rule: "reads-cannot-write", from: "lib/launch/queries.ts", to: "lib/launch/commands.ts" },
  { rule: "no-orphans", from: "lib/rest/orphan.ts", to: "lib/rest/orphan.ts" },
];

const INDIRECT_FILES = [
  { path: "app/_server/worker-main.ts", imports: ["@/app/_server/session"] },
  { path: "app/_server/session.ts", imports: ["next"] },
  { path: "lib/launch/queries.ts", imports: ["@/lib/launch/claim"] },
  { path: "lib/launch/claim.ts", imports: ["@/lib/launch/commands"] },
  { path: "lib/rest/cycle-b.ts", imports: ["@/lib/rest/cycle-a"] },
  { path: "lib/rest/orphan.ts", imports: [] },
  { path: "app/[team]/(site)/_components/move.client.tsx", imports: ["@/app/elsewhere/actions"] },
];

/** What the arrows allow, so that no rule can pass its breach by forbidding everything. */
const LAWFUL_FILES = [
  { path: "lib/core/address.ts", imports: ["ipaddr.js", "zod"] },
  { path: "lib/core/filter.ts", imports: ["re2js", "./address"] },
  { path: "lib/platform/http.ts", imports: ["@/lib/core/address", "node:net"] },
  { path: "lib/platform/telemetry.ts", imports: ["@opentelemetry/api"] },
  { path: "lib/db/client.ts", imports: ["@/lib/platform/http", "drizzle-orm"] },
  { path: "lib/outbox/match.ts", imports: ["@/lib/db/client", "@/lib/core/filter"] },
  { path: "lib/events/append.ts", imports: ["@/lib/outbox/match", "@/lib/audit/append"] },
  { path: "lib/auth/scope.ts", imports: ["@/lib/events/append"] },
  { path: "lib/registry/models/commands.ts", imports: ["@/lib/auth/scope", "@/lib/registry/models/queries"] },
  { path: "lib/registry/models/queries.ts", imports: ["@/lib/db/client", "type ./commands-view"] },
  { path: "lib/registry/models/commands-view.ts", imports: ["zod"] },
  { path: "lib/deliveries/run.ts", imports: ["@/lib/webhooks/queries", "@/lib/auth/scope"] },
  { path: "lib/rest/models.ts", imports: ["@/lib/registry/models/commands", "@/lib/deliveries/run", "hono"] },
  { path: "lib/client/api.ts", imports: ["@/lib/core/filter"] },
  { path: "lib/agent/start.ts", imports: ["@/lib/client/api", "@/lib/core/filter"] },
  { path: "lib/cli/main.ts", imports: ["@/lib/client/api", "@/lib/agent/start", "commander"] },
  { path: "github-app/receive.ts", imports: ["probot", "@octokit/core", "@/lib/github/commands"] },
  { path: "app/_server/ports.ts", imports: ["@/lib/db/client", "@/github-app/receive"] },
  { path: "app/api/auth/options.ts", imports: ["next-auth", "next"] },
  {
    path: "app/[team]/models/page.tsx",
    imports: ["./actions", "./_components/move.client", "@/lib/registry/models/queries"],
  },
  { path: "app/[team]/models/actions.ts", imports: ["@/lib/registry/models/commands", "@/app/_server/session"] },
  {
    path: "app/[team]/models/_components/move.client.tsx",
    imports: [
      "react",
      "../actions",
      "@/lib/core/filter",
      "@/app/_components/ui/button",
      "type @/lib/registry/models/queries",
    ],
  },
  { path: "app/loading.tsx", imports: [] },
];

describe("the source tree", () => {
  let result: CruiseResult;

  beforeAll(async () => {
    result = await cruise(ROOT);
  }, CRUISE_TIMEOUT_MS);

  test("breaks no rule", () => {
    expect(violationsOf(result)).toEqual([]);
    expect(foreignActions(result)).toEqual([]);
  });

  test("was seen whole by dependency-cruiser", () => {
    const seen = new Set(result.modules.map((module) => module.source));
    const sources = globSync("{app,lib,github-app}/**/*.{ts,tsx}", { cwd: ROOT });

    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !seen.has(source))).toEqual([]);
  });

  test("had its imports followed, not only its files listed", () => {
    const imports = result.modules.flatMap((module) => module.dependencies).length;

    expect(imports).toBeGreaterThan(20);
  });

  test("has no module that the layers do not name", () => {
    const layered = ruleNames().filter((name) => name.endsWith("-looks-down"));
    const known = new Set(["core", ...layered.map((name) => name.replace("-looks-down", ""))]);
    const strangers = globSync("lib/**/*.{ts,tsx}", { cwd: ROOT }).filter(
      (path) => !known.has(path.split("/")[1] ?? ""),
    );

    expect(strangers).toEqual([]);
  });
});

describe("the rules", () => {
  let planted: CruiseResult;
  let lawful: CruiseResult;
  const folders: string[] = [];

  beforeAll(async () => {
    const breaching = BREACHES.map(({ path, imports }) => ({ path, imports: [imports] }));
    folders.push(await plantTree([...breaching, ...INDIRECT_FILES], ["tsx"]), await plantTree(LAWFUL_FILES));
    [planted, lawful] = await Promise.all([cruise(folders[0] ?? ""), cruise(folders[1] ?? "")]);
  }, CRUISE_TIMEOUT_MS);

  afterAll(async () => {
    await Promise.all(folders.map(fellTree));
  });

  test.each(BREACHES)("$rule forbids $path to import $imports", ({ rule, path, to }) => {
    expect(violationsOf(planted)).toContainEqual({ rule, from: path, to });
  });

  test.each(INDIRECT_BREACHES)("$rule sees what $from reaches", (breach) => {
    expect(violationsOf(planted)).toContainEqual(breach);
  });

  test("a browser component may not call another page's actions", () => {
    expect(foreignActions(planted)).toEqual([
      { from: "app/[team]/(site)/_components/move.client.tsx", to: "app/elsewhere/actions.ts" },
    ]);
  });

  test("allow what the arrows allow", () => {
    expect(violationsOf(lawful)).toEqual([]);
    expect(foreignActions(lawful)).toEqual([]);
  });

  test("have each been tried on a breach", () => {
    const tried = new Set([...BREACHES, ...INDIRECT_BREACHES].map((breach) => breach.rule));

    expect([...tried].sort()).toEqual(ruleNames().sort());
  });
});
