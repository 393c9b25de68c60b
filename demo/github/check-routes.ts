import type { Hono } from "hono";
import { announce } from "./announce";
import { type ApiContext, type ApiEnv, actorOf } from "./api-context";
import { forward } from "./proxy";
import { stamp } from "./records";
import { appShape } from "./shapes";
import { isJson, type Json } from "./upstream";
import type { World } from "./world";

const PATH = "/repos/:owner/:repo";

/** Check runs are emulate's; which App made each, and the hooks about them, are ours. */
export function addCheckRoutes(api: Hono<ApiEnv>, world: World): void {
  api.post(`${PATH}/check-runs`, async (context) => {
    const answer = await checked(world, context, { isOwn: true });
    return told(world, context, answer, "created");
  });
  api.patch(`${PATH}/check-runs/:id{[0-9]+}`, async (context) =>
    told(world, context, await checked(world, context), null),
  );
  api.get(`${PATH}/check-runs/:id{[0-9]+}`, (context) => checked(world, context));
  api.get(`${PATH}/commits/:ref/check-runs`, (context) => checked(world, context));
}

async function checked(world: World, context: ApiContext, options: { isOwn?: boolean } = {}): Promise<Response> {
  const answer = await forward(world, context, withStatus);
  if (!answer.ok) {
    return answer;
  }
  const json = (await answer.json()) as Json;
  const { caller, repository } = context.var;
  if (options.isOwn && caller.kind === "server" && caller.app) {
    world.checkRunApps.set(`${repository.id}:${json.id}`, caller.app.id);
  }
  const runs = Array.isArray(json.check_runs) ? json.check_runs.filter(isJson) : null;
  const shown = runs
    ? { ...json, check_runs: runs.map((run) => completed(world, context, run)) }
    : completed(world, context, json);
  return context.json(shown, answer.status as 200);
}

/** A conclusion alone says that a run is completed: emulate wants both. */
function withStatus(body: Json): Json {
  return body.conclusion ? { ...body, status: "completed" } : body;
}

/** What emulate leaves out of a check run. */
function completed(world: World, context: ApiContext, run: Json): Json {
  const { repository } = context.var;
  const app = world.apps.get(world.checkRunApps.get(`${repository.id}:${run.id}`) ?? 0);
  const url = `${world.urls.api}/repos/${repository.fullName}/check-runs/${run.id}`;
  return {
    ...run,
    app: app ? appShape(world, app) : null,
    started_at: run.started_at ?? stamp(world.now()),
    details_url: run.details_url ?? String(run.html_url),
    output: { ...(isJson(run.output) ? run.output : {}), annotations_url: `${url}/annotations` },
  };
}

async function told(world: World, context: ApiContext, answer: Response, action: "created" | null): Promise<Response> {
  if (!answer.ok) {
    return answer;
  }
  const run = (await answer.clone().json()) as Json;
  const actions = [...(action ? [action] : []), ...(run.status === "completed" ? ["completed"] : [])];
  for (const each of actions) {
    announce(world, context.var.repository, "check_run", each, { check_run: run }, actorOf(world, context.var.caller));
  }
  return answer;
}
