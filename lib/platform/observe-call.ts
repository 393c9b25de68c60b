import { withLogFields } from "./log";
import { recordApiRequest } from "./metrics";
import { placeOf } from "./request-id";
import { errorTypeOf, inSpan, type SpanAttributes } from "./telemetry";

export type ApiLog = Record<"error" | "debug", (fields: object, message: string) => void>;

type Observed = {
  log: ApiLog;
  method: string;
  /** The template of the address, never the address: names of models and files are nobody's business there. */
  route: string;
  request: Request;
  /** How the edge says that something went wrong inside. */
  answerFault(request: Request): Response;
};

/**
 * Runs one call under the eyes of the log, the trace and the metrics. What it throws is answered here, so that the line
 * of the log lies within the call's trace.
 */
export function observeCall(observed: Observed, run: () => Promise<Response>): Promise<Response> {
  const { method, route, request } = observed;
  const { requestId } = placeOf(request);
  const attributes = {
    "http.request.method": method,
    "http.route": route,
    "modelwire.request.id": requestId,
  };
  const wish = { kind: "server", attributes, traceparent: request.headers.get("traceparent") } as const;

  return withLogFields({ requestId }, () =>
    inSpan(`${method} ${route}`, wish, (annotate) => answer(observed, annotate, run)),
  );
}

async function answer(
  observed: Observed,
  annotate: (attributes: SpanAttributes) => void,
  run: () => Promise<Response>,
): Promise<Response> {
  const { log, method, route, request, answerFault } = observed;
  const startedAt = performance.now();
  let errorType: string | null = null;
  const response = await run().catch((error: unknown) => {
    errorType = errorTypeOf(error);
    logFault(log, request, error);
    return answerFault(request);
  });

  const { status } = response;
  const call = { method, route, status, durationMs: performance.now() - startedAt };
  annotate({
    "http.response.status_code": status,
    ...(status >= 500 ? { "error.type": errorType ?? String(status) } : {}),
  });
  recordApiRequest(call);
  log.debug(call, "API call answered.");
  return response;
}

/** Tells the log alone what went wrong. */
export function logFault(log: ApiLog, request: Request, error: unknown): void {
  const { requestId, path } = placeOf(request);
  log.error({ err: error, requestId, path }, "A request to the API failed.");
}
