import type { Destination } from "@/lib/core/delivery";
import type { Claim, Wish } from "@/lib/deliveries/claim";
import type { Limits } from "@/lib/deliveries/limits";

/** Requests that one process has under way at once. Each holds a socket and at most 64 KiB of a response. */
const IN_FLIGHT_MAX = 512;
/** Of them for retries: first attempts keep the rest to themselves, whatever comes back from an outage. */
const RETRIES_MAX = 256;
/** Of them for destinations that have not answered yet, or failed last: any number of hanging ones leaves room for the others. */
const UNPROVEN_MAX = 256;
/** At least one in so many of a destination's places goes to its retries, where some are due. */
const RETRY_SHARE = 4;

const LANE_FIRST = 4;
const LANE_DOUBLES_UNTIL = 32;
const LANE_MAX = 64;
/** An answer that took longer is no reason to send more at once. */
const SLOW_MS = 2_000;

/** What is claimed at once: few enough for a quick statement, many enough that its round trip does not matter. */
const CLAIM_MAX = 256;
/** Lanes that are kept although nothing goes through them, for what was learnt about their destinations. */
const LANES_KEPT_MAX = 10_000;
const LIMITS_KEPT_MS = 10_000;

type Lane = {
  destination: Destination;
  inFlight: number;
  /** How many may be under way at once: it grows with each answer and halves with each fault. */
  width: number;
  isProven: boolean;
  wakes: number;
  isProbe: boolean;
  limits: Limits | null;
  limitsReadAt: number;
};

export type Asked = Wish & { wakes: number };
export type Verdict = { isFault: boolean; durationMs: number };

/**
 * Decides how much is claimed for which destination, so that none delays another: each has a lane of its own width, and
 * what all of them share is divided so that neither retries nor the unproven can take it all. It claims and sends nothing.
 */
export class Lanes {
  private readonly lanes = new Map<Destination, Lane>();
  /** Those for which something may be due that nobody here has claimed yet; who was asked last stands last. */
  private readonly awake = new Set<Lane>();
  private inFlight = 0;
  private retries = 0;
  private unproven = 0;

  wake(destinations: readonly Destination[], { isProbe = false } = {}): void {
    for (const destination of destinations) {
      const lane = this.laneOf(destination);
      this.awake.add(lane);
      lane.wakes += 1;
      lane.isProbe ||= isProbe;
    }
    if (this.lanes.size > LANES_KEPT_MAX) {
      this.forgetIdle();
    }
  }

  /** Those whose limits are not known, or were read too long ago. */
  withoutLimits(now: number): Destination[] {
    return [...this.awake]
      .filter((lane) => now - lane.limitsReadAt > LIMITS_KEPT_MS)
      .map(({ destination }) => destination);
  }

  learnLimits(destinations: readonly Destination[], limits: ReadonlyMap<string, Limits>, now: number): void {
    for (const destination of destinations) {
      const lane = this.laneOf(destination);
      lane.limits = limits.get(destination) ?? null;
      lane.limitsReadAt = now;
    }
  }

  /** What may be claimed now. Those that come first leave no less to those that come last: each asks for its share. */
  wishes(): Asked[] {
    const hungry = [...this.awake].filter((lane) => roomOf(lane) > 0);
    let free = Math.min(IN_FLIGHT_MAX - this.inFlight, CLAIM_MAX);
    let unproven = UNPROVEN_MAX - this.unproven;
    let retries = RETRIES_MAX - this.retries;
    const asked: Asked[] = [];
    for (const [index, lane] of hungry.entries()) {
      const share = Math.ceil(free / (hungry.length - index));
      const room = Math.min(roomOf(lane), share, lane.isProven ? free : Math.min(free, unproven));
      if (room <= 0) {
        continue;
      }
      const ofRetries = Math.max(0, Math.min(Math.ceil(room / RETRY_SHARE), retries));
      asked.push({ ...wishOf(lane), room, retries: lane.isProbe ? Math.min(1, retries) : ofRetries });
      free -= room;
      retries -= ofRetries;
      unproven -= lane.isProven ? 0 : room;
    }
    return asked;
  }

  /** Takes note of what came of the wishes. A lane that got less than it asked for has nothing more that is due. */
  taken(asked: readonly Asked[], claims: readonly Claim[]): void {
    for (const claim of claims) {
      const lane = this.laneOf(claim.destination);
      lane.inFlight += 1;
      this.inFlight += 1;
      this.retries += isRetry(claim) ? 1 : 0;
      this.unproven += lane.isProven ? 0 : 1;
    }
    const got = Map.groupBy(claims, ({ destination }) => destination);
    for (const { destination, room, wakes, isProbe } of asked) {
      const lane = this.laneOf(destination);
      const isSpent = (got.get(destination)?.length ?? 0) < room && lane.wakes === wakes;
      lane.isProbe = lane.isProbe && !isProbe;
      this.awake.delete(lane);
      if (!isSpent && !isProbe) {
        this.awake.add(lane);
      }
    }
  }

  /** Frees a place, and learns from how it ended. */
  ended(claim: Claim, { isFault, durationMs }: Verdict): void {
    const lane = this.laneOf(claim.destination);
    lane.inFlight -= 1;
    this.inFlight -= 1;
    this.retries -= isRetry(claim) ? 1 : 0;
    this.unproven -= lane.isProven ? 0 : 1;
    if (lane.isProven === isFault) {
      lane.isProven = !isFault;
      this.unproven += isFault ? lane.inFlight : -lane.inFlight; // Its others are counted on the other side from now on.
    }
    lane.width = isFault ? Math.max(1, Math.floor(lane.width / 2)) : widened(lane.width, durationMs);
    if (lane.limits !== null) {
      this.awake.add(lane); // It may have been refused only because this one was under way.
    }
  }

  private laneOf(destination: Destination): Lane {
    const known = this.lanes.get(destination);
    if (known) {
      return known;
    }
    const lane = { destination, inFlight: 0, width: LANE_FIRST, isProven: false, wakes: 0 };
    const made = { ...lane, isProbe: false, limits: null, limitsReadAt: Number.NEGATIVE_INFINITY };
    this.lanes.set(destination, made);
    return made;
  }

  private forgetIdle(): void {
    for (const lane of this.lanes.values()) {
      if (!this.awake.has(lane) && lane.inFlight === 0) {
        this.lanes.delete(lane.destination);
      }
    }
  }
}

function roomOf(lane: Lane): number {
  return lane.isProbe ? 1 - lane.inFlight : lane.width - lane.inFlight;
}

function wishOf({ destination, isProbe, limits, wakes }: Lane): Omit<Asked, "room" | "retries"> {
  return { destination, isProbe, limits, wakes };
}

function isRetry({ tries }: Claim): boolean {
  return tries > 0;
}

function widened(width: number, durationMs: number): number {
  if (durationMs > SLOW_MS) {
    return width;
  }
  return Math.min(LANE_MAX, width < LANE_DOUBLES_UNTIL ? width * 2 : width + 1);
}
