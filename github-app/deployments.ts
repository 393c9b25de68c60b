import * as z from "zod";
import type { RunState } from "@/lib/core/github-run";
import type { Reporter, ReportInput } from "@/lib/core/ports";
import { cut, type Place, pageOf, type ReportPorts, subjectOf, tellAt, toldOf } from "./report";

const STATUS = {
  queued: "queued",
  running: "in_progress",
  succeeded: "success",
  failed: "failure",
  cancelled: "inactive",
} as const satisfies Record<RunState, string>;

const DESCRIPTION_LENGTH_MAX = 140;
/** Deployments of an environment that one is looked for among: as many as may be made within a few minutes. */
const LOOKED_AT = 50;

/**
 * Records the promotion as a GitHub Deployment, and keeps its status as the run proceeds. One that was made although the
 * answer was lost is found again by the delivery's id in its payload.
 */
export function createDeploymentReporter(ports: ReportPorts): Reporter {
  return (input) =>
    tellAt(
      ports,
      input,
      {
        permissionOf: ({ permissions }) => (permissions.deployments === "write" ? "deployments" : null),
        missing: "deployments_permission",
      },
      async (place, made) => {
        const { action } = input;
        if (action.type !== "github" || action.deployment === null) {
          return; // Only actions that ask for one have the report.
        }
        const { environment } = action.deployment;
        const id = Number(input.remoteId ?? (await findOrCreate(place, input, environment, ports.baseUrl)));
        made(String(id));
        const { client, owner, repo } = place;
        const { state, url, words } = toldOf(input);
        await client.rest.repos.createDeploymentStatus({
          owner,
          repo,
          deployment_id: id,
          state: STATUS[state],
          log_url: url,
          environment_url: pageOf(input, ports.baseUrl),
          description: cut(words, DESCRIPTION_LENGTH_MAX),
        });
      },
    );
}

async function findOrCreate(place: Place, input: ReportInput, environment: string, baseUrl: string): Promise<number> {
  const { client, owner, repo } = place;
  const known = await client.rest.repos.listDeployments({ owner, repo, environment, per_page: LOOKED_AT });
  const own = known.data.find(({ payload }) => deliveryOf(payload) === input.deliveryId);
  if (own) {
    return own.id;
  }
  const { event, deliveryId } = input;
  const created = await client.rest.repos.createDeployment({
    owner,
    repo,
    ref: refOf(input),
    environment,
    description: cut(`${subjectOf(input)} by ${event.actor.name}`, DESCRIPTION_LENGTH_MAX),
    // It tells what happens, and must neither merge nor wait for anything.
    auto_merge: false,
    required_contexts: [],
    transient_environment: false,
    production_environment: /^prod/i.test(environment),
    payload: {
      modelwire: {
        delivery_id: deliveryId,
        event_id: event.id,
        model: event.model.name,
        version: event.version?.number ?? null,
        digest: event.version?.artifact.digest ?? null,
        url: pageOf(input, baseUrl),
      },
    },
  });
  if (created.status !== 201) {
    throw new Error("GitHub merged where it was asked not to."); // 202 answers a merge, which was not asked for.
  }
  return created.data.id;
}

/** The very commit that the run works on, else what the run was asked for; the default branch where nothing was. */
function refOf({ runs, action }: ReportInput): string {
  const sha = runs.find((run) => run.sha !== null)?.sha;
  const asked = action.type === "github" && action.dispatch.kind === "workflow" ? action.dispatch.ref : null;
  return sha ?? asked ?? "HEAD";
}

const payloadShape = z.object({ modelwire: z.object({ delivery_id: z.string() }) });

/** GitHub answers the payload as it was given, or as text. */
function deliveryOf(payload: unknown): string | null {
  const value = typeof payload === "string" ? parsed(payload) : payload;
  const read = payloadShape.safeParse(value);
  return read.success ? read.data.modelwire.delivery_id : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Somebody else's deployment: its payload may be any text.
  }
}
