import { authenticateToken, scopeWithin } from "@/lib/auth/authenticate";
import type { RequestContext } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import { isId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { RateLimit } from "@/lib/platform/rate-limit";
import { requestIdOf } from "@/lib/platform/request-id";
import type { MlflowOptions } from "./api";
import { bearerOf } from "./bearer";
import type { Endpoint, Message } from "./endpoint";
import { checkFields, readJsonBody, readQueryFields } from "./input";
import { answerHeaders, problemResponse } from "./problem";

export type Frame = { options: MlflowOptions; perToken: RateLimit; failedPerAddress: RateLimit };

/** One call, from the raw request to the response: who, how often, what, and only then the command. */
export async function performCall(
  frame: Frame,
  endpoint: Endpoint,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const { team, ...names } = params;
  const scope = await readScope(frame, request, team);
  if (!scope.ok) {
    return problemResponse(request, scope.problem);
  }
  const waitMs = frame.perToken.take(scope.value.actor.id ?? "");
  if (waitMs > 0) {
    const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
    const message = `Too many requests. Wait ${seconds} s, then try again.`;
    return problemResponse(request, { code: "rate_limited", message }, { "Retry-After": String(seconds) });
  }

  const input = await readInput(endpoint, request, names);
  const result = input.ok
    ? await endpoint.perform(frame.options, { scope: scope.value, input: input.value, request })
    : input;
  return result.ok ? succeed(request, result.value) : problemResponse(request, result.problem);
}

async function readScope(frame: Frame, request: Request, team: string | undefined): Promise<Result<TeamScope>> {
  const context = readContext(frame, request);
  if (!context.ok) {
    return context;
  }
  const bearer = bearerOf(request.headers.get("authorization"));
  const granted = await authenticateToken(frame.options.db, bearer, context.value);
  if (!granted.ok) {
    return refuseStranger(frame, context.value);
  }
  const { scope } = granted.value;
  if (scope.version !== null) {
    const message = "The token of a workflow run serves its version alone. Use an API token of the team.";
    return refuse({ code: "forbidden", message });
  }
  return team === undefined ? ok(scope) : scopeWithin(scope, team);
}

/** Not 429: the client would repeat a wrong token for minutes, where its user should hear of it. */
function refuseStranger({ failedPerAddress }: Frame, { address }: RequestContext): Result<never> {
  const waitMs = failedPerAddress.take(address ?? "");
  const message =
    waitMs > 0
      ? `Too many calls without a valid API token came from this address. Wait ${Math.ceil(waitMs / 1_000)} s.`
      : "Send a valid API token: set MLFLOW_TRACKING_TOKEN, or put it into the registry's URI as the password. " +
        "This one is missing, unknown, revoked or past its end.";
  return refuse({ code: "unauthenticated", message });
}

function readContext({ options }: Frame, request: Request): Result<RequestContext> {
  const cause = request.headers.get("modelwire-delivery");
  if (cause !== null && !isId("delivery", cause)) {
    return refuse({ code: "malformed", message: "Modelwire-Delivery must be the id of a delivery." });
  }
  const address = options.addressOf(request);
  return ok({ requestId: requestIdOf(request), address, causeDeliveryId: cause, idempotency: null });
}

async function readInput(
  { input, hasJsonBody }: Endpoint,
  request: Request,
  params: Record<string, string>,
): Promise<Result<unknown>> {
  const { searchParams } = new URL(request.url);
  if (request.method === "GET" || !hasJsonBody) {
    return checkFields(input, { ...readQueryFields(input, searchParams), ...params });
  }
  const body = await readJsonBody(request);
  return body.ok ? checkFields(input, { ...body.value, ...params }) : body;
}

function succeed(request: Request, value: Message | Response): Response {
  const headers = answerHeaders(request);
  if (!(value instanceof Response)) {
    return Response.json(value, { headers });
  }
  value.headers.set("X-Request-Id", headers["X-Request-Id"] ?? "");
  value.headers.set("X-Content-Type-Options", "nosniff");
  return value;
}
