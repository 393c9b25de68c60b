import { OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import * as z from "zod";
import type { ProblemCode } from "@/lib/core/result";
import { JSON_BYTES_MAX } from "@/lib/platform/request-body";
import { type Operation, TAGS } from "./operation";
import { OPERATIONS } from "./operations";
import { PROBLEM_MEDIA_TYPE, PROBLEM_STATUS, problemBody } from "./problem";

type Document = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const INTRODUCTION = `Modelwire's registry, automations and deliveries over HTTP.

Send \`Authorization: Bearer <token>\`. A token belongs to one team: another team's objects, and those outside a restricted token's models, are *not found*.

**Errors** are problems as RFC 9457 writes them, with a \`code\` for programs, a sentence for people and the \`errors\` of each field. **Lists** answer \`items\` and \`nextCursor\`; pass it as \`cursor\` for the next page, until it is null. **Writes** take an \`Idempotency-Key\`: a repeat within 24 hours answers as the first did. **Limits**: a JSON body holds at most 1 MiB where nothing else is said; too many calls answer 429 with \`Retry-After\`.

Names in addresses are percent-encoded UTF-8, a \`/\` within a tag key as \`%2F\`.`;

/** What every operation may answer, and those with a body or that write. */
const ALWAYS = {
  unauthenticated: "The token is missing, unknown, revoked or past its end.",
  rate_limited: "The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds.",
  malformed: "A header, a query parameter or the address cannot be read.",
  unavailable: "The server is not ready, or its database is away. `Retry-After` tells the seconds.",
} as const satisfies Partial<Record<ProblemCode, string>>;

const WITHOUT_TOKEN = {
  rate_limited: "The address made too many calls. `Retry-After` tells the seconds.",
} as const satisfies Partial<Record<ProblemCode, string>>;

const WITH_BODY = {
  malformed: "A header, the address or the body cannot be read: no JSON, no UTF-8.",
  unsupported_media_type: "The body is not `application/json`.",
  invalid: "A field is unknown, missing or of the wrong kind; each is named in `errors`.",
} as const satisfies Partial<Record<ProblemCode, string>>;

const WHEN_WRITING = {
  forbidden: "The token's role does not allow this.",
  in_progress: "A request with this `Idempotency-Key` is still running.",
  invalid: "The input is not valid, or the `Idempotency-Key` was used for another request.",
} as const satisfies Partial<Record<ProblemCode, string>>;

const writeHeaders = z.object({
  "Idempotency-Key": z.string().min(1).max(255).optional().meta({
    description: "Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write.",
  }),
  "Modelwire-Delivery": z.string().optional().meta({
    description: "The delivery that led to this call, where one did: events then tell their cause.",
  }),
});

let document: Document | undefined;

/** The OpenAPI 3.1 document, made once from the very schemas that check requests and answers. */
export function openApiDocument(): Document {
  document ??= createDocument();
  return document;
}

function createDocument(): Document {
  const app = new OpenAPIHono();
  app.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    description: "An API token of the team.",
  });
  for (const operation of OPERATIONS) {
    app.openAPIRegistry.registerPath(routeOf(operation));
  }
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Modelwire", version: "1", description: INTRODUCTION, license: { name: "Apache-2.0" } },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  });
}

function routeOf(operation: Operation): RouteConfig {
  const path = operation.path.replaceAll("+}", "}");
  const team = path.includes("{team}") ? { team: z.string().meta({ description: "The team's name." }) } : {};
  const headers = operation.stream?.requestHeaders ?? (operation.isWrite ? writeHeaders : undefined);
  const body = requestBodyOf(operation);
  const isPublic = operation.access === "public";

  return {
    operationId: operation.id,
    method: operation.method.toLowerCase() as RouteConfig["method"],
    path,
    tags: [operation.tag],
    ...(isPublic ? { security: [] } : {}),
    summary: operation.summary,
    description: operation.description + limitSentence(operation) + purposeSentence(operation),
    request: {
      params: z.object({ ...team, ...operation.params.shape }),
      query: operation.query,
      ...(headers ? { headers } : {}),
      ...(body ? { body } : {}),
    },
    responses: { ...successOf(operation), ...problemsOf(operation) },
  };
}

function requestBodyOf({ body, bodyExample, stream }: Operation) {
  if (stream?.requestMediaType) {
    return { required: true, content: { [stream.requestMediaType]: { schema: BINARY } } };
  }
  if (!body) {
    return null;
  }
  const example = bodyExample === undefined ? {} : { example: bodyExample };
  return { required: !body.safeParse({}).success, content: { "application/json": { schema: body, ...example } } };
}

/** In OpenAPI 3.1 a whole body of bytes needs no schema; the empty one keeps generators from guessing JSON. */
const BINARY = { type: "string", format: "binary" } as const;

function successOf({ success, stream }: Operation): RouteConfig["responses"] {
  const { status, description, schema, example } = success;
  const mediaType = stream?.responseMediaType;
  const first = mediaType ? byteAnswer(description, mediaType) : jsonAnswer(description, schema, example);
  const also = Object.entries(stream?.alsoAnswers ?? {}).map(([code, { description: text, holds }]) => [
    code,
    {
      ...(holds === "bytes" && mediaType ? byteAnswer(text, mediaType) : { description: text }),
      ...(holds === "problem" ? PROBLEM_CONTENT : {}),
    },
  ]);
  return { [String(status)]: { ...first, headers: REQUEST_ID_HEADER }, ...Object.fromEntries(also) };
}

function byteAnswer(description: string, mediaType: string) {
  return { description, content: { [mediaType]: { schema: BINARY } } };
}

function jsonAnswer(description: string, schema: z.ZodType | undefined, example: unknown) {
  if (!schema) {
    return { description };
  }
  return { description, content: { "application/json": { schema, ...(example === undefined ? {} : { example }) } } };
}

const PROBLEM_CONTENT = { content: { [PROBLEM_MEDIA_TYPE]: { schema: problemBody } } };

const REQUEST_ID_HEADER = {
  "X-Request-Id": { description: "The id of the request in logs and in the audit log.", schema: { type: "string" } },
} as const;

function problemsOf(operation: Operation): RouteConfig["responses"] {
  const isJson = operation.body !== null;
  const team = operation.path.includes("{team}") ? { not_found: "There is no such team." } : {};
  const { unauthenticated, ...always } = ALWAYS;
  const told: Partial<Record<ProblemCode, string>> = {
    ...(operation.access === "public" ? { ...always, ...WITHOUT_TOKEN } : { unauthenticated, ...always }),
    ...team,
    ...(isJson
      ? { ...WITH_BODY, too_large: `The body is over ${bodyBytesMax(operation).toLocaleString("en")} bytes.` }
      : {}),
    ...(operation.isWrite ? WHEN_WRITING : {}),
    ...operation.problems,
  };

  const byStatus = new Map<number, string[]>();
  for (const code of Object.keys(told) as ProblemCode[]) {
    const status = PROBLEM_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${told[code]}`]);
  }
  byStatus.set(500, ["`internal`: Something went wrong on the server; the request id finds it in the log."]);
  return Object.fromEntries(
    [...byStatus].map(([status, texts]) => [status, { description: texts.join(" "), ...PROBLEM_CONTENT }]),
  );
}

function purposeSentence(operation: Operation): string {
  const purposes = operation.access === "token" ? operation.purposes : [];
  return purposes.length === 0 ? "" : ` A workflow run may call it for: ${purposes.join(", ")}.`;
}

function limitSentence(operation: Operation): string {
  const isOwn = operation.bodyBytesMax !== null && operation.bodyBytesMax !== JSON_BYTES_MAX;
  return isOwn ? ` The body may hold ${bodyBytesMax(operation).toLocaleString("en")} bytes.` : "";
}

function bodyBytesMax(operation: Operation): number {
  return operation.bodyBytesMax ?? JSON_BYTES_MAX;
}
