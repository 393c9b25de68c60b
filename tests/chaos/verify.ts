import { causeOfLoss } from "./causes";
import { type Case, CHECKS, repeatsOf, type Violation } from "./checks";
import { LOST } from "./database-record";
import { type Evidence, groupBy, isAcknowledged } from "./evidence";
import { holdsOf } from "./holds";
import { matchRequests } from "./match-requests";
import { storyOf } from "./story";

export type Verdict = { guarantee: string; violations: Violation[] };

/** What a run came to: each guarantee with what broke it, and figures that say how hard it was put to the test. */
export type Findings = { verdicts: Verdict[]; figures: [string, string][]; stories: string[] };

/** Violations of one guarantee whose stories are told: more would say the same. */
const STORIES_MAX = 3;

/** Judges a run by what it left behind. Pure: planted evidence is judged alike. */
export function verify(evidence: Evidence): Findings {
  const found: Case = {
    ...evidence,
    accounts: matchRequests(evidence.record, evidence.requests),
    attemptsOf: groupBy(evidence.record.attempts, ({ deliveryId }) => deliveryId),
    requestsOf: groupBy(evidence.requests, ({ id }) => id),
  };
  const checks = CHECKS.filter(({ on = evidence.kind }) => on === evidence.kind);
  const verdicts = checks.map(({ guarantee, find }) => ({ guarantee, violations: find(found) }));
  const told = verdicts.flatMap(({ violations }) =>
    violations.flatMap(({ deliveryId }) => deliveryId ?? []).slice(0, STORIES_MAX),
  );
  return { verdicts, figures: figuresOf(found), stories: [...new Set(told)].map((id) => storyOf(found, id)) };
}

function figuresOf(found: Case): [string, string][] {
  const { changes, record, requests, faults, accounts, leaseMs } = found;
  const holds = holdsOf(found.sightings).map(({ from, to }) => to - from);
  const lost = record.attempts.filter(({ code }) => code === LOST);
  const lossCause = (attempt: (typeof lost)[number]) =>
    causeOfLoss(attempt, accounts.requestOf.get(attempt), faults, leaseMs)?.kind ?? "unexplained";
  return [
    ["changes", `${changes.length}, tried again after an error: ${sum(changes.map(({ throws }) => throws))}`],
    ["deliveries", `${record.deliveries.length}: ${tally(record.deliveries, ({ state }) => state)}`],
    ["attempts", `${record.attempts.length}: ${tally(record.attempts, ({ code }) => code)}`],
    ["requests", `${requests.length}, acknowledged: ${requests.filter(isAcknowledged).length}`],
    ["receiver's acts", tally(requests, ({ act }) => act)],
    ["faults", `${faults.length}: ${tally(faults, ({ kind }) => kind)}`],
    ["webhooks held back", `${holds.length} times, at most ${(Math.max(0, ...holds) / 1_000).toFixed(1)} s`],
    ["answers while the database was away", keptAnswers(found)],
    ["attempts lost, by cause", tally(lost, lossCause) || "none"],
    ["acknowledged again, by cause", tally(repeatsOf(found), ({ cause }) => cause ?? "unexplained") || "none"],
  ];
}

/** What a receiver answered between a restart's beginning and its end could not be stored at once. */
function keptAnswers({ requests, faults, accounts }: Case): string {
  const away = faults.filter(({ kind }) => kind === "restart");
  const waited = requests.filter(({ answeredAt }) =>
    away.some(({ from, to }) => answeredAt !== null && answeredAt >= from && answeredAt <= to),
  );
  const kept = waited.filter((request) => accounts.attemptOf.get(request)?.code !== LOST);
  return `${waited.length}, stored when it was back: ${kept.length}`;
}

function tally<T>(entries: readonly T[], keyOf: (entry: T) => string): string {
  const groups = [...groupBy(entries, keyOf)].sort((one, other) => other[1].length - one[1].length);
  return groups.map(([key, group]) => `${key} ${group.length}`).join(", ");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
