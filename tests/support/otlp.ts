import * as z from "zod";
import type { Receiver } from "./receiver";

/** What a collector gets, as OTLP writes it in JSON; strict where we rely on it. */
const attribute = z.object({
  key: z.string(),
  value: z.union([
    z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
    z.object({ intValue: z.coerce.number() }).transform(({ intValue }) => intValue),
    z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
  ]),
});
const attributes = z
  .array(attribute)
  .transform((list): Record<string, string | number> => Object.fromEntries(list.map(({ key, value }) => [key, value])));

const span = z.object({
  traceId: z.string().regex(/^[0-9a-f]{32}$/),
  spanId: z.string().regex(/^[0-9a-f]{16}$/),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.int(),
  attributes,
  status: z.object({ code: z.int(), message: z.string().optional() }),
  events: z.array(z.unknown()),
});
export type CollectedSpan = z.output<typeof span>;

const traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

const metrics = z.object({
  resourceMetrics: z.array(
    z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(z.object({ name: z.string() })) })) }),
  ),
});

/** Every span that was sent to the collector so far. */
export function spansAt({ requests }: Receiver): CollectedSpan[] {
  return requests
    .filter(({ path }) => path.endsWith("/v1/traces"))
    .flatMap(({ body }) => traces.parse(JSON.parse(body)).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

/** The resources that spans were sent under. */
export function resourcesAt({ requests }: Receiver): Record<string, string | number>[] {
  return requests
    .filter(({ path }) => path.endsWith("/v1/traces"))
    .flatMap(({ body }) => traces.parse(JSON.parse(body)).resourceSpans)
    .map(({ resource }) => resource.attributes);
}

/** The names of the metrics that were sent to the collector so far. */
export function metricNamesAt({ requests }: Receiver): string[] {
  return requests
    .filter(({ path }) => path.endsWith("/v1/metrics"))
    .flatMap(({ body }) => metrics.parse(JSON.parse(body)).resourceMetrics)
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics.map(({ name }) => name)));
}
