import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AFTERMATH_MS, type FaultKind, type PlannedFault, planFaults, planText, type Theatre } from "./plan";

const LEASE_MS = 30_000;

describe("the plan of faults", () => {
  test("is the same for the same seed, down to its printed text", () => {
    fc.assert(
      fc.property(fc.integer(), theatres(), (seed, theatre) => {
        expect(planText(planFaults(seed, theatre))).toBe(planText(planFaults(seed, theatre)));
      }),
    );
  });

  test("is another for another seed", () => {
    expect(planFaults(1, theatreOf("postgres"))).not.toEqual(planFaults(2, theatreOf("postgres")));
  });

  test("stays within its time, in order, and hits only what there is", () => {
    fc.assert(
      fc.property(fc.integer(), theatres(), (seed, theatre) => {
        const plan = planFaults(seed, theatre);

        const times = plan.map(({ atMs }) => atMs);
        expect(times).toEqual([...times].sort((one, other) => one - other));
        expect(times.every((atMs) => atMs < theatre.durationMs)).toBe(true);
        expect(plan.every(({ fault }) => !("worker" in fault) || fault.worker < theatre.workers)).toBe(true);
      }),
    );
  });

  test("never plans two things at once for one process", () => {
    fc.assert(
      fc.property(fc.integer(), theatres(), (seed, theatre) => {
        const spans = planFaults(seed, theatre).flatMap(spanOnWorker);

        const overlapping = spans.filter((span) =>
          spans.some((other) => other !== span && other.worker === span.worker && isWithin(span.from, other)),
        );
        expect(overlapping).toEqual([]);
      }),
    );
  });

  test.each([
    { kind: "postgres", minutes: 0.75, kinds: ["cut", "freeze", "kill", "nap", "outage", "restart", "stop"] },
    { kind: "embedded", minutes: 0.75, kinds: ["intrude", "kill", "outage"] },
    { kind: "embedded", minutes: 2.5, kinds: ["freeze", "intrude", "kill", "nap", "outage", "stop"] },
  ] as const)(
    "on $kind for $minutes minutes has every kind of fault, by nearly every seed",
    ({ kind, minutes, kinds }) => {
      const plans = Array.from({ length: 100 }, (_, seed) => planFaults(seed, theatreOf(kind, minutes * 60_000)));

      const complete = plans.filter((plan) => kinds.every((wanted: FaultKind) => has(plan, wanted)));
      expect(complete.length).toBeGreaterThan(60);
    },
  );

  test("hits a worker or a receiver so early that its leases and its breaker are over soon after the faults", () => {
    fc.assert(
      fc.property(fc.integer(), theatres(), (seed, theatre) => {
        const plan = planFaults(seed, { ...theatre, kind: "postgres" });
        const ends = [
          ...plan.flatMap(({ atMs, fault }) => (fault.kind === "outage" ? [atMs + fault.forMs + 15_000] : [])),
          ...plan.flatMap(({ atMs, fault }) => (fault.kind === "kill" ? [atMs + LEASE_MS] : [])),
        ];

        expect(ends.every((endMs) => endMs <= theatre.durationMs + AFTERMATH_MS)).toBe(true);
      }),
    );
  });

  test("freezes a worker for longer than its lease", () => {
    const freezes = planFaults(3, theatreOf("postgres", 600_000)).flatMap(({ fault }) =>
      fault.kind === "freeze" ? [fault.forMs] : [],
    );

    expect(freezes.length).toBeGreaterThan(3);
    expect(Math.min(...freezes)).toBeGreaterThan(LEASE_MS);
  });
});

function theatreOf(kind: Theatre["kind"], durationMs = 120_000): Theatre {
  return { kind, workers: kind === "postgres" ? 3 : 1, hooks: 5, durationMs, leaseMs: LEASE_MS };
}

function theatres(): fc.Arbitrary<Theatre> {
  return fc
    .tuple(fc.constantFrom("postgres" as const, "embedded" as const), fc.integer({ min: 1_000, max: 900_000 }))
    .map(([kind, durationMs]) => theatreOf(kind, durationMs));
}

function spanOnWorker({ atMs, fault }: PlannedFault): { worker: number; from: number; to: number }[] {
  if (!("worker" in fault)) {
    return [];
  }
  const lasts = "forMs" in fault ? fault.forMs : 0;
  return [{ worker: fault.worker, from: atMs, to: atMs + Math.max(lasts, 1) }];
}

function isWithin(at: number, { from, to }: { from: number; to: number }): boolean {
  return at >= from && at < to;
}

function has(plan: readonly PlannedFault[], kind: FaultKind): boolean {
  return plan.some(({ fault }) => fault.kind === kind);
}
