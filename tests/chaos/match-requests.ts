import { LOST } from "./database-record";
import { type DatabaseRecord, groupBy, type RecordedAttempt, type SeenRequest } from "./evidence";

/** Which attempt each request of a delivery was, and what is left over on either side. */
export type Accounts = {
  attemptOf: ReadonlyMap<SeenRequest, RecordedAttempt>;
  requestOf: ReadonlyMap<RecordedAttempt, SeenRequest>;
};

/** Between the product's noting of a time and the receiver's, on a machine that is busy. */
const SLACK_MS = 2_000;

/**
 * Accounts for every request of every delivery. An attempt that told how it ended is the request within its time, with
 * its status. What is left over belongs to attempts whose worker never told: each stands for one request at most.
 */
export function matchRequests(record: DatabaseRecord, requests: readonly SeenRequest[]): Accounts {
  const attemptOf = new Map<SeenRequest, RecordedAttempt>();
  const requestOf = new Map<RecordedAttempt, SeenRequest>();
  const attempts = groupBy(record.attempts, ({ deliveryId }) => deliveryId);

  for (const [deliveryId, seen] of groupBy(requests, ({ id }) => id)) {
    const made = attempts.get(deliveryId) ?? [];
    const pair = (attempt: RecordedAttempt, request: SeenRequest | undefined) => {
      if (request) {
        attemptOf.set(request, attempt);
        requestOf.set(attempt, request);
      }
    };
    const left = () => seen.filter((request) => !attemptOf.has(request));

    // Those with a status first: it says which request they were.
    for (const attempt of made.filter(({ status }) => status !== null)) {
      pair(attempt, answeredAlike(attempt, left()));
    }
    for (const attempt of made.filter(({ code, status, isSent }) => code !== LOST && status === null && isSent)) {
      pair(attempt, answeredAlike(attempt, left()) ?? within(attempt, left())[0]);
    }
    for (const attempt of made.filter(({ code }) => code === LOST)) {
      pair(attempt, left()[0]);
    }
  }
  return { attemptOf, requestOf };
}

/** Without a status it is rather a request that got no answer; but an answer may have been lost on its way. */
function answeredAlike(attempt: RecordedAttempt, requests: readonly SeenRequest[]): SeenRequest | undefined {
  return within(attempt, requests).find(({ status }) => status === attempt.status);
}

function within({ startedAt, endedAt }: RecordedAttempt, requests: readonly SeenRequest[]): SeenRequest[] {
  return requests.filter(({ seenAt }) => seenAt >= startedAt - SLACK_MS && seenAt <= endedAt + SLACK_MS);
}
