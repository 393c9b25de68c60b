import { type Problem, type ProblemCode, refuse } from "@/lib/core/result";
import { placeOf } from "@/lib/platform/request-id";

/**
 * The client repeats 408, 429, 500, 502, 503 and 504 for four minutes, whatever it asked: nothing that would be refused
 * again may answer with one of them.
 */
const STATUS = {
  INVALID_PARAMETER_VALUE: 400,
  BAD_REQUEST: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  RESOURCE_DOES_NOT_EXIST: 404,
  ENDPOINT_NOT_FOUND: 404,
  RESOURCE_CONFLICT: 409,
  REQUEST_LIMIT_EXCEEDED: 429,
  INTERNAL_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  TEMPORARILY_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** How each of our refusals is called in MLflow's protocol: the only such table. */
const ERROR_CODES = {
  malformed: "BAD_REQUEST",
  invalid: "INVALID_PARAMETER_VALUE",
  unauthenticated: "UNAUTHENTICATED",
  forbidden: "PERMISSION_DENIED",
  not_found: "RESOURCE_DOES_NOT_EXIST",
  conflict: "RESOURCE_CONFLICT",
  in_progress: "RESOURCE_CONFLICT",
  too_large: "INVALID_PARAMETER_VALUE",
  unsupported_media_type: "BAD_REQUEST",
  rate_limited: "REQUEST_LIMIT_EXCEEDED",
  unavailable: "TEMPORARILY_UNAVAILABLE",
} as const satisfies Record<ProblemCode, ErrorCode>;

/** A refusal in MLflow's own words: bad input, as most of its refusals are. */
export function refuseInput(message: string): { ok: false; problem: Problem } {
  return refuse({ code: "invalid", message });
}

/** By this very code `register_model` knows that it may go on. */
export function refuseTaken(name: string): { ok: false; problem: Problem } {
  const message = `Registered Model (name=${name}) already exists.`;
  return refuse({ code: "conflict", reason: "RESOURCE_ALREADY_EXISTS", message });
}

export function missingModel(name: string): { ok: false; problem: Problem } {
  return refuse({ code: "not_found", message: `Registered Model with name=${name} not found` });
}

export function missingVersion(name: string, version: string): { ok: false; problem: Problem } {
  return refuse({ code: "not_found", message: `Model Version (name=${name}, version=${version}) not found` });
}

export function problemResponse(
  request: Request,
  { code, reason, message }: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return errorResponse(
    request,
    reason === "RESOURCE_ALREADY_EXISTS" ? reason : ERROR_CODES[code],
    message,
    code === "unavailable" ? { "Retry-After": "5", ...headers } : headers,
  );
}

/** Tracking calls mostly come because a client has been told of one server for both. */
export function endpointNotFoundResponse(request: Request): Response {
  return errorResponse(
    request,
    "ENDPOINT_NOT_FOUND",
    "There is no such endpoint: this is a registry, which takes no runs or experiments. Set MLFLOW_TRACKING_URI to " +
      "your tracking server or to a folder, and MLFLOW_REGISTRY_URI to this one.",
  );
}

export function methodNotAllowedResponse(request: Request, allowed: readonly string[]): Response {
  const allow = allowed.join(", ");
  return errorResponse(request, "BAD_REQUEST", `This address answers ${allow}.`, { Allow: allow }, 405);
}

/** Tells nothing of what went wrong inside but the id to look it up by. */
export function faultResponse(request: Request): Response {
  const { requestId } = placeOf(request);
  const message = `Something went wrong on the server. If it stays, tell the operator the request id ${requestId}.`;
  return errorResponse(request, "INTERNAL_ERROR", message);
}

/** What the client tries before it does the same in a plain way. It does not repeat this status. */
export function notImplementedResponse(request: Request, message: string): Response {
  return errorResponse(request, "NOT_IMPLEMENTED", message);
}

/** A range that begins behind the end of a file. */
export function rangeResponse(request: Request, sizeBytes: number): Response {
  const message = `The file has ${sizeBytes} bytes. Ask for a range that begins within.`;
  return errorResponse(request, "BAD_REQUEST", message, { "Content-Range": `bytes */${sizeBytes}` }, 416);
}

/** For an edge that cannot even begin: the database is away. */
export function unavailableResponse(request: Request): Response {
  return problemResponse(request, { code: "unavailable", message: "The server is not ready. Try again in a moment." });
}

/** What every answer says of itself. */
export function answerHeaders(request: Request): Record<string, string> {
  return {
    "Cache-Control": "no-store",
    "X-Request-Id": placeOf(request).requestId,
    "X-Content-Type-Options": "nosniff",
  };
}

function errorResponse(
  request: Request,
  errorCode: ErrorCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  status: number = STATUS[errorCode],
): Response {
  return Response.json(
    { error_code: errorCode, message },
    { status, headers: { ...answerHeaders(request), ...headers } },
  );
}
