import * as z from "zod";
import { authenticateToken, scopeWithin, type TokenGrant } from "@/lib/auth/authenticate";
import type { RequestContext } from "@/lib/auth/grant";
import type { Idempotency, TeamScope } from "@/lib/core/actor";
import { isId } from "@/lib/core/ids";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import { sha256Hex } from "@/lib/platform/crypto";
import type { RateLimit } from "@/lib/platform/rate-limit";
import { JSON_BYTES_MAX } from "@/lib/platform/request-body";
import { placeOf, type RequestPlace } from "@/lib/platform/request-id";
import type { ApiOptions } from "./api";
import { checkInput } from "./input-problems";
import type { Operation, PublicOperation, TokenOperation } from "./operation";
import { problemResponse } from "./problem";
import { type BodyText, parseBody, readBodyText, readQuery } from "./request-parts";

export type Frame = {
  options: ApiOptions;
  perToken: RateLimit;
  failedPerAddress: RateLimit;
  publicPerAddress: RateLimit;
};

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** One call, from the raw request to the response: who, how often, what, and only then the command. */
export async function performCall(
  frame: Frame,
  operation: Operation,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const place = placeOf(request);
  const context = readContext(frame, request, place.requestId);
  if (!context.ok) {
    return problemResponse(context.problem, place);
  }
  if (operation.access === "public") {
    return performPublic(frame, operation, request, context.value);
  }
  const granted = await authenticateToken(frame.options.db, request.headers.get("authorization"), context.value);
  if (!granted.ok) {
    const waitMs = frame.failedPerAddress.take(context.value.address ?? "");
    return waitMs > 0 ? tooManyResponse(waitMs, place) : problemResponse(granted.problem, place);
  }
  const waitMs = frame.perToken.take(granted.value.scope.actor.id ?? "");
  if (waitMs > 0) {
    return tooManyResponse(waitMs, place);
  }

  const url = new URL(request.url);
  const result = await performGranted(frame, operation, { request, url, params, granted: granted.value });
  return result.ok ? succeed(operation, result.value, place) : problemResponse(result.problem, place);
}

/** Counted before anything is read: who asks is not known yet. */
async function performPublic(
  { options, publicPerAddress }: Frame,
  operation: PublicOperation,
  request: Request,
  context: RequestContext,
): Promise<Response> {
  const place = placeOf(request);
  const waitMs = publicPerAddress.take(context.address ?? "");
  if (waitMs > 0) {
    return tooManyResponse(waitMs, place);
  }
  const input = await readPublicInput(operation, request);
  const result = input.ok ? await operation.perform(options, { context, body: input.value }) : input;
  return result.ok ? succeed(operation, result.value, place) : problemResponse(result.problem, place);
}

async function readPublicInput(operation: PublicOperation, request: Request): Promise<Result<unknown>> {
  const query = readQuery(operation.query, new URL(request.url).searchParams);
  if (!query.ok) {
    return query;
  }
  const text = await readBodyText(request, operation.bodyBytesMax ?? JSON_BYTES_MAX);
  return text.ok && operation.body ? parseBody(operation.body, text.value) : text;
}

type GrantedCall = { request: Request; url: URL; params: Record<string, string>; granted: TokenGrant };

async function performGranted(
  { options }: Frame,
  operation: TokenOperation,
  { request, url, params, granted }: GrantedCall,
): Promise<Result<unknown>> {
  const { team, ...names } = params;
  const scope = team === undefined ? ok(granted.scope) : scopeWithin(granted.scope, team);
  if (!scope.ok) {
    return scope;
  }
  if (!isOpenTo(operation, scope.value)) {
    return notFound(`thing to the token of ${scope.value.agentOf ? "agents" : "a run"}`);
  }
  if (!isReadable(url.pathname)) {
    const message = "The address holds a % that begins no UTF-8 character, or the NUL character.";
    return refuse({ code: "malformed", message });
  }
  const named = checkInput(operation.params, names, "invalid");
  if (!named.ok) {
    return named;
  }
  const query = readQuery(operation.query, url.searchParams);
  if (!query.ok) {
    return query;
  }

  const call = { isOperator: granted.isOperator, params: named.value, query: query.value, request };
  if (operation.stream) {
    return operation.perform(options, { ...call, scope: scope.value, body: undefined });
  }
  const text = await readBodyText(request, operation.bodyBytesMax ?? JSON_BYTES_MAX);
  if (!text.ok) {
    return text;
  }
  const body = operation.body ? parseBody(operation.body, text.value) : refuseAnyBody(text.value);
  if (!body.ok) {
    return body;
  }
  const keyed = operation.isWrite ? withIdempotency(scope.value, request, url, text.value) : ok(scope.value);
  return keyed.ok ? operation.perform(options, { ...call, scope: keyed.value, body: body.value }) : keyed;
}

/** What belongs to no team is refused by the operation itself, as to every token but an operator's. */
function isOpenTo({ path, purposes, isForAgents }: TokenOperation, { version, agentOf }: TeamScope): boolean {
  if (!path.includes("{team}")) {
    return true;
  }
  if (agentOf) {
    return isForAgents;
  }
  return version === null || version.purposes.some((purpose) => purposes.includes(purpose));
}

function readContext({ options }: Frame, request: Request, requestId: string): Result<RequestContext> {
  const cause = request.headers.get("modelwire-delivery");
  if (cause !== null && !isId("delivery", cause)) {
    const message = "Modelwire-Delivery must be the id of a delivery, such as the webhook-id that you were sent.";
    return refuse({ code: "malformed", field: "Modelwire-Delivery", message });
  }
  return ok({ requestId, address: options.addressOf(request), causeDeliveryId: cause, idempotency: null });
}

/** Adds the caller's key, which stands for one write: method, address and the body's exact bytes. */
function withIdempotency(scope: TeamScope, request: Request, url: URL, body: BodyText | null): Result<TeamScope> {
  const key = request.headers.get("idempotency-key");
  if (key === null) {
    return ok(scope);
  }
  if (!IDEMPOTENCY_KEY.test(key)) {
    const message = "Idempotency-Key must be 1 to 255 visible ASCII characters, such as a UUID.";
    return refuse({ code: "malformed", field: "Idempotency-Key", message });
  }
  const asked = [request.method, url.pathname + url.search, sha256Hex(body?.bytes ?? "")].join("\n");
  const idempotency: Idempotency = { key, requestHash: sha256Hex(asked) };
  return ok({ ...scope, idempotency });
}

function refuseAnyBody(body: BodyText | null): Result<Record<string, never>> {
  return body === null || body.text.trim() === "{}"
    ? ok({})
    : refuse({ code: "invalid", message: "This takes no body. Leave it out." });
}

function succeed(operation: Operation, value: unknown, { requestId, path }: RequestPlace): Response {
  if (value instanceof Response) {
    value.headers.set("X-Request-Id", requestId);
    value.headers.set("X-Content-Type-Options", "nosniff");
    return value;
  }
  const { status, schema, location } = operation.success;
  const headers = { "Cache-Control": "no-store", "X-Request-Id": requestId, "X-Content-Type-Options": "nosniff" };
  if (!schema) {
    return new Response(null, { status, headers });
  }

  const shown = schema.safeParse(value);
  if (!shown.success) {
    throw new Error(`${operation.id} answered what its schema does not know: ${z.prettifyError(shown.error)}`);
  }
  return new Response(JSON.stringify(shown.data), {
    status,
    headers: {
      ...headers,
      "Content-Type": "application/json",
      ...(location ? { Location: `${path}/${location(value)}` } : {}),
    },
  });
}

function tooManyResponse(waitMs: number, place: RequestPlace): Response {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const message = `Too many requests. Wait ${seconds} s, then try again.`;
  return problemResponse({ code: "rate_limited", message }, place, { "Retry-After": String(seconds) });
}

function isReadable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\u0000");
  } catch {
    return false;
  }
}
