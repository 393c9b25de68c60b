import { join } from "node:path";
import { addressOf } from "@/app/_server/address";
import { type Runtime, startRuntime } from "@/app/_server/runtime";
import { tickAfterWrite } from "@/app/_server/tick";
import { log } from "@/lib/platform/log";
import { createApi } from "@/lib/rest/create-api";
import { unavailableResponse } from "@/lib/rest/problem";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";
/** Seconds: a write in a function also delivers what it set off. */
export const maxDuration = 60;

const SCRIPT = join("node_modules", "@scalar", "api-reference", "dist", "browser", "standalone.js");

type App = ReturnType<typeof createApi>;
const apps = new WeakMap<Runtime, App>();

async function answer(request: Request): Promise<Response> {
  const started = await startRuntime().catch((error: unknown) => {
    log().error({ err: error }, "The API was called before the server could start.");
    return null;
  });
  if (!started) {
    return unavailableResponse(request);
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    tickAfterWrite();
  }
  return appOf(started).fetch(request);
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

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
