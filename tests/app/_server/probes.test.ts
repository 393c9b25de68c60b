import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listenForProbes, type ProbeListener } from "@/app/_server/probe-listener";
import { startRuntime, stopRuntime } from "@/app/_server/runtime";
import { VERSION } from "@/app/_server/version";
import * as ready from "@/app/api/health/ready/route";
import * as health from "@/app/api/health/route";
import * as metrics from "@/app/api/metrics/route";
import { recordEvent } from "@/lib/platform/metrics";
import { parsePrometheus } from "../../support/prometheus-text";

const TOKEN = "a-token-of-the-operator-s";

let folder: string;
let listener: ProbeListener;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "modelwire-probes-"));
  vi.stubEnv("MODELWIRE_DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("MODELWIRE_METRICS_TOKEN", TOKEN);
  await startRuntime();
  listener = await listenForProbes("127.0.0.1", 0);
}, 120_000);
afterAll(async () => {
  await listener.close();
  await stopRuntime();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function requestWith(authorization?: string): Request {
  return new Request("http://localhost/api/metrics", authorization === undefined ? {} : { headers: { authorization } });
}

function probe(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${listener.port}${path}`, init);
}

test("health says that the process lives and which version it is, to anybody, and is never cached", async () => {
  const response = health.GET();

  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({ status: "live", version: VERSION });
});

test("readiness names each part of the embedded default", async () => {
  const response = await ready.GET();

  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    status: "ready",
    parts: {
      database: { status: "ok" },
      migrations: { status: "ok" },
      storage: { status: "ok" },
      worker: expect.objectContaining({ status: "ok" }),
    },
  });
});

describe("the metrics", () => {
  test("are Prometheus's text for who brings the token", async () => {
    recordEvent("CREATE_MODEL");

    const response = await metrics.GET(requestWith(`Bearer ${TOKEN}`));
    const { samples } = parsePrometheus(await response.text());

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(samples).toContainEqual({
      name: "modelwire_events_total",
      labels: { modelwire_event_type: "CREATE_MODEL" },
      value: 1,
    });
  });

  test.each([
    ["none", undefined],
    ["an empty one", "Bearer "],
    ["a wrong one", `Bearer ${TOKEN.replace("a-", "b-")}`],
    ["a part of it", `Bearer ${TOKEN.slice(0, -1)}`],
    ["more than it", `Bearer ${TOKEN}x`],
    ["another scheme", `Basic ${TOKEN}`],
  ])("are nobody's with another token: %s", async (_what, authorization) => {
    const response = await metrics.GET(requestWith(authorization));

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(await response.text()).toBe("");
  });
});

describe("the listener of a process that serves no pages", () => {
  test("answers the same addresses by the same rules", async () => {
    expect(await (await probe("/api/health")).json()).toMatchObject({ status: "live" });
    expect(await (await probe("/api/health/ready?verbose")).json()).toMatchObject({ status: "ready" });
    expect((await probe("/api/metrics")).status).toBe(401);
    expect((await probe("/api/metrics", { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
  });

  test("answers a HEAD without a body, and nothing else", async () => {
    const head = await probe("/api/health", { method: "HEAD" });

    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect((await probe("/api/health", { method: "POST", body: "x" })).status).toBe(405);
    for (const path of ["/", "/api", "/api/v1/whoami", "/api/health/", "/constructor", "/__proto__"]) {
      expect((await probe(path)).status, path).toBe(404);
    }
  });
});

test("during a stop nobody is sent here any more, and a probe opens nothing anew", { timeout: 60_000 }, async () => {
  const before = await startRuntime();
  const stopping = stopRuntime();

  const response = await ready.GET();
  const during = await startRuntime();
  await stopping;

  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: "stopping" });
  expect(during).toBe(before);
});
