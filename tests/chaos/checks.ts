import { causeOfLoss, causeOfRepeat } from "./causes";
import { LOST } from "./database-record";
import {
  clockTime,
  type Evidence,
  groupBy,
  isAcknowledged,
  type RecordedAttempt,
  type RecordedDelivery,
  type SeenRequest,
} from "./evidence";
import { holdsOf, sentInSpiteOf } from "./holds";
import type { Accounts } from "./match-requests";
import { isHopeless } from "./misbehaviour";

/** One thing that must not have happened. `deliveryId` is there where a story can be told about it. */
export type Violation = { text: string; deliveryId?: string };

/** What every check reads: the evidence, sorted by delivery once. */
export type Case = Evidence & {
  accounts: Accounts;
  attemptsOf: ReadonlyMap<string, RecordedAttempt[]>;
  requestsOf: ReadonlyMap<string, SeenRequest[]>;
};

export type Check = {
  guarantee: string;
  find: (found: Case) => Violation[];
  /** Left out: on both databases. */
  on?: Evidence["kind"];
};

/** Attempts that count against no schedule: nothing was the receiver's fault. */
const FREE_CODES: readonly string[] = [LOST, "cancelled", "webhook_paused"];

const FINAL_STATES: readonly string[] = ["delivered", "gave_up", "unknown", "stopped"];

export const CHECKS: readonly Check[] = [
  { guarantee: "every change that was acknowledged has exactly one event", find: findWrongEvents },
  { guarantee: "every event has exactly the deliveries of its automations", find: findWrongDeliveries },
  { guarantee: "what the receiver acknowledged is what the database says is delivered", find: findDifferences },
  { guarantee: "only what the receiver never accepts was given up", find: findWronglyGivenUp },
  { guarantee: "no delivery stands where nothing moves it", find: findStuck },
  { guarantee: "attempts are numbered from 1 without gaps, and counted", find: findGaps },
  { guarantee: "nothing was written after a delivery's end", find: findLateAttempts },
  { guarantee: "a delivery is open until the attempt that delivered it, and no longer", find: findWronglyOpen },
  { guarantee: "no delivery was tried more often than its schedule allows", find: findExcess },
  { guarantee: "every request has its attempt", find: findUnaccountedRequests },
  { guarantee: "every answered attempt was a request that the receiver answered so", find: findInventedAttempts },
  { guarantee: "while a webhook is held back, nothing but a probe is sent to it", find: findSentWhileHeld },
  { guarantee: "a request was lost only by a kill or a freeze, a claim also by a cut", find: findUnexplainedLosses },
  { guarantee: "a delivery was acknowledged twice only where a fault explains it", find: findUnexplainedRepeats },
  { guarantee: "no process ended or hung by itself", find: (found) => found.processFaults.map((text) => ({ text })) },
  {
    guarantee: "a second process is refused the folder, naming the first",
    find: (found) => found.intrusions.map((text) => ({ text })),
    on: "embedded",
  },
];

function findWrongEvents({ changes, record }: Case): Violation[] {
  const events = groupBy(record.events, ({ change }) => String(change));
  const known = new Set(changes.map(({ number }) => number));
  const wrong = changes.flatMap(({ number, type, isDone }) => {
    const own = events.get(String(number)) ?? [];
    const isRight = own.every((event) => event.type === type) && (own.length === 1 || (!isDone && own.length === 0));
    return isRight ? [] : [{ text: `Change ${number} (${type}) has ${own.length} events.` }];
  });
  const stray = record.events.filter(({ change }) => !known.has(change));
  return [...wrong, ...stray.map(({ id }) => ({ text: `Event ${id} is of no change that was asked for.` }))];
}

function findWrongDeliveries({ record }: Case): Violation[] {
  const deliveries = groupBy(record.deliveries, ({ eventId }) => eventId);
  const events = new Set(record.events.map(({ id }) => id));
  const wrong = record.events.flatMap(({ id, type }) => {
    const expected = [...(record.automations.get(type) ?? [])].sort();
    const own = (deliveries.get(id) ?? []).map(({ automationId }) => automationId).sort();
    return own.join() === expected.join()
      ? []
      : [{ text: `Event ${id} (${type}) has ${own.length} deliveries instead of ${expected.length}.` }];
  });
  const stray = record.deliveries.filter(({ eventId }) => !events.has(eventId));
  return [...wrong, ...stray.map(({ id }) => ({ text: `Delivery ${id} is of no event.`, deliveryId: id }))];
}

function findDifferences({ record, requests }: Case): Violation[] {
  const received = new Set(requests.filter(isAcknowledged).map(({ id }) => id));
  const delivered = new Set(record.deliveries.filter(({ state }) => state === "delivered").map(({ id }) => id));
  return [
    ...[...received]
      .filter((id) => !delivered.has(id))
      .map((id) => ({
        text: `${id} was acknowledged by the receiver, but the database does not say that it is delivered.`,
        deliveryId: id,
      })),
    ...[...delivered]
      .filter((id) => !received.has(id))
      .map((id) => ({
        text: `${id} is delivered by the database, but the receiver never acknowledged it.`,
        deliveryId: id,
      })),
  ];
}

function findWronglyGivenUp({ seed, record, requestsOf }: Case): Violation[] {
  return record.deliveries
    .filter(({ state }) => FINAL_STATES.includes(state) && state !== "delivered")
    .filter(({ id, state }) => {
      const about = requestsOf.get(id)?.[0]?.about;
      return state !== "gave_up" || about === undefined || !isHopeless(seed, about);
    })
    .map(({ id, state }) => ({ text: `${id} is ${state}, though the receiver would have taken it.`, deliveryId: id }));
}

function findStuck({ record }: Case): Violation[] {
  const time = (at: number | null) => (at === null ? "never" : new Date(at).toISOString());
  return record.deliveries
    .filter(({ state }) => !FINAL_STATES.includes(state))
    .map(({ id, state, dueAt, leaseExpiresAt }) => ({
      text: `${id} is still ${state}: due ${time(dueAt)}, lease until ${time(leaseExpiresAt)}.`,
      deliveryId: id,
    }));
}

function findGaps({ record, attemptsOf }: Case): Violation[] {
  return record.deliveries.flatMap(({ id, attemptCount }) => {
    const numbers = (attemptsOf.get(id) ?? []).map(({ number }) => number);
    const isRight =
      numbers.length === (attemptCount ?? numbers.length) && numbers.every((number, index) => number === index + 1);
    return isRight
      ? []
      : [{ text: `${id} counts ${attemptCount} attempts, and has those numbered ${numbers}.`, deliveryId: id }];
  });
}

function findLateAttempts({ record, attemptsOf }: Case): Violation[] {
  return record.deliveries.flatMap(({ id, state }) => {
    const codes = (attemptsOf.get(id) ?? []).map(({ code }) => code);
    const end = codes.indexOf("delivered");
    return end === -1 || end === codes.length - 1
      ? []
      : [{ text: `${id} is ${state} after the attempts ${codes.join(", ")}.`, deliveryId: id }];
  });
}

function findWronglyOpen({ record, attemptsOf }: Case): Violation[] {
  const wrong = record.deliveries.flatMap(({ id, state }) => {
    const codes = (attemptsOf.get(id) ?? []).map(({ code }) => code);
    return (state === "delivered") === codes.includes("delivered")
      ? []
      : [{ text: `${id} is ${state} after the attempts ${codes.join(", ")}.`, deliveryId: id }];
  });
  return [...wrong, ...record.strays.map((id) => ({ text: `${id} is open, and there is no such delivery.` }))];
}

function findExcess({ record, attemptsOf }: Case): Violation[] {
  return record.deliveries.flatMap(({ id, retriesMax }: RecordedDelivery) => {
    const counted = (attemptsOf.get(id) ?? []).filter(({ code }) => !FREE_CODES.includes(code)).length;
    return counted <= retriesMax + 1
      ? []
      : [{ text: `${id} was tried ${counted} times; its schedule allows ${retriesMax + 1}.`, deliveryId: id }];
  });
}

function findUnaccountedRequests({ requests, accounts }: Case): Violation[] {
  return requests
    .filter((request) => !accounts.attemptOf.has(request))
    .map(({ id, no }) => ({ text: `Request ${no} of ${id} has no attempt that could be it.`, deliveryId: id }));
}

function findInventedAttempts({ record, accounts }: Case): Violation[] {
  return record.attempts
    .filter((attempt) => attempt.status !== null && !accounts.requestOf.has(attempt))
    .map(({ deliveryId, number, status }) => ({
      text: `Attempt ${number} of ${deliveryId} says ${status}, which the receiver never answered.`,
      deliveryId,
    }));
}

function findSentWhileHeld({ sightings, requests, faults, leaseMs }: Case): Violation[] {
  return holdsOf(sightings).flatMap((hold) =>
    sentInSpiteOf(hold, requests, faults, leaseMs).map(({ id, no, seenAt }) => ({
      text: `Request ${no} came at ${clockTime(seenAt)}, while hook ${hold.hook} was held until ${clockTime(hold.openUntil)}.`,
      deliveryId: id,
    })),
  );
}

function findUnexplainedLosses({ record, accounts, faults, leaseMs }: Case): Violation[] {
  return record.attempts
    .filter(({ code }) => code === LOST)
    .filter((attempt) => causeOfLoss(attempt, accounts.requestOf.get(attempt), faults, leaseMs) === null)
    .map(({ deliveryId, number }) => ({
      text: `Attempt ${number} of ${deliveryId} was lost though no fault was near.`,
      deliveryId,
    }));
}

function findUnexplainedRepeats(found: Case): Violation[] {
  return repeatsOf(found)
    .filter(({ cause }) => cause === null)
    .map(({ request }) => ({
      text: `${request.id} was acknowledged by request ${request.no} and again later, and no fault explains it.`,
      deliveryId: request.id,
    }));
}

/** Acknowledged requests that were not the last word on their delivery, each with what explains it. */
export function repeatsOf({ requestsOf, accounts, faults }: Case): { request: SeenRequest; cause: string | null }[] {
  return [...requestsOf.values()].flatMap((seen) => {
    const acknowledged = seen.filter(isAcknowledged);
    if (acknowledged.length < 2) {
      return [];
    }
    const ended = acknowledged.find((request) => accounts.attemptOf.get(request)?.code === "delivered");
    return acknowledged
      .filter((request) => request !== (ended ?? acknowledged.at(-1)))
      .map((request) => {
        const attempt = accounts.attemptOf.get(request);
        const cause = attempt && attempt.code !== "delivered" ? causeOfRepeat(request, attempt, faults) : null;
        return { request, cause };
      });
  });
}
