import { join } from "node:path";
import { createMlflowApi } from "@/lib/mlflow/create-mlflow-api";
import { unavailableResponse as mlflowUnavailableResponse } from "@/lib/mlflow/problem";
import { log } from "@/lib/platform/log";
import { API_PATH, createApi } from "@/lib/rest/create-api";
import { unavailableResponse } from "@/lib/rest/problem";
import { addressOf } from "./address";
import { type Runtime, startRuntime } from "./runtime";

const SCRIPT = join("node_modules", "@scalar", "api-reference", "dist", "browser", "standalone.js");

/** The two tongues that the registry speaks: its own API, and MLflow's. */
type Apps = { rest: ReturnType<typeof createApi>; mlflow: ReturnType<typeof createMlflowApi> };
const appsOf = new WeakMap<Runtime, Apps>();

/** The APIs of this process: the one function behind Next's routes and behind our own server. */
export async function answerApi(request: Request): Promise<Response> {
  const isRest = new URL(request.url).pathname.startsWith(API_PATH);
  const started = await startRuntime().catch((error: unknown) => {
    log().error({ err: error }, "The API was called before the server could start.");
    return null;
  });
  if (!started) {
    return isRest ? unavailableResponse(request) : mlflowUnavailableResponse(request);
  }
  const { rest, mlflow } = findApps(started);
  return isRest ? rest.fetch(request) : mlflow.fetch(request);
}

function findApps(started: Runtime): Apps {
  const apps = appsOf.get(started) ?? createApps(started);
  appsOf.set(started, apps);
  return apps;
}

function createApps({ ports, database }: Runtime): Apps {
  const options = {
    ...ports,
    db: database.db,
    log: log(),
    addressOf: (request: Request) => addressOf(request.headers),
  };
  return {
    rest: createApi({ ...options, referenceScriptPath: join(process.cwd(), SCRIPT) }),
    mlflow: createMlflowApi(options),
  };
}
