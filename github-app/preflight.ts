import type { TeamScope } from "@/lib/core/actor";
import type { GitHubDispatch } from "@/lib/core/automation";
import { preflightChecks } from "@/lib/core/github-preflight";
import type { GitHubFacts, PreflightView, PreflightWish, RefFacts } from "@/lib/core/preflight-facts";
import { ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { type AccountInstallation, findCoverage } from "@/lib/github/coverage";
import type { InstalledRepository } from "@/lib/github/queries";
import type { Clock } from "@/lib/platform/clock";
import type { GitHubHosts } from "@/lib/platform/github-hosts";
import { createBriefCache } from "./brief-cache";
import type { GitHubClients } from "./client";
import { FACTS_TIMEOUT_MS, type ReadFacts, readerOf, readFacts } from "./repository-facts";
import { type Told, told } from "./told";
import { readWorkflowAt } from "./workflow-files";

export type PreflightPorts = { db: Database; clients: GitHubClients; hosts: GitHubHosts; clock: Clock };

/** Looks at a repository for a dispatch. `isFresh` asks GitHub again, also where what it answered would still stand. */
export type Preflight = (
  scope: TeamScope,
  wish: PreflightWish,
  options?: { isFresh?: boolean },
) => Promise<Result<PreflightView>>;

const KEEP_MS = 20_000;
/** What was not answered whole is soon asked again, but not at each letter. */
const KEEP_AWAY_MS = 3_000;
/** Pressing again and again asks no more than this often: the requests are the installation's, which dispatches need. */
const FRESH_MS = 2_000;
const KEPT_MAX = 500;

type Seen = { read: ReadFacts | null; atMs: number };

/** Makes the look: what GitHub answers is kept for moments, so that somebody who types asks it nothing. */
export function createPreflight(ports: PreflightPorts, { freshMs = FRESH_MS }: { freshMs?: number } = {}): Preflight {
  const { db, clients, hosts, clock } = ports;
  const seen = createBriefCache<Seen>({
    clock,
    max: KEPT_MAX,
    keepMs: ({ read }) => (read?.isAway ? KEEP_AWAY_MS : KEEP_MS),
  });
  const refs = createBriefCache<RefFacts | null>({
    clock,
    max: KEPT_MAX,
    keepMs: (ref) => (ref === null ? KEEP_AWAY_MS : KEEP_MS),
  });

  async function factsOf(known: InstalledRepository, wish: PreflightWish, agedMsMax: number) {
    const key = `${known.installationId} ${known.repositoryId} ${known.name}`;
    const { read, atMs } = await seen.get(
      key,
      async () => ({ read: await inTime(readFacts(ports, known), known), atMs: clock.now().getTime() }),
      { agedMsMax },
    );
    const ref = askedRef(wish.dispatch);
    if (read?.facts.found && ref !== null && ref.ref !== read.facts.found.defaultBranch) {
      const answer = await refs.get(`${key} ${ref.ref} ${ref.workflow}`, () => readRef(clients, known, ref), {
        agedMsMax,
      });
      return { read, atMs, ref: answer };
    }
    return { read, atMs, ref: null };
  }

  return async (scope, wish, { isFresh = false } = {}) => {
    const coverage = await findCoverage(db, scope, wish.repository);
    if (!coverage.ok) {
      return coverage;
    }
    const { repository } = coverage.value;
    const nowMs = clock.now().getTime();
    if (!repository) {
      return ok(viewOf(await uncovered(clients, coverage.value, hosts), wish, nowMs));
    }
    const { read, atMs, ref } = await factsOf(repository, wish, isFresh ? freshMs : Number.POSITIVE_INFINITY);
    return ok(viewOf(read ? { kind: "repository", ...read, ref } : GONE, wish, atMs));
  };

  /** A token is fetched without the signal of the rest: this is for the whole. */
  async function inTime(asked: Promise<ReadFacts | null>, known: InstalledRepository): Promise<ReadFacts | null> {
    const late = clock.sleep(FACTS_TIMEOUT_MS + 1_000).then(() => knownAlone(known, hosts));
    return Promise.race([asked.catch(() => knownAlone(known, hosts)), late]);
  }
}

/** The installation was taken away on GitHub, and its webhook has not come yet. */
const GONE: GitHubFacts = { kind: "repository_not_covered", account: null, manageUrl: null };

async function uncovered(
  clients: GitHubClients,
  { hasInstallation, onAccount }: { hasInstallation: boolean; onAccount: AccountInstallation | null },
  hosts: GitHubHosts,
): Promise<GitHubFacts> {
  const account = onAccount?.accountLogin ?? null;
  const manageUrl = onAccount ? installationUrl(onAccount, hosts) : null;
  if (hasInstallation) {
    return { kind: "repository_not_covered", account, manageUrl };
  }
  const hasApp = (await clients.app()) !== null;
  return { kind: hasApp ? "installation_missing" : "app_missing", account, manageUrl };
}

function installationUrl(
  { accountType, accountLogin, githubInstallationId }: AccountInstallation,
  { web }: GitHubHosts,
) {
  const below = accountType === "Organization" ? `organizations/${accountLogin}/settings` : "settings";
  return `${web}/${below}/installations/${githubInstallationId}`;
}

/** What is known here, where GitHub tells nothing. */
function knownAlone(known: InstalledRepository, { web }: GitHubHosts): ReadFacts {
  return {
    isAway: true,
    facts: {
      repository: known.name,
      url: `${web}/${known.name}`,
      account: known.name.split("/")[0] ?? known.name,
      installationUrl: null,
      isSuspended: known.isSuspended,
      permissions: known.permissions,
      askedPermissions: null,
      found: { isArchived: known.isArchived, defaultBranch: known.defaultBranch },
      workflows: null,
      hasAllWorkflows: true,
      branches: null,
      tags: null,
    },
  };
}

type AskedRef = { ref: string; workflow: string };

function askedRef(dispatch: GitHubDispatch): AskedRef | null {
  return dispatch.kind === "workflow" && dispatch.ref !== null
    ? { ref: dispatch.ref, workflow: dispatch.workflow }
    : null;
}

/** Whether the ref is there, and the workflow on it, which is what GitHub runs. */
async function readRef(
  clients: GitHubClients,
  known: InstalledRepository,
  { ref, workflow }: AskedRef,
): Promise<RefFacts | null> {
  const reader = await readerOf(clients, known, known.permissions);
  if (reader.kind !== "answer") {
    return null;
  }
  const client = reader.value;
  const [owner = "", repo = ""] = known.name.split("/");
  const asked = { owner, repo, request: { signal: AbortSignal.timeout(FACTS_TIMEOUT_MS) } };
  const isThere = await anyOf(refNames(ref), (name) => told(client.rest.git.getRef({ ...asked, ref: name })));
  if (isThere === null) {
    return null;
  }
  const file = isThere ? await readWorkflowAt(client, { ...asked, ref }, workflow) : ({ kind: "missing" } as const);
  return file.kind === "away" ? null : { isThere, workflow: file.kind === "answer" ? file.value : null };
}

/** A branch goes before a tag of the same name; either may be written whole. */
function refNames(ref: string): string[] {
  const whole = /^refs\/(heads|tags)\/./.test(ref);
  return whole ? [ref.slice("refs/".length)] : [`heads/${ref}`, `tags/${ref}`];
}

/** Null where none is there and one was not answered. */
async function anyOf(names: readonly string[], ask: (name: string) => Promise<Told<unknown>>): Promise<boolean | null> {
  const answers = await Promise.all(names.map(ask));
  if (answers.some(({ kind }) => kind === "answer")) {
    return true;
  }
  return answers.some(({ kind }) => kind === "away") ? null : false;
}

function viewOf(found: GitHubFacts, wish: PreflightWish, checkedAtMs: number): PreflightView {
  const facts = found.kind === "repository" ? found.facts : null;
  return {
    checks: preflightChecks(found, wish),
    checkedAtMs,
    defaultBranch: facts?.found?.defaultBranch ?? null,
    workflows: facts?.workflows ?? [],
    refs: [...(facts?.branches ?? []), ...(facts?.tags ?? [])],
  };
}
