import type { ActionType, StoredAction } from "./automation";
import type { ExchangeRecord, Outcome, SecretHole } from "./delivery";
import type { Id } from "./ids";

/** One try at a delivery: what was frozen when the event matched. All else is read while it is performed. */
export type ExecutorInput = {
  deliveryId: Id<"delivery">;
  teamId: Id<"team">;
  action: StoredAction;
  webhookId: Id<"webhook">;
  /** The rendered payload, with `***` where secrets belong. */
  body: string;
  secretHoles: readonly SecretHole[];
  /** Counts from 1 over the whole life of the delivery. */
  attempt: number;
};

export type Execution = { outcome: Outcome; record: ExchangeRecord; startedAt: Date; durationMs: number };

/** Performs one try and says how it ended. It never throws for what a receiver does, and decides nothing about retries. */
export type Executor = (input: ExecutorInput, signal: AbortSignal) => Promise<Execution>;

export type Executors = Record<ActionType, Executor>;
