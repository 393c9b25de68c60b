import type { Act } from "./misbehaviour";
import type { FaultKind } from "./plan";
import type { ChangeType } from "./wiring";

// Everything that a run left behind, from the three who can tell: the producer, the database and the receiver; and what
// was done to them. Times are milliseconds since the epoch, by the one clock of this machine.

export type Change = { number: number; type: ChangeType; isDone: boolean; throws: number };

export type RecordedEvent = { id: string; type: ChangeType; change: number };

export type RecordedDelivery = {
  id: string;
  eventId: string;
  automationId: string;
  state: string;
  /** Null once it is delivered: then its attempts alone say how many they were. */
  attemptCount: number | null;
  retriesMax: number;
  dueAt: number | null;
  leaseExpiresAt: number | null;
};

export type RecordedAttempt = {
  deliveryId: string;
  number: number;
  code: string;
  status: number | null;
  /** False when it ended before anything could be sent. */
  isSent: boolean;
  startedAt: number;
  endedAt: number;
};

/** What the database says. `automations` maps an event's type to what it must fire. */
export type DatabaseRecord = {
  automations: ReadonlyMap<string, readonly string[]>;
  events: readonly RecordedEvent[];
  deliveries: readonly RecordedDelivery[];
  attempts: readonly RecordedAttempt[];
  /** Ids of open rows that belong to no delivery. */
  strays: readonly string[];
};

/** What the breakers said at one moment between asking and being answered: the webhooks that were held back. */
export type Sighting = { askedAt: number; answeredAt: number; held: { hook: number; openUntil: number }[] };

/** A request that the receiver read to its end; `status` is null when no whole head of an answer went out. */
export type SeenRequest = {
  no: number;
  id: string;
  about: string;
  act: Act;
  seenAt: number;
  answeredAt: number | null;
  status: number | null;
};

export type PerformedFault = { kind: FaultKind; text: string; from: number; to: number };

export type Evidence = {
  kind: "postgres" | "embedded";
  seed: number;
  leaseMs: number;
  changes: readonly Change[];
  record: DatabaseRecord;
  requests: readonly SeenRequest[];
  faults: readonly PerformedFault[];
  sightings: readonly Sighting[];
  /** What went wrong with the processes themselves, as sentences: a worker that ended, a stop that did not. */
  processFaults: readonly string[];
  /** How a second process was not refused the folder, as sentences. */
  intrusions: readonly string[];
};

export function isAcknowledged({ status }: SeenRequest): boolean {
  return status !== null && status >= 200 && status <= 299;
}

/** Groups by a key, in the order given. */
export function groupBy<T>(entries: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) {
      group.push(entry);
    } else {
      groups.set(key, [entry]);
    }
  }
  return groups;
}

/** Of the day, by the clock that processes log. */
export function clockTime(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}
