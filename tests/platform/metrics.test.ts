import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  changeInFlight,
  countWebhook,
  METRICS,
  type MetricName,
  observe,
  prometheusNameOf,
  recordApiRequest,
  recordAttempt,
  recordEnded,
  recordEvent,
  recordFirstAttempt,
} from "@/lib/platform/metrics";
import { readPrometheus, startTelemetry, stopTelemetry } from "@/lib/platform/telemetry-sdk";
import { type PrometheusText, parsePrometheus } from "../support/prometheus-text";

const BACKLOG = { oldestDueAgeSeconds: 12.5, waiting: 3, unknown: 1, gaveUp: 2, openBreakers: 4 };
const CALL = { method: "GET", route: "/api/v1/teams/{team}/models", status: 200, durationMs: 40 };

function start(isScraped = true): void {
  startTelemetry({ serviceName: "registry", version: "1.2.3", otlp: null, isScraped });
}

async function scrape(): Promise<PrometheusText> {
  return parsePrometheus((await readPrometheus()) ?? "");
}

async function sampleOf(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const { samples } = await scrape();
  return samples.find(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )?.value;
}

beforeAll(() => {
  vi.stubEnv("LOG_LEVEL", "silent"); // What cannot be read is told there, as it should be.
});
afterAll(() => {
  vi.unstubAllEnvs();
});
beforeEach(() => start());
afterEach(async () => {
  observe({ backlog: null, lastSweepAt: null });
  await stopTelemetry();
});

describe("the metrics", () => {
  test("of attempts, events and calls count what was recorded", async () => {
    recordAttempt({ code: "timeout", durationMs: 15_000 });
    recordAttempt({ code: "delivered", durationMs: 20 });
    recordAttempt({ code: "delivered", durationMs: 30 });
    recordEvent("LINK_ARTIFACT");
    recordApiRequest(CALL);
    recordFirstAttempt(7);
    recordEnded("gave_up");
    changeInFlight(1);
    changeInFlight(1);
    changeInFlight(-1);

    expect(await sampleOf("modelwire_attempts_total", { modelwire_outcome_code: "delivered" })).toBe(2);
    expect(await sampleOf("modelwire_attempts_total", { modelwire_outcome_code: "timeout" })).toBe(1);
    expect(await sampleOf("modelwire_attempt_duration_seconds_count")).toBe(3);
    expect(await sampleOf("modelwire_attempt_duration_seconds_sum")).toBeCloseTo(15.05);
    expect(await sampleOf("modelwire_attempt_duration_seconds_bucket", { le: "0.025" })).toBe(1);
    expect(await sampleOf("modelwire_events_total", { modelwire_event_type: "LINK_ARTIFACT" })).toBe(1);
    expect(await sampleOf("modelwire_delivery_latency_seconds_sum")).toBeCloseTo(0.007);
    expect(await sampleOf("modelwire_deliveries_ended_total", { modelwire_delivery_state: "gave_up" })).toBe(1);
    expect(await sampleOf("modelwire_attempts_in_flight")).toBe(1);
    expect(
      await sampleOf("modelwire_api_request_duration_seconds_count", {
        http_request_method: "GET",
        http_route: CALL.route,
        http_response_status_code: "200",
      }),
    ).toBe(1);
  });

  test("of the backlog and the sweep are asked for when somebody collects", async () => {
    let asked = 0;
    observe({
      backlog: async () => {
        asked += 1;
        return BACKLOG;
      },
      lastSweepAt: () => new Date(Date.now() - 5_000),
    });

    expect(asked).toBe(0);
    expect(await sampleOf("modelwire_queue_age_seconds")).toBe(12.5);
    expect(await sampleOf("modelwire_deliveries", { modelwire_delivery_state: "waiting" })).toBe(3);
    expect(await sampleOf("modelwire_deliveries", { modelwire_delivery_state: "unknown" })).toBe(1);
    expect(await sampleOf("modelwire_deliveries", { modelwire_delivery_state: "gave_up" })).toBe(2);
    expect(await sampleOf("modelwire_breakers_open")).toBe(4);
    expect(await sampleOf("modelwire_worker_sweep_age_seconds")).toBeGreaterThanOrEqual(5);
    expect(asked).toBe(6);
  });

  test("of ended deliveries begin at 0, so that the first to give up is an increase", async () => {
    expect(await sampleOf("modelwire_deliveries_ended_total", { modelwire_delivery_state: "gave_up" })).toBe(0);
  });

  test("say 0 for the age of an empty queue, so that an alert on it can end", async () => {
    observe({ backlog: async () => ({ ...BACKLOG, oldestDueAgeSeconds: null }) });

    expect(await sampleOf("modelwire_queue_age_seconds")).toBe(0);
  });

  test.each([
    ["fails", () => Promise.reject(new Error("postgres://me:hunter2@db"))],
    ["never answers", () => new Promise<never>(() => undefined)],
  ])("are told without the backlog when its query %s", async (_what, backlog) => {
    observe({ backlog });
    recordEvent("CREATE_MODEL");

    const text = (await readPrometheus()) ?? "";

    expect(text).toContain('modelwire_events_total{modelwire_event_type="CREATE_MODEL"} 1');
    expect(text).not.toMatch(/modelwire_queue_age_seconds|hunter2/);
  });

  test("hold the labels of the table and no others", async () => {
    recordAttempt({ code: "delivered", durationMs: 1 });
    recordEvent("LINK_ARTIFACT");
    countWebhook("handled");
    recordApiRequest(CALL);
    recordFirstAttempt(1);
    recordEnded("delivered");
    changeInFlight(1);
    observe({ backlog: async () => BACKLOG, lastSweepAt: () => new Date() });

    const { samples, types } = await scrape();

    for (const [name, metric] of Object.entries(METRICS)) {
      const prometheusName = prometheusNameOf(name as MetricName);
      const type = { counter: "counter", updown: "gauge", histogram: "histogram", gauge: "gauge" }[metric.kind];
      const own = samples.filter((sample) => sample.name.replace(/_(count|sum|bucket)$/, "") === prometheusName);
      const labels = new Set(own.flatMap((sample) => Object.keys(sample.labels)).filter((label) => label !== "le"));

      expect([...labels].toSorted(), name).toEqual(
        metric.attributes.map((label) => label.replaceAll(".", "_")).toSorted(),
      );
      expect(types.get(prometheusName), name).toBe(type);
    }
  });
});

test("nothing is told where nobody may ask, and recording is harmless", async () => {
  await stopTelemetry();
  start(false);

  recordEvent("LINK_ARTIFACT");
  changeInFlight(1);

  expect(await readPrometheus()).toBeNull();
});
