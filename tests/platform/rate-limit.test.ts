import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRateLimit } from "@/lib/platform/rate-limit";
import { openTestApi, type TestApi } from "../rest/test-api";

describe("a rate limit", () => {
  test("lets a burst through, then as many as the rate says, and tells how long to wait", () => {
    let now = 0;
    const limit = createRateLimit({ perSecond: 10, burst: 3 }, () => now);

    expect([limit.take("a"), limit.take("a"), limit.take("a")]).toEqual([0, 0, 0]);
    expect(limit.take("a")).toBe(100);
    now = 100;
    expect([limit.take("a"), limit.take("a")]).toEqual([0, 100]);
  });

  test("counts each key alone", () => {
    const limit = createRateLimit({ perSecond: 1, burst: 1 }, () => 0);

    expect([limit.take("a"), limit.take("b"), limit.take("a")]).toEqual([0, 0, 1_000]);
  });

  test("never gives more than the burst after a long quiet time, nor takes back when the clock does", () => {
    let now = 0;
    const limit = createRateLimit({ perSecond: 10, burst: 2 }, () => now);
    limit.take("a");
    now = 1_000_000;
    expect([limit.take("a"), limit.take("a"), limit.take("a")]).toEqual([0, 0, 100]);
    now = 0;
    expect(limit.take("a")).toBe(100);
  });

  test("keeps a key that is being limited while a flood of other keys passes", () => {
    let now = 0;
    const limit = createRateLimit({ perSecond: 1, burst: 1 }, () => now);
    for (let key = 0; key < 9_000; key += 1) {
      limit.take(`early ${key}`);
    }
    now = 900;
    limit.take("limited");
    now = 1_000;
    for (let key = 0; key < 5_000; key += 1) {
      limit.take(`late ${key}`);
    }

    expect(limit.take("limited")).toBeGreaterThan(0);
  });
});

describe("the API", () => {
  let api: TestApi;

  beforeAll(async () => {
    const slow = { perSecond: 0.001, burst: 3 };
    api = await openTestApi("embedded", { rates: { perToken: slow, failedPerAddress: slow } });
  });
  afterAll(() => api.close());

  test("answers 429 with Retry-After to a token that calls too often, and goes on with others", async () => {
    const statuses = [];
    for (let call = 0; call < 4; call += 1) {
      statuses.push((await api.call("GET", "/models")).status);
    }
    const last = await api.call("GET", "/models");

    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(last).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await api.call("GET", "/models", { token: await api.token("viewer") })).toMatchObject({ status: 200 });
  });

  test("answers 429 to an address that sends bad tokens, while good ones behind it go on", async () => {
    const statuses = [];
    for (let call = 0; call < 4; call += 1) {
      statuses.push((await api.call("GET", "/models", { token: "mw_wrong" })).status);
    }

    expect(statuses).toEqual([401, 401, 401, 429]);
    expect(await api.call("GET", "/models", { token: await api.token("viewer") })).toMatchObject({ status: 200 });
  });
});
