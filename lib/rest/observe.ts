import { withLogFields } from "@/lib/platform/log";
import { recordApiRequest } from "@/lib/platform/metrics";
import { errorTypeOf, inSpan, type SpanAttributes } from "@/lib/platform/telemetry";
import type { ApiLog } from "./api";
import type { Operation } from "./operation";
import { internalResponse } from "./problem";
import { placeOf } from "./request-id";

type Observed = {
  log: ApiLog;
  operation: Pick<Operation, "method">;
  /** The template of the address, never the address: names of models and files are nobody's business there. */
  route: string;
  request: Request;
};

/**
 * Runs one call under the eyes of the log, the trace and the metrics. What it throws is answered here, so that the line
 * of the log lies within the call's trace.
 */
export function observeCall(observed: Observed, run: () => Promise<Response>): Promise<Response> {
  const { operation, route, request } = observed;
  const { requestId } = placeOf(request);
  const attributes = {
    "http.request.method": operation.method,
    "http.route": route,
    "modelwire.request.id": requestId,
  };
  const wish = { kind: "server", attributes, traceparent: request.headers.get("traceparent") } as const;

  return withLogFields({ requestId }, () =>
    inSpan(`${operation.method} ${route}`, wish, (annotate) => answer(observed, annotate, run)),
  );
}

async function answer(
  observed: Observed,
  annotate: (attributes: SpanAttributes) => void,
  run: () => Promise<Response>,
): Promise<Response> {
  const { log, operation, route, request } = observed;
  const startedAt = performance.now();
  let errorType: string | null = null;
  const response = await run().catch((error: unknown) => {
    errorType = errorTypeOf(error);
    return answerFailure(log, request, error);
  });

  const { status } = response;
  const call = { method: operation.method, route, status, durationMs: performance.now() - startedAt };
  annotate({
    "http.response.status_code": status,
    ...(status >= 500 ? { "error.type": errorType ?? String(status) } : {}),
  });
  recordApiRequest(call);
  log.debug(call, "API call answered.");
  return response;
}

/** Tells the log alone what went wrong. */
export function answerFailure(log: ApiLog, request: Request, error: unknown): Response {
  const place = placeOf(request);
  log.error({ err: error, requestId: place.requestId, path: place.path }, "A request to the API failed.");
  return internalResponse(place);
}
