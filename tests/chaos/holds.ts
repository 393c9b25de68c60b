import { groupBy, type PerformedFault, type SeenRequest, type Sighting } from "./evidence";

/** A breaker that was seen to stay as it was from one moment to another. Not before `openUntil` may anything be sent. */
export type Hold = { hook: number; openUntil: number; from: number; to: number };

/** Between a claim, which asks the breaker, and the receiver's reading of the request, on a machine that is busy. */
const SLACK_MS = 1_500;

/** What was seen twice with the same end has not changed in between: each opening has an end of its own. */
export function holdsOf(sightings: readonly Sighting[]): Hold[] {
  const seen = sightings.flatMap(({ held, ...times }) => held.map((each) => ({ ...each, ...times })));
  return [...groupBy(seen, ({ hook, openUntil }) => `${hook} ${openUntil}`).values()].flatMap((group) => {
    const [first] = group;
    const last = group.at(-1);
    return first && last && last.askedAt > first.answeredAt
      ? [{ hook: first.hook, openUntil: first.openUntil, from: first.answeredAt, to: last.askedAt }]
      : [];
  });
}

/** Requests that came while nothing but a probe may: any before the breaker's time, and all but one per lease after it. */
export function sentInSpiteOf(
  hold: Hold,
  requests: readonly SeenRequest[],
  faults: readonly PerformedFault[],
  leaseMs: number,
): SeenRequest[] {
  const within = requests.filter(
    (request) =>
      hookOf(request) === hold.hook &&
      request.seenAt > hold.from + SLACK_MS &&
      request.seenAt < hold.to &&
      !hasThawed(request, faults),
  );
  const early = within.filter(({ seenAt }) => seenAt < hold.openUntil);
  const probesMax = 1 + Math.floor(Math.max(0, hold.to - hold.openUntil) / leaseMs);
  return [...early, ...within.filter((request) => !early.includes(request)).slice(probesMax)];
}

function hookOf({ about }: SeenRequest): number {
  return Number(about.slice(about.lastIndexOf("/") + 1));
}

/** A worker that was frozen between claiming and sending goes on where it was. */
function hasThawed({ seenAt }: SeenRequest, faults: readonly PerformedFault[]): boolean {
  return faults.some(
    ({ kind, from, to }) => (kind === "freeze" || kind === "nap") && from <= seenAt && to >= seenAt - SLACK_MS,
  );
}
