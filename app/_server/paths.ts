import type { Route } from "next";

export type Query = Readonly<Record<string, string | number | null | undefined>>;

export function modelsPath(team: string, query?: Query): Route {
  return route([team, "models"], query);
}

export function modelPath(team: string, model: string, query?: Query): Route {
  return route([team, "models", model], query);
}

export function versionPath(team: string, model: string, ref: number | string, query?: Query): Route {
  return route([team, "models", model, "versions", typeof ref === "number" ? `v${ref}` : ref], query);
}

/** Not below `/models`, where a model may be called `new`. */
export function newModelPath(team: string): Route {
  return route([team, "new-model"]);
}

/** Links a version to a model that is named on the page itself, or made there. */
export function linkAnyPath(team: string, query?: Query): Route {
  return route([team, "link-version"], query);
}

export type ModelPart = "card" | "compare" | "columns" | "delete" | "edit" | "history" | "link" | "tags" | "upload";

/** A page below a model's: `modelPartPath("acme", "churn", ["card", "edit"])`. */
export function modelPartPath(
  team: string,
  model: string,
  [part, ...below]: readonly [ModelPart, ...string[]],
  query?: Query,
): Route {
  return route([team, "models", model, part, ...below], query);
}

/** Where an alias is moved, put back and, `below` being "remove", taken off. */
export function aliasPath(
  team: string,
  model: string,
  alias: string,
  { below = [], to }: { below?: readonly "remove"[]; to?: number } = {},
): Route {
  return route([team, "models", model, "aliases", alias, ...below], { to: to === undefined ? null : `v${to}` });
}

/** The panel of a version's files, on its page. */
export function versionFilesPath(team: string, model: string, version: number): Route {
  return `${versionPath(team, model, version)}#files` as Route; // The page's own address, and a place in it.
}

export type VersionPart = "aliases" | "edit" | "history" | "tags" | "unlink";

export function versionPartPath(team: string, model: string, version: number, part: VersionPart): Route {
  return route([team, "models", model, "versions", `v${version}`, part]);
}

export function filePath(team: string, model: string, version: number, path: string): Route {
  return route([team, "models", model, "versions", `v${version}`, "files", ...path.split("/")]);
}

export function deliveriesPath(team: string, query?: Query): Route {
  return route([team, "deliveries"], query);
}

export function deliveryPath(team: string, delivery: string, query?: Query): Route {
  return route([team, "deliveries", delivery], query);
}

export function batchesPath(team: string, query?: Query): Route {
  return route([team, "deliveries", "batches"], query);
}

export function newBatchPath(team: string, query?: Query): Route {
  return route([team, "deliveries", "batches", "new"], query);
}

export function automationsPath(team: string, query?: Query): Route {
  return route([team, "automations"], query);
}

export function newAutomationPath(team: string, query?: Query): Route {
  return route([team, "automations", "new"], query);
}

/** Answers a form of the wizard with what GitHub says about it. */
export function githubLookPath(team: string): Route {
  return route([team, "automations", "new", "github"]);
}

export type AutomationPart = "actions" | "edit" | "pause" | "duplicate" | "delete" | "test";

export function automationPath(team: string, automation: string, part?: AutomationPart, query?: Query): Route {
  return route([team, "automations", automation, ...(part ? [part] : [])], query);
}

/** Launch. A job or a queue may be called `new`: what makes one does not lie below the list of them. */
export function runsPath(team: string, query?: Query): Route {
  return route([team, "runs"], query);
}

export type RunPart = "kill" | "lines" | "log" | "rerun";

export function runPath(team: string, run: number, part?: RunPart, query?: Query): Route {
  return route([team, "runs", String(run), ...(part ? [part] : [])], query);
}

export function queuesPath(team: string, query?: Query): Route {
  return route([team, "queues"], query);
}

export type QueuePart = "delete" | "edit" | "new-token";

export function queuePath(team: string, queue: string, part?: QueuePart, query?: Query): Route {
  return route([team, "queues", queue, ...(part ? [part] : [])], query);
}

export function newQueuePath(team: string, query?: Query): Route {
  return route([team, "new-queue"], query);
}

export function revokeAgentTokenPath(team: string, queue: string, token: string): Route {
  return route([team, "queues", queue, "tokens", token]);
}

export function jobsPath(team: string, query?: Query): Route {
  return route([team, "jobs"], query);
}

export type JobPart = "delete" | "edit" | "launch" | "new-version";

export function jobPath(team: string, job: string, part?: JobPart, query?: Query): Route {
  return route([team, "jobs", job, ...(part ? [part] : [])], query);
}

export function newJobPath(team: string, query?: Query): Route {
  return route([team, "new-job"], query);
}

/** Why somebody stands before the sign-in page again. */
export type SignInRefusal = "not-invited" | "failed" | "cancelled" | "link";

export function signInPath({ next, refused }: { next?: string; refused?: SignInRefusal }): Route {
  return route(["sign-in"], { refused, next: next === "/" ? undefined : next });
}

export function accountPath(): Route {
  return route(["account"]);
}

/** Where a way back from GitHub ends that belongs to no team. */
export function githubPath(query?: Query): Route {
  return route(["github"], query);
}

export function newTeamPath(): Route {
  return route(["teams", "new"]);
}

export function invitationPath(token: string): Route {
  return route(["invitations", token]);
}

/** The page of what was found; `/found` below it answers the palette with the same. */
export function searchPath(team: string, query?: Query): Route {
  return route([team, "search"], query);
}

export function foundPath(team: string): Route {
  return route([team, "search", "found"]);
}

export type SettingsSection = "members" | "tokens" | "secrets" | "webhooks" | "github" | "mlflow" | "aliases" | "audit";

/** A section of a team's settings, and what lies below it: `settingsPath("acme", "webhooks", ["new"])`. */
export function settingsPath(
  team: string,
  section: SettingsSection,
  below: readonly string[] = [],
  query?: Query,
): Route {
  return route([team, "settings", section, ...below], query);
}

/**
 * Where a form leads back to, out of an address that anyone may have written: a page of this team, or null. What a browser
 * would take for another site (`//host`, `/\\host`) is no page of ours.
 */
export function ownPath(team: string, text: string | undefined): Route | null {
  const url = text === undefined || /[\\\p{Cc}]/u.test(text) ? null : URL.parse(text, OWN_ORIGIN);
  const isOurs = url?.origin === OWN_ORIGIN && url.pathname.startsWith(`/${encodeURIComponent(team)}/`);
  return isOurs ? (`${url.pathname}${url.search}` as Route) : null; // The browser's own parser has read it as one.
}

/** The same address with one more answer to its question. */
export function withQuery(path: Route, name: string, value: string): Route {
  const url = new URL(path, OWN_ORIGIN);
  url.searchParams.set(name, value);
  return `${url.pathname}${url.search}` as Route;
}

/** Stands for whatever this installation is called: only what comes after it is kept. */
const OWN_ORIGIN = "http://own.invalid";

/**
 * A name out of the address. Next hands it over decoded when a document is asked for and encoded when the browser moves
 * on by itself, so what is no valid encoding is the name already. NUL is in no name and would fail in the database.
 */
export function nameInPath(segment: string): string {
  return decoded(segment).replaceAll("\u0000", "\uFFFD");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The one place where a built address becomes a typed one: Next cannot check names that only the database knows. */
function route(segments: readonly string[], query: Query = {}): Route {
  const path = segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join("/");
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === null || value === undefined || value === "" ? [] : [[name, String(value)]],
    ),
  ).toString();
  return `/${path}${search ? `?${search}` : ""}` as Route;
}
