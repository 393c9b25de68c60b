import { trace } from "@opentelemetry/api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordEvent } from "@/lib/platform/metrics";
import { currentTraceId, currentTraceparent, inSpan, inSpanOf } from "@/lib/platform/telemetry";
import { flushTelemetry, startTelemetry, stopTelemetry } from "@/lib/platform/telemetry-sdk";
import { metricNamesAt, resourcesAt, spansAt } from "../support/otlp";
import { type Receiver, startReceiver } from "../support/receiver";

const REMOTE = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
const TRACEPARENT = `00-${REMOTE.traceId}-${REMOTE.spanId}-01`;
const CREDENTIAL = "Basic aHVudGVyMg==";

let collector: Receiver;

beforeEach(async () => {
  collector = await startReceiver();
});
afterEach(async () => {
  await stopTelemetry();
  await collector.close();
});

function collect(): void {
  const otlp = { endpoint: `${collector.origin}/otlp`, headers: { authorization: CREDENTIAL } };
  startTelemetry({ serviceName: "registry", version: "1.2.3", otlp, isScraped: false });
}

async function spanNamed(name: string) {
  await flushTelemetry();
  const found = spansAt(collector).find((span) => span.name === name);
  if (!found) {
    throw new Error(`The collector has no span ${name}.`);
  }
  return found;
}

describe("without a collector", () => {
  test("a span is a plain call, and there is no trace to continue", async () => {
    startTelemetry({ serviceName: "registry", version: "1.2.3", otlp: null, isScraped: true });

    const seen = await inSpan("outer", {}, async (annotate) => {
      annotate({ a: 1 });
      return [currentTraceparent(), currentTraceId()];
    });

    expect(seen).toEqual([null, null]);
    await expect(inSpan("failing", {}, () => Promise.reject(new Error("as it is")))).rejects.toThrow("as it is");
  });
});

describe("with a collector", () => {
  beforeEach(collect);

  test("spans nest, also over waits and at the same time, and each gets its own attributes", async () => {
    await inSpan("parent", { kind: "server", attributes: { a: "x" } }, async (annotate) => {
      await Promise.all(
        ["left", "right"].map((name) =>
          inSpan(name, {}, async (annotateChild) => {
            await new Promise((resolve) => setTimeout(resolve, 5));
            annotateChild({ side: name });
          }),
        ),
      );
      annotate({ b: 2 });
    });

    const parent = await spanNamed("parent");
    expect(parent).toMatchObject({ kind: 2, attributes: { a: "x", b: 2 }, status: { code: 0 } });
    for (const name of ["left", "right"]) {
      expect(await spanNamed(name)).toMatchObject({
        traceId: parent.traceId,
        parentSpanId: parent.spanId,
        attributes: { side: name },
      });
    }
  });

  test("a failure is told by its class alone, and thrown on", async () => {
    const failing = inSpan("failing", {}, () => Promise.reject(new TypeError("GET https://x.example/?sig=hunter2")));

    await expect(failing).rejects.toThrow("hunter2");
    expect(await spanNamed("failing")).toMatchObject({
      attributes: { "error.type": "TypeError" },
      status: { code: 2 },
      events: [],
    });
    expect(collector.requests.map(({ body }) => body).join()).not.toContain("hunter2");
  });

  test("what is kept as a traceparent is continued by whoever has it, however much later", async () => {
    const kept = await inSpan("call", {}, async () => currentTraceparent());

    await inSpanOf(kept, "attempt", { "modelwire.attempt.number": 1 }, async () => undefined);

    const call = await spanNamed("call");
    expect(await spanNamed("attempt")).toMatchObject({
      traceId: call.traceId,
      parentSpanId: call.spanId,
      kind: 3,
      attributes: { "modelwire.attempt.number": 1 },
    });
  });

  test("the trace of a caller is continued", async () => {
    await inSpan("continued", { traceparent: TRACEPARENT }, async () => {
      expect(currentTraceId()).toBe(REMOTE.traceId);
    });

    expect(await spanNamed("continued")).toMatchObject({ traceId: REMOTE.traceId, parentSpanId: REMOTE.spanId });
  });

  test("a caller who does not want to be sampled is not, and what follows neither", async () => {
    const kept = await inSpan("quiet", { traceparent: TRACEPARENT.replace(/1$/, "0") }, async () => {
      await inSpan("quiet-child", {}, async () => undefined);
      return currentTraceparent();
    });
    await inSpan("loud", {}, async () => undefined);

    await spanNamed("loud");
    expect(kept).toMatch(/-00$/);
    expect(spansAt(collector).map(({ name }) => name)).toEqual(["loud"]);
  });

  test.each([
    ["null", null],
    ["empty", ""],
    ["too short", "00-1-2-01"],
    ["of zeros", `00-${"0".repeat(32)}-${REMOTE.spanId}-01`],
    ["of a version that does not exist", TRACEPARENT.replace(/^00/, "ff")],
    ["with more than its version has", `${TRACEPARENT}-more`],
    ["in capitals", TRACEPARENT.toUpperCase()],
  ])("a traceparent that is %s begins a trace of its own", async (_what, traceparent) => {
    await inSpan("outer", {}, () => inSpanOf(traceparent, "rooted", {}, async () => undefined));

    const rooted = await spanNamed("rooted");
    expect(rooted.parentSpanId ?? "").toBe("");
    expect([REMOTE.traceId, (await spanNamed("outer")).traceId]).not.toContain(rooted.traceId);
  });

  test("spans and metrics come under the service's name, with the credential, below the endpoint", async () => {
    await inSpan("any", {}, async () => undefined);
    recordEvent("CREATE_MODEL");
    await flushTelemetry();

    expect(new Set(collector.requests.map(({ path }) => path))).toEqual(
      new Set(["/otlp/v1/traces", "/otlp/v1/metrics"]),
    );
    expect(collector.requests.every(({ headers }) => headers.authorization === CREDENTIAL)).toBe(true);
    expect(resourcesAt(collector)[0]).toMatchObject({ "service.name": "registry", "service.version": "1.2.3" });
    expect(metricNamesAt(collector)).toContain("modelwire.events");
  });

  test("other libraries find no tracer of ours: their spans would hold whole addresses", async () => {
    trace.getTracer("next.js").startSpan("GET /sign-in/link?key=hunter2").end();

    await flushTelemetry();
    expect(spansAt(collector)).toEqual([]);
  });

  test("a stop sends what is left, and nothing is collected afterwards", async () => {
    await inSpan("last", {}, async () => undefined);
    await stopTelemetry();
    await inSpan("too late", {}, async () => undefined);

    expect(spansAt(collector).map(({ name }) => name)).toEqual(["last"]);
  });

  test("a collector that hangs does not hold up a stop", async () => {
    collector.reply = () => "hang";
    await inSpan("any", {}, async () => undefined);

    const startedAt = performance.now();
    await stopTelemetry();

    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
