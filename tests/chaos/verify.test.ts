import { describe, expect, test } from "vitest";
import type { Evidence, RecordedAttempt, RecordedDelivery, SeenRequest } from "./evidence";
import { verify } from "./verify";

const START = Date.UTC(2026, 0, 1);
const SECOND = 1_000;

describe("the verifier accepts", () => {
  test("a run in which everything was delivered at once", () => {
    expect(brokenBy(honestRun())).toEqual([]);
  });

  test("a second acknowledgement after a kill, and names the kill", () => {
    const findings = verify(repeatedRun({ faults: [kill(2 * SECOND)] }));

    expect(broken(findings)).toEqual([]);
    expect(new Map(findings.figures).get("acknowledged again, by cause")).toBe("kill 1");
  });

  test("a loss long after a request was read that the receiver never answered", () => {
    const run = repeatedRun({ firstAct: "stall", faults: [kill(12 * SECOND)] });
    const requests = run.requests.map((seen) => (seen.no === 1 ? { ...seen, answeredAt: null, status: null } : seen));

    expect(brokenBy({ ...run, requests })).toEqual([]);
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
      "an attempt was lost only by a kill, a freeze or a cut",
      "a delivery was acknowledged twice only where a fault explains it",
    ]);
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
      "an attempt was lost only by a kill, a freeze or a cut",
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

/** One change, one event, one delivery, one attempt, one request. */
function honestRun(): Evidence {
  return {
    kind: "postgres",
    seed: 1,
    leaseMs: 30 * SECOND,
    changes: [{ number: 0, type: "LINK_ARTIFACT", isDone: true, throws: 0 }],
    record: {
      automations: new Map([["LINK_ARTIFACT", ["aut_1"]]]),
      events: [{ id: "evt_1", type: "LINK_ARTIFACT", change: 0 }],
      deliveries: [delivery({})],
      attempts: [attempt({})],
    },
    requests: [request({})],
    faults: [],
    processFaults: [],
    intrusions: [],
  };
}

/** The receiver acknowledged the first attempt, which the database does not know to have ended well; then the second. */
function repeatedRun({
  firstCode = "worker_lost",
  firstAct = "accept",
  faults = [],
}: {
  firstCode?: string;
  firstAct?: SeenRequest["act"];
  faults?: Evidence["faults"];
}): Evidence {
  const second = { number: 2, startedAt: START + 40 * SECOND, endedAt: START + 41 * SECOND };
  const first = { code: firstCode, status: null, isSent: firstCode !== "worker_lost" };
  const run = withDelivery({ attemptCount: 2 }, withAttempts([attempt(first), attempt(second)]));
  const again = { no: 2, seenAt: second.startedAt, answeredAt: second.endedAt };
  return { ...run, faults, requests: [request({ act: firstAct }), request(again)] };
}

function kill(afterMs: number): Evidence["faults"][number] {
  return { kind: "kill", text: "kill worker=0", from: START + afterMs, to: START + afterMs };
}

function withDelivery(change: Partial<RecordedDelivery>, run = honestRun()): Evidence {
  return { ...run, record: { ...run.record, deliveries: [delivery(change)] } };
}

function withAttempts(attempts: RecordedAttempt[], run = honestRun()): Evidence {
  return { ...run, record: { ...run.record, attempts } };
}

function delivery(change: Partial<RecordedDelivery>): RecordedDelivery {
  const frozen = { id: "dlv_1", eventId: "evt_1", automationId: "aut_1", retriesMax: 3 };
  return { ...frozen, state: "delivered", attemptCount: 1, dueAt: null, leaseExpiresAt: null, ...change };
}

function attempt(change: Partial<RecordedAttempt>): RecordedAttempt {
  const told = { code: "delivered", status: 200, isSent: true };
  return { deliveryId: "dlv_1", number: 1, ...told, startedAt: START, endedAt: START + SECOND, ...change };
}

function request(change: Partial<SeenRequest>): SeenRequest {
  const about = "LINK_ARTIFACT/0/hook/0";
  const answered = { answeredAt: START + SECOND, status: 200 };
  return { no: 1, id: "dlv_1", about, act: "accept", seenAt: START + 100, ...answered, ...change };
}
