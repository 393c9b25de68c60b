import type { RunState } from "@/lib/core/github-run";
import type { Reporter, ReportInput } from "@/lib/core/ports";
import { deliveryUrl } from "@/lib/core/site-urls";
import type { InstalledRepository } from "@/lib/github/queries";
import { cut, type Place, pageOf, type ReportPorts, subjectOf, tellAt, toldOf } from "./report";

const PROGRESS = {
  queued: { status: "queued" },
  running: { status: "in_progress" },
  succeeded: { status: "completed", conclusion: "success" },
  failed: { status: "completed", conclusion: "failure" },
  cancelled: { status: "completed", conclusion: "cancelled" },
} as const satisfies Record<RunState, { status: string; conclusion?: string }>;

const COMMIT_STATE = {
  queued: "pending",
  running: "pending",
  succeeded: "success",
  failed: "failure",
  cancelled: "error",
} as const satisfies Record<RunState, string>;

/** A commit status is changed by another one under the same name: it has no number to keep. */
const STATUS_ID = "status";
const FULL_SHA = /^[0-9a-f]{40}$/;

/**
 * Tells on the commit that the version came from what became of it: by a check run, or a commit status where the
 * installation may only write those.
 */
export function createCheckReporter(ports: ReportPorts): Reporter {
  return async (input) => {
    const sha = input.source.commit?.toLowerCase() ?? "";
    if (!FULL_SHA.test(sha)) {
      return { remoteId: input.remoteId, problem: "commit_missing" };
    }
    const wish = { permissionOf, missing: "checks_permission" } as const;
    return tellAt(ports, input, wish, async (place, made) => {
      if (place.permission === "checks") {
        await tellCheck(place, { input, sha, baseUrl: ports.baseUrl }, made);
      } else {
        await tellStatus(place, { input, sha, baseUrl: ports.baseUrl });
        made(STATUS_ID);
      }
    });
  };
}

function permissionOf({ permissions }: InstalledRepository) {
  if (permissions.checks === "write") {
    return "checks" as const;
  }
  return permissions.statuses === "write" ? ("statuses" as const) : null;
}

type Telling = { input: ReportInput; sha: string; baseUrl: string };

async function tellCheck(place: Place, telling: Telling, made: (id: string) => void): Promise<void> {
  const { client, owner, repo } = place;
  const { input, sha, baseUrl } = telling;
  const known = input.remoteId === STATUS_ID ? null : input.remoteId;
  const id = Number(known ?? (await findCheck(place, telling)) ?? Number.NaN);
  const { state, words } = toldOf(input);
  const body = {
    owner,
    repo,
    name: nameOf(input),
    external_id: input.deliveryId,
    details_url: deliveryUrl(baseUrl, input.event.team.name, input.deliveryId),
    output: { title: cut(`${subjectOf(input)}: ${state}`, 140), summary: summaryOf(telling, words) },
    ...PROGRESS[state],
  };
  if (Number.isNaN(id)) {
    const created = await client.rest.checks.create({ ...body, head_sha: sha });
    made(String(created.data.id));
  } else {
    made(String(id));
    await client.rest.checks.update({ ...body, check_run_id: id });
  }
}

/** One that was made although the answer was lost. */
async function findCheck({ client, owner, repo }: Place, { input, sha }: Telling): Promise<number | null> {
  const found = await client.rest.checks.listForRef({
    owner,
    repo,
    ref: sha,
    check_name: nameOf(input),
    filter: "all",
  });
  return found.data.check_runs.find(({ external_id }) => external_id === input.deliveryId)?.id ?? null;
}

async function tellStatus({ client, owner, repo }: Place, { input, sha, baseUrl }: Telling): Promise<void> {
  const { state, words } = toldOf(input);
  await client.rest.repos.createCommitStatus({
    owner,
    repo,
    sha,
    state: COMMIT_STATE[state],
    context: nameOf(input),
    description: cut(`${subjectOf(input)}: ${words}`, 140),
    target_url: deliveryUrl(baseUrl, input.event.team.name, input.deliveryId),
  });
}

function nameOf({ automationName }: ReportInput): string {
  return cut(`Modelwire: ${automationName}`, 120);
}

/** Markdown. Names are others' text, so they stand as code, in which nothing is read but its own end. */
function summaryOf({ input, baseUrl }: Telling, words: string): string {
  const { url } = toldOf(input);
  return `[${codeOf(subjectOf(input))}](${pageOf(input, baseUrl)}) was promoted. ${codeOf(words)} [Open the run](${url}).`;
}

function codeOf(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("\n", " ")}\``;
}
