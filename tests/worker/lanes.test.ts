import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Destination } from "@/lib/core/delivery";
import type { Claim } from "@/lib/deliveries/claim";
import { type Asked, Lanes } from "@/lib/worker/lanes";

const IN_FLIGHT_MAX = 512;
const RETRIES_MAX = 256;
const UNPROVEN_MAX = 256;

describe("lanes", () => {
  test("take what waits for one destination again and again, until there is nothing left", () => {
    const world = new World();
    world.add("whk_a", { firsts: 300 });

    world.runUntilQuiet();

    expect(world.delivered("whk_a")).toBe(300);
  });

  test("take retries alone as fast as first attempts, in one go", () => {
    const world = new World();
    world.add("whk_a", { retries: 300 });

    world.runUntilQuiet();

    expect(world.delivered("whk_a")).toBe(300);
  });

  test.each(["firsts", "retries"] as const)(
    "send retries and first attempts of a busy destination side by side, one place at a time: many %s wait",
    (many) => {
      const world = new World();
      world.add("whk_a", { firsts: 200, retries: 200, [many]: 5_000 });
      world.claim();
      for (let turn = 0; turn < 400; turn += 1) {
        world.end(world.underWay[0], false);
        world.claim();
      }

      const [retries, firsts] = [
        world.sent.filter(({ isRetry }) => isRetry),
        world.sent.filter((sent) => !sent.isRetry),
      ];
      expect(retries.length).toBeGreaterThan(60);
      expect(firsts.length).toBeGreaterThan(150);
    },
  );

  test("let first attempts through a lane of one place that retries fail in for ever", () => {
    const world = new World();
    world.add("whk_a", { firsts: 20, retries: 5_000 });
    world.claim();
    for (let turn = 0; turn < 80; turn += 1) {
      world.end(world.underWay[0], true);
      world.claim();
    }

    expect(world.sent.filter(({ isRetry }) => !isRetry)).toHaveLength(20);
  });

  test("leave room for a proven destination beside 300 that hang", () => {
    const world = new World();
    prove(world, "whk_healthy");
    for (let index = 0; index < 300; index += 1) {
      world.add(`whk_hanging${index}`, { firsts: 100 });
    }
    world.claim();

    world.add("whk_healthy", { firsts: 10 });
    world.claim();

    expect(world.underWay.filter(({ destination }) => destination === "whk_healthy")).toHaveLength(10);
  });

  test("leave room for others beside twenty busy destinations that begin to hang all at once", () => {
    const world = new World();
    const busy = Array.from({ length: 20 }, (_, index) => `whk_busy${index}` as const);
    for (const destination of busy) {
      prove(world, destination);
    }
    for (const destination of busy) {
      world.add(destination, { firsts: 1_000 });
    }
    world.claim();

    world.add("whk_new", { firsts: 4 });
    world.claim();

    expect(world.underWay.filter(({ destination }) => destination === "whk_new")).toHaveLength(4);
  });

  test("ask for one probe only, however many wait, and then as always: the breaker may be closed by now", () => {
    const lanes = new Lanes();
    lanes.wake(["whk_a"], { isProbe: true });
    const asked = lanes.wishes();

    lanes.taken(asked, [claimOf("whk_a", false)]);

    expect(asked).toMatchObject([{ room: 1, isProbe: true }]);
    expect(lanes.wishes()).toMatchObject([{ room: 3, isProbe: false }]);
  });

  test("keep the right to a probe that comes while another is claimed", () => {
    const lanes = new Lanes();
    lanes.wake(["whk_a"], { isProbe: true });
    const asked = lanes.wishes();

    lanes.wake(["whk_a"], { isProbe: true });
    lanes.taken(asked, []);

    expect(lanes.wishes()).toMatchObject([{ room: 1, isProbe: true }]);
  });

  test("sleep once a claim brought less than was asked for, unless they were woken meanwhile", () => {
    const lanes = new Lanes();
    lanes.wake(["whk_a", "whk_b"]);
    const asked = lanes.wishes();

    lanes.wake(["whk_b"]);
    lanes.taken(asked, []);

    expect(lanes.wishes()).toMatchObject([{ destination: "whk_b" }]);
  });

  test("learn nothing from what was never sent", () => {
    const lanes = new Lanes();
    lanes.wake(["whk_a"]);
    const claims = Array.from({ length: 4 }, () => claimOf("whk_a", false));
    lanes.taken(lanes.wishes(), claims);

    for (const claim of claims) {
      lanes.ended(claim, { isFault: null, durationMs: 0 });
    }

    expect(lanes.wishes()).toMatchObject([{ room: 4 }]);
  });
});

type Command =
  | { kind: "add"; of: number; firsts: number; retries: number }
  | { kind: "probe"; of: number }
  | { kind: "claim"; addedMeanwhile: number | null }
  | { kind: "end"; which: number; verdict: boolean | null; isSlow: boolean };

const of = fc.nat({ max: 39 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), of, firsts: fc.nat({ max: 90 }), retries: fc.nat({ max: 90 }) }),
  fc.record({ kind: fc.constant("probe" as const), of }),
  fc.record({ kind: fc.constant("claim" as const), addedMeanwhile: fc.option(of) }),
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("end" as const),
      which: fc.nat(),
      verdict: fc.constantFrom(true, true, false, false, null),
      isSlow: fc.boolean(),
    }),
  },
);

describe("whatever comes and however it ends, lanes", () => {
  test("keep to every limit, and send in the end all that waits, without a sweep", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 150 }), (commands) => {
        const world = new World();
        for (const each of commands) {
          world.perform(each);
          world.judge();
        }

        world.runUntilQuiet();
        expect(world.waiting()).toBe(0);
        expect(world.underWay).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

function prove(world: World, destination: Destination): void {
  world.add(destination, { firsts: 200 });
  world.runUntilQuiet();
}

/** A database of counts in memory, and a worker that claims from it as the lanes wish. */
class World {
  readonly lanes = new Lanes();
  readonly sent: Claim[] = [];
  underWay: Claim[] = [];
  private readonly rows = new Map<Destination, { firsts: number; retries: number }>();

  add(destination: Destination, { firsts = 0, retries = 0 }: { firsts?: number; retries?: number }): void {
    const row = this.rows.get(destination) ?? { firsts: 0, retries: 0 };
    this.rows.set(destination, { firsts: row.firsts + firsts, retries: row.retries + retries });
    this.lanes.wake([destination]);
  }

  perform(command: Command): void {
    if (command.kind === "add") {
      this.add(`whk_${command.of}`, command);
    } else if (command.kind === "probe") {
      this.lanes.wake([`whk_${command.of}`], { isProbe: true });
    } else if (command.kind === "claim") {
      this.claim(command.addedMeanwhile);
    } else {
      this.end(this.underWay[command.which % Math.max(1, this.underWay.length)], command.verdict, command.isSlow);
    }
  }

  /** As the dispatcher does: until no lane wishes for anything. */
  claim(addedMeanwhile: number | null = null): void {
    let rounds = 0;
    for (let asked = this.lanes.wishes(); asked.length > 0; asked = this.lanes.wishes()) {
      const claims = asked.flatMap((wish) => this.take(wish));
      if (addedMeanwhile !== null && rounds === 0) {
        this.add(`whk_${addedMeanwhile}`, { firsts: 1 });
      }
      this.lanes.taken(asked, claims);
      this.underWay.push(...claims);
      this.sent.push(...claims);
      rounds += 1;
      expect(rounds).toBeLessThan(2_000);
    }
  }

  end(claim: Claim | undefined, isFault: boolean | null, isSlow = false): void {
    if (claim) {
      this.underWay.splice(this.underWay.indexOf(claim), 1);
      this.lanes.ended(claim, { isFault, durationMs: isSlow ? 5_000 : 5 });
    }
  }

  runUntilQuiet(): void {
    this.claim();
    while (this.underWay.length > 0) {
      this.end(this.underWay[0], false);
      this.claim();
    }
  }

  judge(): void {
    expect(this.underWay.length).toBeLessThanOrEqual(IN_FLIGHT_MAX);
    expect(this.underWay.filter(({ isRetry }) => isRetry).length).toBeLessThanOrEqual(RETRIES_MAX);
    const counts = this.lanes as unknown as { inFlight: number; retries: number; unproven: number };
    expect(counts.inFlight).toBe(this.underWay.length);
    expect(counts.retries).toBe(this.underWay.filter(({ isRetry }) => isRetry).length);
    expect(counts.unproven).toBeGreaterThanOrEqual(0);
    expect(counts.unproven).toBeLessThanOrEqual(Math.max(UNPROVEN_MAX, counts.inFlight));
  }

  waiting(): number {
    return [...this.rows.values()].reduce((sum, { firsts, retries }) => sum + firsts + retries, 0);
  }

  delivered(destination: Destination): number {
    return this.sent.filter((claim) => claim.destination === destination).length;
  }

  /** What the claim's statement does: the share of retries, then first attempts, then more retries. */
  private take({ destination, room, retries, firstsBefore }: Asked): Claim[] {
    const row = this.rows.get(destination) ?? { firsts: 0, retries: 0 };
    const share = Math.min(retries, Math.floor((firstsBefore + room) / 4), row.retries);
    const firsts = Math.min(row.firsts, room - share);
    const more = Math.min(row.retries - share, retries - share, room - share - firsts);
    this.rows.set(destination, { firsts: row.firsts - firsts, retries: row.retries - share - more });
    return [
      ...Array.from({ length: share + more }, () => claimOf(destination, true)),
      ...Array.from({ length: firsts }, () => claimOf(destination, false)),
    ];
  }
}

function claimOf(destination: Destination, isRetry: boolean): Claim {
  return {
    deliveryId: "dl_x",
    teamId: "tm_x",
    action: { type: "webhook", webhookId: "whk_x", payload: null },
    body: "{}",
    secretHoles: [],
    destination,
    leaseToken: "",
    tries: 0,
    schedule: [],
    attemptCount: 0,
    refusal: null,
    traceparent: null,
    isRetry,
    isSuspect: false,
    createdAt: new Date(0),
    eventId: "evt_x",
  };
}
