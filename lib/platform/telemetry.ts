import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Attributes,
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";

/**
 * Tracing as the product uses it. The tracer is ours alone and never OpenTelemetry's global one: Next and other libraries
 * would find that, and their spans hold whole addresses, sign-in links among them. For the same reason an attribute here
 * is an id, a fixed word or a number, never a name, an address or what somebody wrote.
 */
export type SpanAttributes = Attributes;

export type SpanWish = {
  kind?: "server" | "client" | "internal";
  attributes?: SpanAttributes;
  /** Whom to continue, as W3C `traceparent` says it. Null begins a trace of its own; left out, the span around it is continued. */
  traceparent?: string | null;
};

/** Adds to the span what only shows later; an `error.type` marks it as failed. Costs nothing while nobody traces. */
export type Annotate = (attributes: SpanAttributes) => void;

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Next bundles its entry points apart, so a module's own variable would exist several times. */
const KEY = Symbol.for("modelwire.telemetry");
type Tracing = { tracer: Tracer | null; contexts: AsyncLocalStorage<Context> };
type Holder = { [KEY]?: Tracing };
const holder = globalThis as Holder;

function tracing(): Tracing {
  holder[KEY] ??= { tracer: null, contexts: new AsyncLocalStorage() };
  return holder[KEY];
}

/** Only `telemetry-sdk.ts` calls it: null while nobody collects traces. */
export function setTracer(tracer: Tracer | null): void {
  tracing().tracer = tracer;
}

/** Runs `fn` in a span that ends with it. Without a collector it is a plain call. */
export async function inSpan<T>(name: string, wish: SpanWish, fn: (annotate: Annotate) => Promise<T>): Promise<T> {
  const { tracer, contexts } = tracing();
  if (!tracer) {
    return fn(noAnnotation);
  }

  const parent = wish.traceparent === undefined ? currentContext() : contextOf(wish.traceparent);
  const kind = KINDS[wish.kind ?? "internal"];
  const span = tracer.startSpan(name, { kind, attributes: wish.attributes ?? {} }, parent);
  try {
    return await contexts.run(trace.setSpan(parent, span), () => fn((attributes) => addTo(span, attributes)));
  } catch (error) {
    addTo(span, { "error.type": errorTypeOf(error) });
    throw error;
  } finally {
    span.end();
  }
}

/**
 * Runs `fn` in a span of the trace that a stored `traceparent` names, however much later: an attempt belongs to the API
 * call that led to it. Null, or what cannot be read, begins a trace of its own.
 */
export function inSpanOf<T>(
  traceparent: string | null,
  name: string,
  attributes: SpanAttributes,
  fn: (annotate: Annotate) => Promise<T>,
): Promise<T> {
  return inSpan(name, { kind: "client", attributes, traceparent }, fn);
}

/** The span under way as W3C `traceparent`, to be kept beside what continues later; null while nobody traces. */
export function currentTraceparent(): string | null {
  const span = trace.getSpanContext(currentContext());
  return span && isSpanContextValid(span)
    ? `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, "0")}`
    : null;
}

/** For a line of the log. */
export function currentTraceId(): string | null {
  return trace.getSpanContext(currentContext())?.traceId ?? null;
}

function currentContext(): Context {
  return tracing().contexts.getStore() ?? ROOT_CONTEXT;
}

function contextOf(traceparent: string | null): Context {
  const [, version, traceId, spanId, flags, more] = TRACEPARENT.exec(traceparent ?? "") ?? [];
  if (!traceId || !spanId || !flags || version === "ff" || (version === "00" && more !== undefined)) {
    return ROOT_CONTEXT;
  }
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(remote) ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
}

/** Its class alone: a message may quote an address, a query's values or a signature. */
export function errorTypeOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

function addTo(span: Span, attributes: SpanAttributes): void {
  span.setAttributes(attributes);
  if (attributes["error.type"] !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
}

function noAnnotation(): void {}
