import type { Case } from "./checks";
import { clockTime } from "./evidence";

/** Faults this long before the first moment of a story belong to it. */
const BEFORE_MS = 3_000;

/** Tells in order what became of one delivery: its attempts by the database, its requests by the receiver, the faults. */
export function storyOf({ record, attemptsOf, requestsOf, faults }: Case, deliveryId: string): string {
  const delivery = record.deliveries.find(({ id }) => id === deliveryId);
  const attempts = attemptsOf.get(deliveryId) ?? [];
  const requests = requestsOf.get(deliveryId) ?? [];
  const moments = [
    ...attempts.map(({ number, code, status, startedAt, endedAt }) => ({
      at: startedAt,
      text: `attempt ${number}: ${code}${status === null ? "" : ` ${status}`} after ${Math.round(endedAt - startedAt)} ms`,
    })),
    ...requests.flatMap(({ no, act, seenAt, answeredAt, status }) => [
      { at: seenAt, text: `request ${no} read; the receiver will ${act.replaceAll("_", " ")}` },
      ...(answeredAt === null ? [] : [{ at: answeredAt, text: `request ${no} answered ${status}` }]),
    ]),
  ];
  const from = Math.min(...moments.map(({ at }) => at)) - BEFORE_MS;
  const to = Math.max(...moments.map(({ at }) => at)) + BEFORE_MS;
  const near = faults.filter((fault) => fault.to >= from && fault.from <= to);
  const all = [
    ...moments,
    ...near.map((fault) => ({ at: fault.from, text: `(${fault.text}, until ${clockTime(fault.to)})` })),
  ];
  const lines = all.sort((one, other) => one.at - other.at).map(({ at, text }) => `    ${clockTime(at)}  ${text}`);
  return [`  ${deliveryId}, ${delivery?.state ?? "unknown to the database"}:`, ...lines].join("\n");
}
