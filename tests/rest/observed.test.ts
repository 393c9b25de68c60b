import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "@/lib/platform/log";
import { flushTelemetry, readPrometheus, startTelemetry, stopTelemetry } from "@/lib/platform/telemetry-sdk";
import { type CollectedSpan, spansAt } from "../support/otlp";
import { parsePrometheus } from "../support/prometheus-text";
import { type Receiver, startReceiver } from "../support/receiver";
import { openTestApi, type TestApi } from "./test-api";

/** Stands wherever a person could write something that is nobody else's business. */
const PRIVATE = "hunter2";
const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const CALLER = "b7ad6b7169203331";

let collector: Receiver;
let api: TestApi;
let token: string;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  collector = await startReceiver();
  startTelemetry({
    serviceName: "registry",
    version: "1.2.3",
    otlp: { endpoint: collector.origin, headers: { authorization: `Bearer ${PRIVATE}` } },
    isScraped: true,
  });
  const log = createLog({ level: "debug" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  api = await openTestApi("embedded", { log });
  token = await api.token("admin");
});
afterAll(async () => {
  await stopTelemetry();
  await api.close();
  await collector.close();
});
beforeEach(() => {
  lines.length = 0;
});

async function spans(): Promise<CollectedSpan[]> {
  await flushTelemetry();
  return spansAt(collector);
}

async function spanNamed(name: string): Promise<CollectedSpan> {
  const found = (await spans()).findLast((span) => span.name === name);
  if (!found) {
    throw new Error(`There is no span ${name}.`);
  }
  return found;
}

test("one call is one trace of its caller's: the request, its transaction and the events of it", async () => {
  await api.call("POST", "/models", { token, body: { name: `model-${PRIVATE}` } });
  const { body } = await api.call("POST", `/models/model-${PRIVATE}/versions`, {
    token,
    body: { source: { uri: `s3://${PRIVATE}/7`, metadata: { note: PRIVATE } }, aliases: [`alias-${PRIVATE}`] },
    headers: { traceparent: `00-${TRACE_ID}-${CALLER}-01`, "x-request-id": "build-7" },
  });

  const request = await spanNamed("POST /api/v1/teams/{team}/models/{model}/versions");
  const write = await spanNamed("transact version.linked");
  const events = (await spans()).filter(({ name, traceId }) => name.startsWith("appendEvent") && traceId === TRACE_ID);

  expect(request).toMatchObject({
    traceId: TRACE_ID,
    parentSpanId: CALLER,
    kind: 2,
    attributes: { "http.response.status_code": 201, "modelwire.request.id": "build-7" },
  });
  expect(write).toMatchObject({
    traceId: TRACE_ID,
    parentSpanId: request.spanId,
    attributes: { "modelwire.team.id": api.team.id, "modelwire.write.outcome": "done" },
  });
  expect(events.map(({ name }) => name)).toEqual(["appendEvent LINK_ARTIFACT", "appendEvent ADD_ARTIFACT_ALIAS"]);
  for (const event of events) {
    expect(event.parentSpanId).toBe(write.spanId);
    expect(event.attributes).toMatchObject({
      "modelwire.event.id": expect.stringMatching(/^ev/),
      "modelwire.version.id": body.id,
    });
  }
});

test("a refused write says with which code", async () => {
  const viewer = await api.token("viewer");

  await api.call("POST", "/models", { token: viewer, body: { name: "refused" } });

  expect(await spanNamed("transact model.created")).toMatchObject({
    attributes: { "modelwire.write.outcome": "forbidden" },
    status: { code: 0 },
  });
});

describe("a call that fails inside", () => {
  beforeAll(() => api.database.db.execute(sql`alter table models rename to models_away`));
  afterAll(() => api.database.db.execute(sql`alter table models_away rename to models`));

  test("marks its span by the error's class, and its line of the log bears request and trace", async () => {
    const answer = await api.call("GET", `/models/${PRIVATE}`, { token, headers: { "x-request-id": "build-8" } });

    const span = await spanNamed("GET /api/v1/teams/{team}/models/{model}");
    expect(answer.status).toBe(500);
    expect(span).toMatchObject({
      status: { code: 2 },
      attributes: { "error.type": "Error", "http.response.status_code": 500 },
    });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: "error", requestId: "build-8", traceId: span.traceId, err: expect.anything() }),
    );
  });
});

test("each call leaves a line for debugging, with its request and its template of an address", async () => {
  await api.call("GET", "/models", { token, headers: { "x-request-id": "build-9" } });

  expect(lines).toEqual([
    expect.objectContaining({
      level: "debug",
      requestId: "build-9",
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      method: "GET",
      route: "/api/v1/teams/{team}/models",
      status: 200,
    }),
  ]);
});

test("calls and events are counted, whoever asks in whichever format", async () => {
  await api.call("POST", "/models", { token, body: { name: "counted" } });

  const { samples } = parsePrometheus((await readPrometheus()) ?? "");

  expect(samples).toContainEqual({
    name: "modelwire_api_request_duration_seconds_count",
    labels: {
      http_request_method: "POST",
      http_route: "/api/v1/teams/{team}/models",
      http_response_status_code: "201",
    },
    value: 2,
  });
  expect(samples).toContainEqual({
    name: "modelwire_events_total",
    labels: { modelwire_event_type: "CREATE_MODEL" },
    value: 2,
  });
});

test("nothing that a person wrote, no token and no address is in what is sent or told", async () => {
  await api.call("POST", "/secrets", { token, body: { name: "SIGNING", value: `${PRIVATE}-${PRIVATE}-${PRIVATE}` } });
  await api.call("GET", `/models?name=${PRIVATE}`, { token });
  await api.call("GET", "/models", { token: `mw_${PRIVATE}` });
  await flushTelemetry();

  const told = [...collector.requests.map(({ body }) => body), await readPrometheus()].join("\n");

  expect(told).toContain("POST /api/v1/teams/{team}/secrets");
  expect(told).not.toContain(PRIVATE);
  expect(told).not.toContain(token);
  expect(told).not.toContain(api.team.name);
  expect(JSON.stringify(lines)).not.toContain(token);
});
