import { probeDatabase } from "@/lib/db/probe";
import { isSameText } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";
import { readPrometheus } from "@/lib/platform/telemetry-sdk";
import { createReadiness, type Readiness } from "./readiness";
import { isStopping, runningRuntime, startRuntime } from "./runtime";
import { VERSION } from "./version";

/** Nobody's blob: the store answers that there is none, which proves that it answers. */
const ABSENT_BLOB = { teamId: "readiness", sha256: "0".repeat(64) };

const PROMETHEUS_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
const FRESH = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

/** One for the process: Next bundles each route apart, and probes of all of them share an answer. */
const KEY = Symbol.for("modelwire.readiness");
type Holder = { [KEY]?: () => Promise<Readiness> };
const holder = globalThis as Holder;

/** Says that the process is up and hears us; nothing else, so that no outage makes anybody restart it. */
export function liveResponse(): Response {
  return Response.json({ status: "live", version: VERSION }, { headers: FRESH });
}

/** Says whether the process can do its work, and of each part why not. */
export async function readyResponse(): Promise<Response> {
  if (isStopping()) {
    return Response.json({ status: "stopping" }, { status: 503, headers: FRESH });
  }
  holder[KEY] ??= createReadiness({ database, storage, worker, now: () => new Date() });
  const readiness = await holder[KEY]();
  return Response.json(readiness, { status: readiness.status === "ready" ? 200 : 503, headers: FRESH });
}

/** The metrics for Prometheus. Without a token of the operator's there is no such address. */
export async function metricsResponse(request: Request): Promise<Response> {
  const token = env().MODELWIRE_METRICS_TOKEN;
  if (token === undefined) {
    return new Response(null, { status: 404, headers: FRESH });
  }
  if (!isSameText(request.headers.get("authorization") ?? "", `Bearer ${token}`)) {
    const challenge = { "WWW-Authenticate": 'Bearer realm="modelwire-metrics"' };
    return new Response(null, { status: 401, headers: { ...FRESH, ...challenge } });
  }
  const text = await readPrometheus();
  return text === null
    ? new Response(null, { status: 503, headers: FRESH })
    : new Response(text, { headers: { ...FRESH, "Content-Type": PROMETHEUS_MEDIA_TYPE } });
}

/** Starts the process's runtime if it could not come up yet: a probe brings it back as any request would. */
async function database(): Promise<{ isMigrated: boolean }> {
  const runtime = await startRuntime();
  return probeDatabase(runtime.database.db);
}

async function storage(): Promise<boolean> {
  const runtime = await startRuntime().catch(() => null);
  await runtime?.ports.storage.statBlob(ABSENT_BLOB);
  return runtime !== null;
}

function worker() {
  return runningRuntime()?.worker ?? null;
}
