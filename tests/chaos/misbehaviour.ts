import { seededRandom } from "./random";

/** What the receiver does with one request. */
export const ACTS = [
  "accept",
  "accept_late",
  "refuse_500",
  "refuse_503",
  "refuse_429",
  "refuse_400",
  "refuse_425",
  "drop_after_reading",
  "stall",
  "reset_in_headers",
  "reset_in_body",
  "truncate",
  "garbage",
] as const;

export type Act = (typeof ACTS)[number];

/**
 * In a thousand. The rest is accepted: so few that no breaker opens by them alone, and so many that it stays suspect. The
 * two with `Retry-After` hold a whole webhook for a while.
 */
const SHARES: readonly (readonly [Act, number])[] = [
  ["refuse_500", 30],
  ["refuse_503", 6],
  ["refuse_429", 6],
  ["drop_after_reading", 20],
  ["reset_in_headers", 12],
  ["reset_in_body", 12],
  ["truncate", 8],
  ["garbage", 6],
];

/** Those that take the client's whole patience happen to first requests only, so that a run drains in time. */
const SLOW_SHARES: readonly (readonly [Act, number])[] = [
  ["stall", 4],
  ["accept_late", 4],
];

/** From this request on, a delivery is accepted: its schedule must outlast both this and an outage. */
const MISBEHAVING_REQUESTS = 3;

/**
 * One delivery in a hundred is never accepted, so that giving up is seen too, at once and past the schedule. Both statuses
 * are answers of a receiver that works: one that failed each time would hold its webhook back in the end, for minutes.
 */
const HOPELESS_IN_A_THOUSAND = { refuse_400: 7, refuse_425: 3 } as const;

/** Drawn from the seed and from what the request is about, not from when it came: a replay misbehaves alike. */
export function actOf(seed: number, about: string, nth: number): Act {
  const hopeless = hopelessAct(seed, about);
  if (hopeless) {
    return hopeless;
  }
  if (nth > MISBEHAVING_REQUESTS) {
    return "accept";
  }
  const shares = nth === 1 ? [...SLOW_SHARES, ...SHARES] : SHARES;
  return drawn(seededRandom(seed, "act", about, nth).next() * 1_000, shares) ?? "accept";
}

/** Milliseconds before an answer: long enough that something is always under way when a worker dies. */
export function pauseMs(seed: number, about: string, nth: number): number {
  return seededRandom(seed, "pause", about, nth).between(20, 500);
}

/** Whether the receiver never accepts it. */
export function isHopeless(seed: number, about: string): boolean {
  return hopelessAct(seed, about) !== null;
}

function hopelessAct(seed: number, about: string): Act | null {
  const draw = seededRandom(seed, "hopeless", about).next() * 1_000;
  return drawn(draw, [
    ["refuse_400", HOPELESS_IN_A_THOUSAND.refuse_400],
    ["refuse_425", HOPELESS_IN_A_THOUSAND.refuse_425],
  ]);
}

function drawn(draw: number, shares: readonly (readonly [Act, number])[]): Act | null {
  let bound = 0;
  for (const [act, share] of shares) {
    bound += share;
    if (draw < bound) {
      return act;
    }
  }
  return null;
}

/** One connection in forty is dropped before a byte of it is read. */
export function isConnectionDropped(seed: number, nth: number): boolean {
  return seededRandom(seed, "connection", nth).next() < 0.025;
}
