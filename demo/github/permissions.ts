import type { Level, Permissions } from "./records";

type Rule = { methods: string; path: RegExp; permission: string; level: Level };

const READ = "GET HEAD";
const WRITE = "POST PUT PATCH DELETE";

/** What each endpoint below `/repos/{owner}/{repo}` asks of an App, first match first, as GitHub's documentation lists it. */
const RULES: readonly Rule[] = [
  { methods: "POST", path: /^\/dispatches$/, permission: "contents", level: "write" },
  { methods: READ, path: /^\/actions\//, permission: "actions", level: "read" },
  { methods: WRITE, path: /^\/actions\//, permission: "actions", level: "write" },
  { methods: WRITE, path: /^\/contents\/\.github\/workflows\//, permission: "workflows", level: "write" },
  { methods: READ, path: /^\/commits\/[^/]+\/check-(runs|suites)$/, permission: "checks", level: "read" },
  { methods: READ, path: /^\/check-(runs|suites)(\/|$)/, permission: "checks", level: "read" },
  { methods: WRITE, path: /^\/check-(runs|suites)(\/|$)/, permission: "checks", level: "write" },
  { methods: READ, path: /^\/commits\/[^/]+\/status(es)?$/, permission: "statuses", level: "read" },
  { methods: WRITE, path: /^\/statuses\//, permission: "statuses", level: "write" },
  { methods: READ, path: /^\/deployments(\/|$)/, permission: "deployments", level: "read" },
  { methods: WRITE, path: /^\/deployments(\/|$)/, permission: "deployments", level: "write" },
  { methods: READ, path: /^\/pulls(\/|$)/, permission: "pull_requests", level: "read" },
  { methods: WRITE, path: /^\/pulls(\/|$)/, permission: "pull_requests", level: "write" },
  { methods: READ, path: /^\/issues(\/|$)/, permission: "issues", level: "read" },
  { methods: WRITE, path: /^\/issues(\/|$)/, permission: "issues", level: "write" },
  {
    methods: READ,
    path: /^\/(contents|git|branches|commits|compare|tags|releases|readme|zipball|tarball)(\/|$)/,
    permission: "contents",
    level: "read",
  },
  { methods: WRITE, path: /^\/(contents|git|releases|merges)(\/|$)/, permission: "contents", level: "write" },
  { methods: READ, path: /^$/, permission: "metadata", level: "read" },
  {
    methods: READ,
    path: /^\/(topics|languages|contributors|collaborators|forks)(\/|$)/,
    permission: "metadata",
    level: "read",
  },
];

const ORDER = ["read", "write", "admin"] as const satisfies Level[];

/** What a request below a repository needs. What no rule names needs the administration of the repository. */
export function neededPermission(method: string, rest: string): { permission: string; level: Level } {
  const rule = RULES.find((each) => each.methods.split(" ").includes(method) && each.path.test(rest));
  return rule ?? { permission: "administration", level: READ.includes(method) ? "read" : "write" };
}

export function permits(permissions: Permissions, needed: { permission: string; level: Level }): boolean {
  return isEnough(permissions[needed.permission], needed.level);
}

/** Whether no wanted permission is more than what is held: a token may be given less than its installation has, never more. */
export function isWithin(wanted: Permissions, held: Permissions): boolean {
  return Object.entries(wanted).every(([permission, level]) => isEnough(held[permission], level));
}

function isEnough(held: Level | undefined, needed: Level): boolean {
  return held !== undefined && ORDER.indexOf(held) >= ORDER.indexOf(needed);
}
