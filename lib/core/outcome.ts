import type { DeliveryState, OutcomeCode } from "./delivery";
import type { RunState } from "./github-run";
import type { Id } from "./ids";

/** Beyond this a count is not exact, but "1,000+": nobody reads more from it, and it would cost more the more there are. */
export const COUNTED_MAX = 1_000;

/** How the last change of a model or version ended: the delivery of it that most needs a look, and how many there were. */
export type OutcomeView = {
  deliveryId: Id<"delivery">;
  automation: string;
  preset: string;
  state: DeliveryState;
  /** What GitHub says of the run that it started; null where none is known. */
  run: RunState | null;
  isPaused: boolean;
  status: number | null;
  code: OutcomeCode | null;
  /** From the event to the end; null while it has not ended. */
  durationMs: number | null;
  /** The deliveries of the same event, this one among them. */
  deliveryCount: number;
};

/** The deliveries that began within one span, by how they stand now. */
export type OutcomeSpan = { startedAt: string; delivered: number; waiting: number; failed: number };

/** What the frame around every page of a team tells. */
export type TeamPulse = {
  models: number;
  versions: number;
  automations: number;
  /** These four are `COUNTED_MAX` + 1 where there are more. */
  waiting: number;
  sending: number;
  retrying: number;
  unknown: number;
  /** The oldest delivery that is due and not taken; null when nothing waits. */
  oldestDueAt: string | null;
  /** From the event to the first attempt, over the newest deliveries; null while there are none. */
  medianMs: number | null;
};
