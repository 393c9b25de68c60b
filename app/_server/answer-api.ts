import { join } from "node:path";
import { log } from "@/lib/platform/log";
import { createApi } from "@/lib/rest/create-api";
import { unavailableResponse } from "@/lib/rest/problem";
import { addressOf } from "./address";
import { type Runtime, startRuntime } from "./runtime";

const SCRIPT = join("node_modules", "@scalar", "api-reference", "dist", "browser", "standalone.js");

type App = ReturnType<typeof createApi>;
const apps = new WeakMap<Runtime, App>();

/** The public API of this process: the one function behind Next's route and behind our own server. */
export async function answerApi(request: Request): Promise<Response> {
  const started = await startRuntime().catch((error: unknown) => {
    log().error({ err: error }, "The API was called before the server could start.");
    return null;
  });
  return started ? appOf(started).fetch(request) : unavailableResponse(request);
}

function appOf(started: Runtime): App {
  const app =
    apps.get(started) ??
    createApi({
      ...started.ports,
      db: started.database.db,
      log: log(),
      addressOf: (request) => addressOf(request.headers),
      referenceScriptPath: join(process.cwd(), SCRIPT),
    });
  apps.set(started, app);
  return app;
}
