import type { StoredAction, StoredGitHubAction, StoredWebhookAction } from "./automation";
import type { ExchangeRecord, Outcome, SecretHole } from "./delivery";
import type { StartedRun } from "./github-run";
import type { Id } from "./ids";

/** One try at a delivery: what was frozen when the event matched. All else is read while it is performed. */
export type ExecutorInput<Action extends StoredAction = StoredAction> = {
  deliveryId: Id<"delivery">;
  teamId: Id<"team">;
  action: Action;
  /** The rendered payload, with `***` where secrets belong. */
  body: string;
  secretHoles: readonly SecretHole[];
  /** Counts from 1 over the whole life of the delivery. */
  attempt: number;
};

export type Execution = {
  outcome: Outcome;
  record: ExchangeRecord;
  startedAt: Date;
  durationMs: number;
  /** The run that was started, where the receiver named it. */
  run?: StartedRun;
  /** The message that was posted, where it can be changed later. */
  message?: PostedMessage;
};

/** A message in Slack, as Slack names it. */
export type PostedMessage = { channel: string; ts: string };

/** Performs one try and says how it ended. It never throws for what a receiver does, and decides nothing about retries. */
export type Executor<Action extends StoredAction> = (
  input: ExecutorInput<Action>,
  signal: AbortSignal,
) => Promise<Execution>;

/** One for each type of action. */
export type Executors = { webhook: Executor<StoredWebhookAction>; github: Executor<StoredGitHubAction> };

/** Which secrets are needed, by id or by name, and the webhook towards which a payload would use them. */
export type SecretWish = {
  ids?: readonly Id<"secret">[];
  names?: readonly string[];
  webhookId?: Id<"webhook">;
};

export type ResolvedSecret = {
  id: Id<"secret">;
  name: string;
  /** Null when the key that sealed it is not in the key ring, or the row was tampered with. */
  value: string | null;
  /** Whether an admin allowed payloads to the webhook of the wish to use it. */
  isGranted: boolean;
};

/** Opens secrets for sending. One that does not exist is left out: the caller knows what it asked for. */
export type ResolveSecrets = (teamId: Id<"team">, wish: SecretWish) => Promise<ResolvedSecret[]>;
