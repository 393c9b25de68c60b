// The arrows of ARCHITECTURE.md, checked. tests/architecture/arrows.test.ts plants a breach of every rule below and
// fails when one goes unseen, so a rule that is added here needs its case there.

/** The modules of the server, lowest first: a module may import those in the rows above its own, never a sibling. */
const LAYERS = [
  ["core"],
  ["platform"],
  ["db"],
  ["outbox", "audit"],
  ["events"],
  ["auth"],
  ["teams", "registry", "secrets", "webhooks", "github", "launch"],
  ["automations", "deliveries"],
  ["worker", "rest", "mlflow"],
];

/** Strangers to the server: they know core and the public API only. */
const STRANGER_LAYERS = [["core"], ["client"], ["agent"], ["cli"]];

/**
 * Core is zod and itself, with two exceptions: classifying addresses and matching RE2 expressions are tables and
 * automata that are not safely written twice. Both packages are pure JavaScript without I/O.
 */
const CORE_EXCEPTIONS = { address: "ipaddr.js", filter: "re2js" };

const SQL_PACKAGES = ["drizzle-orm", "postgres", "pg", "@electric-sql/pglite"];

const NEXT_ENTRIES =
  "(page|layout|route|template|default|loading|error|global-error|not-found|forbidden|unauthorized|robots|sitemap|" +
  "manifest|icon|apple-icon|opengraph-image|proxy|instrumentation)\\.tsx?$";

/** Matches a package whether or not it is installed, so that a breach is named even before `npm ci`. */
function packages(...names) {
  const either = names.map((name) => name.replaceAll(".", "\\.")).join("|");
  return `(^|node_modules/)(@types/)?(${either})(/|$)`;
}

function forbid(name, comment, from, to) {
  return { name, severity: "error", comment, from, to };
}

function layerRules(layers) {
  return layers.slice(1).flatMap((siblings, index) => {
    const below = layers.slice(0, index + 1).flat();
    return siblings.map((name) =>
      forbid(
        `${name}-looks-down`,
        `lib/${name} imports only the modules below it (${below.join(", ")}), never a sibling.`,
        { path: `^lib/${name}/` },
        { path: "^lib/", pathNot: `^lib/(${[...below, name].join("|")})/` },
      ),
    );
  });
}

function coreRules() {
  const exceptions = Object.entries(CORE_EXCEPTIONS);
  const excepted = exceptions.map(([name]) => `^lib/core/${name}(/|\\.ts$)`);
  const allowed = ["^lib/core/", packages("zod")];

  return [
    forbid(
      "core-is-pure",
      "lib/core imports zod and itself.",
      { path: "^lib/core/", pathNot: excepted },
      { pathNot: allowed },
    ),
    ...exceptions.map(([name, library], index) =>
      forbid(
        `core-${name}-is-pure`,
        `lib/core/${name} imports zod, core and ${library}.`,
        { path: excepted[index] },
        { pathNot: [...allowed, packages(library)] },
      ),
    ),
  ];
}

const edgeRules = [
  forbid(
    "lib-knows-no-edge",
    "lib is the same under any edge: no app, no github-app and no framework of theirs.",
    { path: "^lib/" },
    {
      path: [
        "^(app|github-app)/",
        packages("next", "next-auth", "react", "react-dom", "server-only", "probot", "octokit", "@octokit"),
      ],
    },
  ),
  forbid(
    "github-app-knows-no-app",
    "github-app is an edge beside app, not above it.",
    { path: "^github-app/" },
    { path: ["^app/", packages("next", "next-auth", "react", "react-dom")] },
  ),
  forbid(
    "only-github-app-speaks-octokit",
    "GitHub is behind core's port; github-app alone imports probot and octokit.",
    { path: "^(app/|proxy\\.ts|instrumentation\\.ts)" },
    { path: packages("probot", "octokit", "@octokit") },
  ),
  forbid(
    "next-auth-has-one-door",
    "next-auth lives in app/api/auth: the sessions are our own.",
    { path: "^(app/|proxy\\.ts|instrumentation\\.ts)", pathNot: "^app/api/auth/" },
    { path: packages("next-auth") },
  ),
  forbid(
    "edges-hold-no-sql",
    "Edges ask commands and queries; the tables and their drivers are lib's.",
    { path: "^(app/|proxy\\.ts|instrumentation\\.ts)", pathNot: "^app/_server/" },
    { path: ["^lib/db/", packages(...SQL_PACKAGES)] },
  ),
  forbid(
    "github-app-holds-no-sql",
    "github-app hands the database on to commands and queries: it knows its type, and nothing that reads or writes.",
    { path: "^github-app/" },
    { path: ["^lib/db/", packages(...SQL_PACKAGES)], dependencyTypesNot: ["type-only"] },
  ),
  forbid(
    "composition-root-opens-the-database-only",
    "app/_server opens, migrates and probes the database and hands it on.",
    { path: "^app/_server/" },
    { path: ["^lib/db/", packages(...SQL_PACKAGES)], pathNot: "^lib/db/(client|migrate|probe)(/|\\.ts$)" },
  ),
  forbid(
    "worker-entry-reaches-no-next",
    "esbuild bundles the worker for a process that has no Next.",
    { path: "^app/_server/(ports|worker-main)\\.ts$" },
    { path: packages("next", "react", "react-dom", "server-only"), reachable: true },
  ),
  forbid(
    "only-platform-speaks-opentelemetry",
    "Spans and metrics go through lib/platform, which sees to it that they hold no secret.",
    { path: "^(app/|lib/|github-app/|proxy\\.ts|instrumentation\\.ts)", pathNot: "^lib/platform/" },
    { path: packages("@opentelemetry") },
  ),
  forbid(
    "server-knows-no-stranger",
    "client, cli and agent use the public API from outside; the server never imports them.",
    { path: "^(app|github-app)/" },
    { path: "^lib/(client|cli|agent)/" },
  ),
  forbid(
    "product-knows-no-test",
    "What ships does not import what tests, measures or shows it.",
    { path: "^(app|lib|github-app)/" },
    { path: "^(tests|demo|scripts)/" },
  ),
];

// That the actions are the component's own siblings is checked in arrows.test.ts: dependency-cruiser puts a captured
// folder into a pattern unescaped, and ours hold brackets.
const browserRules = [
  forbid(
    "browser-code-is-a-leaf",
    "A *.client.tsx imports core, its actions, other components, and types.",
    { path: "\\.client\\.tsx$" },
    {
      path: "^(app|lib|github-app)/",
      pathNot: ["^lib/core/", "^app/.*/actions\\.ts$", "^app/.*_components/", "\\.client\\.tsx$", "\\.css$"],
      dependencyTypesNot: ["type-only"],
    },
  ),
  forbid(
    "browser-code-has-no-server-parts",
    "A *.client.tsx runs in a browser: no Node built-ins, no server-only.",
    { path: "\\.client\\.tsx$" },
    { dependencyTypes: ["core"], dependencyTypesNot: ["type-only"] },
  ),
];

const generalRules = [
  forbid(
    "reads-cannot-write",
    "queries.ts reaches no commands.ts, directly or through another file.",
    { path: "(^|/)queries\\.ts$" },
    { path: "(^|/)commands\\.ts$", reachable: true },
  ),
  forbid("no-cycles", "A cycle has no bottom to begin reading at.", {}, { circular: true }),
  forbid(
    "no-orphans",
    "A file that nothing imports and that imports nothing is dead, unless Next finds it by its name.",
    { orphan: true, path: "^(app|lib|github-app)/", pathNot: [NEXT_ENTRIES, "\\.d\\.ts$"] },
    {},
  ),
  forbid(
    "every-import-resolves",
    "An import that dependency-cruiser cannot follow is an arrow that it cannot check.",
    { path: "^(app|lib|github-app)/" },
    { couldNotResolve: true },
  ),
  forbid(
    "product-needs-no-dev-dependency",
    "A production install has no devDependencies.",
    { path: "^(app|lib|github-app)/" },
    { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  ),
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...coreRules(),
    ...layerRules(LAYERS),
    ...layerRules(STRANGER_LAYERS),
    ...edgeRules,
    ...browserRules,
    ...generalRules,
  ],
  options: {
    doNotFollow: { path: "(^|/)node_modules(/|$)" },
    exclude: { path: "^(\\.git|\\.next|\\.cache|\\.modelwire|dist|coverage|data|drizzle|docs)(/|$)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
