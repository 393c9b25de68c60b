import { randomUUID } from "node:crypto";
import { DiagLogLevel, diag } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  MeterProvider,
  MetricReader,
  PeriodicExportingMetricReader,
  type ResourceMetrics,
} from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from "@opentelemetry/semantic-conventions";
import { log } from "./log";
import { setMeter } from "./metrics";
import type { OtlpHeaders } from "./otlp-headers";
import { setTracer } from "./telemetry";

export type TelemetryOptions = {
  serviceName: string;
  version: string;
  /** Where traces and metrics are pushed to; null: nowhere. */
  otlp: { endpoint: string; headers: OtlpHeaders } | null;
  /** True where somebody may ask for the metrics: without it and without `otlp` they are not even counted. */
  isScraped: boolean;
};

type Telemetry = {
  reader: PullReader | null;
  flush(): Promise<void>;
  shutdown(): Promise<void>;
};

const SCOPE = "modelwire";
/** A collection asks the database, which may be away: the other metrics must still be told. */
const COLLECT_LIMIT_MS = 3_000;
const PUSH_INTERVAL_MS = 60_000;
/** A collector that is away must not hold up a stop. */
const STOP_LIMIT_MS = 3_000;
const COMPLAINT_INTERVAL_MS = 60_000;

/** One for the process, as in `telemetry.ts`. */
const KEY = Symbol.for("modelwire.telemetry-sdk");
type Holder = { [KEY]?: Telemetry };
const holder = globalThis as Holder;

/** Begins to collect, once, what somebody wants to have. */
export function startTelemetry(options: TelemetryOptions): void {
  if (holder[KEY] || !(options.otlp || options.isScraped)) {
    return;
  }
  tellComplaints();
  const resource = resourceFromAttributes({
    [ATTR_SERVICE_NAME]: options.serviceName,
    [ATTR_SERVICE_VERSION]: options.version,
    "service.instance.id": randomUUID(),
  });
  const { otlp } = options;
  const reader = options.isScraped ? new PullReader() : null;
  const meters = new MeterProvider({ resource, readers: [...(reader ? [reader] : []), ...pushReaders(otlp)] });
  const tracers = otlp && new NodeTracerProvider({ resource, spanProcessors: [spanProcessor(otlp)] });

  setMeter(meters.getMeter(SCOPE, options.version));
  setTracer(tracers?.getTracer(SCOPE, options.version) ?? null);
  holder[KEY] = {
    reader,
    async flush() {
      await Promise.all([tracers?.forceFlush(), meters.forceFlush()]);
    },
    async shutdown() {
      setTracer(null);
      setMeter(null);
      await Promise.all([tracers?.shutdown(), meters.shutdown()]);
    },
  };
}

/** Sends at once what has been collected; for a process that may be frozen as soon as it has answered. */
export async function flushTelemetry(): Promise<void> {
  await holder[KEY]?.flush();
}

/** Sends what is left, for a few seconds at most, and collects nothing more. */
export async function stopTelemetry(): Promise<void> {
  const telemetry = holder[KEY];
  delete holder[KEY];
  if (telemetry) {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, STOP_LIMIT_MS);
    });
    await Promise.race([telemetry.shutdown().catch(() => undefined), limit]);
    clearTimeout(timer);
  }
}

/** The metrics in Prometheus's text format; null where nobody may ask. What cannot be read in time is left out. */
export async function readPrometheus(): Promise<string | null> {
  const reader = holder[KEY]?.reader;
  if (!reader) {
    return null;
  }
  const { resourceMetrics, errors } = await reader.collect({ timeoutMillis: COLLECT_LIMIT_MS });
  if (errors.length > 0) {
    log().warn({ errors: errors.length }, "Some metrics could not be read.");
  }
  return new PrometheusSerializer("", false, undefined, false, true).serialize(withUnitsInNames(resourceMetrics));
}

/** The serializer writes a unit as a comment, where Prometheus's users, and OpenTelemetry's rules, expect it in the name. */
function withUnitsInNames({ resource, scopeMetrics }: ResourceMetrics): ResourceMetrics {
  return {
    resource,
    scopeMetrics: scopeMetrics.map(({ scope, metrics }) => ({
      scope,
      metrics: metrics.map((metric) => {
        const { name, unit } = metric.descriptor;
        return {
          ...metric,
          descriptor: { ...metric.descriptor, name: unit === "s" ? `${name}_seconds` : name, unit: "" },
        };
      }),
    })),
  };
}

class PullReader extends MetricReader {
  protected async onForceFlush(): Promise<void> {}
  protected async onShutdown(): Promise<void> {}
}

function pushReaders(otlp: TelemetryOptions["otlp"]): MetricReader[] {
  if (!otlp) {
    return [];
  }
  const exporter = new OTLPMetricExporter({ url: `${otlp.endpoint}/v1/metrics`, headers: otlp.headers });
  const times = { exportIntervalMillis: PUSH_INTERVAL_MS, exportTimeoutMillis: PUSH_INTERVAL_MS / 2 };
  return [new PeriodicExportingMetricReader({ exporter, ...times })];
}

function spanProcessor({ endpoint, headers }: NonNullable<TelemetryOptions["otlp"]>): BatchSpanProcessor {
  return new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers }));
}

/** A collector that is away is told of once a minute, and not in its own words, which may quote what we sent. */
function tellComplaints(): void {
  let nextAt = 0;
  const complain = () => {
    const now = performance.now();
    if (now >= nextAt) {
      nextAt = now + COMPLAINT_INTERVAL_MS;
      log().warn(
        "Traces or metrics could not be exported. Look at OTEL_EXPORTER_OTLP_ENDPOINT and what listens there.",
      );
    }
  };
  const silent = () => undefined;
  const logger = { error: complain, warn: silent, info: silent, debug: silent, verbose: silent };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
}
