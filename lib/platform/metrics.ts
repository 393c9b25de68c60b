import type { Attributes, BatchObservableResult, Counter, Histogram, Meter, UpDownCounter } from "@opentelemetry/api";
import type { OutcomeCode } from "@/lib/core/delivery";
import type { EventType } from "@/lib/core/event";

const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

type Metric = {
  kind: "counter" | "updown" | "histogram" | "gauge";
  unit: string;
  description: string;
  /** What it is broken down by. All are small fixed sets: never a team, a model or a webhook. */
  attributes: readonly string[];
  buckets?: readonly number[];
};

/** Every metric of the product. `docs/operations.md` says the same to people, which a test checks. */
export const METRICS = {
  "modelwire.api.request.duration": {
    kind: "histogram",
    unit: "s",
    description: "Calls of the REST API, and how long each took.",
    attributes: ["http.request.method", "http.route", "http.response.status_code"],
    buckets: DURATION_BUCKETS,
  },
  "modelwire.events": {
    kind: "counter",
    unit: "{event}",
    description: "Changes of the registry, those included that were rolled back afterwards.",
    attributes: ["modelwire.event.type"],
  },
  "modelwire.attempts": {
    kind: "counter",
    unit: "{attempt}",
    description: "Attempts at a delivery, by how they ended.",
    attributes: ["modelwire.outcome.code"],
  },
  "modelwire.attempt.duration": {
    kind: "histogram",
    unit: "s",
    description: "How long an attempt took.",
    attributes: [],
    buckets: DURATION_BUCKETS,
  },
  "modelwire.attempts.in_flight": {
    kind: "updown",
    unit: "{attempt}",
    description: "Attempts that this process has under way.",
    attributes: [],
  },
  "modelwire.delivery.latency": {
    kind: "histogram",
    unit: "s",
    description: "From the event to the beginning of the first attempt.",
    attributes: [],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300],
  },
  "modelwire.deliveries.ended": {
    kind: "counter",
    unit: "{delivery}",
    description: "Deliveries that came to an end, by the state in which.",
    attributes: ["modelwire.delivery.state"],
  },
  "modelwire.deliveries": {
    kind: "gauge",
    unit: "{delivery}",
    description: "Deliveries that are not delivered: waiting to be sent, unknown (a person must decide), gave_up.",
    attributes: ["modelwire.delivery.state"],
  },
  "modelwire.queue.age": {
    kind: "gauge",
    unit: "s",
    description: "How long the oldest delivery that is due has not been taken; 0 when none is due.",
    attributes: [],
  },
  "modelwire.breakers.open": {
    kind: "gauge",
    unit: "{webhook}",
    description: "Webhooks that are held back because they kept failing.",
    attributes: [],
  },
  "modelwire.github.webhooks": {
    kind: "counter",
    unit: "{webhook}",
    description: "What came to the address for GitHub's webhooks, by what became of it.",
    attributes: ["modelwire.webhook.outcome"],
  },
  "modelwire.worker.sweep.age": {
    kind: "gauge",
    unit: "s",
    description: "How long ago this process's worker last looked for what is due.",
    attributes: [],
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

/** States in which a delivery comes to an end. */
export const ENDED_STATES = ["delivered", "unknown", "gave_up", "stopped"] as const;
type NameOf<K extends Metric["kind"]> = {
  [N in MetricName]: (typeof METRICS)[N]["kind"] extends K ? N : never;
}[MetricName];

/** What waits in the database, however many processes share it. */
export type Backlog = {
  /** Of the oldest delivery that is due and that nobody has taken; null when none is. */
  oldestDueAgeSeconds: number | null;
  waiting: number;
  unknown: number;
  gaveUp: number;
  openBreakers: number;
};

/** What is asked for only when somebody collects. */
export type Sources = {
  backlog: (() => Promise<Backlog>) | null;
  lastSweepAt: (() => Date | null) | null;
};

type Instruments = {
  counters: Map<string, Counter>;
  updowns: Map<string, UpDownCounter>;
  histograms: Map<string, Histogram>;
};

/** One for the process, as in `telemetry.ts`. Null instruments: nobody collects, and recording is one look at a field. */
const KEY = Symbol.for("modelwire.metrics");
type Metering = { instruments: Instruments | null; sources: Sources };
type Holder = { [KEY]?: Metering };
const holder = globalThis as Holder;

function metering(): Metering {
  holder[KEY] ??= { instruments: null, sources: { backlog: null, lastSweepAt: null } };
  return holder[KEY];
}

export function recordApiRequest(call: { method: string; route: string; status: number; durationMs: number }): void {
  measure("modelwire.api.request.duration", call.durationMs, {
    "http.request.method": call.method,
    "http.route": call.route,
    "http.response.status_code": call.status,
  });
}

export function recordEvent(type: EventType): void {
  count("modelwire.events", { "modelwire.event.type": type });
}

export function recordAttempt(attempt: { code: OutcomeCode; durationMs: number }): void {
  count("modelwire.attempts", { "modelwire.outcome.code": attempt.code });
  measure("modelwire.attempt.duration", attempt.durationMs);
}

export function recordFirstAttempt(sinceEventMs: number): void {
  measure("modelwire.delivery.latency", sinceEventMs);
}

export function recordEnded(state: (typeof ENDED_STATES)[number]): void {
  count("modelwire.deliveries.ended", { "modelwire.delivery.state": state });
}

/** The outcome is one of the receiver's own words, never something that was sent. */
export function countWebhook(outcome: string): void {
  count("modelwire.github.webhooks", { "modelwire.webhook.outcome": outcome });
}

export function changeInFlight(by: 1 | -1): void {
  metering().instruments?.updowns.get("modelwire.attempts.in_flight")?.add(by);
}

/** Names what to ask at the next collection; what is not named stays as it is. */
export function observe(sources: Partial<Sources>): void {
  Object.assign(metering().sources, sources);
}

/** The name that Prometheus knows it by, with the suffixes that its users expect. */
export function prometheusNameOf(name: MetricName): string {
  const { kind, unit } = METRICS[name];
  return `${name.replaceAll(".", "_")}${unit === "s" ? "_seconds" : ""}${kind === "counter" ? "_total" : ""}`;
}

/** Only `telemetry-sdk.ts` calls it: null when nobody collects. */
export function setMeter(meter: Meter | null): void {
  const instruments = meter && createInstruments(meter);
  for (const state of ENDED_STATES) {
    // From 0, or the first one would be no increase and raise no alert.
    instruments?.counters.get("modelwire.deliveries.ended")?.add(0, { "modelwire.delivery.state": state });
  }
  metering().instruments = instruments;
}

function count(name: NameOf<"counter">, attributes: Attributes): void {
  metering().instruments?.counters.get(name)?.add(1, attributes);
}

/** Kept in seconds, as OpenTelemetry and Prometheus have it. */
function measure(name: NameOf<"histogram">, ms: number, attributes: Attributes = {}): void {
  metering()
    .instruments?.histograms.get(name)
    ?.record(Math.max(0, ms) / 1_000, attributes);
}

function createInstruments(meter: Meter): Instruments {
  const instruments: Instruments = { counters: new Map(), updowns: new Map(), histograms: new Map() };
  for (const [name, metric] of Object.entries<Metric>(METRICS)) {
    const { kind, unit, description, buckets } = metric;
    if (kind === "counter") {
      instruments.counters.set(name, meter.createCounter(name, { unit, description }));
    } else if (kind === "updown") {
      instruments.updowns.set(name, meter.createUpDownCounter(name, { unit, description }));
    } else if (kind === "histogram") {
      const advice = buckets ? { explicitBucketBoundaries: [...buckets] } : {};
      instruments.histograms.set(name, meter.createHistogram(name, { unit, description, advice }));
    }
  }
  watchGauges(meter);
  return instruments;
}

function watchGauges(meter: Meter): void {
  const gauge = (name: NameOf<"gauge">) => {
    const { unit, description } = METRICS[name];
    return meter.createObservableGauge(name, { unit, description });
  };
  const age = gauge("modelwire.queue.age");
  const deliveries = gauge("modelwire.deliveries");
  const breakers = gauge("modelwire.breakers.open");
  const sweep = gauge("modelwire.worker.sweep.age");

  async function observeBacklog(result: BatchObservableResult): Promise<void> {
    const backlog = await metering().sources.backlog?.();
    if (backlog) {
      result.observe(age, Math.max(0, backlog.oldestDueAgeSeconds ?? 0));
      result.observe(deliveries, backlog.waiting, { "modelwire.delivery.state": "waiting" });
      result.observe(deliveries, backlog.unknown, { "modelwire.delivery.state": "unknown" });
      result.observe(deliveries, backlog.gaveUp, { "modelwire.delivery.state": "gave_up" });
      result.observe(breakers, backlog.openBreakers);
    }
  }

  meter.addBatchObservableCallback(observeBacklog, [age, deliveries, breakers]);
  sweep.addCallback((result) => {
    const lastSweepAt = metering().sources.lastSweepAt?.();
    if (lastSweepAt) {
      result.observe(Math.max(0, Date.now() - lastSweepAt.getTime()) / 1_000);
    }
  });
}
