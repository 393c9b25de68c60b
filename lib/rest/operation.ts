import * as z from "zod";
import type { RequestContext } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import type { Purpose } from "@/lib/core/purpose";
import type { ProblemCode, Result } from "@/lib/core/result";
import type { Api } from "./api";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export const TAGS = {
  Teams: "Teams, their members, and API tokens.",
  Models: "Registered models: named series of versions.",
  Versions: "Versions of models: linking, searching, downloading, tagging, evaluating.",
  Aliases: "Names such as `production` that point at one version of a model, and their history.",
  Artifacts: "Immutable sets of files, uploaded in parts, that versions are made of.",
  Automations: "What fires when the registry changes.",
  GitHub:
    "The accounts whose workflows automations start, and what runs may do that call home without a stored secret.",
  Webhooks: "Endpoints that automations post to.",
  Secrets: "Named values that are written once and never shown.",
  Deliveries: "What automations sent, every attempt, and sending again.",
  Launch: "Jobs that run near the hardware: their queues, the agents that serve these, and runs.",
  Events: "What happened in the registry.",
  Audit: "Who did, or was refused, what.",
} as const satisfies Record<string, string>;

/** What an operation is handed: its caller, and its input as the schemas left it. */
export type Call<P, Q, B> = {
  scope: TeamScope;
  /** True for the token that the server was started with: it may do what belongs to no team. */
  isOperator: boolean;
  params: P;
  query: Q;
  body: B;
  request: Request;
};

/** What an operation is handed that takes no token: whatever it grants, it decides itself. */
export type PublicCall<B> = { context: RequestContext; body: B };

type Success<R extends z.ZodType> = {
  status: 200 | 201 | 202 | 204;
  description: string;
  /** Every answer goes through it, so that a new column cannot leak. Left out for an answer without a body. */
  schema?: R;
  example?: unknown;
  /** Where what was made is found: its segment below the address of the call. */
  location?: (value: z.input<R>) => string;
};

/** The parts of an operation that only its documentation and the frame look at. */
export type OperationCard = {
  id: string;
  method: Method;
  /** Below `/api/v1`, as OpenAPI writes it. A last parameter that may hold slashes is marked `{path+}`. */
  path: string;
  tag: keyof typeof TAGS;
  summary: string;
  description: string;
  params: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodType | null;
  bodyExample: unknown;
  bodyBytesMax: number | null;
  /** False for calls that change nothing, although they are no GET: these take no Idempotency-Key. */
  isWrite: boolean;
  success: Success<z.ZodType>;
  /** The refusals that are this operation's own; those of every operation are added by the frame. */
  problems: Partial<Record<ProblemCode, string>>;
  /** Set where the operation answers, or takes, bytes instead of JSON. */
  stream: StreamCard | null;
};

export type StreamCard = {
  requestMediaType?: string;
  responseMediaType?: string;
  requestHeaders?: z.ZodObject;
  /** Further answers by status, such as 206. */
  alsoAnswers?: Readonly<Record<number, { description: string; holds: "bytes" | "nothing" | "problem" }>>;
};

export type Operation = TokenOperation | PublicOperation;

export type TokenOperation = OperationCard & {
  access: "token";
  /** The tokens of workflow runs that may call it, by what they are for. To those of all others it does not exist. */
  purposes: readonly Purpose[];
  /** Whether agents may call it, by the token of their queue. To them all others do not exist. */
  isForAgents: boolean;
  perform(api: Api, call: Call<unknown, unknown, unknown>): Promise<Result<unknown>>;
};

export type PublicOperation = OperationCard & {
  access: "public";
  perform(api: Api, call: PublicCall<unknown>): Promise<Result<unknown>>;
};

type Texts = Pick<OperationCard, "id" | "method" | "path" | "tag" | "summary" | "description" | "problems">;
type OwnTexts = Texts & { purposes?: readonly Purpose[]; isForAgents?: boolean };

type Definition<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> = OwnTexts & {
  params?: P;
  query?: Q;
  body?: B;
  bodyExample?: unknown;
  bodyBytesMax?: number;
  isWrite?: boolean;
  success: Success<R>;
  run(api: Api, call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Result<z.input<R>>>;
};

const NOTHING = z.strictObject({});
type Nothing = typeof NOTHING;

/** One operation of the API: what its documentation says, what it takes and answers, and which command or query it asks. */
export function operation<
  R extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(definition: Definition<P, Q, B, R>): Operation {
  const {
    params,
    query,
    body,
    bodyExample,
    bodyBytesMax,
    isWrite,
    success,
    run,
    purposes = [],
    ...others
  } = definition;
  const { isForAgents = false, ...texts } = others;
  return {
    ...texts,
    access: "token",
    purposes,
    isForAgents,
    params: params ?? NOTHING,
    query: query ?? NOTHING,
    body: body ?? null,
    bodyExample,
    bodyBytesMax: bodyBytesMax ?? null,
    isWrite: isWrite ?? definition.method !== "GET",
    success: success as Success<z.ZodType>, // Only the frame calls it, with what this same operation answered.
    stream: null,
    // The frame has run the very schemas that these types come from.
    perform: (api, call) => run(api, call as Call<z.output<P>, z.output<Q>, z.output<B>>),
  };
}

type PublicDefinition<B extends z.ZodType, R extends z.ZodType> = Texts & {
  body: B;
  bodyExample: unknown;
  bodyBytesMax: number;
  success: Success<R>;
  run(api: Api, call: PublicCall<z.output<B>>): Promise<Result<z.input<R>>>;
};

/** An operation for callers who have no token yet. It has a rate of its own by address, and a small body. */
export function publicOperation<B extends z.ZodType, R extends z.ZodType>(
  definition: PublicDefinition<B, R>,
): Operation {
  const { success, run, ...texts } = definition;
  return {
    ...texts,
    access: "public",
    params: NOTHING,
    query: NOTHING,
    isWrite: false,
    success: success as Success<z.ZodType>, // As for every other operation.
    stream: null,
    perform: (api, call) => run(api, call as PublicCall<z.output<B>>),
  };
}

type StreamDefinition<P extends z.ZodObject, Q extends z.ZodObject> = OwnTexts & {
  params?: P;
  query?: Q;
  success: Pick<Success<z.ZodType>, "status" | "description" | "schema" | "example">;
  stream: StreamCard;
  run(api: Api, call: Call<z.output<P>, z.output<Q>, undefined>): Promise<Result<unknown>>;
};

/** An operation that takes or answers bytes as a stream. It reads the request itself, and may answer a `Response`. */
export function streamOperation<P extends z.ZodObject = Nothing, Q extends z.ZodObject = Nothing>(
  definition: StreamDefinition<P, Q>,
): Operation {
  const { params, query, run, purposes = [], isForAgents = false, ...texts } = definition;
  return {
    ...texts,
    access: "token",
    purposes,
    isForAgents,
    params: params ?? NOTHING,
    query: query ?? NOTHING,
    body: null,
    bodyExample: undefined,
    bodyBytesMax: null,
    isWrite: false,
    perform: (api, call) => run(api, call as Call<z.output<P>, z.output<Q>, undefined>),
  };
}
