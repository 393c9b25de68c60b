import type { Evidence, RecordedAttempt, RecordedDelivery, SeenRequest } from "./evidence";

// Evidence of small runs, honest ones and others, for the tests of the verifier.

export const START = Date.UTC(2026, 0, 1);
export const SECOND = 1_000;

/** One change, one event, one delivery, one attempt, one request. */
export function honestRun(): Evidence {
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
      strays: [],
    },
    requests: [request({})],
    faults: [],
    sightings: [],
    processFaults: [],
    intrusions: [],
  };
}

/** The receiver acknowledged the first attempt, which the database does not know to have ended well; then the second. */
export function repeatedRun({
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

/** The breaker of a webhook opened, and was looked at twice; requests came after the first look. */
export function heldRun(held: { forMs: number; lookedForMs: number; requestsAfterMs: number[] }): Evidence {
  const from = START + 60 * SECOND;
  const look = (at: number) => ({ askedAt: at, answeredAt: at, held: [{ hook: 0, openUntil: from + held.forMs }] });
  const attempts = held.requestsAfterMs.map((ms, index) => {
    const isLast = index === held.requestsAfterMs.length - 1;
    const told = isLast ? {} : { code: "http_status", status: 500 };
    return attempt({ ...told, number: index + 1, startedAt: from + ms, endedAt: from + ms + 200 });
  });
  const requests = attempts.map(({ number, status, startedAt, endedAt }) =>
    request({ no: number, status, seenAt: startedAt + 100, answeredAt: endedAt }),
  );
  return { ...withAttempts(attempts), requests, sightings: [look(from), look(from + held.lookedForMs)] };
}

export function kill(afterMs: number): Evidence["faults"][number] {
  return { kind: "kill", text: "kill worker=0", from: START + afterMs, to: START + afterMs };
}

export function withDelivery(change: Partial<RecordedDelivery>, run = honestRun()): Evidence {
  return { ...run, record: { ...run.record, deliveries: [delivery(change)] } };
}

export function withAttempts(attempts: RecordedAttempt[], run = honestRun()): Evidence {
  return { ...run, record: { ...run.record, attempts } };
}

function delivery(change: Partial<RecordedDelivery>): RecordedDelivery {
  const frozen = { id: "dlv_1", eventId: "evt_1", automationId: "aut_1", retriesMax: 3 };
  return { ...frozen, state: "delivered", attemptCount: null, dueAt: null, leaseExpiresAt: null, ...change };
}

export function attempt(change: Partial<RecordedAttempt>): RecordedAttempt {
  const told = { code: "delivered", status: 200, isSent: true };
  return { deliveryId: "dlv_1", number: 1, ...told, startedAt: START, endedAt: START + SECOND, ...change };
}

export function request(change: Partial<SeenRequest>): SeenRequest {
  const about = "LINK_ARTIFACT/0/hook/0";
  const answered = { answeredAt: START + SECOND, status: 200 };
  return { no: 1, id: "dlv_1", about, act: "accept", seenAt: START + 100, ...answered, ...change };
}
