import { describe, expect, test } from "vitest";
import type { Evidence } from "./evidence";
import {
  attempt,
  heldRun,
  honestRun,
  kill,
  repeatedRun,
  request,
  SECOND,
  START,
  withAttempts,
  withDelivery,
} from "./planted-runs";
import { verify } from "./verify";

const HELD = "while a webhook is held back, nothing but a probe is sent to it";

describe("the verifier accepts", () => {
  test("a run in which everything was delivered at once", () => {
    expect(brokenBy(honestRun())).toEqual([]);
  });

  test("a second acknowledgement after a kill, and names the kill", () => {
    const findings = verify(repeatedRun({ faults: [kill(2 * SECOND)] }));

    expect(broken(findings)).toEqual([]);
    expect(new Map(findings.figures).get("acknowledged again, by cause")).toBe("kill 1");
  });

  test("a loss by the kill of a worker that slept between its answer and that", () => {
    const nap = { kind: "nap" as const, text: "nap worker=0", from: START + 2 * SECOND, to: START + 8 * SECOND };

    expect(brokenBy(repeatedRun({ faults: [nap, kill(9 * SECOND)] }))).toEqual([]);
  });

  test("a loss long after a request was read that the receiver never answered", () => {
    const run = repeatedRun({ firstAct: "stall", faults: [kill(12 * SECOND)] });
    const requests = run.requests.map((seen) => (seen.no === 1 ? { ...seen, answeredAt: null, status: null } : seen));

    expect(brokenBy({ ...run, requests })).toEqual([]);
  });

  test("a claim that was lost by a cut before anything was sent", () => {
    const cut = { kind: "cut" as const, text: "cut", from: START, to: START };
    const run = repeatedRun({ faults: [cut] });

    expect(brokenBy({ ...run, requests: run.requests.filter(({ no }) => no === 2) })).toEqual([]);
  });

  test("one probe past the time of a breaker, and what was sent just before it opened", () => {
    const run = heldRun({ forMs: 4 * SECOND, lookedForMs: 10 * SECOND, requestsAfterMs: [SECOND, 5 * SECOND] });

    expect(brokenBy(run)).toEqual([]);
  });

  test("a change whose commit was ambiguous and that never came to be", () => {
    const run = honestRun();
    const changes = [...run.changes, { number: 1, type: "LINK_ARTIFACT" as const, isDone: false, throws: 3 }];

    expect(brokenBy({ ...run, changes })).toEqual([]);
  });

  test("an answer that the receiver itself broke off, and its repetition", () => {
    const run = repeatedRun({ firstCode: "connection_reset", firstAct: "reset_in_body" });

    expect(brokenBy(run)).toEqual([]);
  });
});

describe("the verifier catches", () => {
  test("a change that was acknowledged and has no event", () => {
    const run = honestRun();
    const changes = [...run.changes, { number: 1, type: "LINK_ARTIFACT" as const, isDone: true, throws: 0 }];

    expect(brokenBy({ ...run, changes })).toEqual(["every change that was acknowledged has exactly one event"]);
  });

  test("a change that was made twice", () => {
    const run = honestRun();
    const events = [...run.record.events, { id: "evt_2", type: "LINK_ARTIFACT" as const, change: 0 }];

    expect(brokenBy({ ...run, record: { ...run.record, events } })).toContain(
      "every change that was acknowledged has exactly one event",
    );
  });

  test("a delivery that is missing", () => {
    const run = honestRun();
    const record = { ...run.record, deliveries: [], attempts: [] };

    expect(brokenBy({ ...run, record, requests: [] })).toEqual([
      "every event has exactly the deliveries of its automations",
    ]);
  });

  test("a delivery that the receiver never got", () => {
    expect(brokenBy({ ...honestRun(), requests: [] })).toEqual([
      "what the receiver acknowledged is what the database says is delivered",
      "every answered attempt was a request that the receiver answered so",
    ]);
  });

  test("an acknowledgement of what the database does not know as delivered", () => {
    expect(brokenBy(withDelivery({ state: "gave_up" }))).toContain(
      "what the receiver acknowledged is what the database says is delivered",
    );
  });

  test("a delivery that was given up though the receiver would have taken it", () => {
    expect(brokenBy(withDelivery({ state: "gave_up" }))).toContain("only what the receiver never accepts was given up");
  });

  test.each(["pending", "sending", "retrying"])("a delivery that is left %s", (state) => {
    expect(brokenBy(withDelivery({ state }))).toContain("no delivery stands where nothing moves it");
  });

  test("a number that is missing among the attempts", () => {
    const run = withAttempts([attempt({ number: 2 })]);

    expect(brokenBy(run)).toEqual(["attempts are numbered from 1 without gaps, and counted"]);
  });

  test("a count of attempts that a stale worker changed", () => {
    expect(brokenBy(withDelivery({ attemptCount: 2 }))).toEqual([
      "attempts are numbered from 1 without gaps, and counted",
    ]);
  });

  test("an attempt that was written after the delivery's end", () => {
    const late = attempt({ number: 2, code: "timeout", status: null, startedAt: START + 20 * SECOND });
    const run = withAttempts([attempt({}), late]);

    expect(brokenBy(withDelivery({ attemptCount: 2 }, run))).toEqual(["nothing was written after a delivery's end"]);
  });

  test("more attempts than the schedule allows", () => {
    const failed = [1, 2].map((number) => attempt({ number, code: "connection_reset", status: null }));
    const run = withAttempts([...failed, attempt({ number: 3 })]);

    expect(brokenBy(withDelivery({ attemptCount: 3, retriesMax: 1 }, run))).toEqual([
      "no delivery was tried more often than its schedule allows",
    ]);
  });

  test("a request of which the database knows nothing", () => {
    const run = honestRun();
    const stray = request({ no: 2, act: "drop_after_reading", status: null, answeredAt: null });

    expect(brokenBy({ ...run, requests: [...run.requests, stray] })).toEqual(["every request has its attempt"]);
  });

  test("an answer that the receiver never gave", () => {
    const run = honestRun();
    const requests = [request({ act: "refuse_500", status: 500 })];

    expect(brokenBy({ ...run, requests })).toContain(
      "every answered attempt was a request that the receiver answered so",
    );
  });

  test("an attempt that was lost though nothing had happened", () => {
    expect(brokenBy(repeatedRun({ faults: [] }))).toEqual([
      "a request was lost only by a kill or a freeze, a claim also by a cut",
      "a delivery was acknowledged twice only where a fault explains it",
    ]);
  });

  test.each(["restart", "cut"] as const)("a request that was lost by a %s, though its answer could wait", (kind) => {
    const fault = { kind, text: kind, from: START, to: START + SECOND };

    expect(brokenBy(repeatedRun({ faults: [fault] }))).toContain(
      "a request was lost only by a kill or a freeze, a claim also by a cut",
    );
  });

  test("a delivered delivery that is still open", () => {
    expect(brokenBy(withDelivery({ state: "retrying", attemptCount: 1 }))).toContain(
      "a delivery is open until the attempt that delivered it, and no longer",
    );
  });

  test("a delivery that is no longer open though nothing delivered it", () => {
    const run = withAttempts([attempt({ code: "timeout", status: null })]);

    expect(brokenBy(run)).toContain("a delivery is open until the attempt that delivered it, and no longer");
  });

  test("an open row that belongs to no delivery", () => {
    const run = honestRun();

    expect(brokenBy({ ...run, record: { ...run.record, strays: ["dlv_2"] } })).toEqual([
      "a delivery is open until the attempt that delivered it, and no longer",
    ]);
  });

  test("a request to a webhook that was held back", () => {
    expect(brokenBy(heldRun({ forMs: 10 * SECOND, lookedForMs: 8 * SECOND, requestsAfterMs: [5 * SECOND] }))).toEqual([
      HELD,
    ]);
  });

  test("a second probe while the first may still be under way", () => {
    const run = heldRun({ forMs: 4 * SECOND, lookedForMs: 10 * SECOND, requestsAfterMs: [5 * SECOND, 6 * SECOND] });

    expect(brokenBy(run)).toEqual([HELD]);
  });

  test("a second acknowledgement that the only fault, an hour before, does not explain", () => {
    expect(brokenBy(repeatedRun({ faults: [kill(-3_600 * SECOND)] }))).toContain(
      "a delivery was acknowledged twice only where a fault explains it",
    );
  });

  test("a second acknowledgement though the first was stored as the end", () => {
    const twice = [attempt({}), attempt({ number: 2, startedAt: START + 10 * SECOND })];
    const run = { ...withAttempts(twice), requests: [request({}), request({ no: 2, seenAt: START + 10 * SECOND })] };

    expect(brokenBy(withDelivery({ attemptCount: 2 }, run))).toContain(
      "a delivery was acknowledged twice only where a fault explains it",
    );
  });

  test("a graceful stop that lost what was under way", () => {
    const stop = { kind: "stop" as const, text: "stop worker=0", from: START, to: START + 5 * SECOND };

    expect(brokenBy(repeatedRun({ faults: [stop] }))).toContain(
      "a request was lost only by a kill or a freeze, a claim also by a cut",
    );
  });

  test("a process that ended by itself", () => {
    expect(brokenBy({ ...honestRun(), processFaults: ["Process 1 ended."] })).toEqual([
      "no process ended or hung by itself",
    ]);
  });

  test("a second process that got hold of the folder", () => {
    expect(brokenBy({ ...honestRun(), kind: "embedded", intrusions: ["It ended with code 0."] })).toEqual([
      "a second process is refused the folder, naming the first",
    ]);
  });
});

test("a violation comes with the story of its delivery: attempts, requests and the faults around them", () => {
  const { stories } = verify(repeatedRun({ firstCode: "timeout", faults: [kill(-2 * SECOND)] }));

  expect(stories).toHaveLength(1);
  expect(stories[0]).toMatch(/kill worker=0.*attempt 1: timeout.*request 1 read.*attempt 2: delivered 200/s);
});

function brokenBy(run: Evidence): string[] {
  return broken(verify(run));
}

function broken({ verdicts }: ReturnType<typeof verify>): string[] {
  return verdicts.filter(({ violations }) => violations.length > 0).map(({ guarantee }) => guarantee);
}
