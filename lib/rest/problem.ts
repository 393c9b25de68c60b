import * as z from "zod";
import { PROBLEM_CODES, type Problem, type ProblemCode } from "@/lib/core/result";
import { newId } from "@/lib/platform/id";
import type { RequestPlace } from "@/lib/platform/request-id";

/** How each refusal is told over HTTP: the only such table. */
export const PROBLEM_STATUS = {
  malformed: 400,
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  in_progress: 409,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ProblemCode, number>;

const TITLES = {
  malformed: "The request cannot be read",
  invalid: "The input is not valid",
  unauthenticated: "A valid token is needed",
  forbidden: "The token's role does not allow this",
  not_found: "Not found",
  conflict: "The present state does not allow this",
  in_progress: "The same request is still running",
  too_large: "The body is too large",
  unsupported_media_type: "The content type is not supported",
  rate_limited: "Too many requests",
  unavailable: "Not available now",
} as const satisfies Record<ProblemCode, string>;

export const PROBLEM_MEDIA_TYPE = "application/problem+json";
const ERRORS_SHOWN_MAX = 50;

/** What RFC 9457 calls a problem, with `code` for programs and `errors` for the fields at fault. */
export const problemBody = z
  .object({
    type: z
      .string()
      .describe("A name that stays the same for every problem of this kind: `urn:modelwire:problem:CODE`."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What is wrong, then the remedy."),
    code: z.enum([...PROBLEM_CODES, "method_not_allowed", "range_not_satisfiable", "internal"]),
    reason: z.string().optional().describe("A finer code, where an operation names some."),
    instance: z.string().describe("The path that was asked."),
    requestId: z.string().describe("The id under which the log and the audit log know this request."),
    errors: z
      .array(z.object({ path: z.string().describe("The field, dotted."), message: z.string() }))
      .describe("Each field at fault. Empty when the request as a whole is."),
  })
  .meta({ id: "Problem", description: "An error, as RFC 9457 writes it." });

type ProblemBody = z.infer<typeof problemBody>;

const HEADERS_OF: Partial<Record<ProblemCode, Readonly<Record<string, string>>>> = {
  unauthenticated: { "WWW-Authenticate": 'Bearer realm="modelwire"' },
  unavailable: { "Retry-After": "5" },
};

export function problemResponse(
  problem: Problem,
  place: RequestPlace,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return respond(
    {
      code: problem.code,
      ...(problem.reason === undefined ? {} : { reason: problem.reason }),
      title: TITLES[problem.code],
      status: PROBLEM_STATUS[problem.code],
      detail: problem.message,
      errors: errorsOf(problem),
    },
    place,
    { ...HEADERS_OF[problem.code], ...headers },
  );
}

export function methodNotAllowedResponse(allowed: readonly string[], place: RequestPlace): Response {
  const allow = allowed.join(", ");
  const detail = `This address answers ${allow}.`;
  return respond({ code: "method_not_allowed", title: "Wrong method", status: 405, detail, errors: [] }, place, {
    Allow: allow,
  });
}

export function rangeResponse(sizeBytes: number, place: RequestPlace): Response {
  const detail = `The file has ${sizeBytes} bytes. Ask for a range that begins within.`;
  return respond({ code: "range_not_satisfiable", title: "No such range", status: 416, detail, errors: [] }, place, {
    "Content-Range": `bytes */${sizeBytes}`,
  });
}

/** Tells nothing of what went wrong inside but the id to look it up by. */
export function internalResponse(place: RequestPlace): Response {
  const detail = "Something went wrong on the server. Try again; if it stays, tell the operator the request id.";
  return respond({ code: "internal", title: "Internal error", status: 500, detail, errors: [] }, place, {});
}

/** For an edge that cannot even begin: the database is away. */
export function unavailableResponse(request: Request): Response {
  const message = "The server is not ready. Try again in a moment.";
  const place = { requestId: newId("request"), path: new URL(request.url).pathname };
  return problemResponse({ code: "unavailable", message }, place);
}

function errorsOf({ errors, field, message }: Problem): ProblemBody["errors"] {
  if (errors) {
    return errors.slice(0, ERRORS_SHOWN_MAX).map((error) => ({ path: error.path, message: error.message }));
  }
  return field === undefined ? [] : [{ path: field, message }];
}

function respond(
  body: Omit<ProblemBody, "type" | "instance" | "requestId">,
  { requestId, path }: RequestPlace,
  headers: Readonly<Record<string, string>>,
): Response {
  const { title, status, detail, code, reason, errors } = body;
  const whole: ProblemBody = {
    type: `urn:modelwire:problem:${code}`,
    title,
    status,
    detail,
    code,
    ...(reason === undefined ? {} : { reason }),
    instance: path,
    requestId,
    errors,
  };
  return new Response(JSON.stringify(whole), {
    status,
    headers: { "Content-Type": PROBLEM_MEDIA_TYPE, "Cache-Control": "no-store", "X-Request-Id": requestId, ...headers },
  });
}
